"""Replies that a counsellor sends with a tap; the words are in `helpline/content/texts/canned.yml`."""

from helpline import content
from helpline.outbox.reply import Button, Reply

VERB = "say"
_TITLE = ".title"


def titles() -> list[tuple[str, str]]:
    """Return each reply's id and what it is called, in order."""
    found = [one for one in content.all_texts() if one.startswith("canned.") and one.endswith(_TITLE)]
    return [(one.removesuffix(_TITLE), content.text(one)) for one in found]


def offer(case_id: int) -> Reply:
    """Return the list of replies for a case."""
    buttons = tuple(Button(f"{VERB}:{case_id}:{text_id}", title) for text_id, title in titles())
    return Reply(content.text("alert.whatsapp.canned", case=case_id), buttons)


def is_known(text_id: str) -> bool:
    """Say whether this is one of the replies."""
    return f"{text_id}{_TITLE}" in content.all_texts()
