"""What binds one release to the next: identity, changes, gates, and the whole-folder switch."""
