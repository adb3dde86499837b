"""What the assistant says: short, neutral, safe, and every answer leads on."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from bot.actions.offers import OFFERS
from bot.actions.services import RESPONSES
from helpline.conversation.flows import BUTTON, FLOWS
from helpline.text import normalise

with open("domain.yml", encoding="utf-8") as file:
    DOMAIN: dict[str, Any] = yaml.safe_load(file)
SAID = [(name, variation) for name, variations in DOMAIN["responses"].items() for variation in variations]
TEXTS = [(name, variation["text"]) for name, variation in SAID if variation.get("text")]
SUICIDE = re.compile("انتحار|اذي النفس|تاذي نفسك")
# Clinical rules SM01 to SM08 of the safe-messaging guide, on normalised text.
METHODS = r"شنق|مشنق|جرع|حبوب|\bسم\b|رصاص|مسدس|سلاح|جسر|\bسطح|نفط|بنزين|حرق|شفر|غرق|وريد|شريان|مبيد"
FORBIDDEN = [
    r"(ارتكب|ارتكاب|اقترف|جريمه|جنايه).{0,15}انتحار",
    r"كافر|حرام|يدخل النار|ضعف ايمان|قله ايمان|\bعيب\b|فضيحه",
    r"(ناجح|فاشل|فشل)\w*.{0,12}(انتحار|محاول)|(انتحار|محاول)\w*.{0,14}(ناجح|فاشل|فشل)",
    r"(انتحر|انتحار).{0,30}(بسبب|نتيجه|لان|علمود|جراء)",
    r"(ارتاح|راحه|خلاص|نهايه الالم|نهايه العذاب|\bحل\b).{0,20}(انتحار|الموت)",
    r"(ظاهره|وباء|موجه|الكل|هوايه ناس|طبيعي).{0,15}انتحار",
    r"منتحر|مجنون|مخبل|مختل|مريض نفسي",
    r"كلشي راح يصير زين|بس فكر ايجابي|غيرك اسوا|لا تكبرها|\bبسيطه\b|اصبر وبس|اوعدك|ما راح نخبر احد",
    r"(اوعدني|احلف|عاهدني)",
]
# School Arabic, and verbs or words that tell the contact to be a man or a woman.
SCHOOL = r"\b(سوف|لماذا|ماذا|الان|جدا|يمكنك|استطيع|تستطيع|هل|ليس|الذي|التي|نحن|لقد)\b"
GENDERED = (
    r"\b(انت|انتي|انتا|تكدر|تكدرين|تحس|تحسين|تحب|تحبين|تريد|تريدين|اكتب|اكتبي|خذ|خذي|دز|دزي|تعال|تعالي)\b"
)


def folded(text: str) -> str:
    return normalise(text).replace("گ", "ك").replace("ق", "ك")


@pytest.mark.parametrize(("name", "text"), TEXTS)
def test_no_text_breaks_a_safe_messaging_rule(name: str, text: str) -> None:
    found = [rule for rule in FORBIDDEN if re.search(rule, normalise(text))]
    assert not found, f"{name}: {found}"
    assert not re.search(METHODS, normalise(text)), name


@pytest.mark.parametrize(
    ("name", "variation"), [s for s in SAID if SUICIDE.search(normalise(s[1].get("text", "")))]
)
def test_a_text_that_speaks_of_suicide_has_a_person_and_hope(name: str, variation: dict[str, Any]) -> None:
    text = normalise(variation["text"])
    assert re.search("مو وحد|يخف|تنحل|نساعدك", text), name
    assert "مرشد" in text or "انسان" in text, name
    assert "/ask_counsellor" in [button["payload"] for button in variation["buttons"]], name


def test_the_rule_about_suicide_looks_at_something() -> None:
    assert any(SUICIDE.search(normalise(text)) for _, text in TEXTS)


@pytest.mark.parametrize(("name", "text"), TEXTS)
def test_the_words_are_dialect_and_carry_no_number(name: str, text: str) -> None:
    assert not re.search(SCHOOL, normalise(text)), name
    assert not re.search(r"\d", normalise(text)), "numbers come from the registry of hotlines only"


@pytest.mark.parametrize(("name", "variation"), SAID)
def test_address_is_neutral_unless_the_contact_said_otherwise(name: str, variation: dict[str, Any]) -> None:
    conditions = variation.get("condition") or []
    if name in ("utter_address_male", "utter_address_female") or any(
        c["name"] == "address" for c in conditions
    ):
        return
    assert not re.search(GENDERED, folded(variation.get("text", ""))), name
    assert not re.search(r"(عليج|وياج|اسمعج|عندج|بيج|الج)\b", normalise(variation.get("text", ""))), name


@pytest.mark.parametrize(("name", "variation"), SAID)
def test_buttons_fit_the_phone_and_lead_somewhere(name: str, variation: dict[str, Any]) -> None:
    buttons = variation.get("buttons", [])
    assert len(buttons) <= 3, name
    for button in buttons:
        assert len(button["title"]) <= 20, button
        payload = button["payload"]
        led = payload.startswith(BUTTON) and payload.removeprefix(BUTTON).split(":")[0] in FLOWS
        assert led or payload.removeprefix("/") in DOMAIN["intents"], button
    assert len({button["title"] for button in buttons}) == len(buttons), name


ENDINGS = {
    *RESPONSES.values(),
    *("utter_goodbye", "utter_panic_attack", "utter_check_myself", "utter_not_safe_now"),
    *("utter_stop_messages", "utter_not_understood_person", "utter_other_language_person"),
    *("utter_address_male", "utter_address_female"),
    # Said to whoever asked for no questions.
    *("utter_heard", "utter_heard_love", "utter_heard_glad"),
}


@pytest.mark.parametrize(("name", "variation"), [s for s in SAID if s[1].get("text") and s[0] not in ENDINGS])
def test_every_answer_offers_a_next_step(name: str, variation: dict[str, Any]) -> None:
    asks = "؟" in variation["text"] or "احچيلي" in variation["text"]
    assert asks or variation.get("buttons"), name


@pytest.mark.parametrize(("name", "text"), TEXTS)
def test_a_text_is_short_enough_to_be_heard(name: str, text: str) -> None:
    assert len(text.split()) <= 45, name
    for sentence in re.split(r"[.؟!:]", text):
        assert len(sentence.split()) <= 18, f"{name}: {sentence}"


def test_a_danger_signal_says_nothing_itself() -> None:
    signals = [v for name, v in SAID if v.get("custom", {}).get("helpline") == "raise"]
    assert len(signals) == 5
    assert all(set(variation) == {"custom"} for variation in signals)


def test_every_response_that_actions_name_exists() -> None:
    named = (
        set(RESPONSES.values())
        | {o.yes for o in OFFERS.values()}
        | {o.no for o in OFFERS.values()}
        | set(OFFERS)
    )
    known = set(DOMAIN["responses"]) | set(DOMAIN["forms"])
    assert named <= known
