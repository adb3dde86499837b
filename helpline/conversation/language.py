"""Which language a message is answered in; pure."""

import re

from helpline.contacts.inbox import Channel
from helpline.conversation.strangers import is_strange
from helpline.text import detect, foreign_language, in_arabic, is_latin, kurdish_share, normalise, words
from helpline.triage import Assessment, Level, english_share

# Other languages that some texts are in.
LANGUAGES = ("en", "ku")
_KURDISH = ("ckb", "badini")
_A_SENTENCE = 3  # words
_MOST = 0.6
# What only Kurdish in Latin letters has, and small words that stand beside it.
_HATS = re.compile("[êîûÊÎÛ]")
_ARTICLES = frozenset(("el", "il", "al", "bel", "bil", "hal"))
_SMALL_IN_KURMANJI = "ez min te me em hun ji li bi di de re ne na im in kenge chi ci gelek birci"
_KURMANJI = frozenset(_SMALL_IN_KURMANJI.split())
# Rules about Turkish, Turkmen and Persian, of which a few words look like Arabizi or Arabic.
_NEIGHBOURS = ("rule:tr_", "rule:fa_", "rule:fr_", "rule:de_", "rule:es_")
# The word that our texts teach says nothing about Arabic: it is taught in each language.
_TAUGHT = "rule:danger_word"
# Whole messages of few words that ask for a language, or for help in it. A greeting and thanks are not here:
# they are typed in English in the middle of Arabic as well.
_ANYBODY = "(?:you|anyone|anybody|someone|somebody)"
_ASKS_FOR = {
    "en": re.compile(
        rf"(?:(?:hi|hello|hey|sorry|please|can|could) )*"
        rf"(?:(?:(?:in|only|speak|do {_ANYBODY} speak|{_ANYBODY} speak|i speak) )?english|no arabic|"
        r"i (?:do not|don't|dont) (?:speak|know|understand) arabic|"
        rf"(?:help|save) me|i need (?:some |your )?help|you help(?: me)?|is {_ANYBODY} (?:here|there))"
        r"(?: please| now)*"
    ),
    "ku": re.compile(
        r"(?:(?:سڵاو|سلاو|تكايە|بە) )*"
        rf"(?:كوردي|كوردى|كورد|سۆراني|باديني|kurdi|kurdish|sorani|badini|(?:do )?{_ANYBODY} speak kurdish|"
        r"(?:يارمەتيم|يارمەتي|هاريكاري|هاريكاريا من)(?: بدەن| بدە| بدەنێ| بكەن| بكە| دەوێت| دەوێ| دڤێت)?)"
        r"(?: تكايە| دەزانن| دەزانيت| دزانن| قسە بكەم| قسە دەكەن| please)*"
    ),
}
# What is said in English in the middle of Arabic as well, of whatever length.
_POLITE = re.compile(
    r"(?:(?:ok|okay|hi|hello|hey|no|yes|oh|and|dear|my friend) )*"
    r"(?:thanks|thank (?:you|u)|i thank you|many thanks|how are you|good (?:morning|night|evening)|"
    r"nice to meet you|have a (?:nice|good|great) (?:day|night|time)|you(?: are|'re|r)? welcome|"
    r"god bless you|i love you|love you|see you(?: soon| later| tomorrow)?)"
    r"(?: (?:so|very|much|a|lot|for|your|the|help|time|everything|all|today|again|too|really|guys|dear|my|"
    r"friend))*"
)


def heard(text: str, channel: Channel, assessment: Assessment) -> str | None:
    """Return the language that a written message is in, if the assistant does not speak it.

    "en", "ku", "other", or None for Arabic and for a few words, which may be a greeting or a name. Three
    words most of which only Kurdish has are neither. Where a few words may be about suicide or
    are danger they count as well: «دەمەوێت بمرم» must not be answered, and screened, in Arabic.
    """
    if channel != Channel.WHATSAPP:
        return None
    if (wanted := _asked_for(text)) is not None:
        return wanted
    if assessment.level == Level.GREEN and _POLITE.fullmatch(normalise(text).strip(" .،,!؟?")):
        return None
    found = foreign_language(text)
    if found == "ku" and _is_min_of_arabizi(text):
        found = None
    if found in (None, "other", "en") and is_strange(text):
        return "other"
    if found is None and (_is_kurdish(text, at_least=_A_SENTENCE) or _is_kurmanji(text)):
        return "ku"
    if found is None and _is_english(text):
        return "en"
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
    if any(one.startswith("rule:en_") for one in rules) and all(
        is_latin(one) or one.isdigit() for one in said
    ):
        return "en"
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
    return "ar" if channel == Channel.WHATSAPP and _is_arabizi(text) else remembered or "ar"


def _asked_for(text: str) -> str | None:
    """Return the language that a message of few words asks for, or asks for help in; None for all others."""
    said = normalise(text).strip(" .،,!؟?")
    return next((spoken for spoken, asks in _ASKS_FOR.items() if asks.fullmatch(said)), None)


def _is_arabizi(text: str) -> bool:
    """Say whether most words are Arabic in Latin letters: whoever wrote English once goes on in Arabic.

    One word may be Kurdish («na») or a name.
    """
    said = words(normalise(text))
    listed = sum(bool(in_arabic(word)) for word in said)
    return detect(text) == "arabizi" and listed > 1 and listed * 2 > len(said)


def _is_english(text: str) -> bool:
    """Say whether a sentence is English though few of its words are those that tell a language at a glance.

    Not with a word of Arabic in it: whoever mixes the two is answered in Arabic.
    """
    said = [word for word in words(normalise(text)) if not word.isdigit()]
    mixed = any(not is_latin(word) or (in_arabic(word) and english_share(word) == 0) for word in said)
    return len(said) > _A_SENTENCE and not mixed and english_share(text) > _MOST


def _is_min_of_arabizi(text: str) -> bool:
    """Say whether Latin words are Arabic: «min» is «from» as well, and «I» in Kurdish."""
    said = words(normalise(text))
    listed = [word for word in said if in_arabic(word) and word not in _KURMANJI]
    if not all(map(is_latin, said)):
        return False
    return not _ARTICLES.isdisjoint(said) or (len(listed) > 1 and len(listed) * 3 >= len(said))


def _is_kurmanji(text: str) -> bool:
    """Say whether a text is Kurdish in Latin letters as they are written in Turkey and taught in Duhok."""
    hats = sum(bool(_HATS.search(word)) for word in text.split())
    small = sum(word in _KURMANJI for word in words(normalise(text)))
    return bool(hats and small) and hats + small > 2


def _is_kurdish(text: str, at_least: int = 1) -> bool:
    """Say whether a text of so many words is Kurdish by its words: one letter may be an ornament, «اموتۆ»."""
    return detect(text) in _KURDISH and kurdish_share(text) > 0.5 and len(words(normalise(text))) >= at_least


def _may_be_kurdish(text: str, remembered: str | None) -> bool:
    """Say whether a word or two that look Arabic go on in Kurdish: «ئا» has no letter of its own."""
    return remembered == "ku" and detect(text) == "ar" and len(words(normalise(text))) < _A_SENTENCE
