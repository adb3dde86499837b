"""Which language a message is in, cheaply: by script, by letters only one language has, by small words."""

from __future__ import annotations

import re

from helpline.text.arabizi import is_latin
from helpline.text.fold import fold
from helpline.text.listed import folded
from helpline.text.normalise import normalise, words

_SAYS_SOMETHING = 4  # words
LANGUAGES = ("ar-IQ", "ar", "arabizi", "ckb", "badini", "en", "other")

_SORANI_LETTERS = frozenset("ڕڵێۆە")
# Left out is what looks like Iraqi without its own letters: ای، های، ها، می، آن، باید.
_PERSIAN_ONLY = frozenset(
    (
        "است این که برای را شود از شده کرد خود باشد نیست هستم دارم میخواهم خیلی چرا کنم یک در با تا هستند "
        "اند کند کرده کردن دیگر اگر توسط دارد دارند بودند شدن بیش پس هر نمی هایی هستید هستیم کنید میکنم "
        "میکند نمیتوانم زندگی خودم خسته بمیرم کمک لطفا نیستم ندارم بدهید بودم شما فارسی حرف بزنم"
    )
    .translate(str.maketrans("یکآ", "يكا"))
    .split()
)
_IRAQI = folded(
    "شلونك شلونج شلون شنو شكو ماكو اكو هسه هسة هواي هواية چان چنت جنت دا داحچي احچي وياك ويا وياي ليش "
    "مو شوية شويه گلبي گلي گال اگدر ماگدر اگول عدنا عندچ بيه بيها هيچ هيج هاي ذني ذولي يمعود اريد "
    "اريدك چاي باچر شوكت يمته اني احنا گاعد خوش زين حيل كلش كلشي وين شسوي شسالفة بعد راح ينطي انطيني "
    "عليمن مال مالتي جاي داشوف سوي سويت هم همين انو انه اله الها بيت لو"
)
_SORANI = folded(
    "من تۆ ئێمە ئەو بۆ لە بە کە ئەوە چی چۆنی باشە سوپاس دەکەم دەمەوێت ناتوانم دەتوانم خۆم ژیان هیچ "
    "زۆر هەیە نییە لێ هاوکاری یارمەتی دەوێت ئێستا"
)
_BADINI = folded(
    "ئەز تە مە ژ ل دێ دڤێت نەڤێت گەلەک چاوا چاوای ناکەم دکەم دشێم نەشێم نوکە ژیانێ هاریکاری باشم بکەم "
    "دکەن ئەڤ"
)
_BADINI_LATIN = frozenset(
    "ez te me ji li de divet dixwazim nexosh gelek chawa niha jiyan bimirim nikarim".split()
)
_SORANI_LATIN = frozenset(
    "min to bo le ke chon choni bashe supas damawe damawet natwanm xom zhyan zor nia esta hich".split()
)
_ENGLISH = frozenset(
    (
        "i you he she we they it is are am was were the a an and or but not no yes my me your to of in on "
        "for with do does did don't dont have has had can can't cant want need help please what why how "
        "when this that just so hello hi thanks thank feel im i'm will be been at from life die myself "
        "hurt sad anymore live"
    ).split()
)
_ARABIZI = frozenset(
    (
        "ana ani inta inti enta enti shlon shlonak shlonich shlonach shnu shno shaku maku aku hessa hassa "
        "wallah walla areed ared arid ma mo la bas bs inshallah habibi yalla kulish hwaya shukran salam "
        "wyak wyay shwaya lesh laish ween wen hatha hay haya kolshi ra7 rah"
    ).split()
)
# Turkish and Turkmen: letters that no Arabizi has, and small words that mean nothing in it.
_TURKISH_LETTERS = re.compile("[ğışə]")
_TURKISH_WORDS = (
    "bir icin cok degil nasil neden yardim istiyorum merhaba lutfen tesekkur benim seni beni kimse simdi "
    "artik gibi kadar misin misiniz kotu evet hayir yok"
)
_TURKISH = frozenset(_TURKISH_WORDS.split())
# Letters that are neither Latin nor Arabic.
_THEIRS = re.compile("[^\\W\\d_A-Za-z\u00c0-\u024f\u0600-\u06ff]")
_DIGIT_LETTER = re.compile(r"[a-z]['a-z]*[23567489]|[23567489]'?[a-z]")


def detect(text: str) -> str:
    """Return one of LANGUAGES for a raw text; "ar-IQ" where Iraqi words are seen, "other" where unsure."""
    tokens = words(normalise(text))
    latin = [t for t in tokens if is_latin(t)]
    arabic = [t for t in tokens if not is_latin(t) and not t.isdigit()]
    if not latin and not any("\u0600" <= c <= "\u06ff" for token in arabic for c in token):
        return "other"
    if len(latin) > len(arabic):
        return _latin_language(latin)
    return _arabic_language(arabic)


def _latin_language(tokens: list[str]) -> str:
    """Tell English, Arabizi and Latin Kurdish apart by counting small words and digit letters."""
    english = sum(t in _ENGLISH for t in tokens)
    arabizi = sum((t in _ARABIZI) + bool(_DIGIT_LETTER.search(t)) for t in tokens)
    badini = sum(t in _BADINI_LATIN for t in tokens)
    sorani = sum(t in _SORANI_LATIN for t in tokens)
    best = max(english, arabizi, badini, sorani)
    if best == 0:
        return "arabizi" if len(tokens) < 4 else "other"
    if arabizi == best:
        return "arabizi"
    if english == best:
        return "en"
    return "badini" if badini > sorani else "ckb"


def _arabic_language(tokens: list[str]) -> str:
    """Tell Iraqi, other Arabic, Sorani, Badini and Persian apart."""
    keys = [fold(t) for t in tokens]
    sorani = sum(k in _SORANI for k in keys)
    badini = sum(k in _BADINI for k in keys)
    marked = sum(any(c in _SORANI_LETTERS for c in t) for t in tokens)
    if marked * 4 >= len(tokens) or (marked and sorani + badini > 1):
        return "badini" if badini > sorani else "ckb"
    persian = sum(t in _PERSIAN_ONLY for t in tokens)
    if persian * 8 >= len(tokens) and persian > 1:
        return "other"
    return "ar-IQ" if any(k in _IRAQI for k in keys) else "ar"


def kurdish_share(text: str) -> float:
    """Return the share of words that have a letter only Kurdish has, or are among its small words, 0..1."""
    tokens = words(normalise(text))
    theirs = sum(not _SORANI_LETTERS.isdisjoint(t) or fold(t) in _SORANI | _BADINI for t in tokens)
    return theirs / len(tokens) if tokens else 0.0


def foreign_language(text: str) -> str | None:
    """Return the language of a text that says something in one which the assistant does not speak.

    "en", "ku" (Sorani and Badini alike), "other" for any other one, None for Arabic and for a few words.
    """
    if not is_foreign(text):
        return None
    return {"en": "en", "ckb": "ku", "badini": "ku"}.get(detect(text), "other")


def is_foreign(text: str) -> bool:
    """Say whether a text says something in a language that the assistant does not speak.

    A few words may be a greeting or a name. Latin letters that are not plainly English or Kurdish may be
    Arabizi.
    """
    # Before normalising, which takes single letters of other scripts for the Latin ones they look like.
    if sum(len(_THEIRS.findall(word)) > 1 for word in text.split()) >= _SAYS_SOMETHING:
        return True
    tokens = [token for token in words(normalise(text)) if not token.isdigit()]
    if len(tokens) < _SAYS_SOMETHING:
        return False
    turkish = sum(token in _TURKISH or bool(_TURKISH_LETTERS.search(token)) for token in tokens)
    if turkish > 1 and turkish * 3 >= len(tokens):
        return True
    found, latin = detect(text), [is_latin(token) for token in tokens]
    if found == "en":
        return all(latin) and sum(token in _ENGLISH for token in tokens) * 4 >= len(tokens)
    return found in ("ckb", "badini") or (found == "other" and not any(latin))
