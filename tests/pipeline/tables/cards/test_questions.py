"""Labels that ask, with the answer behind them on the same line."""

import pytest

from tests.pipeline.test_extract import BOX, SHED, cells, read

LAMP = ["The Lamp", "Art for all", "All ages", "Upton", "lamp@lane.org"]
SERVICES = (SHED, BOX, LAMP)
LABELS = ["What do we do?", "What age?", "Where?", "How to get in touch:"]
FORMS = {
    "lines": ("{}\n", "{} {}\n", "\n"),
    "bold": ("<h3>{}</h3>", "<p><strong>{}</strong> {}</p>", ""),
    "line breaks": ("<p><b>{}</b></p><p>", "{} {}<br>", "</p>"),
    "definitions": ("<dl><dt>{}</dt>", "<dd><b>{}</b> {}</dd>", "</dl>"),
}


def printed(form, labels=LABELS, services=SERVICES):
    title, line, end = FORMS[form]
    return "Our services\n\n" + "".join(
        title.format(name) + "".join(line.format(*each) for each in zip(labels, rest, strict=True)) + end
        for name, *rest in services
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "labels",
    [
        LABELS,
        ["What we do:", "What age?", "Where:", "Email:"],
        ["About:", "Any parking?", "Where?", "Email:"],
    ],
    ids=["most ask", "one asks", "one nobody knows"],
)
def test_a_question_that_comes_again_is_the_label_of_its_answer(form, labels):
    found = read(printed(form, labels))
    assert cells(found) == [[[text] for text in service] for service in SERVICES]
    assert [column.heading for column in found.columns[1:]] == [label.rstrip(":") for label in labels]
    assert not [each for each in found.issues if each.record and each.needs_a_person]


@pytest.mark.parametrize("form", ["lines", "bold"])
def test_a_question_that_one_service_alone_asks_is_not_read_into_the_field_before_in_silence(form):
    page = printed(form, ["What we do:", "Ages:", "Where:", "Email:"])
    ages, question = ("<strong>Ages:</strong>", "What age?") if form == "bold" else ("Ages:", "What age?")
    at = page.rindex(ages)
    found = read(f"{page[:at]}{question}{page[at + len(ages) :]}")
    assert {each.record for each in found.issues if each.record and each.needs_a_person} == {3}


def test_questions_within_descriptions_are_none():
    services = [[name, f"{what}. Who can come? Everyone", *rest] for name, what, *rest in SERVICES]
    found = read(printed("bold", ["What we do:", "Ages:", "Where:", "Email:"], services))
    assert cells(found) == [[[text] for text in service] for service in services]


@pytest.mark.parametrize("mark", ["? ", " – ", " - "])
def test_what_is_no_label_after_all_stands_as_it_is_printed(mark):
    """Lines within the paragraph of another label, or of none."""
    about = f"Can I drop in{mark}Yes<br>What is it{mark}Fun"
    rows = "".join(
        f"<h3>{name}</h3><p>{what}<br>{about}</p><p>Ages{mark}{age}</p><p>Area{mark}{area}</p><p>Email{mark}{mail}</p>"
        for name, what, age, area, mail in SERVICES
    )
    found = read(f"<h1>Services</h1>{rows}")
    texts = [text for record in cells(found) for cell in record for text in cell]
    assert {f"Can I drop in{mark}Yes", f"What is it{mark}Fun"} <= {*texts}
