"""The trained assistant in one process: danger in every state, skills that can be left, real answers.

Needs models/rasa. Custom actions run in the real action server; where a test says so it is out of reach.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import logging
import os
import unittest
import uuid
from functools import cache
from pathlib import Path
from typing import Any

import rasa.shared.utils.io
import structlog
from action_server import NOWHERE, ActionServer
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.channel import WiyakOutput

MODELS = Path("models/rasa")
SLOTS = ("skill_step", "skill_expects", "skill_answer", "requested_slot")


def read_skills() -> dict[str, list[dict[str, Any]]]:
    """Return each skill's steps, with the words that are read, from the files that people edit."""
    found = {}
    for path in sorted(Path("helpline/content/skills").glob("*.yml")):
        document = rasa.shared.utils.io.read_yaml_file(path)
        words = {text["id"]: text["forms"] for text in document["texts"]}
        found[document["skill"]] = [{**step, **words[step["text"]]} for step in document["steps"]]
    return found


SKILLS = read_skills()


Walked = dict[tuple[str, int], tuple[str, list[dict[str, Any]]]]


@cache
def assistant() -> tuple[asyncio.AbstractEventLoop, Agent, ActionServer, Walked]:
    """Return the assistant, its action server, and the steps that were walked to; one for all tests."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    # Rasa writes every tracker of every turn at its lowest level, which takes longer than the turns.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    actions = ActionServer()
    atexit.register(actions.stop)
    agent = Agent.load(str(MODELS), action_endpoint=actions.endpoint)
    agent.tracker_store = InMemoryTrackerStore(agent.domain)
    agent.processor.tracker_store = agent.tracker_store
    return asyncio.new_event_loop(), agent, actions, {}


@unittest.skipUnless(list(MODELS.glob("*.tar.gz")), "no model: rasa train")
class Dialogue(unittest.TestCase):
    agent: Agent
    loop: asyncio.AbstractEventLoop
    actions: ActionServer
    walked: Walked

    @classmethod
    def setUpClass(cls) -> None:
        cls.loop, cls.agent, cls.actions, cls.walked = assistant()

    def setUp(self) -> None:
        self.sender = uuid.uuid4().hex
        self.reach_actions(True)

    def reach_actions(self, reached: bool) -> None:
        """Let the action server be there, or be down."""
        self.agent.processor.action_endpoint = self.actions.endpoint if reached else NOWHERE

    def start(self, skill: str, steps: int = 0) -> list[dict[str, Any]]:
        """Be some steps into a skill, as a contact of its own; returns what was said last.

        Each step is walked to once; after that, whoever is to be there gets a copy of that conversation.
        """
        while (skill, steps) not in self.walked:
            done = max((step for name, step in self.walked if name == skill), default=-1)
            if done >= 0:
                self.take_up(skill, done)
            replies = self.say("/affirm") if done >= 0 else self.press(skill)
            self.assertEqual(self.tracker().get_slot("skill_step"), f"{skill}.{done + 2}")
            self.walked[skill, done + 1] = (self.agent.tracker_store.store[self.sender], replies)
        self.take_up(skill, steps)
        return self.walked[skill, steps][1]

    def take_up(self, skill: str, steps: int) -> None:
        """Become a new contact at a step that was walked to before."""
        self.sender = uuid.uuid4().hex
        self.agent.tracker_store.store[self.sender] = self.walked[skill, steps][0]

    def press(self, skill: str) -> list[dict[str, Any]]:
        return self.say(button_of(skill))

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
        for slot in SLOTS:
            self.assertIsNone(tracker.get_slot(slot), slot)


class TestDanger(Dialogue):
    def test_danger_ends_every_step_of_every_skill_even_with_no_action_server(self) -> None:
        for skill, steps in SKILLS.items():
            for step in range(len(steps) - 1):
                for level in ("AMBER", "RED"):
                    with self.subTest(skill=skill, step=step, level=level):
                        self.reach_actions(True)
                        self.start(skill, step)
                        self.reach_actions(False)
                        self.assert_raised(self.say("اي", level=level), level)
                        self.assert_free()
                        self.assertIsNone(self.tracker().get_slot("skill"))
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


class TestSkills(Dialogue):
    def test_every_skill_runs_to_its_end(self) -> None:
        for skill, steps in SKILLS.items():
            with self.subTest(skill):
                for number, step in enumerate(steps[:-1]):
                    (said,) = self.start(skill, number)
                    self.assertEqual(said["text"], filled(step["neutral"]))
                    self.assertEqual([b["payload"] for b in said["buttons"]], ["/affirm", "/deny"])
                closing, asked = self.say("/affirm")
                self.assertEqual(closing["text"], filled(steps[-1]["neutral"]))
                self.assertIn("فادك", asked["text"])
                self.assertIsNone(self.tracker().active_loop_name)
                self.assertNotEqual(self.say("/thanks"), [])
                self.assert_free()

    def test_a_finished_skill_can_be_done_again_from_its_beginning(self) -> None:
        steps = SKILLS["breathing"]
        self.start("breathing", len(steps) - 2)
        self.say("/affirm")
        for step in steps[:-1]:
            said = self.press("breathing") if step is steps[0] else self.say("/affirm")
            self.assertEqual(said[0]["text"], step["neutral"])
        self.assertEqual(self.say("/affirm")[0]["text"], steps[-1]["neutral"])

    def test_each_intent_begins_its_skill(self) -> None:
        for intent, skill in {
            "breathing_exercise": "breathing", "grounding_exercise": "grounding", "do_unhooking": "unhooking",
            "do_making_room": "making_room", "do_kindness": "kindness", "do_small_steps": "small_steps",
            "do_sleep_plan": "sleep_plan", "do_problem_solving": "problem_solving",
            "do_talk_child": "talking_to_child", "do_support_someone": "supporting_someone",
        }.items():  # fmt: skip
            with self.subTest(intent):
                self.assertEqual(self.say(f"/{intent}")[0]["text"], filled(SKILLS[skill][0]["neutral"]))

    def test_on_the_phone_the_spoken_form_is_said(self) -> None:
        said = self.say("/breathing_exercise", channel="voice")
        self.assertEqual(said[0]["text"], SKILLS["breathing"][0]["spoken"])

    def test_the_answer_to_a_question_goes_on_whatever_it_is_about(self) -> None:
        for words in (
            "اني فاشل وما انفع لشي",
            "ابوي زعلان مني",
            "ما انام بالليل",
            "اريد شغل",
            "شباك ميز باب",
        ):
            with self.subTest(words):
                self.start("unhooking")
                self.assertEqual(self.say(words)[0]["text"], SKILLS["unhooking"][1]["neutral"])
        self.assertIsNone(self.tracker().get_slot("skill_answer"), "what they wrote is not kept in a slot")

    def test_asking_for_a_person_is_heard_where_words_are_asked_for(self) -> None:
        self.start("unhooking")
        replies = self.say("اريد احچي وية انسان")
        self.assertEqual(replies[-1]["custom"], {"helpline": "person", "reason": "asked"})
        self.assert_free()

    def test_stopping_ends_it_at_every_step(self) -> None:
        for skill, steps in SKILLS.items():
            for step in range(len(steps) - 1):
                with self.subTest(skill=skill, step=step):
                    self.start(skill, step)
                    self.assertIn("وگفنا", self.say("/deny")[0]["text"])
                    self.assert_free()

    def test_stopping_is_understood_in_words_in_every_skill(self) -> None:
        for skill in SKILLS:
            for step in (0, 1):
                with self.subTest(skill=skill, step=step):
                    self.start(skill, step)
                    self.assertIn("وگفنا", self.say("لا خلاص ما اريد")[0]["text"])

    def test_another_wish_ends_it_and_is_answered(self) -> None:
        for skill in SKILLS:
            with self.subTest(skill):
                self.start(skill)
                replies = self.say("/ask_counsellor")
                self.assertEqual(replies[-1]["custom"], {"helpline": "person", "reason": "asked"})
                self.assert_free()

    def test_another_skill_begins_at_its_first_step_from_any_step(self) -> None:
        for skill in SKILLS:
            other = "grounding" if skill != "grounding" else "breathing"
            with self.subTest(skill):
                self.start(skill, 2)
                self.assertEqual(self.press(other)[0]["text"], filled(SKILLS[other][0]["neutral"]))
                self.assertEqual(self.tracker().active_loop_name, "skill_form")
                self.assertEqual(self.say("/affirm")[0]["text"], filled(SKILLS[other][1]["neutral"]))

    def test_a_skill_can_be_begun_from_any_answer(self) -> None:
        for before in ("/ask_services", "/feel_sad", "/choose_skill", "قفغفغ", "/not_safe_now"):
            with self.subTest(before):
                self.sender = uuid.uuid4().hex
                self.say(before)
                self.assertEqual(self.press("kindness")[0]["text"], SKILLS["kindness"][0]["neutral"])

    def test_a_skill_that_is_not_known_becomes_breathing(self) -> None:
        self.assertEqual(self.press("x")[0]["text"], SKILLS["breathing"][0]["neutral"])

    def test_asking_to_repeat_or_not_understanding_says_the_step_again(self) -> None:
        for skill in SKILLS:
            for intent in ("/repeat_please", "/confused"):
                with self.subTest(skill=skill, intent=intent):
                    step = self.start(skill, 1)
                    self.assertEqual(self.say(intent), step)
                    self.assertEqual(self.tracker().get_slot("skill_step"), f"{skill}.2")

    def test_panic_gets_the_first_breath_at_once_in_a_skill_too(self) -> None:
        for before in (None, "unhooking", "breathing"):
            with self.subTest(before):
                if before:
                    self.start(before, 2)
                replies = self.say("/panic_attack")
                self.assertIn("موجة خوف", replies[0]["text"])
                self.assertEqual(replies[1]["text"], SKILLS["breathing"][0]["neutral"])

    def test_the_menu_offers_every_skill_and_begins_it(self) -> None:
        read = [b["payload"] for b in self.say("/choose_skill", channel="whatsapp")[0]["buttons"]]
        self.assertEqual(read, [button_of(skill) for skill in SKILLS])
        heard = self.say("/choose_skill", channel="voice")[0]["buttons"]
        self.assertEqual(len(heard), 6)
        more = self.say(heard[-1]["payload"], channel="voice")[0]["buttons"]
        self.assertEqual([b["payload"] for b in (*heard[:-1], *more[:-1])], read)
        self.assertEqual(self.say(read[-1])[0]["text"], filled(SKILLS["supporting_someone"][0]["neutral"]))

    def test_yes_and_no_after_a_skill_are_understood(self) -> None:
        self.start("breathing", len(SKILLS["breathing"]) - 2)
        self.say("/affirm")
        self.assertIn("مو كل تمرين", self.say("/deny")[0]["text"])

    def test_an_action_server_that_is_down_traps_nobody(self) -> None:
        self.reach_actions(False)
        replies = self.press("unhooking")
        self.assertIn("الخلل من يمنا", replies[0]["text"])
        self.assertEqual(len(replies), 1)
        self.assert_free()
        self.assertNotEqual(self.say("/talk_freely"), [])

    def test_an_action_server_that_fails_in_the_middle_ends_the_skill_with_a_word(self) -> None:
        for skill, steps in SKILLS.items():
            for step in range(len(steps) - 1):
                with self.subTest(skill=skill, step=step):
                    self.reach_actions(True)
                    self.start(skill, step)
                    self.reach_actions(False)
                    self.assertIn("الخلل من يمنا", self.say("/affirm")[0]["text"])
                    self.assert_free()
            self.assertEqual(self.say("/ask_counsellor")[-1]["custom"]["helpline"], "person")
            self.reach_actions(True)
            self.assertEqual(self.press(skill)[0]["text"], filled(steps[0]["neutral"]))


def button_of(skill: str) -> str:
    """Return what the button of a skill says, as a topic or the menu offers it."""
    return "/start_skill" + json.dumps({"skill": skill})


def filled(words: str) -> str:
    """Return a text as it is said to somebody whose place is not known."""
    return words.replace("{emergency}", "911")


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
                if replies and replies[0].get("custom", {}).get("helpline") == "flow":
                    # What follows is led and said by the conversation service.
                    self.assertTrue(replies[0]["custom"]["name"], replies)
                else:
                    self.assertTrue(replies and replies[0].get("text"), replies)
                tried += 1
        self.assertGreater(tried, 50)


if __name__ == "__main__":
    unittest.main()
