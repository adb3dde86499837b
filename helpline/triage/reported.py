"""Somebody else's words: «ابني يگول اريد اموت» is no wish of whoever writes it."""

from __future__ import annotations

from helpline.triage.matcher import Reading, matcher
from helpline.triage.rule import Rule

# Who may be quoted stands so many words before the verb that quotes, or right behind it.
_BEFORE = 6
# A quotation is this long at most, and ends with its clause or at a second wish: what is wrongly left in is
# asked about once too often, what is wrongly left out would be a wish that nobody asks about.
_LONGEST = 8
_LEADS = frozenset({"NEG", "FUT"})
# Match keys, as normalisation writes them.
_NEAR = frozenset({"جاري", "جارتي", "زميلي", "زميلتي", "طالبي", "طالبتي"})
_WISHED = frozenset({"ريتني", "ياريتني", "عسا", "عساني"})
_DEAD = frozenset({"يرحمه", "يرحمها", "المرحوم", "المرحومه"})
_SAYS = frozenset({"كتبلي", "كتبتلي", "كلي", "كاللي", "كالي", "كالتلي", "يكلي", "تكلي", "يكتب", "تكتب"})
_TO_ME = frozenset({"لي", "الي", "انه", "ان", "دايما", "ماما", "بابا", "يمه", "مسج", "رساله"})
_I = frozenset({"واني", "اني", "وانا", "انا", "وانه"})


def reported(reading: Reading, rules: tuple[Rule, ...]) -> frozenset[str]:
    """Return the ids of the rules for own wishes that only somebody else's words meet."""
    own = _own_words(reading)
    if own is None:
        return frozenset()
    left = {rule.id for rule in matcher().find(own).rules}
    here = {rule.id for rule in matcher().find(reading).rules}
    return frozenset(
        rule.id
        for rule in rules
        if rule.suicidal and "third_party" not in rule.routes and rule.id in here and rule.id not in left
    )


def _own_words(reading: Reading) -> Reading | None:
    """Return a message without the words of others that it quotes, None where it quotes nobody."""
    quoted = 0
    for place, classes in enumerate(reading.classes):
        if "SAY3" not in classes and reading.keys[place] not in _SAYS:
            continue
        start = place + 1
        before = range(max(0, place - _BEFORE), place)
        who = any(_is_near(reading, one) for one in before)
        if not who and _is_near(reading, start):
            who, start = True, start + 1
        if any(reading.keys[one] in _DEAD for one in before):
            continue
        while start < len(reading.keys) and reading.keys[start] in _TO_ME:
            start += 1
        if who and _begins_a_wish(reading, start):
            quoted |= _quotation(reading, start)
    return reading.without(quoted) if quoted else None


def _is_near(reading: Reading, place: int) -> bool:
    """Say whether a word names somebody of the writer's; «واحد» and «رجال» may be themselves."""
    return place < len(reading.keys) and ("KIN" in reading.classes[place] or reading.keys[place] in _NEAR)


def _begins_a_wish(reading: Reading, place: int) -> bool:
    """Say whether somebody speaks of themselves from here on: the writer would be spoken to."""
    if place >= len(reading.keys):
        return False
    if _LEADS & reading.classes[place] and place + 1 < len(reading.keys):
        place += 1
    return "FIRST_PERSON" in reading.classes[place] or reading.keys[place] in _WISHED


def _begins_another(reading: Reading, place: int) -> bool:
    """Say whether «واريد», «وما اريد» or «وراح» begins here: whose wish that is, nobody can tell."""
    return reading.keys[place].startswith("و") and _begins_a_wish(reading, place)


def _quotation(reading: Reading, start: int) -> int:
    """Return the mask of the words that are quoted from a place on."""
    mask = 0
    for place in range(start, min(start + _LONGEST, len(reading.keys))):
        ends = reading.keys[place] in _I or reading.starts >> place & 1 or _begins_another(reading, place)
        if place > start and ends:
            break
        mask |= 1 << place
    return mask
