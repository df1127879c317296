"""What stands near records and says something of them: notes, footnotes, titles between rows.

`lines.py` finds the lines around a table, `said.py` hears what they say, `said_in_text.py` the same in a
text.
"""
