"""What else than services a table may list, told by its cells and its title; or why a page has none."""
