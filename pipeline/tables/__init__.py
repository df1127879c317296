"""Bytes to tables: real HTML tables, one-line-a-row text, and tables flattened to loose paragraphs."""
