"""What the title of a table says of it: which kind of list it names, and what its cells say of that."""

# ruff: noqa: E501 - a page a line is the easiest to read

import pytest

from pipeline.tables.kinds.titles import SERVICES, name_kind
from tests.pipeline.test_extract import read
from tests.pipeline.test_refusals import grid

NAMED = {
    "Cookies": "a list of cookies",
    "How we use cookies": "a list of cookies",
    "Our cookies": "a list of cookies",
    "About our trustees": "a staff list",
    "Your councillors": "a list of councillors",
    "Find your councillor": "a list of councillors",
    "List of councillors 2023/24": "a list of councillors",
    "Councillors - Norton Council": "a list of councillors",
    "OUR TRUSTEES": "a staff list",
    "Trustees and patrons": "a staff list",
    "Meet the team": "a staff list",
    "Who’s who": "a staff list",
    "Foster carers of the year": "a list of people",
    "Payments to suppliers over £500": "a list of payments",
    "Sub-processors": "a list of suppliers",
    "Fees and charges": "a list of prices",
    "Registrar fees (from April)": "a list of prices",
    "Planning applications in Norton": "a list of planning applications",
    "Training courses for staff": "a list of courses for staff",
    "Referrals by service": "a list of numbers",
    "Plants": "a list of plants and animals",
}
OF_SERVICES = [
    "Services for foster carers",
    "Support for councillors",
    "Foster carers’ support groups",
    "Projects we funded",
    "Funded services",
    "Grants awarded to youth projects",
    "Councillors’ community grants",
    "Activities",
    "Activities and prices",
    "Prices and activities",
    "Clubs",
    "Games clubs",
    "Groups",
    "Directory",
    "Support",
    "Staff and services",
    "Courses",
    "Training courses for parents",
]
UNTOLD = [
    "",
    "North",
    "Young carers",
    "What the councillors said",
    "Information for trustees",
    "Where to find cookies",
    "We use cookies",
    "Accept all cookies",
    "Cookies on norton.gov.uk",
    "We met councillors",
    "Direct payments",
    "Outreach team",
    "Feesville",
    "2023",
    "— & —",
]


@pytest.mark.parametrize(("title", "kind"), NAMED.items(), ids=list(NAMED))
def test_the_head_of_a_title_names_what_is_listed(title, kind):
    assert name_kind(title) == kind


@pytest.mark.parametrize("title", OF_SERVICES)
def test_a_title_may_name_services_whatever_else_stands_in_it(title):
    assert name_kind(title) == SERVICES


@pytest.mark.parametrize("title", UNTOLD)
def test_other_titles_tell_nothing(title):
    assert name_kind(title) is None


GAMES = ("Name|Description|Ages|Price", "Ludo|Race game|4+|£5", "Chess|Strategy|6+|£12")
PLANTS = ("Name|Description|Area", "Bee orchid|Flowers in June|Norton", "Lizard orchid|Smells|Upton")
CARERS = ("Name|Description|Area", "Pat and Jim Hall|Fostered 40|Norton", "Sue and Al Bird|Siblings|Upton")
HOSTS = ("Organisation|Service provided|Location", "Nimbus|Hosting|Ireland", "Postbox|E-mail|Norway")
TRACKERS = ("Service|What it does|More information", "Nimbus|Measures|a.org", "Tube|Plays videos|b.org")
PROSE = "<p>Use this page to find out more. Ask us if you need help.</p>"


def page(heading, rows, before=""):
    return f"<title>Norton Council</title>{before}{heading}{PROSE}{grid(*rows)}"


def text(title, rows):
    return "\n\n".join(
        [title, "Use this page to find out more.", *(cell for row in rows for cell in row.split("|"))]
    )


def bars(title, rows):
    lines = [f"| {row.replace('|', ' | ')} |" for row in rows]
    return "\n".join([title, "", lines[0], "|---" * (rows[0].count("|") + 1) + "|", *lines[1:]])


DOUBTED = {
    "h1": (page("<h1>Games</h1>", GAMES), "a list of games"),
    "heading above": (page("<h2>Plants</h2>", PLANTS, "<h1>Norton</h1>"), "a list of plants and animals"),
    "h1 above a heading that tells nothing": (page("<h1>Foster carers of the year</h1><h2>2021</h2>", CARERS), "a list of people"),
    "caption": (grid(*HOSTS).replace("<table>", "<table><caption>Sub-processors</caption>"), "a list of suppliers"),
    "title": (f"<title>Cookies | Norton Council</title>{grid(*TRACKERS)}", "a list of cookies"),
    "paragraphs": (text("Games", [*GAMES, "Draughts|Jump over the other|5+|£9"]), "a list of games"),
    "bars": (bars("Plants", PLANTS), "a list of plants and animals"),
    "bars below prose": (bars("# Sub-processors\n\nWe use these. Ask us for more.", HOSTS), "a list of suppliers"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "kind"), DOUBTED.values(), ids=list(DOUBTED))
def test_a_table_whose_title_names_another_kind_is_doubted_with_every_record(content, kind):
    found = read(content)
    said = [each for each in found.issues if each.code == "table-kind-unsure"]
    assert {each.value for each in said} == {kind}
    assert [each.record for each in said] == [None, *(record.number for record in found.records)]


CLUBS = (
    "Name|Description|Ages|Area|Contact",
    "The Shed|Open access|8-11|Norton|a@b.org",
    "Pulse|Judo|11-16|Upton|c@d.org",
)
BREAKS = (
    "Name|Description|Phone",
    "The Shed|Short breaks for families|01622 123456",
    "Pulse|Respite and advice|01622 123457",
)
PLACED = (
    "Name|Ages|Area|Address",
    "The Shed|8-11|Norton|1 Quay AB1 2CD",
    "Pulse|11-16|Upton|2 Quay, Upton AB1 2CE",
)
CLEAN = {
    "ages and mailboxes": page("<h1>Games</h1>", CLUBS),
    "ages and addresses": page("<h1>Prices</h1>", PLACED),
    "help and telephone": page("<h1>Foster carers</h1>", BREAKS),
    "services for others": page("<h1>Services for foster carers</h1>", PLANTS),
    "funded": page("<h1>Projects we funded</h1>", PLANTS),
    "heading of services below": page("<h1>Councillors</h1><h2>Clubs</h2>", PLANTS),
    "nothing told": page("<h1>Norton</h1>", PLANTS),
    "in the text before": bars("Plants\n\nClubs near you", PLANTS),
    "menu before the title": bars("Councillors\n\nCookies\n\nFun in Norton", PLANTS),
}  # fmt: skip


@pytest.mark.parametrize("content", CLEAN.values(), ids=list(CLEAN))
def test_a_table_of_services_is_read_without_that_doubt(content):
    assert not [each for each in read(content).issues if each.code == "table-kind-unsure"]
