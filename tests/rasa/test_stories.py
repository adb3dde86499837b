"""Whole conversations, replayed from the words on against the trained assistant.

They are in stories.yml and, by what they are about, in the folder stories. `rasa test core` exits with 0 when
it finds no model; this cannot.
"""

from __future__ import annotations

import unittest
from collections import Counter
from pathlib import Path
from typing import Any

import rasa.shared.utils.io
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from test_dialogue import Dialogue

HERE = Path("tests/rasa")
FILES = (HERE / "stories.yml", *sorted((HERE / "stories").glob("*.yml")))
_OWN = ("action_listen", "action_session_start", "action_extract_slots")


class TestStories(Dialogue):
    def test_every_test_story_happens_as_written(self) -> None:
        stories = [story for path in FILES for story in rasa.shared.utils.io.read_yaml_file(path)["stories"]]
        self.assertGreaterEqual(len(stories), 120)
        names = Counter(story["story"] for story in stories)
        self.assertEqual([name for name, times in names.items() if times > 1], [])
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
                # What «yes» and «no» lead to is not in the action's name, so a story may say it as well.
                answers = [step["bot"] for step in story["steps"] if "bot" in step]
                self.assertEqual([said for said in self.said() if said in answers], answers)

    def happened(self) -> list[Any]:
        """Return the intents and actions of the conversation, in order."""
        found = []
        for event in self.tracker().events:
            if isinstance(event, UserUttered):
                found.append(event.intent["name"])
            elif isinstance(event, ActionExecuted) and event.action_name not in _OWN:
                found.append(event.action_name)
        return found

    def said(self) -> list[str]:
        """Return the names of the responses that were said, in order."""
        events = (event for event in self.tracker().events if isinstance(event, BotUttered))
        return [event.metadata["utter_action"] for event in events if "utter_action" in event.metadata]


def _is_event(step: dict[str, Any]) -> bool:
    return "intent" in step or "action" in step


if __name__ == "__main__":
    unittest.main()
