"""Trackers stay short and lose nothing the dialogue still needs. Needs no Redis."""

from __future__ import annotations

import asyncio
import unittest
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.tracker_store import BoundedRedisTrackerStore, bounded, listening

DOMAIN = Domain.load("domain.yml")


def opening() -> list[Event]:
    return [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), ActionExecuted(ACTION_LISTEN_NAME)]


def turn(number: int) -> list[Event]:
    return [
        UserUttered(f"text {number}", intent={"name": "thanks"}),
        ActionExecuted("utter_thanks"),
        BotUttered(f"reply {number}"),
        ActionExecuted(ACTION_LISTEN_NAME),
    ]


def turns(events: list[Event]) -> list[str | None]:
    return [event.text for event in events if isinstance(event, UserUttered)]


class FakeRedis:
    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.expiries: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        return self.values.get(key)

    def set(self, key: str, value: Any, ex: Any = None) -> None:
        self.values[key], self.expiries[key] = value, ex


class TestBounded(unittest.TestCase):
    def test_a_short_session_is_kept_as_it_is(self) -> None:
        events = opening() + turn(1) + turn(2)
        self.assertEqual(bounded(events, 5), events)

    def test_a_long_session_keeps_its_last_turns_its_slots_and_its_form(self) -> None:
        events = (
            opening() + turn(1) + [SlotSet("address", "m"), SlotSet("address", "f"), ActiveLoop("skill_form")]
        )
        events += [event for number in range(2, 31) for event in turn(number)]
        short = bounded(events, 5)
        self.assertEqual(turns(short), [f"text {n}" for n in range(26, 31)])
        tracker = DialogueStateTracker.from_events("x", short, DOMAIN.slots)
        self.assertEqual(tracker.get_slot("address"), "f")
        self.assertEqual(tracker.active_loop_name, "skill_form")

    def test_a_form_that_ended_is_not_brought_back(self) -> None:
        events = [*opening(), ActiveLoop("skill_form"), *turn(1), ActiveLoop(None)]
        events += [event for number in range(2, 20) for event in turn(number)]
        tracker = DialogueStateTracker.from_events("x", bounded(events, 3), DOMAIN.slots)
        self.assertIsNone(tracker.active_loop_name)

    def test_only_the_latest_session_is_kept(self) -> None:
        self.assertEqual(turns(bounded(opening() + turn(1) + opening() + turn(2), 5)), ["text 2"])


class TestListening(unittest.TestCase):
    def test_a_turn_that_was_cut_short_ends_in_listening(self) -> None:
        cut = opening() + turn(1)[:-1]
        self.assertEqual(listening(cut)[-1], ActionExecuted(ACTION_LISTEN_NAME))
        self.assertEqual(listening(opening() + turn(1)), opening() + turn(1))


class TestStore(unittest.TestCase):
    def test_what_is_stored_does_not_grow_with_the_conversation_and_expires(self) -> None:
        store = BoundedRedisTrackerStore(DOMAIN, record_exp=60, max_turns=10)
        fake = FakeRedis()
        store.red = fake
        sizes = []
        tracker = DialogueStateTracker.from_events("x", opening(), DOMAIN.slots)
        for number in range(120):
            for event in turn(number):
                tracker.update(event)
            asyncio.run(store.save(tracker))
            loaded = asyncio.run(store.retrieve("x"))
            assert loaded is not None
            tracker = loaded
            sizes.append(len(next(iter(fake.values.values()))))
        self.assertEqual(turns(list(tracker.events))[-1], "text 119")
        self.assertLess(sizes[-1], sizes[15] * 1.2)
        self.assertEqual(set(fake.expiries.values()), {60})


if __name__ == "__main__":
    unittest.main()
