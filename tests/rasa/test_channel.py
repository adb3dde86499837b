"""The door to the assistant: what comes in, what goes out."""

from __future__ import annotations

import asyncio
import unittest
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.components.channel import WiyakOutput, answer, understand

RAISE = {"helpline": "raise", "level": "RED"}


class TestReplies(unittest.TestCase):
    def collect(self, *calls: Any) -> list[dict[str, Any]]:
        output = WiyakOutput()

        async def run() -> None:
            for call in calls:
                await call(output)

        asyncio.run(run())
        return output.replies()

    def test_text_buttons_and_signals_come_out_in_order_without_the_recipient(self) -> None:
        buttons = [{"title": "اي", "payload": "/affirm"}]
        replies = self.collect(
            lambda o: o.send_text_with_buttons("x", "شلونك", buttons),
            lambda o: o.send_custom_json("x", {"helpline": "opt_out"}),
        )
        self.assertEqual(
            replies, [{"text": "شلونك", "buttons": buttons}, {"custom": {"helpline": "opt_out"}}]
        )

    def test_a_pictures_name_comes_out_before_the_words_that_were_said_after_it(self) -> None:
        replies = self.collect(
            lambda o: o.send_response("x", {"text": None, "image": "topic:sleep", "buttons": []}),
            lambda o: o.send_text_message("x", "النوم"),
        )
        self.assertEqual(replies, [{"image": "topic:sleep"}, {"text": "النوم"}])

    def test_a_text_with_blank_lines_stays_one_message(self) -> None:
        self.assertEqual(self.collect(lambda o: o.send_text_message("x", "a\n\nb")), [{"text": "a\n\nb"}])

    def test_a_danger_signal_silences_everything_else(self) -> None:
        replies = self.collect(
            lambda o: o.send_text_message("x", "هلو"), lambda o: o.send_custom_json("x", RAISE)
        )
        self.assertEqual(replies, [{"custom": RAISE}])


class TestWebhook(unittest.TestCase):
    def post(self, body: Any, handler: Any = None) -> tuple[int, Any, list[UserMessage]]:
        seen: list[UserMessage] = []

        async def default(message: UserMessage) -> None:
            seen.append(message)
            await message.output_channel.send_text_message(message.sender_id, "هلا")

        status, replies = asyncio.run(answer(body, handler or default))
        return status, replies, seen

    def test_metadata_reaches_the_message(self) -> None:
        status, replies, seen = self.post({"sender": "c1", "message": "هلو", "metadata": {"level": "BLUE"}})
        self.assertEqual((status, replies), (200, [{"text": "هلا"}]))
        self.assertEqual(
            (seen[0].sender_id, seen[0].text, seen[0].metadata), ("c1", "هلو", {"level": "BLUE"})
        )
        self.assertEqual(seen[0].input_channel, "wiyak")

    def test_broken_metadata_is_read_as_none(self) -> None:
        self.assertEqual(self.post({"sender": "c1", "message": "هلو", "metadata": "x"})[2][0].metadata, {})

    def test_a_body_without_sender_or_text_is_refused(self) -> None:
        for body in (
            {},
            [],
            {"sender": "c1"},
            {"message": "x"},
            {"sender": "", "message": "x"},
            {"sender": 1, "message": "x"},
        ):
            with self.subTest(body=body):
                self.assertEqual(self.post(body)[0], 400)

    def test_a_failure_is_an_error_and_not_an_empty_answer(self) -> None:
        async def broken(message: UserMessage) -> None:
            raise RuntimeError("no redis")

        with self.assertLogs("bot.components.channel", "ERROR") as logs:
            status, replies, _ = self.post({"sender": "c1", "message": "سر"}, broken)
        self.assertEqual((status, replies), (500, {"error": "not handled"}))
        self.assertNotIn("سر", "".join(logs.output))


class TestIntent(unittest.TestCase):
    def ask(self, body: Any, found: Any) -> tuple[int, Any]:
        async def parse(text: str) -> dict[str, Any]:
            if isinstance(found, Exception):
                raise found
            return {"text": text, "intent": found}

        return asyncio.run(understand(body, parse))

    def test_an_intent_comes_out_with_how_sure_it_is(self) -> None:
        found = {"name": "greet", "confidence": 0.75}
        self.assertEqual(self.ask({"message": "هلو"}, found), (200, {"intent": "greet", "confidence": 0.75}))
        nothing = {"name": None, "confidence": 0}
        self.assertEqual(self.ask({"message": ""}, nothing), (200, {"intent": "", "confidence": 0.0}))

    def test_a_body_without_text_is_refused(self) -> None:
        for body in ({}, [], {"message": 1}, None):
            with self.subTest(body=body):
                self.assertEqual(self.ask(body, {})[0], 400)

    def test_a_failure_is_an_error_without_the_text(self) -> None:
        with self.assertLogs("bot.components.channel", "ERROR") as logs:
            self.assertEqual(self.ask({"message": "سر"}, RuntimeError("سر"))[0], 500)
        self.assertNotIn("سر", "".join(logs.output))


if __name__ == "__main__":
    unittest.main()
