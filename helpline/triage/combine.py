"""Put the layers together: the highest level wins, a benign frame lowers only what nothing else supports."""

from __future__ import annotations

from dataclasses import replace

from helpline.triage.assessment import ROUTES, Assessment, Level
from helpline.triage.classifier import Classifier
from helpline.triage.matcher import Found, Reading
from helpline.triage.opinion import SHORT, Opinion, Thresholds
from helpline.triage.reported import reported
from helpline.triage.rule import Rule
from helpline.triage.rules import NEEDS_SUPPORT

# How likely the rules alone make suicidality, by their highest suicidal level.
_RULE_SCORE = {Level.GREEN: 0.02, Level.BLUE: 0.05, Level.AMBER: 0.85, Level.RED: 0.97}
# After a disclosure less is needed.
_DISCLOSED = 0.8
# RED is said from a small chance of it, but not where the message is more likely calm than any risk at all:
# it is AMBER then, and whoever wrote it is asked about now at once (docs/decisions/0012).
_RED_RISK = 0.36
# So many times the chance that makes a message RED make one AMBER that is not likely to be risk at all. Not a
# short one: «my sister Raghad» may be how a cry for help begins, and no test line of danger needed it.
_WORRYING = 1.6
# Below this probability of risk the classifier is sure that a message is calm.
_SUPPORT = 0.1
_EVERYDAY = 0.7
# From here on a wish counts as said in plain words: the question about now then comes before the other four.
_EXPLICIT = 0.7
# Words: what one word means is for the rules and the earlier messages to say.
_LEAST_WORDS = 2
_EVEN = 0.5
_MISSING = "classifier:missing"


def combine(
    found: Found,
    judge: Classifier | None,
    opinion: Opinion | None,
    reading: Reading,
    disclosed: bool,
    *,
    whole: Reading,
) -> Assessment:
    """Return the assessment of a message from the rules it meets and the classifier's opinion.

    reading is the message without the words that benign frames cover: the classifier, too, judged only what
    is left. whole is the message with them, in its clauses.
    """
    doubted = tuple(r for r in found.rules if opinion and not disclosed and _doubted(r, opinion))
    found = replace(found, rules=tuple(r for r in found.rules if r not in doubted))
    # What is doubted asks for a soft word, and for nothing else.
    ruled = Level(max((r.level for r in found.rules), default=Level.BLUE if doubted else Level.GREEN))
    judged = Level.GREEN
    if judge and opinion:
        words = len(reading.keys)
        judged = judged_level(opinion, judge.thresholds, words, disclosed=disclosed, public=_public(reading))
        if len(reading.keys) < _LEAST_WORDS:
            # A single word that a frame has left over says nothing by itself.
            judged = Level.GREEN if found.frames else min(judged, Level.BLUE)
    level = max(ruled, judged)
    others = reported(whole, found.rules)
    reasons = [
        f"{'reported' if r.id in others else 'rule'}:{r.id}"
        for r in sorted(found.rules, key=lambda r: -r.level)
    ]
    reasons += [f"doubted:{r.id}" for r in doubted]
    reasons += [f"frame:{f.id}" for f in found.frames]
    if judge and judged > ruled:
        reasons += [f"ngram:{gram.strip()}" for gram in judge.grams(reading, judged)]
    if disclosed:
        reasons.append("recent:disclosed")
    if judge is None:
        reasons.append(_MISSING)
    return Assessment(
        level=level,
        routes=_routes(found, opinion, judge, level, others),
        score=_score(found, opinion),
        reasons=tuple(reasons),
        ask_acuity=_plain_own_wish(found, opinion, judge, judged, others),
    )


def _doubted(rule: Rule, opinion: Opinion) -> bool:
    """Say whether a weak rule counts for nothing, because the classifier is sure that a message is calm.

    A threat that is no wish to die must be everyday talk for that, not only somebody's misery.
    """
    sure = opinion.risk < _SUPPORT and (rule.suicidal or opinion.levels[Level.GREEN] >= _EVERYDAY)
    return sure and rule.id in NEEDS_SUPPORT


def judged_level(
    opinion: Opinion, limits: Thresholds, words: int, *, disclosed: bool = False, public: bool = False
) -> Level:
    """Return the level that the classifier reaches in a message of so many words.

    More is needed in a short one, and where public affairs are spoken of.
    """
    red, amber = limits.of(words)
    risk = max(_RED_RISK, amber)
    if disclosed:
        red, amber, risk = red * _DISCLOSED, amber * _DISCLOSED, risk * _DISCLOSED
    elif public:
        red, amber, risk = (1 + red) / 2, (1 + amber) / 2, (1 + risk) / 2
    if opinion.red >= red and opinion.risk >= risk:
        return Level.RED
    worrying = words > SHORT and opinion.red >= red * _WORRYING
    if opinion.risk >= amber or worrying:
        return Level.AMBER
    if 1 - opinion.levels[Level.GREEN] >= limits.blue:
        return Level.BLUE
    return Level.GREEN


def _public(reading: Reading) -> bool:
    """Say whether a message speaks of politics or public affairs, where anger sounds like despair."""
    return any("PUBLIC" in classes for classes in reading.classes)


def _routes(
    found: Found, opinion: Opinion | None, judge: Classifier | None, level: Level, others: frozenset[str]
) -> tuple[str, ...]:
    """Return the routes that the rules or the classifier name, in the order of ROUTES.

    Beside violence that a rule knows, the body is in danger where that is likely and not from a hint on:
    the first words would be about the ambulance, and not about being safe.
    """
    names = {name for r in found.rules for name in r.routes}
    if others:
        names.add("third_party")
    if opinion and judge and level > Level.GREEN:
        least = {"medical": _EVEN} if "gbv" in names else {}
        names |= {
            name
            for name in ROUTES
            if opinion.answers.get(name, 0.0) >= least.get(name, judge.thresholds.answer)
        }
    return tuple(name for name in ROUTES if name in names)


def _score(found: Found, opinion: Opinion | None) -> float:
    """Return how likely suicidality is, 0..1."""
    ruled = _RULE_SCORE[Level(max((r.level for r in found.rules if r.suicidal), default=Level.GREEN))]
    if opinion is None:
        return ruled
    judged = opinion.answers["suicidal"]
    return round(max(ruled, judged) if ruled > 0.5 else judged, 4)


def _plain_own_wish(
    found: Found, opinion: Opinion | None, judge: Classifier | None, judged: Level, others: frozenset[str]
) -> bool:
    """Say whether an own wish was said in plain words, or nearly as danger now: now is asked about first.

    others: the rules that only somebody else's words meet, which are no own wish.
    """
    own = [r for r in found.rules if r.suicidal and r.level >= Level.AMBER and r.id not in others]
    if own or others:
        # A rule knows whether it is a wish in plain words; not waking, or being a burden, is not.
        return any(r.explicit for r in own)
    if opinion is None or judge is None or judged < Level.AMBER:
        return False
    about_others = opinion.answers["third_party"] >= judge.thresholds.answer
    # Almost said as danger now, and about themselves: the question about now must not wait for four others.
    nearly_now = opinion.red >= judge.thresholds.red and opinion.answers["suicidal"] >= _EVEN
    return (opinion.answers["explicit"] >= _EXPLICIT or nearly_now) and not about_others
