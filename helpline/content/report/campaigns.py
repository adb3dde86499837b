"""Campaigns on the page: each occasion with its forms, lengths with numbers as long as they may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from helpline.content.campaigns import FORMS, Campaign
from helpline.content.check import check_items
from helpline.content.hotlines import Hotline
from helpline.content.report.collect import Entry, Form, Part, Section
from helpline.content.rules.campaigns import LONGEST_SPOT, campaign_findings, from_campaigns, seconds_of_spot


def campaign_part(campaigns: Iterable[Campaign], registry: Sequence[Hotline]) -> Part:
    """Return the chapter of the campaigns, in the order of their files."""
    return Part(
        "Campaigns, for those who do not write yet",
        tuple(_section(campaign, registry) for campaign in campaigns),
    )


def _section(campaign: Campaign, registry: Sequence[Hotline]) -> Section:
    # Colours come with the drawing of cards.
    from helpline.content.cards import colours

    about = f"{campaign.occasion} {campaign.audience} ← {campaign.topic}"
    colour = colours.of(campaign.topic).band
    entries = tuple(_entries(campaign, registry))
    return Section(campaign.id, campaign.card.title, entries, about, campaign.card, colour)


def _entries(campaign: Campaign, registry: Sequence[Hotline]) -> Iterator[Entry]:
    found = [
        *check_items(from_campaigns([campaign]), registry),
        *(one for one in campaign_findings([campaign]) if one.code != "REV01"),
    ]
    for form in FORMS:
        id = f"campaign.{campaign.id}.{form}"
        yield Entry(
            id,
            str(campaign.version),
            campaign.status,
            "card" if form == "card" else "campaign",
            tuple(
                Form(name, words, seconds_of_spot(words) if name == "spoken" else None, LONGEST_SPOT)
                for name, words in campaign.wordings(form)
            ),
            warnings=tuple(one for one in found if _is_of(one.where, id)),
            source=campaign.source,
        )


def _is_of(where: str, id: str) -> bool:
    """Say whether a finding is on a form, or on one of its parts."""
    place = where.split(": ")[1].split(" ")[0]
    return place == id or place.startswith(f"{id}.")
