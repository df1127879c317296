"""Why a page holds no table of services: what stands in the table goes before what stands around it."""

import pytest

from pipeline.tables.kinds.refusal import find_reason

COOKIES = "We use cookies to make this site work."
TIMES = ["Monday", "Tuesday", "No", "No"]
SERVICES = ["Norton Judo", "Judo for all", "5-8", "Norton", "jo@lane.org", "No"]


@pytest.mark.parametrize("around", [[COOKIES], TIMES, ["Service unavailable"], []])
@pytest.mark.parametrize("border", ["", " | "])
def test_the_heading_that_is_missing_beside_others_is_the_reason(around, border):
    headings = ["Short break", "What they do", "Age", "Area", "Contact"]
    texts = [border.join(headings)] if border else headings
    assert find_reason([*around, *texts, *SERVICES], {}) == (
        "beside its headings ‘What they do’, ‘Age’, ‘Area’, ‘Contact’ stands none that we know for the name; "
        "‘Short break’ before them is no heading that we know"
    )


def test_a_heading_without_a_role_and_a_title_are_not_named_as_those_that_we_do_not_know():
    headings = ["Our summer", "What they do", "Ages", "Venue", "Day and time", "Ramble", "Cost"]
    assert find_reason([*headings, *SERVICES], {}) == (
        "beside its headings ‘What they do’, ‘Ages’, ‘Venue’, ‘Cost’ stands none that we know for the name; "
        "we do not know ‘Ramble’; ‘Our summer’ before them is no heading that we know"
    )


def test_a_page_with_addresses_is_no_message_about_cookies():
    assert "consent" not in find_reason([COOKIES, *SERVICES * 3], {})
    assert find_reason([COOKIES, "Accept all cookies"], {}) == "it asks for consent"


def test_headings_of_another_kind_of_table_are_the_reason_where_few_are_of_services():
    headings = ["Day", "Time", "Class", "Venue", "Ages"]
    assert (
        find_reason([*headings, "Monday", "10:00", "Judo", "Norton", "8-11"], {})
        == "it looks like a timetable"
    )


def test_a_table_without_a_description_is_refused_for_that():
    headings = ["Organisation", "Area", "Amount", "Norton Judo", "Norton", "£500,000"]
    wanted = "stands none that we know for what they do, or for which age"
    assert find_reason([COOKIES, "Accept all cookies", *headings], {}).endswith(wanted)


def test_a_banner_a_number_and_a_rule_tell_nothing_of_a_page_with_more_on_it():
    rows = [f"The club of {name} meets in the hall on 500 evenings, at 404 High Street" for name in TIMES]
    assert find_reason([COOKIES, "---", "# ", "***", *rows, *rows], {}) == (
        "none of its lines are headings that we know"
    )


def test_words_of_a_menu_are_not_named_as_headings():
    said = find_reason(["Home", "About us", "Contact us", "Town", "Amount"], {})
    assert said == "of the headings of one it has only Town, Amount, or has them apart"
