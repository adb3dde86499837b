"""Text in, Assessment out: the highest level that any layer finds."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from helpline.triage.assessment import ROUTES, Assessment, Level
from helpline.triage.classifier import Classifier, classifier
from helpline.triage.combine import combine
from helpline.triage.everyday_english import is_everyday
from helpline.triage.matcher import Found, Reading, matcher

logger = logging.getLogger(__name__)

_PIECE = 4000  # characters read at once; longer texts are read in overlapping pieces
_OVERLAP = 300
_EARLIER = 10  # earlier messages looked at
_JOINED_WORDS = 14  # earlier words that may be the beginning of this sentence
# The risk from which messages taken together count: words that were never one sentence may only look like it.
_TOGETHER = 0.65
# From here on letters alone count as a disclosure: it makes of «tonight» danger, and no idiom harmless.
_DISCLOSES = 0.7
_HEARD = 4  # earlier messages that the classifier looks at again


def assess(text: str, recent: Sequence[str] = ()) -> Assessment:
    """Return the risk in a message; recent holds the contact's earlier messages, oldest first.

    Pure and total: any string gives an Assessment. Whatever befalls the classifier (weights that are missing
    or broken, an operator's encoder that fails), the rules still work, and every assessment says so in its
    reasons. Source: clinical/triage.csv, node T0.
    """
    try:
        return assess_with(classifier(), text, recent)
    except Exception as error:
        # What was said may stand in the error's text, so that only its kind is logged.
        logger.error("triage: without its classifier: %s", type(error).__name__)
        return assess_with(None, text, recent)


def assess_with(judge: Classifier | None, text: str, recent: Sequence[str] = ()) -> Assessment:
    """Return the risk in a message with the rules and the given classifier (None: the rules alone)."""
    earlier = [r[-_PIECE:] for r in recent if isinstance(r, str)][-_EARLIER:]
    whole = text if isinstance(text, str) else ""
    found = [_assess_piece(judge, piece, earlier) for piece in _pieces(whole)]
    return max(found, key=_weight)


def _pieces(text: str) -> list[str]:
    """Cut a very long text into overlapping pieces."""
    if len(text) <= _PIECE:
        return [text]
    return [text[i : i + _PIECE] for i in range(0, len(text), _PIECE - _OVERLAP)]


def _assess_piece(judge: Classifier | None, text: str, earlier: Sequence[str]) -> Assessment:
    """Return the assessment of at most _PIECE characters."""
    reading = matcher().read(text)
    heard = len(earlier) - _HEARD
    disclosed = any(_discloses(judge if i >= heard else None, e) for i, e in enumerate(earlier))
    joined, since = _join(earlier, reading)
    if judge and not disclosed and all(is_everyday(one) for one in (text, *earlier)):
        # Its letters say nothing; the rules are met as ever, in what was sent in pieces too.
        return combine(matcher().find(joined, since), judge, None, reading, disclosed, whole=reading)
    found = matcher().find(joined, since, disclosed)
    together = _conclude(judge, reading, joined, since, found, disclosed)
    if not since:
        return together
    alone = matcher().find(reading, 0, disclosed)
    if alone.covered == found.covered >> since and set(alone.rules) <= set(found.rules):
        return together
    # «لا», said to something else before, would deny this wish: what came before never takes anything away.
    by_itself = _conclude(judge, reading, reading, 0, alone, disclosed)
    return _both(together, by_itself)


def _conclude(
    judge: Classifier | None, reading: Reading, joined: Reading, since: int, found: Found, disclosed: bool
) -> Assessment:
    """Return the assessment of what was found in a message, which is `joined` from the word `since` on."""
    left = reading.without(found.covered >> since) if found.covered else reading
    opinion = judge.opinion(left) if judge and left.keys else None
    if judge and opinion and since and not disclosed:
        # A sentence sent in pieces: what was harmless before this piece came counts as one with it.
        whole = judge.opinion(joined.without(found.covered))
        if whole.risk > max(opinion.risk, _TOGETHER):
            return _both(
                *(combine(found, judge, one, left, disclosed, whole=reading) for one in (opinion, whole))
            )
    return combine(found, judge, opinion, left, disclosed, whole=reading)


def _weight(found: Assessment) -> tuple[Level, float]:
    return found.level, found.score


def _both(one: Assessment, other: Assessment) -> Assessment:
    """Return the more serious of two readings, with what either heard where both are as serious."""
    more, less = sorted((one, other), key=_weight, reverse=True)
    if less.level < more.level:
        return more
    return replace(
        more,
        routes=tuple(route for route in ROUTES if route in (*more.routes, *less.routes)),
        reasons=tuple(dict.fromkeys((*more.reasons, *less.reasons))),
        ask_acuity=more.ask_acuity or less.ask_acuity,
    )


def _join(earlier: Sequence[str], reading: Reading) -> tuple[Reading, int]:
    """Put short earlier messages before this one, as pieces of one sentence; return where this one begins."""
    keys: tuple[str, ...] = ()
    classes: tuple[frozenset[str], ...] = ()
    starts = 0
    for text in reversed(earlier):
        before = matcher().read(text)
        if len(keys) + len(before.keys) > _JOINED_WORDS:
            break
        starts = before.starts | (starts & ~1) << len(before.keys)
        keys, classes = before.keys + keys, before.classes + classes
    since = len(keys)
    starts |= (reading.starts & ~1) << since
    return Reading(keys + reading.keys, classes + reading.classes, starts), since


@lru_cache(maxsize=4096)
def _discloses(judge: Classifier | None, text: str) -> bool:
    """Say whether an earlier message, taken alone, spoke of suicidality, by the rules or the classifier."""
    reading = matcher().read(text)
    found = matcher().find(reading)
    if any(r.suicidal and r.level >= Level.AMBER for r in found.rules):
        return True
    left = reading.without(found.covered) if found.covered else reading
    if judge is None or len(left.keys) < 2 or is_everyday(text):
        return False
    opinion = judge.opinion(left)
    return opinion.risk >= _DISCLOSES and opinion.answers["suicidal"] >= _DISCLOSES
