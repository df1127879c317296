"""Documents in HTML, to be read in this order.

`document.py` is the whole. `tree.py` parses, and `unseen.py` (with `style_rules.py` and `struck_letters.py`)
marks what is not shown. `choose.py` finds the tables of services, and with `continuations.py`, `turned.py`,
`unnamed.py` and `hidden_tables.py` what goes on with them, lies on its side, has no names or is there twice.
`table.py` makes a grid of each: `rows.py` has its rows, `cell_words.py` and `flow.py` the words in a cell,
`asides.py` what the markup sets aside of them, and `repeated_labels.py` takes out headings said again.
`title.py`, `between.py`, `cards_beside.py`, `forms.py`, `grids.py` and `hover_words.py` look around them.
"""
