"""The press review as plain text, HTML, a Word document and a letter."""
