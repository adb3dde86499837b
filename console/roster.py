"""The roster: who is on call, my shifts, overrides; its views by what they are for."""

from console import roster_change, roster_mine, roster_show
from console.roster_page import page

VIEWS = (roster_change, roster_mine, roster_show)

__all__ = ["VIEWS", "page"]
