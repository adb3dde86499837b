"""Replies that a counsellor sends with a tap; the words are in `helpline/content/texts/canned.yml`."""

from helpline import content
from helpline.outbox.reply import Button, Reply

VERB = "say"
_TITLE = ".title"


def offer(case_id: int) -> Reply:
    """Return the list of replies for a case."""
    titles = [one for one in content.all_texts() if one.startswith("canned.") and one.endswith(_TITLE)]
    buttons = tuple(
        Button(f"{VERB}:{case_id}:{one.removesuffix(_TITLE)}", content.text(one)) for one in titles
    )
    return Reply(content.text("alert.whatsapp.canned", case=case_id), buttons)


def is_known(text_id: str) -> bool:
    """Say whether this is one of the replies."""
    return f"{text_id}{_TITLE}" in content.all_texts()
