"""How a source is found out, tried, named, watched over and removed."""
