"""Languages that nobody of ours is known to read, told by their script or by their small words; pure.

Turkish, Turkmen, Persian, French, German, Spanish and Sureth look like Arabizi or Arabic to whoever counts
letters: the assistant would answer them in Arabic, and a person would never hear of them.
"""

from __future__ import annotations

import re

from helpline.text import in_arabic, normalise, words

_LETTER = re.compile(r"[^\W\d_]")
# Greek, Cyrillic, Armenian, Hebrew, Syriac, the scripts of India and South-East Asia, Georgian, Ethiopic,
# Chinese, Japanese and Korean.
_SCRIPTS = re.compile(
    "[\u0370-\u05ff\u0700-\u074f\u0900-\u109f\u10a0-\u10ff\u1100-\u11ff\u1200-\u137f\u3040-\u9fff\uac00-\ud7af]"
)
# Small words of each, normalised.
_SMALL_WORDS = (
    # Turkish
    (
        "artik bana ben beni benim bilmiyorum bir cok cox degil deyil deyilem edin elein eleyin evet gibi "
        "hayat hayatim hayir hissediyorum icin istemirem istemiyorum isteyirem istiyorum iyi iyiyim kadar "
        "kendim kendimi kimse komek konusmak kotu kotuyum lutfen men mene meni menim merhaba misin "
        "misiniz mutsuzum nasil nasilsin neden niye pis sana selam sen seni simdi tesekkur var yalnizim "
        "yardim yaxshi yaxsi yok yoruldum "
    ),
    # Persian
    (
        "az ba baraye basham bemiram bokosham chera chetore chetori delam dige gerefte hal hastam ke "
        "khaste kheyli khodam khodamo komak komakam kon konid lotfan man mano mersi midonam mikhaam "
        "mikham mikhastam mitonam nemidonam nemikhaam nemikham nemitonam nistam shodam shoma tanham zende "
        "zendegi "
    ),
    # French
    (
        "aide aidez avec besoin bonjour bonsoir c'est cest depuis des elle est et fatigue il j'ai jai je "
        "les ma malade merci mes moi mon mourir ne nous parler pas peux plait plus pour quelqu'un quelque "
        "quelquun s'il salut sont suis tres triste tu une veux vivre voudrais vous "
    ),
    # German
    (
        "angst bin bitte brauche danke das der die guten habe hallo hilfe ich ist jemand jemandem kann "
        "kein keine leben mehr mein meine mich mir mit mochte moechte nicht sehr sprechen sterben tag "
        "traurig und will "
    ),
    # Spanish
    (
        "alguien ayuda ayudame con estoy favor gracias hablar hola mas mi miedo morir muy necesito no "
        "para por puedo que quiero soy tengo triste una vivir yo "
    ),
    # Sureth
    ("ana atour awa basena bayan bayin hayarta iman khaya khayi lebi shlama shlomo shwir "),
    # Persian (Arabic letters)
    (
        "از بزنم بميرم حرف خسته خوبي خوبيد خيلي دلم ديگه زندگي شدم كسي كمكم كنيد كنين لطفا من ميخوام "
        "ميخواهم ميكنم نميتونم نميخوام نميخواهم نيستم هستم چطوري چيه "
    ),
    # Turkmen (Arabic letters)
    (
        "ائله اديره اوزومي اولورم ايدين ايستميرم ايسته ايستيرم ايستيورم ايلين بيزه ديل دييل دگل سن "
        "سني كمك كومك من منه مني نيجه نيجهسن ياخشي ياخشيسن ياردم يوخ چوخ "
    ),
)
_KNOWN = tuple(frozenset(normalise(small).split()) for small in _SMALL_WORDS)
# Beside a word of these languages they say nothing: English and Arabic have them too.
_SHARED_WORDS = (
    "a ana awa az ba bonjour con das des die elle est hal hala hallo hola il ke kon les ma man me men "
    "merci merhaba mes mi mit more no par plus que salam salut selam tag una var will yok از حرف ديل "
    "سن سني كسي كمك من منه مني نه "
)
_SHARED = frozenset(_SHARED_WORDS.split())
# Calls for help in one word or two.
_CRIES = frozenset("hilfe aidez ayuda ayudame yardim imdat komak komakam aide secours hayarta".split())
_SHORT = 2
_LEAST = 2


def is_strange(text: str) -> bool:
    """Say whether a message is in none of Arabic, Kurdish and English, by its script or its small words."""
    letters = _LETTER.findall(text)
    if letters and len(_SCRIPTS.findall(text)) * 2 > len(letters):
        return len(letters) > 1
    said = [word for word in words(normalise(text)) if not word.isdigit()]
    if not said:
        return False
    if len(said) <= _SHORT and not _CRIES.isdisjoint(said):
        return True
    arabic = sum(bool(in_arabic(word)) and word not in _CRIES for word in said)
    for known in _KNOWN:
        met = [word for word in said if word in known]
        own = [word for word in met if word not in _SHARED]
        if len(met) >= _LEAST and own and len(met) * 5 >= len(said) * 2 and len(met) > arabic:
            return True
    return False
