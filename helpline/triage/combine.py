"""Put the layers together: the highest level wins, a benign frame lowers only what nothing else supports."""

from __future__ import annotations

from helpline.triage.assessment import ROUTES, Assessment, Level
from helpline.triage.classifier import Classifier, Opinion, Thresholds
from helpline.triage.matcher import Found, Reading

# How likely the rules alone make suicidality, by their highest suicidal level.
_RULE_SCORE = {Level.GREEN: 0.02, Level.BLUE: 0.05, Level.AMBER: 0.85, Level.RED: 0.97}
# After a disclosure less is needed.
_DISCLOSED = 0.7
# Words: the corpus is of short messages.
_LONG = 24
# Words: what one word means is for the rules and the earlier messages to say.
_SHORT = 2
_MISSING = "classifier:missing"


def combine(found: Found, judge: Classifier | None, reading: Reading, disclosed: bool) -> Assessment:
    """Return the assessment of a message from the rules it meets and the classifier's opinion.

    reading is the message without the words that benign frames cover, so that the classifier, too,
    judges only what is left.
    """
    ruled = Level(max((r.level for r in found.rules), default=Level.GREEN))
    opinion = judge.opinion(reading) if judge and reading.keys else None
    judged = Level.GREEN
    if judge and opinion:
        judged = judged_level(opinion, judge.thresholds, disclosed, _unlike_training(reading))
        if len(reading.keys) < _SHORT:
            judged = min(judged, Level.BLUE)
    level = max(ruled, judged)
    reasons = [f"rule:{r.id}" for r in sorted(found.rules, key=lambda r: -r.level)]
    reasons += [f"frame:{f.id}" for f in found.frames]
    if judge and judged > ruled:
        reasons += [f"ngram:{gram.strip()}" for gram in judge.grams(reading, judged)]
    if disclosed:
        reasons.append("recent:disclosed")
    if judge is None:
        reasons.append(_MISSING)
    return Assessment(
        level=level,
        routes=_routes(found, opinion, judge, level),
        score=_score(found, opinion),
        reasons=tuple(reasons),
        ask_acuity=_plain_own_wish(found, opinion, judge, judged),
    )


def judged_level(opinion: Opinion, limits: Thresholds, disclosed: bool, unlike: bool) -> Level:
    """Return the level the classifier reaches."""
    red, amber = limits.red, limits.amber
    if disclosed:
        red, amber = red * _DISCLOSED, amber * _DISCLOSED
    elif unlike:
        red, amber = (1 + red) / 2, (1 + amber) / 2
    if opinion.red >= red:
        return Level.RED
    if opinion.risk >= amber:
        return Level.AMBER
    if 1 - opinion.levels[Level.GREEN] >= limits.blue:
        return Level.BLUE
    return Level.GREEN


def _unlike_training(reading: Reading) -> bool:
    """Say whether a message is of a kind that the classifier was not taught: politics, or a long story.

    In both it hears risk in chance likenesses. The rules read them as any other message.
    """
    return len(reading.keys) > _LONG or any("PUBLIC" in classes for classes in reading.classes)


def _routes(found: Found, opinion: Opinion | None, judge: Classifier | None, level: Level) -> tuple[str, ...]:
    """Return the routes that the rules or the classifier name, in the order of ROUTES."""
    names = {name for r in found.rules for name in r.routes}
    if opinion and judge and level > Level.GREEN:
        names |= {name for name in ROUTES if opinion.answers.get(name, 0.0) >= judge.thresholds.answer}
    return tuple(name for name in ROUTES if name in names)


def _score(found: Found, opinion: Opinion | None) -> float:
    """Return how likely suicidality is, 0..1."""
    ruled = _RULE_SCORE[Level(max((r.level for r in found.rules if r.suicidal), default=Level.GREEN))]
    if opinion is None:
        return ruled
    judged = opinion.answers["suicidal"]
    return round(max(ruled, judged) if ruled > 0.5 else judged, 4)


def _plain_own_wish(found: Found, opinion: Opinion | None, judge: Classifier | None, judged: Level) -> bool:
    """Say whether an own wish or intent was said in plain words."""
    if any(r.explicit and r.level >= Level.AMBER for r in found.rules):
        return True
    if opinion is None or judge is None or judged < Level.AMBER:
        return False
    sure = judge.thresholds.answer
    return opinion.answers["explicit"] >= sure and opinion.answers["third_party"] < sure
