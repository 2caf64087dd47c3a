"""The flows: each one story told top to bottom, carrying values from stage to stage."""
