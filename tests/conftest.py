"""What every run of the tests ends with."""

from tests.browser.chromium import MISSING


def pytest_terminal_summary(terminalreporter):
    """The browser tests that were skipped are told once, in one line, however quiet the run is."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(MISSING in str(each.longrepr) for each in skipped):
        terminalreporter.write_line(MISSING[0].upper() + MISSING[1:] + ".", yellow=True)
