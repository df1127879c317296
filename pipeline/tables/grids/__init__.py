"""A table as printed is a `grid.py` of cells, whoever read it: here it becomes records, in `rows.py`.

`other_rows.py` tells the rows that are none, `doubts.py` words under the wrong heading, `cell_links.py` what
stands behind a link. `parts.py` and `joined.py` put several tables of one page together.
"""
