"""What a free answer to a screening question means.

A yes is believed at once; a no only when every word of the message is understood to be part of it: a wrong no
ends the screening for somebody in danger, a wrong yes costs a phone call. Everything else is UNCLEAR and is
asked again once. «ما ادري» is read as a refusal: what is not a no counts as yes (ASQ's refusal rule,
clinical/triage.csv). The caller runs triage on the same words, which may see more in them.
"""

from __future__ import annotations

import re

from helpline.screening import vocabulary as v
from helpline.screening.asq import Answer
from helpline.text import fold, is_latin, normalise, sounds_like, words

_BUTTONS = {"yes": Answer.YES, "no": Answer.NO, "skip": Answer.REFUSED}
_NOT_NOW = re.compile(r"(لا )?(مو هسه|هسه لا|لا هسه لا|مو بهاللحظه|not now|not right now)( لا)?")
_THUMB = ("👍", "✅")


def understand(text: str, asked: str | None = None) -> Answer:
    """Return what a message or transcript answers; never SILENT, which only a timer can tell.

    `asked` is the text id of the question: «مو هسه» is a no to asq.5 and no answer to the others; without one
    the question was whether there is danger, and «ماكو خطر» is a no.
    """
    plain = normalise(text)
    if plain in _BUTTONS:
        return _BUTTONS[plain]
    found = words(plain)
    if not found:
        return Answer.YES if any(sign in text for sign in _THUMB) else Answer.UNCLEAR
    tokens = [_in_arabic(word) for word in _joined(found)]
    keys = [fold(token) for token in tokens]
    if pressed := _pressed(tokens):
        return pressed
    if _refused(" ".join(keys)) or _refused(" ".join(fold(word) for word in found)):
        return Answer.REFUSED
    now = asked == "asq.5"
    if now and (_not_now(tokens) or _not_now(found)):
        return Answer.NO
    if not now and "؟" not in text and _joked(keys):
        return Answer.NO
    if _says_yes(keys):
        return Answer.YES
    if asked is not None and not now:
        keys = _without_complaint(keys)
    beside = v.keys(v.NOW) if now else v.keys(v.DANGER) if asked is None else frozenset[str]()
    return Answer.NO if _says_no(keys, beside) else Answer.UNCLEAR


def begins_with_no(text: str) -> bool:
    """Say whether a message is a plain no with something of its own beside it, which may not be the answer.

    «لا هسه زين بس تذكرت». Whoever calls has had it read for risk; a word that takes the no back
    («لا بس مرات») is looked for here.
    """
    said = [key for key in (fold(word) for word in words(normalise(text))) if key not in v.keys(v.FILLERS)]
    # «لا تسأل» forbids, and answers nothing.
    forbids = len(said) > 1 and said[0] == "لا" and said[1].startswith("ت")
    if not said or said[0] not in v.keys(v.NO) or forbids or leaves(text):
        return False
    return not any(key in v.keys(v.TAKES_BACK) for key in said[1:])


def denies_before_but(text: str, asked: str | None) -> bool:
    """Say whether what stands before «بس» is a whole no: «لا ما افكر بالموت بس اريد ابچي».

    «بس» is also «except» and «only» («ما فكرت بس مرة»): only what takes nothing back may follow.
    """
    before, but, after = f" {normalise(text)} ".partition(" بس ")
    added = [fold(word) for word in words(after)]
    harmless = v.keys(v.FEELINGS) | v.keys(v.BESIDE_FEELINGS) | v.keys(v.MOURNS)
    if not but or not before.strip() or not added or not harmless.issuperset(added):
        return False
    return understand(before, asked) is Answer.NO


def asks_why(text: str) -> bool:
    """Say whether somebody asks what the question is for instead of answering it."""
    return _holds(text, v.WHY)


def leaves(text: str) -> bool:
    """Say whether somebody wants to be asked no more."""
    return _holds(text, v.LEAVES)


def wants_person(text: str) -> bool:
    """Say whether somebody asks for a person instead of answering."""
    return _holds(text, v.PERSON, denied=v.keys(v.NEGATIONS) | v.keys("لا ما مو"))


def _holds(text: str, phrases: tuple[str, ...], denied: frozenset[str] = frozenset()) -> bool:
    """Say whether one of the phrases is in a text with none of the `denied` words right before it."""
    keys = f" {' '.join(fold(word) for word in words(normalise(text)))} "
    before = (
        keys.split(f" {phrase} ", 1)[0].split() for phrase in v.phrase_keys(phrases) if f" {phrase} " in keys
    )
    return any(not one or one[-1] not in denied for one in before)


def _not_now(said: list[str]) -> bool:
    """Say whether a message is «not now», with no more beside it than how they feel: «لا مو هسه بس تعبان»."""
    kept = _without_complaint([fold(word) for word in said])
    return bool(_NOT_NOW.fullmatch(" ".join(said[: len(kept)])))


def _without_complaint(keys: list[str]) -> list[str]:
    """Return a no without what was only added to it: «لا» of «لا بس تعبان».

    Not where the question is about now: there it is asked again.
    """
    but = fold("بس")
    at = keys.index(but) if but in keys else 0
    said_no = any(key in v.keys(v.NO) for key in keys[:at])
    added = keys[at + 1 :]
    feels = any(key in v.keys(v.FEELINGS) for key in added)
    only = set(added) <= v.keys(v.FEELINGS) | v.keys(v.BESIDE_FEELINGS)
    return keys[:at] if said_no and feels and only else keys


def _says_yes(keys: list[str]) -> bool:
    """Say whether the message begins with a yes, or says the thing itself with nothing denied."""
    said = [key for key in keys if key not in v.keys(v.FILLERS)]
    negations = v.keys(v.NEGATIONS)
    if said[:2] == ["هيج", "شي"]:
        return len(said) == 2 or said[2] not in negations
    if said and said[0] in v.keys(v.YES):
        begs = len(said) > 2 and said[1] == "لا" and said[2].startswith("ت")  # «اي، لا تگولون لأحد»
        return begs or not (said[-1] in v.keys(v.NO) or (len(said) > 1 and said[1] in negations))
    return any(key in v.keys(v.DEATH) for key in keys) and not any(key in negations for key in keys)


def _says_no(keys: list[str], deniable: frozenset[str]) -> bool:
    """Say whether every word belongs to a no; `deniable` are words that this question lets a no deny."""
    plain_no = any(key in v.keys(v.NO) for key in keys) or keys[0] in v.keys(v.FORBID)
    denying = False
    for at, key in enumerate(keys):
        before, after = keys[at - 1] if at else "", keys[at + 1] if at + 1 < len(keys) else ""
        if key in v.keys(v.DENYING):
            denying = True
        elif not (
            key in v.keys(v.NO)
            or key in v.keys(v.BESIDE_NO)
            or (at == 0 and key in v.keys(v.FORBID))
            or (key in v.keys(v.CERTAIN) and after in v.keys(v.NO))
            or (denying and _denied(key, before, plain_no))
            or (denying and key in deniable)
        ):
            return False
    if keys[-1] in v.keys("ما ولا") or (
        fold("اريد") in keys and not any(key in v.keys(v.DEATH) for key in keys)
    ):
        return False  # not finished, or «ما اريد ...» of something else
    return plain_no or denying


def _denied(key: str, before: str, plain_no: bool) -> bool:
    """Say whether a word after «ما» is denied by it: a word of death only after the verb that «ما» denies."""
    if key in v.keys(v.DEATH):
        return before in v.keys(v.DENIED) or before in v.keys(v.DEATH) or before in v.keys(v.INTENT)
    if key in v.keys(v.SELF):
        return before in v.keys(v.DEATH)
    return key in v.keys(v.DENIED) or (plain_no and key in v.keys(v.INTENT))


def _joked(keys: list[str]) -> bool:
    """Say whether somebody takes back what they said as a joke, and says nothing else.

    «لا امزح» may also say that it was none: a no beside it only with «I was».
    """
    jokes = [key for key in keys if key in v.keys(v.JOKED)]
    laughs = [key for key in keys if set(key) == {"ه"}]
    was = any(key in v.keys(v.WAS) for key in keys)
    beside = v.keys(v.BESIDE_JOKE) | v.keys(v.WAS) | (v.keys("لا") if was else frozenset[str]())
    return bool(jokes) and all(key in beside or key in laughs or key in jokes for key in keys)


def _refused(keys: str) -> bool:
    """Say whether a phrase of refusing or of not knowing is in the message, at the bounds of words."""
    if any(f" {phrase} " in f" {keys} " for phrase in v.phrase_keys(v.REFUSED)):
        return True
    return any(f" {keys}".endswith(f" {phrase}") for phrase in v.phrase_keys(v.REFUSED_AT_END))


def _pressed(tokens: list[str]) -> Answer | None:
    """Return the answer of a key, pressed or said («رقم واحد»), when it is all there is."""
    said = [token for token in tokens if fold(token) not in v.keys(v.KEY_FILLERS)]
    if len(said) != 1:
        return None
    key = said[0] if said[0].isdigit() else fold(said[0])  # a fold would take 11 for 1
    by_key = {name if name.isdigit() else fold(normalise(name)): answer for name, answer in v.KEYS.items()}
    return Answer(by_key[key]) if key in by_key else None


def _joined(found: list[str]) -> list[str]:
    """Put two letters typed apart together («ا ي», «ل ا»)."""
    return ["".join(found)] if len(found) == 2 and all(len(word) == 1 for word in found) else found


def _in_arabic(word: str) -> str:
    """Return a Latin word as the Arabic word of an answer it stands for, or as it is."""
    if not is_latin(word):
        return word
    if word in v.YES_LATIN:
        return "نعم"
    if word in v.NO_LATIN:
        return "لا"
    if word in v.LATIN:
        return v.LATIN[word]
    return next((known for known in v.heard_in_latin() if sounds_like(word, known)), word)
