"""Whole conversations from stories.yml, replayed from the words on against the trained assistant.

`rasa test core` exits with 0 when it finds no model; this cannot.
"""

from __future__ import annotations

import unittest
from typing import Any

import rasa.shared.utils.io
from rasa.shared.core.events import ActionExecuted, UserUttered
from test_dialogue import Dialogue

STORIES = "tests/rasa/stories.yml"
_OWN = ("action_listen", "action_session_start", "action_extract_slots")


class TestStories(Dialogue):
    def test_every_test_story_happens_as_written(self) -> None:
        stories = rasa.shared.utils.io.read_yaml_file(STORIES)["stories"]
        self.assertGreaterEqual(len(stories), 7)
        for story in stories:
            with self.subTest(story["story"]):
                self.setUp()
                expected = [
                    step.get("action") or step["intent"] for step in story["steps"] if _is_event(step)
                ]
                for step in story["steps"]:
                    if "intent" in step:
                        self.say(step.get("user", f"/{step['intent']}").strip())
                self.assertEqual(self.happened(), expected)

    def happened(self) -> list[Any]:
        """Return the intents and actions of the conversation, in order."""
        found = []
        for event in self.tracker().events:
            if isinstance(event, UserUttered):
                found.append(event.intent["name"])
            elif isinstance(event, ActionExecuted) and event.action_name not in _OWN:
                found.append(event.action_name)
        return found


def _is_event(step: dict[str, Any]) -> bool:
    return "intent" in step or "action" in step


if __name__ == "__main__":
    unittest.main()
