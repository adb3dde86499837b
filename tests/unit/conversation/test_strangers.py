"""Other languages are told from Arabizi, Arabic, Kurdish and English: a person comes, no Arabic answer."""

import pytest

from helpline.contacts.inbox import Channel
from helpline.conversation import language
from helpline.conversation.strangers import is_strange
from helpline.triage import Level, assess


def _heard(text: str) -> str | None:
    return language.heard(text, Channel.WHATSAPP, assess(text))


@pytest.mark.parametrize(
    "text",
    [
        "bonjour je voudrais parler avec quelqu'un",
        "aidez moi s'il vous plait",
        "hallo ich brauche hilfe",
        "ich möchte mit jemandem sprechen",
        "hilfe",
        "hola necesito ayuda por favor",
        "merhaba yardım istiyorum",
        "cok kotuyum",
        "yardim edin",
        "mene komek elein",
        "man komak mikham",
        "komakam konid",
        "khaste shodam az zendegi",
        "کمکم کنید لطفا",
        "منه كمك ايلين",
        "shlama ana bayin hayarta",
        "ܫܠܡܐ",
        "помогите",
    ],
)
def test_a_person_comes(text: str) -> None:
    assert _heard(text) == "other"


@pytest.mark.parametrize(
    "text",
    [
        "je ne veux plus vivre",
        "ich will nicht mehr leben",
        "quiero morir",
        "dige nemikham zende basham",
        "mikham khodamo bokosham",
    ],
)
def test_a_wish_to_die_is_risk_and_is_not_asked_about_in_arabic(text: str) -> None:
    found = assess(text)
    assert found.level >= Level.AMBER and found.ask_acuity
    assert _heard(text) == "other"


@pytest.mark.parametrize(
    "text",
    [
        "man aku wyakum",
        "ana ta3ban hwaya",
        "merci habibi",
        "salam shlonkum",
        "من سنة وشوية",
        "شكرا 🌹",
        "ok thanks",
        "i will die a man",
        "سڵاو، من باشم",
        "ﷺ",
        "",
    ],
)
def test_our_own_languages_are_none(text: str) -> None:
    assert not is_strange(text)
