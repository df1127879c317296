"""A module for each published format: `files(dataset)` gives the files and their bytes; and their checks."""
