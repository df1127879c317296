"""The two HTML pages, the officer's `report.py` and the public's `public_page.py`, and what they show.

`rendering.py` is what they share, with `templates/`. Each other module makes one thing that a page shows.
"""
