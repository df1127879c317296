"""From a public page with a table of services to clean CSV, JSON and Open Referral data."""

import sys

from pipeline.faults import broke

__version__ = "0.1.0"  # the same as in pyproject.toml: published with every derived value

if sys.argv[:1] == ["-m"]:  # a command is being found: from here on, while it loads too, no bare traceback
    sys.excepthook = broke
