"""What the channels can carry and what callers fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpline.content.catalogue import placeholders
from helpline.content.items import Item
from helpline.content.rules.finding import FAIL, Finding, Rule, found
from helpline.content.taught import TAUGHT

# WhatsApp: body of a message with buttons, title of a button, quick replies in a message.
LONGEST_BODY = 1024
LONGEST_TITLE = 20
MOST_BUTTONS = 3
MOST_LIST_ITEMS = 10
_QUOTED = re.compile(
    r"(?P<before>(?:[^\s«»]+\s+){0,3})[وفب]?(?P<what>كلمة|كلمه|write|بنووسە:?) "
    r"«(?P<word>[^»]+)»\s*(?P<after>\S*)"
)
# To write it: then it is for sending, whatever follows. To say it: then it is said to somebody else.
_WRITE = re.compile(r"(?<!\w)(?:[وف]?[نتيا]?كتب\w*|كتابة|[وف]?[نتي]?دز\w*|[وف]?[نتيا]?رسل\w*)(?!\w)")
_SAY = re.compile(r"(?<!\w)[وف]?(?:[نتيا]?[گق]و?ل\w*|[نتيا]?سمع\w*)(?!\w)")
# What comes after a word that is for sending: here, nothing more, or what the word does for whoever sends it.
_FOR_SENDING = re.compile(
    r"\Z|[.،:؟!]|(?:هنا|هم|ووراها|او|تكفي)(?!\w)"
    r"|ت(?:بين|وگف|رجع|شتغل|عل[ّ]?م|سد|ود|طلع|كمل|سو|وص|فتح)\w*"
)


def len01_fits_whatsapp(item: Item) -> Iterator[Finding]:
    """Hold a text, filled in, to what a WhatsApp message with buttons carries."""
    if len(item.filled) > LONGEST_BODY:
        yield found(item, "LEN01", FAIL, f"{len(item.filled)} characters; WhatsApp takes {LONGEST_BODY}")


def btn01_buttons(item: Item) -> Iterator[Finding]:
    """Hold buttons to a title of 20 characters, three of them (ten become a list), each id once.

    A questionnaire's answers are four or six by its publication, and so are a list as well.
    """
    for button in item.buttons:
        if not button.title.strip() or len(button.title) > LONGEST_TITLE:
            yield found(
                item,
                "BTN01",
                FAIL,
                f"«{button.title}» has {len(button.title)} characters; 1 to {LONGEST_TITLE}",
            )
    if len({button.id for button in item.buttons}) < len(item.buttons):
        yield found(item, "BTN01", FAIL, "two buttons with one id")
    most = MOST_LIST_ITEMS if item.kind in ("response", "questionnaire") else MOST_BUTTONS
    if len(item.buttons) > most:
        yield found(item, "BTN01", FAIL, f"{len(item.buttons)} buttons; at most {most}")


def val01_placeholders(item: Item) -> Iterator[Finding]:
    """Hold that every {value} is one that callers fill in, and no form needs more than the neutral one."""
    uses = placeholders(item.text)
    for name in sorted(uses - item.known):
        yield found(item, "VAL01", FAIL, f"nobody fills in {{{name}}}")
    for name in sorted((uses & item.known) - item.neutral_uses):
        yield found(item, "VAL01", FAIL, f"needs {{{name}}}, which its neutral form does not")


def val02_taught_words(item: Item) -> Iterator[Finding]:
    """Hold that a word people are told to send is one that is obeyed."""
    taught = {word for words in TAUGHT.values() for word in words}
    for word in _words_to_send(item.text):
        if word not in taught:
            yield found(
                item, "VAL02", FAIL, f"tells people to send «{word}», which nothing obeys (content/taught.py)"
            )


def _words_to_send(text: str) -> Iterator[str]:
    """Yield the words that a text tells people to send to us; «كلمة «لا» صعبة» is only about a word."""
    for match in _QUOTED.finditer(text):
        before = match["before"]
        foreign = match["what"] not in ("كلمة", "كلمه")
        sends = not _SAY.search(before) and _FOR_SENDING.match(match["after"])
        if foreign or _WRITE.search(before) or sends:
            yield match["word"]


RULES: tuple[Rule, ...] = (len01_fits_whatsapp, btn01_buttons, val01_placeholders, val02_taught_words)
