"""Pages without a table, as a `stream.py` of `paragraphs.py`: `loose.py` reads one as cards or as cells."""
