"""Bytes to tables: real HTML tables, one-line-a-row text, and tables flattened to loose paragraphs.

`document.py` is the door. What it reads is decoded by `decode.py`, and by its looks it goes to `html/` or
to `text_document.py`: drawn tables in `text/`, or paragraphs without borders, as `streams/`, which
`flattened/` or `run_on/` recover, or `cards/`. `reading.py` makes records of whatever was found:
`headings/` says which column is what, `grids/` makes rows of cells, `near/` hears what stands around them,
and `kinds/` whether they are none of services. All of them share `words.py`, `grammars.py` (with
`shapes.toml`) and `markdown.py`.
"""
