"""Endings: what a name or a text says of a service that has ended, or does not run for the time being."""

from pipeline.values.endings.said import check_name, check_text, find_sentences, says_in_name

__all__ = ["check_name", "check_text", "find_sentences", "says_in_name"]
