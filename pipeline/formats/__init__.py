"""A module for each published format, whose `files(dataset)` gives its files and their bytes: `registry.py`.

`public.py` is the dataset as anyone may see it, `csv_cells.py` and `json_text.py` are how it is written, and
`dictionary.py` makes the page of docs/ that describes all files.
"""
