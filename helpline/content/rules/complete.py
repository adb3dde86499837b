"""Every form that is needed is there: short ones for callers, and both where one fits a man or a woman alone.

Source: clinical/safe-messaging.md, SM16 and SM20.
"""

from __future__ import annotations

from collections.abc import Iterator

from helpline.content.catalogue import Text
from helpline.content.items import Item, from_texts
from helpline.content.rules.finding import FAIL, Finding, found
from helpline.content.rules.language import LONGEST_PROMPT, addressed_in_one_gender, seconds_to_say

# Kinds and texts that no caller hears, each with its reason: they may be longer than a prompt.
NEVER_HEARD_KINDS = {"alert": "counsellors read them; what rings them is alert.voice.*"}
NEVER_HEARD = {
    "danger.heard.2": "company while a contact writes; a caller waits on the line with ivr.danger.waiting.*",
    **{
        f"danger.other.stay.{number}": "company while a contact writes about somebody else"
        for number in (1, 2, 3)
    },
    "danger.told_safe": "answers what is written; a caller is with ivr.danger.*",
    "danger.nobody_yet": "escalation writes it; a caller hears ivr.danger.nobody",
    "danger.unanswered": "escalation writes it, after a counsellor's silence",
    "danger.passed_on": "escalation writes it, after a hand-over",
    "case.call_missed": "written to whoever was rung and did not answer",
    "media.lost": "about a picture or voice note on WhatsApp",
    "code.what": "a code word is for WhatsApp; a caller hears code.written_only",
    "code.forgotten": "a code word is for WhatsApp; a caller hears code.not_aloud",
}
_PAIRS = (("male", "female"), ("spoken_male", "spoken_female"))


def forms_findings(entry: Text) -> Iterator[Finding]:
    """Hold that a long text has a spoken form, and that forms for a man and a woman come together."""
    items = {item.form: item for item in from_texts({entry.id: entry})}
    neutral = items["neutral"]
    if entry.language != "ar-IQ" or neutral.exempt:
        return
    seconds = seconds_to_say(neutral.text)
    if _may_be_heard(neutral) and "spoken" not in items and seconds > LONGEST_PROMPT:
        says = f"about {seconds:.0f} s to say and no spoken form of at most {LONGEST_PROMPT:.0f}"
        yield found(neutral, "FRM01", FAIL, says)
    if entry.kind == "alert":
        # Counsellors are staff, and known.
        return
    for pair in _PAIRS:
        there = [name for name in pair if name in items]
        if len(there) == 1:
            yield found(items[there[0]], "FRM03", FAIL, f"is there without {(set(pair) - set(there)).pop()}")
    for name, pair in (("neutral", _PAIRS[0]), ("spoken", _PAIRS[1])):
        word = addressed_in_one_gender(items[name].plain) if name in items else None
        if word and not set(pair) <= items.keys():
            yield found(
                items[name], "FRM02", FAIL, f"«{word}» fits one gender and there is no {' and '.join(pair)}"
            )


def _may_be_heard(item: Item) -> bool:
    aloud = item.id.startswith("alert.voice.")
    return aloud or (item.kind not in NEVER_HEARD_KINDS and item.id not in NEVER_HEARD)
