"""A page that stands before the page is known, and the page itself is never taken for one."""

from pathlib import Path

import pytest

from pipeline.scraping.walls import find_wall

DOCUMENTS = Path(__file__).parents[2] / "documents"
PAGES = sorted(each for each in DOCUMENTS.rglob("*") if each.suffix in (".html", ".txt"))
BANNER = "<div>We value your privacy. <button>Accept all cookies</button></div>"
SERVICES = "".join(f"<div>Club number {n} for young people in the district</div>" for n in range(40))

WALLS = {
    "Cloudflare": '<title>Just a moment...</title><noscript>Enable JavaScript and cookies to continue',
    "Incapsula": '<html><head></head><body><iframe src="/_Incapsula_Resource?x=1"></iframe></body></html>',
    "a shop's": "<title>Robot Check</title><p>Enter the characters you see below",
    "Akamai": "<TITLE>Access Denied</TITLE><H1>Access Denied</H1>You don't have permission.",
    "consent": "<title>Before you continue to the site</title><p>We use cookies",
    "consent without a title": BANNER,
    "sign in": "<title>Sign in to your account</title><form><input type=password></form>",
    "with control characters": "<!DOCTYPE \0x><title>Just\n a\tmoment</title>",
}  # fmt: skip
NO_WALLS = {
    "a table under a banner": f"<title>Services</title>{BANNER}<table><tr><td>Club</table>",
    "services in blocks under a banner": f"<title>Services</title>{BANNER}{SERVICES}",
    "a form with a captcha below services": f"<title>Services</title>{SERVICES}<div>I am not a robot</div>",
    "an article on privacy": f"<title>Privacy settings</title>{SERVICES * 3}",
    "hardly anything": "<title>Services</title><p>There are none at the moment.",
    "text": "Name\n\nAge\n\nClub\n\n8-12",
}


@pytest.mark.parametrize("case", WALLS)
def test_a_wall_is_known(case):
    assert find_wall(WALLS[case].encode())


@pytest.mark.parametrize("case", NO_WALLS)
def test_a_page_is_no_wall(case):
    assert find_wall(NO_WALLS[case].encode()) is None


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_that_we_know_is_a_wall(path):
    assert find_wall(path.read_bytes()) is None


@pytest.mark.parametrize("body", [b"", b"\0" * 99, b"\xff\xfe<\0p\0", b"<!DOCTYPE \x01>", b"<div>" * 9000])
def test_no_bytes_make_it_fail(body):
    assert find_wall(body) is None
