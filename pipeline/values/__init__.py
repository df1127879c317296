"""A pure `parse()` for each kind of value, and what doubts, patches or withholds the values that it gives.

A kind's door is its module, `amounts`, `text` and `urls`, or what its room gives at its own: `ages`, `areas`,
`contacts`, `names` and `phones`, where `cell.py` reads a whole cell and the other modules what stands in it.

All of them rest on words that are data, `words.py`, on `places.py`, `domains.py` and `references.py` ("As
above"), and on `beside/`: what words next to a mailbox, a number or a link make of it. `endings/` tells of
services that have ended. Then come whole records: `rows/` reads and patches them, `privacy/` withholds.
"""
