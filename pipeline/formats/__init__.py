"""One module for each published format: `write(dataset)` gives the files and their bytes."""
