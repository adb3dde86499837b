"""Which language a message is answered in; pure."""

from helpline.contacts.inbox import Channel
from helpline.text import detect, foreign_language, is_latin, kurdish_share, normalise, words
from helpline.triage import Assessment, Level

# Other languages that some texts are in.
LANGUAGES = ("en", "ku")
_KURDISH = ("ckb", "badini")
_A_SENTENCE = 3  # words
# Rules about Turkish, Turkmen and Persian, of which a few words look like Arabizi or Arabic.
_NEIGHBOURS = ("rule:tr_", "rule:fa_")
# The word that our texts teach says nothing about Arabic: it is taught in each language.
_TAUGHT = "rule:danger_word"


def heard(text: str, channel: Channel, assessment: Assessment) -> str | None:
    """Return the language that a written message is in, if the assistant does not speak it.

    "en", "ku", "other", or None for Arabic and for a few words, which may be a greeting or a name. Three
    words most of which only Kurdish has are neither. Where a few words may be about suicide or
    are danger they count as well: «دەمەوێت بمرم» must not be answered, and screened, in Arabic.
    """
    if channel != Channel.WHATSAPP:
        return None
    found = foreign_language(text)
    if found is None and _is_kurdish(text, at_least=_A_SENTENCE):
        return "ku"
    if found in LANGUAGES or assessment.level < Level.AMBER:
        return found
    rules = [one for one in assessment.reasons if one.startswith("rule:") and one != _TAUGHT]
    looks = detect(text)
    if rules and all(one.startswith(_NEIGHBOURS) for one in rules):
        return found or "other"
    if any(one.startswith("rule:ku_") for one in rules):
        # Kurdish on an Arabic keyboard has none of its own letters, so that it looks like Arabic.
        return found if looks == "ar-IQ" else "ku"
    said = words(normalise(text))
    if not rules and _is_kurdish(text):
        return "ku"
    return "en" if looks == "en" and len(said) > 1 and all(map(is_latin, said)) else found


def to_answer_in(text: str, channel: Channel, assessment: Assessment, remembered: str | None) -> str:
    """Return the language to answer in: the message's own, else the contact's where it tells nothing."""
    found = heard(text, channel, assessment)
    if found in LANGUAGES:
        return str(found)
    if (
        channel == Channel.WHATSAPP
        and detect(text) in ("ar-IQ", "ar")
        and not _may_be_kurdish(text, remembered)
    ):
        # One English sentence, perhaps a song's, must not turn «خطر» into English words.
        return "ar"
    return remembered or "ar"


def _is_kurdish(text: str, at_least: int = 1) -> bool:
    """Say whether a text of so many words is Kurdish by its words: one letter may be an ornament, «اموتۆ»."""
    return detect(text) in _KURDISH and kurdish_share(text) > 0.5 and len(words(normalise(text))) >= at_least


def _may_be_kurdish(text: str, remembered: str | None) -> bool:
    """Say whether a word or two that look Arabic go on in Kurdish: «ئا» has no letter of its own."""
    return remembered == "ku" and detect(text) == "ar" and len(words(normalise(text))) < _A_SENTENCE
