"""What she reads in the terminal: plain lines where it is none, ten looks at most, no traceback unasked."""

import io

import pytest

from pipeline.issues import SourceError, issue
from pipeline.terminal import Look, Summary, Terminal


def terminal() -> tuple[Terminal, io.StringIO, io.StringIO]:
    out, err = io.StringIO(), io.StringIO()
    return Terminal(out, err), out, err


def summary(looks: int = 0, changes: str = "2 new, 1 gone") -> Summary:
    each = tuple(Look(f"line {n}", f"Club [{n}]", f"'Shepway' {n}.", "Ask.") for n in range(looks))
    return Summary("Services", "2020-12-04", 31, changes, each, "output/x/", "output/x/report.html")


def test_a_stage_is_one_plain_line_with_its_result():
    screen, out, _ = terminal()
    with screen.stage("kent", "extract") as said:
        said.append("31 records [of 1 table]")
    assert out.getvalue() == "kent: extract: 31 records [of 1 table]\n"


def test_a_stage_that_breaks_says_no_result():
    screen, out, _ = terminal()
    with pytest.raises(SourceError), screen.stage("kent", "extract"):
        raise SourceError("there is no page.")
    assert out.getvalue() == ""


def test_no_colour_and_no_control_codes_where_it_is_no_terminal():
    screen, out, err = terminal()
    screen.summary([summary(3)])
    screen.warn("kent", [issue("area-ambiguous", value="Shepway")])
    screen.fail("kent", SourceError("there is no page."))
    assert "\x1b" not in out.getvalue() + err.getvalue()


def test_the_last_screen_says_what_changed_and_where_the_files_are():
    screen, out, _ = terminal()
    screen.summary([summary()])
    said = out.getvalue()
    for words in (
        "2020-12-04",
        "31 services",
        "2 new, 1 gone",
        "Nothing needs a look",
        "output/x/report.html",
    ):
        assert words in said


@pytest.mark.parametrize(("looks", "more"), [(10, False), (11, True)])
def test_ten_looks_at_most_each_with_line_words_and_remedy(looks, more):
    screen, out, _ = terminal()
    screen.summary([summary(looks)])
    said = out.getvalue()
    assert f"{looks} to look at" in said
    assert "line 9, Club [9]: 'Shepway' 9. Ask." in said
    assert "line 10" not in said
    assert ("1 more in the report" in said) is more


@pytest.mark.parametrize("debug", [False, True])
def test_a_traceback_only_with_debug(monkeypatch, debug):
    monkeypatch.setenv("DEBUG", "1") if debug else monkeypatch.delenv("DEBUG", raising=False)
    screen, out, err = terminal()
    try:
        raise SourceError("there is no page.", remedy="Save it into [raw]/.")
    except SourceError as error:
        screen.fail("kent", error)
    assert out.getvalue() == ""
    assert "kent: FAILED:" in err.getvalue() and "Save it into [raw]/." in err.getvalue()
    assert ("Traceback" in err.getvalue()) is debug


class Screen(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("no_color", "shows"), [("", True), ("1", False)])
def test_a_bar_counts_the_steps_on_a_terminal_alone(monkeypatch, no_color, shows):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", no_color)
    screen = Screen()
    terminal = Terminal(out=screen)
    with terminal.building(4), terminal.stage("somewhere", "extract") as said:
        said.append("31 records")
    assert ("0/4" in screen.getvalue()) is shows
    assert "extract: 31 records" in screen.getvalue()
