"""The cards of campaigns, for people to post and print: in a folder of their own, under plain names.

They are drawn by hand alone, and anew each time: nobody is sent one by the helpline, and the numbers on them
may have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from helpline.content.campaigns import Campaign, NumberNotSet, filled_card
from helpline.content.cards.draw import draw
from helpline.content.cards.store import write_whole

FOLDER = "campaigns"


def draw_all(
    folder: Path, campaigns: Iterable[Campaign], values: Mapping[str, str], say: Callable[[str], None]
) -> dict[str, Path]:
    """Draw every card whose numbers are set; says which are not drawn, and takes an old one of theirs away.

    Returns the file of each campaign's card. Raises DoesNotFit, KeyError and OSError.
    """
    here = folder / FOLDER
    here.mkdir(parents=True, exist_ok=True)
    files: dict[str, Path] = {}
    for campaign in campaigns:
        file = here / f"{campaign.id}.png"
        try:
            card = filled_card(campaign.card, values)
        except NumberNotSet as error:
            say(f"Not drawn: {campaign.id}: {error}")
            file.unlink(missing_ok=True)
            continue
        write_whole(file, draw(campaign.topic, card))
        files[campaign.id] = file
    return files
