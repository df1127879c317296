"""Text in which each service says its labels again, on lines of their own or before tabs."""

import pytest

from tests.growth import grows_linearly
from tests.pipeline.tables.text.test_text_rows import rows
from tests.pipeline.test_extract import cells, flags, read, refusal

SERVICES = [
    ("Attic Club", "Judo for all", "Mondays", "5-8", "Norton", "att@lane.org"),
    ("Shed Trust", "Choir", "Every Friday", "11-18", "Upton", "she@lane.org"),
    ("Box Club", "Pottery", "Daily", "9-12", "Wick", "box@lane.org"),
]
MEETINGS = {each[2] for each in SERVICES}
LABELS = ("Description", "Meeting times", "Ages", "Area", "Email")
READ = [[[text] for text in service] for service in SERVICES]


def listed(services=SERVICES, labels=LABELS):
    blocks = (
        f"{name}\n\n" + "\n".join(f"{label}\n{words}" for label, words in zip(labels, rest, strict=True))
        for name, *rest in services
    )
    return "Our services\n\n" + "\n\n".join(blocks) + "\n\nContact us\n"


def tabbed(services=SERVICES, labels=("Name", *LABELS)):
    lines = (f"{label}\t\t{words}" for each in services for label, words in zip(labels, each, strict=True))
    return "Our services\n\n" + "\n".join(lines) + "\n\nContact us\n"


@pytest.mark.parametrize("content", [listed(), tabbed()])
def test_labels_above_their_words_or_before_tabs_make_services(content):
    found = read(content)
    assert cells(found) == READ
    assert [column.heading for column in found.columns][1:] == list(LABELS)
    assert flags(found) == {"heading-unknown"}


def test_words_of_several_lines_are_one_cell():
    for content in (listed(), tabbed()):
        found = read(content.replace("Upton", "Upton\nWick"))
        assert cells(found)[1][4] == ["Upton", "Wick"] and not cells(found)[0][4][1:]


def test_a_line_that_may_be_a_label_is_doubted():
    content = listed().replace("she@lane.org", "she@lane.org\nWebsite\nwww.lane.org")
    assert [flagged for *_, flagged in rows(content)] == [False, True, False]


def test_a_line_that_comes_again_is_doubted_be_it_read_as_a_label_or_as_words():
    services = [*SERVICES, *((f"{name} Two", *rest) for name, *rest in SERVICES)]
    most = listed(services).replace("Wick", "Wick\nHall").replace("Norton", "Norton\nHall")
    assert [flagged for *_, flagged in rows(most)] == [True, False, True] * 2
    few = listed(services).replace("Wick", "Wick\nHall")
    assert [flagged for *_, flagged in rows(few)] == [False, False, True] * 2


def test_a_label_without_words_is_doubted():
    found = rows(listed().replace("Area\nUpton\n", "Area\n"))
    assert found[1][4:] == ("", "she@lane.org", True) and not found[0][-1]


def test_words_behind_the_last_service_that_may_be_none_of_its_are_doubted():
    assert rows(tabbed().replace("box@lane.org", "box@lane.org\nCorrect at May 2021"))[2][-1]


def test_titles_above_services_are_their_names_beside_who_provides_them():
    named = [(each[0], *each) for each in SERVICES]
    content = listed(named, ("Provider", *LABELS)).replace("\n\nProvider\nAttic", "\n\nProvider\nThe Attic")
    assert [row[:2] for row in rows(content)] == [
        ("Attic Club", "The Attic Club"),
        ("Shed Trust", "Shed Trust"),
        ("Box Club", "Box Club"),
    ]


def test_services_without_a_name_are_refused():
    content = tabbed(labels=("Shoe size", *LABELS))
    assert refusal(content) == {"no-table"}


def test_labels_one_right_below_the_other_are_the_headings_of_a_table():
    labels = [f"{label}:" for label in ("Name", *LABELS) if label != "Meeting times"]
    printed = [*labels, *(words for each in SERVICES for words in each if words not in MEETINGS), *labels]
    names = [row[0] for row in rows("Our services\n\n" + "\n\n".join(printed))]
    assert names == [name for name, *_ in SERVICES]


def test_time_grows_with_the_services():
    assert len(read(services(300)).records) == 300
    assert grows_linearly(lambda count: read(services(count)), 1_000)


def services(count):
    return "".join(
        f"Name\t\tClub {n}\nAges\t\t5-8\nArea\t\tWick {n}\nEmail\t\ta{n}@lane.org\n" for n in range(count)
    )


TERMS = ("Name", *LABELS)
PLACEHOLDER = "\xa0"


def terms(services=SERVICES, labels=TERMS, between="\n"):
    """Definition lists as tools print them: no blank line stands between two services."""
    lines = (
        f"{label}{between}{words}" for each in services for label, words in zip(labels, each, strict=True)
    )
    return "Our services\n\n" + between.join(lines) + "\n\nContact us\n"


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("blank", range(1, 6))
def test_a_placeholder_parts_no_service_from_its_labels(blank, between):
    services = [
        [
            words if n != blank or service is not SERVICES[1] else PLACEHOLDER
            for n, words in enumerate(service)
        ]
        for service in SERVICES
    ]
    found = read(terms(services, between=between))
    assert cells(found) == [
        [[text] if text != PLACEHOLDER else [] for text in service] for service in services
    ]
    assert flags(found) == {"heading-unknown"}


def test_services_begin_with_the_label_that_the_first_one_begins_with():
    content = terms().replace("Our services\n\n", "Our services\n\nHome\nAbout\nSport\n")
    assert cells(read(content)) == READ


def test_a_first_service_without_its_first_label_shifts_no_other_in_silence():
    named = terms().replace("Name\nAttic Club\n", "")
    found = rows(named)
    assert len(found) == 3 and all(row[-1] for row in found)


@pytest.mark.parametrize("labels", [TERMS, ("Service", "Details", *LABELS[1:])])
def test_two_labels_that_can_mean_the_same_are_the_name_and_what_it_does(labels):
    found = read(terms(labels=labels))
    assert cells(found) == READ


def test_a_title_above_labels_each_a_paragraph_is_the_name():
    services = "\n\n".join(
        "\n\n".join([each[0], *(part for pair in zip(LABELS, each[1:], strict=True) for part in pair)])
        for each in SERVICES
    )
    found = read(f"Our services\n\n{services}\n\nContact us\n")
    assert cells(found) == READ and flags(found) == {"heading-unknown"}


def inset(services):
    """As lynx prints definition lists: words stand further in than their label."""
    return "   Our services\n\n" + "".join(
        f"  {name}\n\n"
        + "".join(f"   {label}\n          {words}\n\n" for label, words in zip(LABELS, rest, strict=True))
        for name, *rest in services
    )


def test_questions_that_stand_further_in_are_words_and_no_labels():
    asked = [
        (name, "\n\n          ".join(["What is it?", "Yes please: ring 01622 123456.", words]), *rest)
        for name, words, *rest in SERVICES
    ]
    found = read(inset(asked))
    assert [each[0] for each in cells(found)] == [each[0] for each in READ]
    assert [each[1] for each in cells(found)] == [
        ["What is it?", "Yes please: ring 01622 123456.", each[1]] for each in SERVICES
    ]
    assert flags(found) == {"heading-unknown"}


def test_the_marks_of_a_title_in_markdown_are_no_part_of_a_name():
    cards = "".join(
        f"## {name}\n\nWhat they do\n    {about}\n\nTelephone\n    0116 496 {n}\n\n"
        for n, (name, about) in enumerate([("The Shed", "Judo"), ("Box Out", "Boxing")], 2000)
    )
    found = read(f"# Clubs\n\nAsk us.\n\n{cards}")
    assert [each.cells[0].text for each in found.records] == ["The Shed", "Box Out"]
