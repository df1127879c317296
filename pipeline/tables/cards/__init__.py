"""Pages that say every heading again for each service, a card each: `reading.py` is the whole.

`labels.py`, with `dashes.py`, finds the labels, `openings.py` that with which a card begins, and
`doubts.py` says what speaks against a card.
"""
