"""A helpline with cases that were taken and closed, and whoever looks at them."""

import pytest

from console.language import texts
from tests.integration.console.case.conftest import HELLO, Desk
from tests.integration.console.conftest import Browser, Console
from tests.integration.world import AHMED, CONTACT, HUDA, RED, ZAINAB, World

PHONES = {"zainab": ZAINAB, "ahmed": AHMED, "huda": HUDA}
# How it ended, emergency, safety plan, referral, follow-up: the numbers of the answers.
WELL, BADLY = "11111", "14111"


def said(key: str, **values: object) -> str:
    """Return a text of the interface in Arabic, as a page holds it."""
    return texts("ar")[key].format(**values)


class House(Desk):
    """A desk at which whole cases come and go."""

    def takes(self, words: str = RED, of: str = CONTACT, after: float = 0, by: str = "zainab") -> int:
        """Let a contact write, and a counsellor take the case after so many seconds; returns its number."""
        self.world.says(words, of)
        case = self.world.open_case(of).id
        self.world.time.forward(after)
        self.world.acknowledges(PHONES[by], by)
        return case

    def closes(self, case: int, answers: str = WELL, of: str = CONTACT, by: str = "zainab") -> int:
        """Let the counsellor answer the contact and close the case; returns its number."""
        self.world.says(f"#{case} {HELLO}", PHONES[by])
        self.world.closes(answers, PHONES[by], of)
        return case

    def week_later(self) -> None:
        """Let the week of what was closed be over."""
        self.world.passes(7 * 86400)


@pytest.fixture
def house(world: World, console: Console) -> House:
    """The helpline and its console."""
    return House(world, console)


@pytest.fixture
def huda(console: Console) -> Browser:
    """The supervisor, logged in."""
    return console.as_("supervisor")
