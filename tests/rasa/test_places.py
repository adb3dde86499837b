"""Where somebody lives: a message that is nothing but a place, and what answers our question about it."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from test_dialogue import Dialogue

from bot.components.dictionary import DictionaryExtractor
from bot.components.place_alone import PlaceAlone
from bot.components.place_policy import answers_where
from bot.components.places import PlaceExtractor
from bot.components.tokenizer import IraqiTokenizer

CONTEXT = ExecutionContext(GraphSchema({}), node_name="node")
ASKS = "اريد دورة خياطة"


class TestPlaceAlone(unittest.TestCase):
    extractors: list[Any]

    @classmethod
    def setUpClass(cls) -> None:
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        storage = LocalModelStorage.create(Path(folder.name))
        places = PlaceExtractor.create({}, storage, Resource("p"), CONTEXT)
        places.train(load_data("bot/data/places.yml"))
        districts = DictionaryExtractor.create({"entity": "district"}, storage, Resource("d"), CONTEXT)
        districts.train(TrainingData())
        cls.extractors = [places, districts]

    def intent(self, text: str, *entities: dict[str, Any]) -> Any:
        message = Message({TEXT: text, INTENT: {"name": "trauma_war", "confidence": 0.9}})
        IraqiTokenizer(IraqiTokenizer.get_default_config()).process([message])
        for extractor in self.extractors:
            extractor.process([message])
        message.set(ENTITIES, [*message.get(ENTITIES, []), *entities])
        PlaceAlone().process([message])
        return message.get(INTENT)["name"]

    def test_a_place_and_nothing_else_says_where_somebody_lives(self) -> None:
        for text in (
            *(
                "انبار",
                "الحويجة",
                "بالكرادة",
                "ساكن ابو غريب",
                "من الشطرة",
                "حي العامل",
                "اني من سنجار نينوى",
            ),
            *("احنا ساكنين بقضاء هيت", "mosul", "بتل عفر"),
        ):
            with self.subTest(text):
                self.assertEqual(self.intent(text), "inform_location")

    def places(self, text: str) -> list[str]:
        message = Message({TEXT: text})
        IraqiTokenizer(IraqiTokenizer.get_default_config()).process([message])
        for extractor in self.extractors:
            extractor.process([message])
        return [one["value"] for one in message.get(ENTITIES) or []]

    def test_what_a_street_is_called_is_no_place_and_a_quarter_is_one_where_no_other_is_named(self) -> None:
        for text, found in {
            "اني بشارع بغداد": [],
            "شارع الموصل بالبصرة": ["البصرة"],
            "ساكن شارع بالموصل": ["نينوى", "الموصل"],
            "الموصل حي المنصور": ["نينوى", "الموصل"],
            "حي المنصور": ["بغداد", "المنصور"],
            "حي العامل": ["بغداد", "حي العامل"],
        }.items():
            with self.subTest(text):
                self.assertEqual(self.places(text), found)

    def test_what_is_told_of_a_place_is_left_as_it_is(self) -> None:
        for text in ("شفت هواية بالحويجة", "نازح من سنجار", "خايف من داعش بالموصل", "من بيتي", "اني", "هسه"):
            with self.subTest(text):
                self.assertEqual(self.intent(text), "trauma_war")

    def test_where_a_contact_is_known_to_live_is_not_what_they_say(self) -> None:
        known = {"entity": "governorate", "value": "بابل", "start": 0, "end": 0}
        self.assertEqual(self.intent("اني", known), "trauma_war")


class TestAnswersWhere(unittest.TestCase):
    domain: Domain

    @classmethod
    def setUpClass(cls) -> None:
        cls.domain = Domain.load("domain.yml")

    def tracker(
        self,
        text: str,
        intent: str,
        sure: float = 0.5,
        *,
        asked: str = "utter_ask_governorate",
        **metadata: Any,
    ) -> DialogueStateTracker:
        events = [
            UserUttered(ASKS),
            BotUttered("…", metadata={"utter_action": asked}),
            ActionExecuted("action_listen"),
            UserUttered(text, intent={"name": intent, "confidence": sure}, metadata=metadata),
        ]
        return DialogueStateTracker.from_events("c", events, self.domain.slots, domain=self.domain)

    def test_what_may_be_a_place_is_tried_as_one(self) -> None:
        for text, intent, sure in (
            ("بمنطقة البتاوين", "ask_services", 0.62), ("يم بيت عمي", "family_conflict", 0.54),
            ("الدورة", "ask_register", 0.79), ("شنو يعني محافظة", "ask_staff", 0.28),
            ("ما ادري", "not_sure", 0.9), ("ساكن ابو غريب", "inform_location", 1.0),
        ):  # fmt: skip
            with self.subTest(text):
                self.assertTrue(answers_where(self.tracker(text, intent, sure)))

    def test_a_trouble_a_request_or_a_service_is_not(self) -> None:
        for text, intent, sure in (
            ("مضايق", "feel_sad", 0.5), ("ساكن وحدي", "lonely", 0.6), ("من زمان تعبان", "feel_sad", 0.6),
            ("اريد انسان", "ask_counsellor", 0.5), ("شكرا", "thanks", 0.6),
            ("ما اريد اگول", "refuse_answer", 0.5), ("ما انام الليل", "cant_sleep", 0.95),
            ("شنو الاوراق اللي لازم اجيبها وياي", "ask_documents", 0.5), ("/deny", "deny", 1.0),
        ):  # fmt: skip
            with self.subTest(text):
                self.assertFalse(answers_where(self.tracker(text, intent, sure)))

    def test_not_without_our_question_nor_beside_distress(self) -> None:
        self.assertFalse(answers_where(self.tracker("يم بيت عمي", "family_conflict", asked="utter_greet")))
        self.assertFalse(answers_where(self.tracker("يم بيت عمي", "family_conflict", level="BLUE")))


class TestAskedWhere(Dialogue):
    def texts(self, *said: str, **metadata: Any) -> list[str]:
        replies = [self.say(text, **metadata) for text in said][-1]
        return [str(reply.get("text")) for reply in replies]

    def answers(self, place: str, *more: str) -> str:
        self.setUp()
        return "\n".join(self.texts(ASKS, place, *more))

    def test_a_place_in_any_words_leads_to_its_governorate(self) -> None:
        for text, governorate in {
            "بالكرادة": "بغداد",
            "ساكن ابو غريب": "بغداد",
            "حي العامل": "بغداد",
            "الدورة": "بغداد",
            "الشعب": "بغداد",
            "كرادة داخل": "بغداد",
            "الحويجة": "كركوك",
            "انبار": "الأنبار",
            "الموصلل": "نينوى",
        }.items():
            with self.subTest(text):
                said = self.answers(text)
                self.assertIn(governorate, said)
                self.assertIn("دورة نتعلم بيها شغلة", said)

    def test_a_place_that_is_not_known_is_asked_about_once_more(self) -> None:
        for text in ("حي السنابل", "بمنطقة الدريهمية", "يم بيت عمي", "شنو يعني محافظة"):
            with self.subTest(text):
                self.assertIn("مثل بغداد", self.answers(text))
                said = self.answers(text, "يم النهر")
                self.assertNotIn("مثل بغداد", said)
                self.assertIn("دورة نتعلم بيها شغلة", said)

    def test_whoever_does_not_say_is_answered_all_the_same(self) -> None:
        for text in ("ما اريد اگول", "ما ادري", "لا ما اريد"):
            with self.subTest(text):
                self.assertIn("دورة نتعلم بيها شغلة", self.answers(text))

    def test_a_trouble_is_heard_and_not_taken_for_a_place(self) -> None:
        for text in ("خايف", "ابوي مات", "ما انام بالليل", "اريد انسان", "شكرا"):
            with self.subTest(text):
                said = self.answers(text)
                self.assertNotIn("مثل بغداد", said)
                self.assertNotIn("دورة نتعلم", said)

    def test_danger_is_signalled_there_too(self) -> None:
        self.say(ASKS)
        self.assert_raised(self.say("بالكرادة", level="RED"), "RED")


class TestCourses(Dialogue):
    def test_each_course_finds_its_kind(self) -> None:
        work, own = "دورة نتعلم بيها شغلة", "دورات قصيرة تقوي الثقة"
        first_help, between = "شخص متدرب يگعد وياك بعد شي صعب", "شخص متدرب يگعد بين الطرفين"
        for text, kind in {
            "اريد دورة حلاقة": work, "اكو دورة تصليح موبايلات": work, "اكو دورة انگليزي": work,
            "عدكم دورة كهرباء": work, "اكو دورة سياقة": work, "دورة نجارة": work, "دورة تمريض": work,
            "اريد دورة تسويق الكتروني": work, "دورة برمجة": work, "دورة محاسبة": work, "دورة تبريد": work,
            "عدكم تطوير ذات": own, "دورات تنمية بشرية": own, "اريد اطور نفسي بدورة": own,
            "اكو تدريب على الاسعاف النفسي الاولي": first_help, "اريد اتعلم اسعاف نفسي": first_help,
            "عدكم وسيط يحل خلاف جيران": between, "خلاف ويا جيراننا على الحايط منو يتوسط": between,
        }.items():  # fmt: skip
            with self.subTest(text):
                self.setUp()
                said = "\n".join(str(one.get("text")) for one in self.say(text, governorate="بغداد"))
                self.assertIn(kind, said)

    def test_whoever_asks_whether_it_is_real_hears_the_truth(self) -> None:
        for text in ("هاي عناوين صدك؟", "متأكدين من هالمكان", "يعني هذا مكان حقيقي لو لا"):
            with self.subTest(text):
                self.setUp()
                self.say(ASKS, governorate="بغداد")
                self.assertIn("امثلة للتجربة", self.say(text)[0]["text"])
        self.assertIn("رقم الطوارئ", self.say("هذا الرقم شغال؟")[0]["text"])
