"""The way through a skill in words, in the trained assistant: on, back, and on again after something else."""

from __future__ import annotations

import unittest

from test_dialogue import SKILLS, Dialogue, filled


def step(skill: str, number: int) -> str:
    """Return a step's words, counted from 1."""
    return filled(SKILLS[skill][number - 1]["neutral"])


class TestMoves(Dialogue):
    def at(self, number: int, skill: str = "breathing") -> None:
        """Be at a step."""
        self.start(skill, number - 1)

    def assert_says(self, text: str, skill: str, number: int) -> None:
        self.assertEqual(self.say(text)[-1]["text"], step(skill, number), text)
        self.assertEqual(self.tracker().active_loop_name, "skill_form")

    def test_come_on_goes_on_and_back_goes_back(self) -> None:
        for skill in ("breathing", "unhooking", "talking_to_child"):
            for text, following in (("يله", 3), ("يلا", 3), ("كمل", 3), ("ارجع", 1), ("ارجعي خطوة", 1)):
                with self.subTest(skill=skill, text=text):
                    self.at(2, skill)
                    self.assert_says(text, skill, following)

    def test_back_at_the_first_step_stays_there(self) -> None:
        self.at(1)
        self.assert_says("ارجع", "breathing", 1)

    def test_after_a_question_to_us_go_on_takes_up_the_skill_where_it_was(self) -> None:
        for question in ("شنو الاكتئاب؟", "وين المركز؟"):
            for text in ("كمل", "كملي", "نرجع للتمرين"):
                with self.subTest(question=question, text=text):
                    self.at(3)
                    self.assertNotEqual(self.say(question)[0]["text"], step("breathing", 4))
                    self.assert_free()
                    self.assert_says(text, "breathing", 3)
                    self.assert_says("/affirm", "breathing", 4)

    def test_a_question_to_us_is_answered_where_words_are_asked_for_too(self) -> None:
        self.at(1, "unhooking")
        self.assertIn("الاكتئاب", self.say("شنو الاكتئاب؟")[0]["text"])
        self.assert_says("كمل", "unhooking", 1)

    def test_a_skill_that_was_stopped_can_be_taken_up(self) -> None:
        self.at(2)
        self.say("/deny")
        self.assert_says("كملي", "breathing", 2)

    def test_a_skill_that_is_done_or_ended_in_danger_or_is_long_gone_is_not_taken_up(self) -> None:
        self.at(4)
        self.say("/affirm")
        self.say("كمل")
        self.assertIsNone(self.tracker().active_loop_name)

        self.at(3)
        self.say("اي", level="RED")
        self.say("كمل")
        self.assertIsNone(self.tracker().active_loop_name)

        self.at(3)
        for text in ("/deny", "/feel_sad", "/lonely", "/thanks"):
            self.say(text)
        self.say("كمل")
        self.assertIsNone(self.tracker().active_loop_name)

    def test_without_a_skill_go_on_is_the_next_part_of_a_topic(self) -> None:
        self.say("/ask_topics_list")
        self.say("كمل")
        self.assertIsNone(self.tracker().active_loop_name)

    def test_could_not_ends_no_skill_and_praises_nobody(self) -> None:
        for text in ("ما گدرت", "ما ساعدني", "ماكو", "ما اعرف"):
            for skill in ("breathing", "grounding"):
                with self.subTest(skill=skill, text=text):
                    self.at(2, skill)
                    (said,) = self.say(text)
                    self.assertIn("التقصير مو منك", said["text"])
                    self.assertEqual(said["buttons"][-1]["payload"], "/ask_counsellor")
                    self.assert_says("/affirm", skill, 3)

    def test_whoever_has_nobody_is_met_in_the_skill_and_may_go_on_or_have_a_person(self) -> None:
        for text in ("ما عندي احد", "وحدي", "احس بالوحدة"):
            for skill in ("breathing", "unhooking"):
                with self.subTest(skill=skill, text=text):
                    self.at(2, skill)
                    (said,) = self.say(text)
                    self.assertIn("هالكلمة ثگيلة", said["text"])
                    self.assertEqual(said["buttons"][-1]["payload"], "/ask_counsellor")
                    self.assertEqual(self.tracker().get_slot("skill_step"), f"{skill}.2")

    def test_a_child_that_is_hit_is_heard_in_the_skill_with_danger_and_a_person_offered(self) -> None:
        for number in (1, 2, 3):
            with self.subTest(number):
                self.at(number, "talking_to_child")
                (said,) = self.say("رجلي يضربه شلون احميه")
                self.assertIn("ذنب الطفل", said["text"])
                payloads = [one["payload"] for one in said["buttons"]]
                self.assertEqual(payloads, ["/affirm", "/danger_now", "/ask_counsellor"])
                self.assert_raised(self.say("/danger_now"), "RED")

    def test_danger_in_such_words_is_signalled_all_the_same(self) -> None:
        for text in ("ارجع", "كمل", "ما گدرت", "يله", "اضربهم؟", "ما عندي احد", "رجلي يضربه شلون احميه"):
            with self.subTest(text):
                self.at(2, "talking_to_child")
                self.assert_raised(self.say(text, level="AMBER"), "AMBER")
                self.assert_free()

    def test_whether_to_hit_is_answered_in_the_skill_and_having_hit_leaves_it(self) -> None:
        for number in (2, 3, 4):
            with self.subTest(number):
                self.at(number, "talking_to_child")
                self.assertIn("الضرب لا", self.say("اضربهم؟")[0]["text"])
                self.assertEqual(self.tracker().get_slot("skill_step"), f"talking_to_child.{number}")
        self.at(3, "talking_to_child")
        self.assertIn("الدكتور", self.say("ضربته اليوم واندمت")[0]["text"])
        self.assert_free()


if __name__ == "__main__":
    unittest.main()
