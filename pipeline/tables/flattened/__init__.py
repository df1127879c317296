"""A table recovered from a stream of paragraphs in which its cells have lost their borders.

To be read in this order: `recover.py` is the whole; `heading_search.py` and `heading_run.py` find the
headings; `choice.py` tries them and their `variants.py`, each as an `attempt.py`, and chooses;
`row_reading.py` (with `titles.py`, `rhythm.py` and `pattern.py`) reads the rows by the model: `detectors.py`
and `context.py` say what a paragraph looks like, `layout.py` and `lattice.py` what may follow what,
`evidence.py` joins them, `decoding.py` finds the best path; `records.py` makes records of it;
`uncertainty.py` asks every gate what may be wrong with them.
"""
