"""What a reader is told: from an alert or a digest to text, HTML and JSON, by templates."""
