"""Files about a release: its changes, identifiers and issues, where each value came from, and its hashes."""
