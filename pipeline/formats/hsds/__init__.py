"""HSDS: `tables.py` makes one model of a dataset, `full.py` writes all of it, and `uk.py` its UK profile.

The standard is data, `fields.csv`. `rows.py`, `parts.py` and `terms.py` are what the tables are made of, and
`nest.py` makes JSON of them. `hosting.py` and `walk.py` are about the feed as a web server has it, and as a
client meets it.
"""
