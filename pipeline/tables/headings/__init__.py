"""Headings: their `words.py` are data, `roles.py` says what each stands for, `columns.py` where it reaches.

`one_line.py` parts headings that stand in one line, `later.py` finds those of a second table in one stream,
and `unknown.py` settles the columns that have no role.
"""
