"""Amounts of money: one number and one currency, both printed."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from pipeline.issues import issue
from pipeline.model import Amount, Derivation, Parsed
from pipeline.values.words import is_sumless

CURRENCIES = {"£": "GBP", "gbp": "GBP", "€": "EUR", "eur": "EUR", "usd": "USD"}  # "$" is several currencies
PENCE = {"p": "GBP", "pence": "GBP"}  # a hundredth of the currency
SCALES = {"": 1, "k": 1000, "thousand": 1000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000}
_SCALED = re.compile(  # what a heading says whose sums are many times larger or smaller
    r"(?<![\d,])(?:1,?)?000s?\b|\b(?:k|mn?|p|pence|penny|cents?|hundreds?|thousands?|millions?)\b", re.I
)
_NAMED = "|".join(map(re.escape, CURRENCIES))
_AMOUNT = re.compile(
    rf"(?P<before>{_NAMED})?\s*(?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}(?:\.[0-9]{{1,2}})?|[0-9]{{1,15}}(?:\.[0-9]{{1,2}})?)"
    rf"\s*(?P<scale>k|thousand|mn?|million)?\s*(?P<after>{_NAMED}|pounds|p|pence)?",
    re.I,
)


@lru_cache(maxsize=4096)
def parse(text: str, currency: str | None = None) -> Parsed[Amount | None]:
    """The amount that the cell states; `currency` is the one that its heading states.

    >>> parse("£1.2m").value
    Amount(value=Decimal('1200000'), currency='GBP')
    >>> parse("50p").value
    Amount(value=Decimal('0.50'), currency='GBP')
    >>> [each.code for each in parse("up to £500").issues], [each.code for each in parse("500").issues]
    (['amount-not-understood'], ['amount-currency'])

    Issues: amount-not-understood, amount-in-words, amount-currency.
    """
    match = _AMOUNT.fullmatch(" ".join(text.split()).removesuffix("."))
    if not match or (match["before"] and match["after"]):
        code = "amount-in-words" if is_sumless(text) else "amount-not-understood"
        return Parsed(None, (issue(code, value=text, field="amount"),))
    symbol, scale = (match["before"] or match["after"] or "").casefold(), (match["scale"] or "").casefold()
    if symbol in PENCE and (scale or "." in match["number"]):
        return Parsed(None, (issue("amount-not-understood", value=text, field="amount"),))
    stated = "GBP" if symbol == "pounds" else (CURRENCIES | PENCE).get(symbol, currency)
    if stated is None:
        return Parsed(None, (issue("amount-currency", value=text, field="amount"),))
    unit = Decimal("0.01") if symbol in PENCE else SCALES[scale]
    value = Decimal(match["number"].replace(",", "")) * unit
    amount = Amount(value.quantize(Decimal(1)) if value == value.to_integral_value() else value, stated)
    return Parsed(amount, (), (Derivation("amount", text, f"{amount.value} {stated}", "amount-number"),))


def currency_of(heading: str, default: str) -> str | None:
    """The currency that a heading states; None where it states none.

    >>> currency_of("Amount (£)", "GBP"), currency_of("Funding", "GBP")
    ('GBP', None)
    """
    for word in re.findall(r"[£€]|[a-z]+", heading.casefold()):
        if word in CURRENCIES:
            return CURRENCIES[word]
    return default if re.search(r"\bpounds\b", heading, re.I) else None


def parse_below(heading: str, text: str, currency: str | None) -> Parsed[Amount | None]:
    """The same below a heading, which may say that its sums are many times larger or smaller.

    >>> [parse_below(heading, "500", "GBP").value is None for heading in ("Grant (£000)", "Grant (£)")]
    [True, False]

    Issues: those of `parse`, amount-scale.
    """
    if text and _SCALED.search(heading) and not is_sumless(text):
        return Parsed(None, (issue("amount-scale", value=text, heading=heading, field="amount"),))
    return parse(text, currency)
