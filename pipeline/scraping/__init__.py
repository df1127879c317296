"""Bringing a page home: one polite, bounded and watched exchange at a time. What arrives is bytes."""
