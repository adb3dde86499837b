"""The trained assistant in one process: danger in every state, exercises that can be left, real answers.

Needs models/rasa. Custom actions are answered by a small server of the tests' own, so that nothing
depends on another process; what the actions do is tested in tests/unit/bot.
"""

from __future__ import annotations

import asyncio
import os
import unittest
import uuid
from pathlib import Path
from typing import Any

import rasa.shared.utils.io
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.components.channel import WiyakOutput

MODELS = Path("models/rasa")
FORMS = {
    "breathing_form": ["breathing_1", "breathing_2", "breathing_3"],
    "grounding_form": ["grounding_see", "grounding_touch", "grounding_hear"],
}
START = {"breathing_form": "/breathing_exercise", "grounding_form": "/grounding_exercise"}
DONE = {"breathing_form": "خلصناها سوه", "grounding_form": "زين هواية"}


@unittest.skipUnless(list(MODELS.glob("*.tar.gz")), "no model: rasa train")
class Dialogue(unittest.TestCase):
    agent: Agent
    loop: asyncio.AbstractEventLoop

    @classmethod
    def setUpClass(cls) -> None:
        os.environ["RASA_TELEMETRY_ENABLED"] = "false"
        cls.loop = asyncio.new_event_loop()
        # Nobody listens on this port: an action server that is down must not silence danger.
        nowhere = EndpointConfig("http://127.0.0.1:1/webhook")
        cls.agent = Agent.load(str(MODELS), action_endpoint=nowhere)
        cls.agent.tracker_store = InMemoryTrackerStore(cls.agent.domain)
        cls.agent.processor.tracker_store = cls.agent.tracker_store

    @classmethod
    def tearDownClass(cls) -> None:
        cls.loop.close()

    def setUp(self) -> None:
        self.sender = uuid.uuid4().hex

    def say(self, text: str, level: str = "GREEN", **metadata: Any) -> list[dict[str, Any]]:
        output = WiyakOutput()
        message = UserMessage(
            text, output, self.sender, input_channel="wiyak", metadata={"level": level, **metadata}
        )
        self.loop.run_until_complete(self.agent.handle_message(message))
        return output.replies()

    def tracker(self) -> DialogueStateTracker:
        tracker = self.loop.run_until_complete(self.agent.tracker_store.retrieve(self.sender))
        assert tracker is not None
        return tracker

    def assert_raised(self, replies: list[dict[str, Any]], level: str) -> None:
        self.assertEqual(len(replies), 1, replies)
        self.assertEqual(set(replies[0]), {"custom"})
        self.assertEqual(replies[0]["custom"]["helpline"], "raise")
        self.assertEqual(replies[0]["custom"]["level"], level)

    def assert_free(self) -> None:
        tracker = self.tracker()
        self.assertIsNone(tracker.active_loop_name)
        self.assertIsNone(tracker.get_slot("requested_slot"))
        for slots in FORMS.values():
            for slot in slots:
                self.assertIsNone(tracker.get_slot(slot), slot)


class TestDanger(Dialogue):
    def test_danger_ends_every_step_of_every_exercise(self) -> None:
        for form, slots in FORMS.items():
            for step in range(len(slots)):
                for level in ("AMBER", "RED"):
                    with self.subTest(form=form, step=slots[step], level=level):
                        self.sender = uuid.uuid4().hex
                        self.say(START[form])
                        for _ in range(step):
                            self.say("/affirm")
                        self.assertEqual(self.tracker().get_slot("requested_slot"), slots[step])
                        self.assert_raised(self.say("اي", level=level), level)
                        self.assert_free()
                        self.assertNotEqual(self.say("/goodbye"), [], "the assistant goes on afterwards")

    def test_danger_is_signalled_outside_any_form_whatever_the_intent(self) -> None:
        for text in ("هلو", "شكرا", "/affirm", "/stop_messages", "قفغفغ", "/ask_services", "؟"):
            with self.subTest(text):
                self.assert_raised(self.say(text, level="RED"), "RED")

    def test_the_classifier_alone_raises_a_plain_wish_to_die_inside_a_form(self) -> None:
        self.say("/grounding_exercise")
        replies = self.say("ما اريد اعيش بعد راح انهي حياتي الليلة")
        self.assertIn(replies[0]["custom"]["level"], ("AMBER", "RED"))
        self.assertEqual(len(replies), 1)
        self.assert_free()

    def test_an_explicit_wish_told_by_triage_asks_for_acuity(self) -> None:
        replies = self.say("اي", level="AMBER", ask_acuity=True)
        self.assertTrue(replies[0]["custom"]["ask_acuity"])

    def test_the_danger_button_raises_even_though_nothing_was_judged(self) -> None:
        self.assert_raised(self.say("/danger_now"), "RED")

    def test_danger_twice_is_signalled_twice(self) -> None:
        self.assert_raised(self.say("اي", level="AMBER"), "AMBER")
        self.assert_raised(self.say("اي", level="RED"), "RED")

    def test_everyday_answers_are_no_danger(self) -> None:
        for text in (
            "سويتها",
            "لا",
            "ما اريد اگول",
            "لا خلاص ما اريد",
            "تمام",
            "شكرا",
            "هلو",
            "اريد تمرين نفس",
            "زين",
        ):
            with self.subTest(text):
                self.assertFalse(
                    [r for r in self.say(text) if r.get("custom", {}).get("helpline") == "raise"]
                )


class TestExercises(Dialogue):
    def test_an_exercise_runs_to_its_end_and_can_be_done_again(self) -> None:
        for form, slots in FORMS.items():
            for _ in range(2):
                with self.subTest(form):
                    self.assertEqual(len(self.say(START[form])), 1)
                    for _ in slots[:-1]:
                        self.assertEqual(len(self.say("/affirm")), 1)
                    self.assertIn(DONE[form], self.say("/affirm")[-1]["text"])
                    self.assertIsNone(self.tracker().active_loop_name)

    def test_any_words_go_on_with_grounding(self) -> None:
        self.say("/grounding_exercise")
        self.assertIn("تنلمس", self.say("شباك ميز تلفزيون كلاص باب")[0]["text"])

    def test_saying_stop_ends_it_at_every_step(self) -> None:
        for form, slots in FORMS.items():
            for step in range(len(slots)):
                with self.subTest(form=form, step=step):
                    self.say(START[form])
                    for _ in range(step):
                        self.say("/affirm")
                    self.assertIn("وگفنا", self.say("/deny")[0]["text"])
                    self.assert_free()

    def test_another_wish_ends_it_and_is_answered(self) -> None:
        for form in FORMS:
            with self.subTest(form):
                self.say(START[form])
                replies = self.say("/ask_counsellor")
                self.assertEqual(replies[-1]["custom"], {"helpline": "person", "reason": "asked"})
                self.assert_free()

    def test_switching_from_one_exercise_to_the_other_works(self) -> None:
        self.say("/breathing_exercise")
        self.assertIn("خمس اشياء", self.say("/grounding_exercise")[0]["text"])
        self.assertEqual(self.tracker().active_loop_name, "grounding_form")

    def test_confusion_repeats_the_step_and_stays(self) -> None:
        self.say("/breathing_exercise")
        self.assertIn("نبدي", self.say("/confused")[-1]["text"])
        self.assertEqual(self.tracker().get_slot("requested_slot"), "breathing_1")

    def test_panic_gets_the_first_breath_at_once(self) -> None:
        replies = self.say("/panic_attack")
        self.assertIn("موجة خوف", replies[0]["text"])
        self.assertIn("نبدي", replies[1]["text"])


class TestContact(Dialogue):
    def test_facts_of_the_conversation_service_become_slots(self) -> None:
        self.say("شكرا", address="f", governorate="بابل")
        self.assertEqual(self.tracker().get_slot("address"), "f")
        self.assertEqual(self.tracker().get_slot("governorate"), "بابل")

    def test_what_the_contact_says_of_themselves_wins(self) -> None:
        replies = self.say("/address_male", address="f")
        self.assertEqual(replies[-1]["custom"], {"helpline": "address", "value": "m"})
        self.assertEqual(self.tracker().get_slot("address"), "m")

    def test_opting_out_and_in_is_told_to_the_conversation_service(self) -> None:
        self.assertEqual(self.say("/stop_messages")[-1]["custom"], {"helpline": "opt_out"})
        self.assertEqual(self.say("/resume_messages")[-1]["custom"], {"helpline": "opt_in"})


class TestEveryRule(Dialogue):
    def test_every_intent_that_needs_no_action_server_is_answered(self) -> None:
        rules = rasa.shared.utils.io.read_yaml_file("bot/data/rules.yml")["rules"]
        tried = 0
        for rule in rules:
            steps = rule["steps"]
            if "intent" not in steps[0] or steps[1]["action"].startswith("action_"):
                continue
            with self.subTest(rule["rule"]):
                self.sender = uuid.uuid4().hex
                replies = self.say("/" + steps[0]["intent"])
                self.assertTrue(replies and replies[0].get("text"), replies)
                tried += 1
        self.assertGreater(tried, 50)


if __name__ == "__main__":
    unittest.main()
