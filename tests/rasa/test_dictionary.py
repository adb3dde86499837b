"""The entities of the directory of services, on Message objects, without training a whole assistant."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.dictionary import DICTIONARIES, DictionaryExtractor
from bot.components.places import PlaceExtractor
from bot.components.tokenizer import IraqiTokenizer

CONTEXT = ExecutionContext(GraphSchema({}), node_name="node")


def tokenised(text: str) -> Message:
    message = Message({TEXT: text})
    IraqiTokenizer(IraqiTokenizer.get_default_config()).process([message])
    return message


class TestDictionaries(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        storage = LocalModelStorage.create(Path(folder.name))
        self.extractors = []
        for entity in DICTIONARIES:
            config = {"entity": entity}
            DictionaryExtractor.create(config, storage, Resource(entity), CONTEXT).train(TrainingData())
            self.extractors.append(DictionaryExtractor.load(config, storage, Resource(entity), CONTEXT))

    def entities(self, text: str) -> dict[str, Any]:
        message = tokenised(text)
        for extractor in self.extractors:
            extractor.process([message])
        return {one["entity"]: one["value"] for one in message.get(ENTITIES, [])}

    def test_what_is_asked_for_where_and_for_whom(self) -> None:
        self.assertEqual(
            self.entities("اريد دورة خياطة بالحويجة"),
            {"service_type": "vocational_training", "district": "الحويجة"},
        )
        self.assertEqual(
            self.entities("شهادة جنسية لأبوي شايب بتل عفر"),
            {"service_type": "civil_documents", "district": "تلعفر", "age_group": "older"},
        )
        self.assertEqual(self.entities("اخوي معوق")["population_group"], "disability")

    def test_where_somebody_is_now_wins_over_where_they_came_from(self) -> None:
        self.assertEqual(self.entities("من سنجار وهسه بزاخو")["district"], "زاخو")

    def test_a_word_of_several_kinds_and_everyday_words_name_none(self) -> None:
        for text in ("هلو شلونكم", "ضايج كلش", "صدري يوجعني", "سنوني توجعني", "عنه سألت"):
            with self.subTest(text):
                self.assertEqual(self.entities(text), {})

    def test_an_edited_word_is_trained_anew(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "types.yml"
            file.write_text("types: []", encoding="utf-8")
            before = DictionaryExtractor.fingerprint_addon({"folder": folder})
            file.write_text("types: [] ", encoding="utf-8")
            self.assertNotEqual(before, DictionaryExtractor.fingerprint_addon({"folder": folder}))


class TestDistrictsAreInTheirGovernorate(unittest.TestCase):
    def test_a_district_names_its_governorate(self) -> None:
        from rasa.shared.nlu.training_data.loading import load_data

        with tempfile.TemporaryDirectory() as folder:
            storage = LocalModelStorage.create(Path(folder))
            extractor = PlaceExtractor.create({}, storage, Resource("p"), CONTEXT)
            extractor.train(load_data("bot/data/places.yml"))
            for text, governorate in {
                "بسفوان": "البصرة",
                "اني من قلعة دزة": "السليمانية",
                "بطويريج": "كربلاء",
                "ساكن بالمنصور": "بغداد",
                "bakrit": None,
                "العنف بالبيت": None,
                "سألت عنه": None,
            }.items():
                message = tokenised(text)
                extractor.process([message])
                found = [one["value"] for one in message.get(ENTITIES, [])]
                self.assertEqual(found, [governorate] if governorate else [], text)


if __name__ == "__main__":
    unittest.main()
