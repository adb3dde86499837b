"""Campaigns: each form fits its channel, brings a way to us, types no number, promises nothing.

They are held to the rules for every other text as well: what is posted is read by whoever is in danger, too.
Source: clinical/safe-messaging.md, SM08, SM10, SM12 and SM15.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from helpline.content.campaigns import FORMS, NUMBERS, PLACEHOLDERS, Campaign, fill, filled_card
from helpline.content.catalogue import placeholders
from helpline.content.items import Item
from helpline.content.rules.finding import FAIL, WARN, Finding, any_of, whole
from helpline.content.rules.language import seconds_to_say
from helpline.content.rules.safe_messaging import SUICIDE
from helpline.text import normalise

LONGEST_POST = 700
# A message in Arabic letters (UCS-2); each part is a message of its own, which may arrive alone.
LONGEST_SMS = 70
MOST_SMS = 3
SHORTEST_SPOT, LONGEST_SPOT = 20.0, 30.0
# As long as the helpline's numbers may be: written, from another country; said, an Iraqi one.
_WRITTEN = {**dict.fromkeys(NUMBERS, "0" * 14), "emergency": "0" * 3}
_SAID = {**dict.fromkeys(NUMBERS, "0" * 11), "emergency": "0" * 3}
_TYPED = re.compile(r"\d{3,}|\d[\d -]{4,}\d|https?:|www\.|wa\.me|@")
_NOT_READ_ALOUD = re.compile(r"[\d()\[\]«»*#/\\+•]|[a-z]|^-", re.MULTILINE)
# What a number is for stands beside it: a call to the number for WhatsApp goes nowhere.
_NAMED = {"whatsapp": re.compile("واتساب"), "missed_call": re.compile("رنه")}
_OUR_NAME = re.compile("«وياك»|(?:خط|احنا) وياك(?!»)")
_SUICIDE = re.compile(SUICIDE)
# Where a post is read, nobody reads what is written below it.
_WORD_HERE = re.compile(r"كلمه «[^»]+» (?:هنا|هنانه|بالتعليقات|بالكومنت\w*)")
_SOON = ("دقيقه", "دقيقتين", "دقايق", "ثواني", "ساعه", "ساعتين", "ساعات")
_PROMISE = re.compile(
    any_of(
        r"(?<!\w)[تين]?ضمن\w*|مضمون\w*|(?<!\w)(?:الف|هذا) وعد(?!\w)|(?<!\w)وعد منا|كلمه شرف",
        r"(?<!\w)اكيد(?!\w)|100 ?%|ميه بالميه",
        r"راح \w*(?:رتاح|نحل|نسي|شفي)\w*|كل (?:شي|مشاكل\w*) (?:ي|ت)نحل|يختفي كلشي|بعدها (?:ت|ي)?رتاح",
        r"24 ساعه|اربعه وعشرين ساعه|(?<!\w)(?:فورا|حالا)(?!\w)|بنفس الدقيقه|بلا انتظار|ما (?:ت|ن)نتظر",
        rf"(?:خلال|بظرف|بعد) (?:\d+ )?{whole(*_SOON)}",
        r"(?:ننطي\w*|نطلعل\w*|نجيبل\w*) (?:\w+ )?(?:فلوس|مساعدات|شغل|بيت|هويه|جنسيه)",
    )
)
_SECRECY = re.compile(
    r"(?<!\w)(?:ال|ب)?(?:سر|سري|سريه)(?!\w)|خصوصي|(?:محد|ما احد|ولا احد) (?:راح )?ي(?:عرف|دري|سمع|شوف)"
)
_ITS_LIMIT = re.compile(r"خطر|حياه|حيات")


def from_campaigns(campaigns: Iterable[Campaign]) -> Iterator[Item]:
    """Yield every wording of every campaign, for the rules that hold for all texts."""
    for campaign in campaigns:
        for name, words in campaign.wordings():
            yield Item(
                id=f"campaign.{campaign.id}.{name}",
                form={"m": "male", "f": "female"}.get(campaign.address, "neutral"),
                text=words,
                kind="campaign",
                source=campaign.source,
                known=PLACEHOLDERS,
                neutral_uses=placeholders(words),
            )


def campaign_findings(campaigns: Iterable[Campaign]) -> Iterator[Finding]:
    """Apply the rules that hold for campaigns alone.

    A draft never fails a release: the helpline says nothing of a campaign, and whoever takes one out is told.
    """
    for campaign in campaigns:
        yield from _fits(campaign)
        yield from _card(campaign)
        yield from _says(campaign)
        yield from _way_to_us(campaign)
        if campaign.status == "draft":
            says = f"version {campaign.version} is a draft"
            yield Finding("REV01", WARN, f"{campaign.source}: campaign.{campaign.id}", says)


def units(words: str) -> int:
    """Return how many of the 70 places of an SMS in Arabic a text takes."""
    return len(words.encode("utf-16-le")) // 2


def seconds_of_spot(words: str) -> float:
    """Return about how many seconds a spot takes, an Iraqi number of ours read digit by digit in groups."""
    return seconds_to_say(fill(words, _SAID, aloud=True))


def _found(campaign: Campaign, name: str, code: str, says: str) -> Finding:
    return Finding(code, FAIL, f"{campaign.source}: campaign.{campaign.id}.{name}", says)


def _fits(campaign: Campaign) -> Iterator[Finding]:
    """CMP01: a post of 700 characters, three SMS of 70, a spot of 20 to 30 seconds, numbers filled in."""
    if (long := len(fill(campaign.post, _WRITTEN))) > LONGEST_POST:
        yield _found(campaign, "post", "CMP01", f"{long} characters; at most {LONGEST_POST}")
    if len(campaign.sms) > MOST_SMS:
        yield _found(campaign, "sms", "CMP01", f"{len(campaign.sms)} parts; at most {MOST_SMS}")
    for name, part in campaign.wordings("sms"):
        if (long := units(fill(part, _WRITTEN))) > LONGEST_SMS:
            yield _found(campaign, name, "CMP01", f"{long} characters; at most {LONGEST_SMS} a part")
    seconds = seconds_of_spot(campaign.spoken)
    if not SHORTEST_SPOT <= seconds <= LONGEST_SPOT:
        says = f"about {seconds:.0f} s to say; {SHORTEST_SPOT:.0f} to {LONGEST_SPOT:.0f}"
        yield _found(campaign, "spoken", "CMP01", says)


def _card(campaign: Campaign) -> Iterator[Finding]:
    # Measuring letters needs Pillow, which nobody needs who only reads texts.
    from helpline.content.cards import colours, lettering
    from helpline.content.cards.layout import DoesNotFit, lay_out

    where = f"{campaign.source}: campaign.{campaign.id}.card"
    try:
        lay_out(filled_card(campaign.card, _WRITTEN), lettering.best_way())
    except DoesNotFit as error:
        yield Finding("CRD01", FAIL, where, f"its card does not hold its words: {error}")
    try:
        colours.of(campaign.topic)
    except KeyError:
        yield Finding("CRD02", FAIL, where, f"leads to {campaign.topic}, a topic without colours or none")


def _says(campaign: Campaign) -> Iterator[Finding]:
    """Hold what a wording says.

    CMP02: no number or link is typed. CMP04: no promise, no secrecy without its limit. CMP05: what is read
    out can be. CMP06: a word that we obey is sent to us, and not written below a post.
    """
    for name, words in campaign.wordings():
        plain = normalise(words)
        if match := _TYPED.search(plain):
            says = f"types a number or a link («{match.group()}»): write {{whatsapp}}, {{phone}} or another"
            yield _found(campaign, name, "CMP02", says)
        if match := _WORD_HERE.search(plain):
            yield _found(campaign, name, "CMP06", f"«{match.group()}»: say where, nobody reads comments")
        if match := _PROMISE.search(plain):
            yield _found(campaign, name, "CMP04", f"promises what nobody can keep: «{match.group().strip()}»")
        if (match := _SECRECY.search(plain)) and not _ITS_LIMIT.search(plain):
            says = f"«{match.group().strip()}» without its limit (danger to life)"
            yield _found(campaign, name, "CMP04", says)
    if match := _NOT_READ_ALOUD.search(fill(campaign.spoken, dict.fromkeys(PLACEHOLDERS, "")).lower()):
        yield _found(campaign, "spoken", "CMP05", f"an announcer cannot read «{match.group()}»")


def _way_to_us(campaign: Campaign) -> Iterator[Finding]:
    """CMP03: a number of ours in each form, and in each part that names suicide: parts are read alone.

    Whose a number is and what it is for are said with it: without a name it reads like a fraud's. A card is
    drawn with our name at its foot.
    """
    for form in FORMS:
        wordings = dict(campaign.wordings(form))
        if not any(placeholders(words) & NUMBERS.keys() for words in wordings.values()):
            yield _found(campaign, form, "CMP03", "says nowhere how to reach us")
            continue
        for name, words in wordings.items():
            if _SUICIDE.search(normalise(words)) and not placeholders(words) & NUMBERS.keys():
                yield _found(campaign, name, "CMP03", "names suicide without a number of ours beside it")
            if name != "card" and placeholders(words) & NUMBERS.keys() and not _OUR_NAME.search(words):
                yield _found(campaign, name, "CMP03", "gives a number and does not say that it is «وياك»")
            for number, word in _NAMED.items():
                if number in placeholders(words) and not word.search(normalise(words)):
                    yield _found(campaign, name, "CMP03", f"does not say what {{{number}}} is for")
