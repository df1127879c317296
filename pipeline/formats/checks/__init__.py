"""The bytes of a release, checked before they are published: `release.py` asks all the others."""
