"""Rows whose cells stand on one line with a blank, or nothing, between them.

To be read in this order: `document.py` finds the headings, and chooses; `reading.py` makes records of what
stands below; `words.py` parts it, `looks.py` says what each word looks like, `evidence.py` what speaks for
each reading of it. The chain that joins them is that of `flattened/`.
"""
