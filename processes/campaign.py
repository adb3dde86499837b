"""`helpline campaign`: what there is to post, send and read out, and each text with its numbers filled in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence

from helpline.content.campaigns import (
    FORMS,
    Campaign,
    NumberNotSet,
    all_campaigns,
    fill,
    lacking,
    numbers,
)
from helpline.content.catalogue import ContentError
from helpline.content.rules.campaigns import LONGEST_POST, LONGEST_SMS, units
from helpline.content.rules.language import seconds_to_say
from helpline.infra.settings import Settings, settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; return 1 where there is no such campaign or a number is not set, else 0."""
    options = _arguments().parse_args(argv)
    try:
        campaigns = all_campaigns()
        if options.command == "list":
            return _list(campaigns)
        campaign = campaigns.get(options.id)
        if campaign is None:
            print(f"There is no campaign {options.id}: {', '.join(campaigns)}", file=sys.stderr)
            return 1
        return _show(campaign, options.form, settings(), options.governorate)
    except (ContentError, NumberNotSet) as error:
        print(f"Refused: {error}", file=sys.stderr)
        return 1


def _list(campaigns: Mapping[str, Campaign]) -> int:
    for campaign in campaigns.values():
        print(f"{campaign.id:12} {campaign.status} {campaign.version:<3} {campaign.occasion}")
    return 0


def _show(campaign: Campaign, form: str | None, configured: Settings, governorate: str | None) -> int:
    """Print a campaign; of one form its words alone, so that they can be passed on. Raises NumberNotSet."""
    values = numbers(configured, governorate)
    wordings = dict(campaign.wordings(form))
    # All of it first: half a campaign is not printed.
    filled = {name: fill(words, values, aloud=name == "spoken") for name, words in wordings.items()}
    if campaign.status == "draft":
        print(f"A draft: no clinician has signed version {campaign.version}.", file=sys.stderr)
    for variable in sorted({one for words in wordings.values() for one in lacking(words, configured)}):
        print(f"{variable} is not set: words in brackets stand in its place.", file=sys.stderr)
    if form is None:
        print(f"{campaign.id}, version {campaign.version}, {campaign.status}")
        print(f"When: {campaign.occasion}\nFor: {campaign.audience}")
    for name, words in filled.items():
        if form is None:
            print(f"\n== {name}{_measure(name, words)}")
        print(words)
    return 0


def _measure(name: str, words: str) -> str:
    """Say how long a filled-in wording is: real numbers may be longer than those it was checked with."""
    if name == "post":
        return f", {len(words)} of {LONGEST_POST} characters"
    if name == "spoken":
        return f", about {seconds_to_say(words):.0f} s"
    return f", {units(words)} of {LONGEST_SMS} characters" if name.startswith("sms") else ""


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="helpline campaign", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="every campaign, and when it is for")
    show = commands.add_parser("show", help="one campaign with its numbers")
    show.add_argument("id")
    show.add_argument("--form", choices=FORMS, help="the words of one form alone, to pass on")
    show.add_argument("--governorate", help="where it is for: the emergency number of there")
    return parser
