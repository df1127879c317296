"""Privacy: records and issues without what the policy of their source withholds."""

from pipeline.values.privacy.records import withhold, withhold_issues

__all__ = ["withhold", "withhold_issues"]
