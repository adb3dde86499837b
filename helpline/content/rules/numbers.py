"""Phone numbers: only from the registry, only verified ones, the emergency number always through {emergency}.

Source: clinical/safe-messaging.md, SM12; DESIGN.md, safety invariant 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from helpline.content.hotlines import FEDERAL, KRI, STALE_AFTER, Hotline
from helpline.content.items import Item
from helpline.content.rules.finding import FAIL, WARN, Finding, found
from helpline.content.words import DIGIT_WORDS
from helpline.text import normalise, words

_NUMBER = re.compile(r"\+?\d{2,}(?:[ -]\d{2,})+|\+?\d{3,}")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_REGION_WORDS = re.compile(r"كردستان|الاقليم|اقليم|اربيل|سليمانيه|دهوك|حلبجه|kurdistan")
_WORD_DIGITS = {normalise(word): int(digit) for digit, word in DIGIT_WORDS.items()}


def phone_numbers(item: Item, registry: Sequence[Hotline]) -> Iterator[Finding]:
    """Hold every number in a text, in digits or in words, to the registry (SM12)."""
    by_digits = {_digits(h.number): h for h in registry}
    for match in _NUMBER.finditer(item.plain):
        digits = _digits(match.group())
        if _YEAR.match(digits):
            continue
        yield from _one(item, match.group().strip(), by_digits.get(digits))
    if spelled := _spelled_number(item.plain):
        yield found(item, "SM12", FAIL, f"a number in words («{spelled}»): write {{emergency}}")


def _one(item: Item, number: str, hotline: Hotline | None) -> Iterator[Finding]:
    """Say what is wrong with one number that a text gives."""
    if hotline is None:
        yield found(item, "SM12", FAIL, f"{number} is not in the registry")
    elif hotline.status != "verified":
        yield found(item, "SM12", FAIL, f"{number} may not be given: {hotline.status}")
    elif hotline.region == KRI and not _REGION_WORDS.search(item.plain):
        yield found(
            item, "SM12", FAIL, f"{number} works only in the Kurdistan Region and the text does not say so"
        )
    elif hotline.role == "emergency":
        yield found(item, "SM12", WARN, f"{number} is not everybody's emergency number: write {{emergency}}")


def registry_findings(registry: Sequence[Hotline], today: date, release: bool) -> Iterator[Finding]:
    """Warn of numbers not verified for 90 days and of a region without its own; both block a release."""
    level = FAIL if release else WARN
    for hotline in registry:
        if hotline.status == "verified" and hotline.stale(today):
            says = (
                f"last verified {hotline.last_verified}, more than {STALE_AFTER.days} days ago: test-call it"
            )
            yield Finding("REG01", level, f"hotlines.csv: {hotline.number}", says)
    for region in (FEDERAL, KRI):
        if not any(h.role == "emergency" and h.region == region and h.status == "verified" for h in registry):
            says = (
                "no emergency number is verified there; people get the federal one until somebody test-calls"
            )
            yield Finding("REG02", level, f"hotlines.csv: {region}", says)


def _digits(number: str) -> str:
    """Return a number's digits in the national form, so that +964 750 and 0750 are one."""
    digits = re.sub(r"\D", "", number)
    return "0" + digits.removeprefix("964") if digits.startswith("964") and len(digits) > 10 else digits


def _spelled_number(plain: str) -> str | None:
    """Return three or more digit words in a row that are not simply counting (one, two, three)."""
    run: list[str] = []
    for word in [*words(plain), ""]:
        if word in _WORD_DIGITS:
            run.append(word)
            continue
        values = [_WORD_DIGITS[w] for w in run]
        if len(run) >= 3 and any(b - a != 1 for a, b in pairwise(values)):
            return " ".join(run)
        run = []
    return None
