"""From a public page with a table of services to clean CSV, JSON and Open Referral data."""

__version__ = "0.1.0"  # the same as in pyproject.toml: published with every derived value
