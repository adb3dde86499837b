"""The NLU components, on Message objects, without training a whole assistant."""

from __future__ import annotations

import json
import tempfile
import unittest
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.asked_in_words import AskedInWords
from bot.components.contact_context import ContactContext
from bot.components.fallback import StoryFallbackClassifier
from bot.components.language import LanguageCheck
from bot.components.ngrams import NgramFeaturizer, WordFeaturizer
from bot.components.person_name import PersonName
from bot.components.places import PlaceExtractor
from bot.components.risk import RiskClassifier
from bot.components.risk_model import LEVELS, RiskModel, corpus_fingerprint
from bot.components.tokenizer import IraqiTokenizer
from bot.components.told_plainly import ToldPlainly

CONTEXT = ExecutionContext(GraphSchema({}), node_name="node")


def tokenised(text: str, **data: Any) -> Message:
    message = Message({TEXT: text, **data})
    IraqiTokenizer(IraqiTokenizer.get_default_config()).process([message])
    return message


class Storage(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.storage = LocalModelStorage.create(self.folder)


class TestTokenizer(unittest.TestCase):
    def words(self, text: str) -> list[str]:
        return [token.text for token in tokenised(text).get(TOKENS_NAMES[TEXT])]

    def test_the_same_word_spelled_three_ways_is_one_token(self) -> None:
        self.assertEqual(self.words("گلبي"), self.words("قلبي"))
        self.assertEqual(self.words("شلوووونك"), self.words("شلونك"))
        self.assertEqual(self.words("ا ن ت ظ ر"), self.words("انتظر"))

    def test_arabizi_becomes_arabic_letters(self) -> None:
        self.assertEqual(self.words("areed"), self.words("اريد"))

    def test_a_message_without_words_still_has_a_token(self) -> None:
        self.assertEqual(len(self.words("؟؟!")), 1)

    def test_every_token_lies_inside_the_raw_text(self) -> None:
        for text in ("ا م و ت هسه", "هلو 😭😭", "  ", "a.b.c انت7ر"):
            for token in tokenised(text).get(TOKENS_NAMES[TEXT]) or []:
                self.assertLessEqual(0, token.start)
                self.assertLessEqual(token.end, len(text))


class TestNgrams(Storage):
    def test_weights_survive_saving_and_rows_have_the_configured_length(self) -> None:
        data = TrainingData([tokenised("شلونك", intent="greet"), tokenised("مع السلامة", intent="goodbye")])
        trained = NgramFeaturizer.create({}, self.storage, Resource("n"), CONTEXT)
        trained.train(data)
        loaded = NgramFeaturizer.load({}, self.storage, Resource("n"), CONTEXT)
        before, after = trained.row("شلونك حبيبي"), loaded.row("شلونك حبيبي")
        self.assertEqual((before != after).nnz, 0)
        self.assertAlmostEqual(float(np.sqrt(after.multiply(after).sum())), 4.5, places=6)

    def test_words_are_counted_whole_and_in_pairs_and_rare_ones_are_left_out(self) -> None:
        words = WordFeaturizer.create({}, self.storage, Resource("w"), CONTEXT)
        self.assertEqual(
            words.ngrams("ما اريد ما"), {"ما": 2, "اريد": 1, "ما_اريد": 1, "اريد_ما": 1, "ما__ما": 1}
        )
        self.assertEqual(
            set(words.inverse_frequencies(["ما اريد", "ما اريد هسه"])), {"ما", "اريد", "ما_اريد"}
        )

    def test_a_text_without_known_ngrams_is_an_empty_row_not_an_error(self) -> None:
        featurizer = NgramFeaturizer({}, self.storage, Resource("n"), CONTEXT, {" a": 1.0})
        self.assertEqual(featurizer.row("قفغ").nnz, 0)


class TestPlaces(Storage):
    def extractor(self) -> PlaceExtractor:
        from rasa.shared.nlu.training_data.loading import load_data

        extractor = PlaceExtractor.create({}, self.storage, Resource("p"), CONTEXT)
        extractor.train(load_data("bot/data/places.yml"))
        return PlaceExtractor.load({}, self.storage, Resource("p"), CONTEXT)

    def place(self, text: str) -> Any:
        message = tokenised(text)
        self.extractor().process([message])
        return [entity["value"] for entity in message.get(ENTITIES, [])]

    def test_a_place_is_found_however_it_is_written(self) -> None:
        for text, governorate in {
            "اني من الموصل": "نينوى",
            "ساكنين بالبصره هسه": "البصرة",
            "للناصريه": "ذي قار",
            "اربيل": "أربيل",
            "بتل عفر": "نينوى",
            "ana mn baghdad": "بغداد",
            "Hilla": "بابل",
            "بصلاح الدين": "صلاح الدين",
        }.items():
            with self.subTest(text):
                self.assertEqual(self.place(text), [governorate])

    def test_everyday_words_are_no_places(self) -> None:
        for text in ("هلا بيكم", "هله والله", "الدورة مالتكم شوكت", "حيل متعب", "كت عليه مي", "الشعب تعبان"):
            with self.subTest(text):
                self.assertEqual(self.place(text), [])

    def test_where_somebody_lives_now_wins_over_where_they_came_from(self) -> None:
        self.assertEqual(self.place("نازح من الفلوجة وهسه ببغداد"), ["بغداد"])


class TestContactContext(unittest.TestCase):
    def entities(self, text: str, **metadata: Any) -> dict[str, Any]:
        message = Message({TEXT: text, "metadata": metadata, ENTITIES: []})
        ContactContext().process([message])
        return {entity["entity"]: entity["value"] for entity in message.get(ENTITIES)}

    def test_known_facts_become_entities(self) -> None:
        self.assertEqual(
            self.entities("هلو", address="f", governorate="بابل"), {"address": "f", "governorate": "بابل"}
        )

    def test_missing_facts_say_nothing(self) -> None:
        self.assertEqual(self.entities("هلو", address=None, governorate=None), {})

    def test_an_address_that_is_known_no_more_takes_the_old_one_away(self) -> None:
        self.assertEqual(self.entities("هلو", address="neutral"), {"address": "neutral"})

    def test_a_place_in_the_text_is_not_overruled(self) -> None:
        message = Message({TEXT: "x", "metadata": {"governorate": "بابل"}})
        message.set(ENTITIES, [{"entity": "governorate", "value": "بغداد"}])
        ContactContext().process([message])
        self.assertEqual([e["value"] for e in message.get(ENTITIES)], ["بغداد"])


class TestLanguage(unittest.TestCase):
    def intent(self, text: str) -> Any:
        message = tokenised(text, intent={"name": "sad", "confidence": 0.9})
        LanguageCheck().process([message])
        return message.get(INTENT)["name"]

    def test_a_sentence_in_another_language_is_not_guessed_at(self) -> None:
        self.assertEqual(self.intent("my mother is very sick and I cannot sleep"), "other_language")
        self.assertEqual(self.intent("تعبت من هالدنيا وما ادري شسوي"), "sad")
        self.assertEqual(self.intent("/menu"), "sad")


class TestAddress(unittest.TestCase):
    def intent(self, text: str, guessed: str, confidence: float = 0.4) -> Any:
        message = tokenised(text, intent={"name": guessed, "confidence": confidence})
        second = {"name": "talk_freely", "confidence": 0.3}
        message.set("intent_ranking", [message.get(INTENT), second])
        AskedInWords().process([message])
        return message.get(INTENT)["name"]

    def test_nobody_is_made_a_woman_or_a_man_by_a_guess(self) -> None:
        for text in ("صرت مو رجال", "انت رجال لو مرة", "عمو", "بنت عمي زهراء زعلانة"):
            with self.subTest(text):
                self.assertEqual(self.intent(text, "address_female"), "talk_freely")

    def test_come_on_is_yes_and_goodbye_stays_goodbye(self) -> None:
        for text in ("يله", "يلا", "يله نبدي"):
            with self.subTest(text):
                self.assertEqual(self.intent(text, "goodbye", 0.65), "affirm")
        self.assertEqual(self.intent("يلا باي", "goodbye", 0.9), "goodbye")

    def test_asking_who_we_are_and_how_often_say_nothing_of_who_writes(self) -> None:
        for text in ("انتي بنية لو ولد؟", "مو اول مرة", "ضربتها مرة"):
            with self.subTest(text):
                self.assertEqual(
                    self.intent(text, "address_female", 0.9 if "انتي" in text else 0.4), "talk_freely"
                )
        self.assertEqual(self.intent("اني بت مو ولد", "address_male"), "address_female")
        for text in ("اجاني ولد اليوم", "صارتلي بنية"):
            self.assertEqual(self.intent(text, "address_male"), "talk_freely")

    def test_what_changes_something_is_named_or_sure(self) -> None:
        self.assertEqual(self.intent("رقمي بس", "stop_messages"), "talk_freely")
        self.assertEqual(self.intent("لا ترسلون رسائل بعد", "stop_messages"), "stop_messages")
        self.assertEqual(self.intent("عادي اتشاقى", "hide_chat"), "talk_freely")
        self.assertEqual(self.intent("اجه رجلي", "hide_chat", 0.9), "hide_chat")
        self.assertEqual(self.intent("رجعوه", "resume_messages"), "talk_freely")
        self.assertEqual(self.intent("خلوا احد من فريقكم يخابرني", "no_contact", 0.9), "talk_freely")
        self.assertEqual(self.intent("لا تتصلون عليه", "no_contact"), "no_contact")

    def test_who_speaks_is_read_from_the_words_and_their_negation(self) -> None:
        for text, intent in {
            "اني بنية مو ولد": "address_female",
            "مو ولد": "address_female",
            "اني ولد مو بنية": "address_male",
            "آني مرة": "address_female",
            "اني رجال": "address_male",
            "لا تكول اخوي، انا اختكم": "address_female",
            "هذا التلفون مال اختي بس الي يكتب اخوها": "address_male",
        }.items():
            with self.subTest(text):
                self.assertEqual(self.intent(text, "address_male"), intent)

    def test_other_intents_are_left_alone(self) -> None:
        self.assertEqual(self.intent("هيچ مكتوب باسمي", "address_male", 0.9), "address_male")
        self.assertEqual(self.intent("ابني ولد زغير", "child_problem"), "child_problem")


class TestFallback(unittest.TestCase):
    def falls_back(self, text: str, confidence: float) -> bool:
        message = tokenised(text, intent={"name": "grieving", "confidence": confidence})
        message.set("intent_ranking", [message.get(INTENT)])
        StoryFallbackClassifier(StoryFallbackClassifier.get_default_config()).process([message])
        return bool(message.get(INTENT)["name"] == "nlu_fallback")

    def test_a_story_needs_more_certainty_than_a_question(self) -> None:
        story = "صارت سالفة طويلة وية جارنا من زمان وبعدها كلشي تغير"
        self.assertTrue(self.falls_back(story, 0.25))
        self.assertFalse(self.falls_back(story, 0.35))
        self.assertFalse(self.falls_back("شنو الخدمات", 0.25))
        self.assertTrue(self.falls_back("شنو الخدمات", 0.1))

    def test_a_word_or_two_may_be_a_slip_of_the_keyboard(self) -> None:
        self.assertTrue(self.falls_back("هقخث فغش", 0.22))
        self.assertFalse(self.falls_back("شنو الخدمات هنا", 0.22))


class TestRisk(Storage):
    def classifier(self, red: float, amber: float) -> RiskClassifier:
        """Return a classifier whose odds are fixed, whatever is said."""
        odds = np.array([1 - red - amber, 1e-9, amber, red]) + 1e-9
        zeros = np.zeros((4, 2), dtype=np.float32)
        model = RiskModel(zeros, np.log(odds).astype(np.float32), zeros[0], np.array([1.0], dtype=np.float32))
        config = {"red_threshold": 0.9, "amber_threshold": 0.8}
        return RiskClassifier(config, self.storage, Resource("r"), model)

    def judge(self, classifier: RiskClassifier, text: str = "x", **metadata: Any) -> dict[str, Any]:
        message = Message({TEXT: text, "metadata": metadata})
        message.add_features(Features(np.ones((1, 2), np.float32), FEATURE_TYPE_SENTENCE, TEXT, "encoder"))
        classifier.process([message])
        risk: dict[str, Any] = message.as_dict(only_output_properties=True)["risk"]
        return risk

    def test_it_raises_what_triage_found(self) -> None:
        self.assertEqual(self.judge(self.classifier(0.95, 0.0), level="GREEN")["level"], "RED")
        self.assertEqual(self.judge(self.classifier(0.4, 0.5), level="BLUE")["level"], "AMBER")

    def test_it_never_lowers_what_triage_found(self) -> None:
        calm = self.classifier(0.0, 0.0)
        for level in LEVELS:
            self.assertEqual(self.judge(calm, level=level)["level"], level)

    def test_a_pressed_button_is_not_judged_but_keeps_triages_level(self) -> None:
        wild = self.classifier(0.99, 0.0)
        self.assertEqual(self.judge(wild, text="/affirm", level="GREEN")["level"], "GREEN")
        self.assertEqual(self.judge(wild, text="/affirm", level="AMBER")["level"], "AMBER")

    def test_missing_or_broken_metadata_does_not_hide_danger(self) -> None:
        message = Message({TEXT: "x", "metadata": None})
        message.add_features(Features(np.ones((1, 2), np.float32), FEATURE_TYPE_SENTENCE, TEXT, "encoder"))
        self.classifier(0.95, 0.0).process([message])
        self.assertEqual(message.get("risk")["level"], "RED")
        self.assertEqual(self.judge(self.classifier(0.95, 0.0), level="PINK")["level"], "RED")

    def test_weights_are_saved_without_pickle(self) -> None:
        rng = np.random.default_rng(1)
        model = RiskModel(*(rng.normal(size=s).astype(np.float32) for s in ((4, 3), (4,), (3,), (1,))))
        model.save(self.folder)
        loaded = RiskModel.load(self.folder)
        vector = np.ones(3, dtype=np.float32)
        np.testing.assert_array_equal(model.probabilities(vector), loaded.probabilities(vector))

    def test_a_changed_corpus_changes_the_fingerprint(self) -> None:
        line = {"text": "x", "level": "RED", "explicit": True}
        (self.folder / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
        before = corpus_fingerprint(self.folder)
        (self.folder / "a.jsonl").write_text(json.dumps({**line, "text": "y"}), encoding="utf-8")
        self.assertNotEqual(before, corpus_fingerprint(self.folder))
        self.assertNotEqual(
            before,
            RiskClassifier.fingerprint_addon({"corpus": str(self.folder)}),
            "the addon must follow the files",
        )


class TestPersonName(unittest.TestCase):
    def name(self, text: str) -> Any:
        message = tokenised(text)
        PersonName().process([message])
        return next((entity["value"] for entity in message.get(ENTITIES, [])), None)

    def test_a_name_is_kept_as_it_was_typed(self) -> None:
        for text, name in {
            "اني سارة": "سارة",
            "هلو، وياك زينب!": "زينب",
            "اسمي ابو علي": "ابو علي",
            "انا محمد من الموصل": "محمد",
            "تعبت. اني ام حسين وما عندي احد": None,
            "تعبت. اني ام حسين": "ام حسين",
            "ana Mo7amad": "Mo7amad",
            "نادوني سيف": "سيف",
        }.items():
            with self.subTest(text):
                self.assertEqual(self.name(text), name)

    def test_how_somebody_is_is_no_name(self) -> None:
        for text in (
            "اني تعبانة",
            "اني من البصرة",
            "اني ام لثلاث اطفال",
            "اني علي ديون",
            "اسمي ما اريد اگوله",
        ):
            with self.subTest(text):
                self.assertIsNone(self.name(text))


class TestToldPlainly(unittest.TestCase):
    def intent(self, text: str, guessed: str = "inform_location") -> Any:
        message = tokenised(text, intent={"name": guessed, "confidence": 0.2})
        ToldPlainly().process([message])
        return message.get(INTENT)["name"]

    def test_a_sign_alone_is_thanks_a_nod_or_sorrow(self) -> None:
        for text in ("🌹", "❤️", "❤️❤️", "🙏🏽", "🌹 🌷", "👍❤️"):
            self.assertEqual(self.intent(text), "thanks")
        self.assertEqual(self.intent("👍🏽"), "affirm")
        self.assertEqual(self.intent("💔😭"), "feel_sad")
        for text in ("😂", "شلونكم ❤️", "؟", "", "/thanks"):
            self.assertEqual(self.intent(text), "inform_location")

    def test_a_name_alone_is_no_place(self) -> None:
        for text in ("اني سارة", "وياك زينب", "السلام عليكم، اني ابو علي", "زينب اني"):
            with self.subTest(text):
                self.assertEqual(self.intent(text), "inform_name")
        for text in ("اني تعبانة", "اني محمد من الموصل", "اني سارة وتعبانة", "حيدر"):
            with self.subTest(text):
                self.assertEqual(self.intent(text), "inform_location")

    def test_the_wish_to_be_asked_nothing_is_heard(self) -> None:
        for text in (
            *(
                "كافي اسئلة",
                "بلا اسئلة عفية",
                "خلصونا من هالاسئلة",
                "لا تسألني هواية",
                "بس اسمعني",
                "اسمعني وبس",
            ),
            *("انت بس تسأل", "مليت من اسئلتك", "فقط اسمعني", "bas isma3ni"),
        ):
            with self.subTest(text):
                self.assertEqual(self.intent(text), "just_listen")

    def test_one_question_refused_is_not_all_of_them_and_a_person_goes_first(self) -> None:
        for text in (
            *(
                "لا تسألني وين اشتغل",
                "لا عندي اسئلة",
                "ما اريد اجاوب هالسؤال",
                "بس اسمع اسمه اتعصب",
                "عندي سؤال",
            ),
            *("ابوي ضربني البارحة واني ابچي من الصبح بس اسمعني",),
        ):
            with self.subTest(text):
                self.assertEqual(self.intent(text), "inform_location")
        self.assertEqual(self.intent("بس اسمعني", "ask_counsellor"), "ask_counsellor")


class TestIntentNames(unittest.TestCase):
    def test_every_intent_of_the_training_data_is_in_the_domain(self) -> None:
        from rasa.shared.core.domain import Domain
        from rasa.shared.nlu.training_data.loading import load_data

        files = [*Path("bot/data/nlu").glob("*.yml"), Path("bot/data/short_answers.yml")]
        said = {message.get(INTENT) for file in files for message in load_data(str(file)).intent_examples}
        self.assertEqual(said - set(Domain.load("domain.yml").intents), set())


if __name__ == "__main__":
    unittest.main()
