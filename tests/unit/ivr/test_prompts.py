"""What a caller hears, as TwiML."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest
from twilio.twiml.voice_response import VoiceResponse

from helpline import content
from helpline.content.rules.language import seconds_to_say
from helpline.content.words import digits_aloud
from helpline.outbox.reply import Button, Reply
from ivr import prompts
from ivr.prompts import Listener
from ivr.skills import SKILLS
from simulator.twiml import parse, warnings_of

TO = Listener()
LONG = Reply("جملة طويلة عن النوم والراحة. " * 120, (Button("/a", "نعم"), Button("/b", "لا")))
EVERY = {
    "opening": lambda: prompts.opening(TO, 1),
    "menu": lambda: prompts.menu(TO, 1, "ivr.no_input.1"),
    "talk": lambda: prompts.talk(TO, 1, (LONG,), None),
    "acuity": lambda: prompts.talk(TO, 1, (Reply("سؤال؟"),), "asq.5"),
    "opening_known": lambda: prompts.opening(replace(TO, language="ar"), 1),
    "opening_english": lambda: prompts.opening(replace(TO, language="en"), 1),
    "opening_kurdish": lambda: prompts.opening(replace(TO, language="ku"), 1),
    "skills": lambda: prompts.skills(TO, 1),
    **{skill.name: partial(prompts.practice, TO, 1, skill) for skill in SKILLS},
    "quiet": lambda: prompts.quiet(TO, 1, "ivr.quiet"),
    "consent": lambda: prompts.consent(TO, 1),
    "record": lambda: prompts.record(TO, 1),
    "services": lambda: prompts.keys_only(TO, 1, "ivr.services"),
    "waiting": lambda: prompts.waiting(TO, 1, 2, "ivr.danger.waiting.1", breathe=True),
    "waiting_behind": lambda: prompts.waiting(TO, 1, 3, "ivr.person.waiting.1", breathe=False, ahead=2),
    "nobody": lambda: prompts.nobody(TO, 1, red=True),
    "nobody_person": lambda: prompts.nobody(TO, 1, red=False),
    "nobody_withheld": lambda: prompts.nobody(Listener(reachable=False), 1, red=True),
    "joined": lambda: prompts.joined(TO, 1, 12),
    "goodbye": lambda: prompts.goodbye(TO, "ivr.goodbye"),
}


@pytest.fixture(autouse=True)
def _settings(environment: pytest.MonkeyPatch) -> Iterator[None]:
    return


def said(twiml: VoiceResponse) -> list[str]:
    return [element.text or "" for element in fromstring(str(twiml)).iter("Say")]


def verbs(twiml: VoiceResponse) -> list[Element]:
    return list(fromstring(str(twiml)))


@pytest.mark.parametrize("name", EVERY)
def test_every_prompt_is_valid_twiml_below_4000_characters(name: str) -> None:
    twiml = str(EVERY[name]())

    assert warnings_of(parse(twiml)) == []
    assert len(twiml) < 4000


@pytest.mark.parametrize("name", sorted(set(EVERY) - {"joined", "goodbye"}))
def test_every_prompt_leads_on_when_nothing_is_heard(name: str) -> None:
    last = verbs(EVERY[name]())[-1]

    assert last.tag == "Redirect"
    assert str(last.text).startswith("/ivr/step/1/")


def test_the_opening_names_the_emergency_key_before_anything_else() -> None:
    first, *_, menu = said(prompts.opening(TO, 1))

    assert "خطر" in first
    assert "رقم واحد" in first
    assert menu.split("،")[0].endswith("خطر")


def test_who_we_are_the_key_for_danger_and_the_languages_take_less_than_twelve_seconds() -> None:
    *opening, _ = said(prompts.opening(TO, 1))

    assert len(opening) == 3
    assert seconds_to_say(" ".join(opening)) < 12


def test_a_caller_whose_language_is_known_is_not_asked_for_it() -> None:
    assert len(said(EVERY["opening_known"]())) == 2
    assert said(EVERY["opening_english"]()) == [content.text("ivr.opening.en")]


def test_kurdish_is_only_spoken_where_it_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    kurdish = replace(TO, language="ku")
    assert prompts.words(kurdish, "ivr.person.calling") == content.text("ivr.person.calling")

    monkeypatch.setattr(prompts, "recorded", lambda words: True)
    assert prompts.words(kurdish, "ivr.person.calling") == content.text("ivr.person.calling.ku")


@pytest.mark.parametrize("name", EVERY)
def test_the_line_is_never_dead_for_more_than_five_seconds(name: str) -> None:
    twiml = fromstring(str(EVERY[name]()))

    assert all(int(pause.attrib["length"]) <= 5 for pause in twiml.iter("Pause"))
    assert all(int(gather.attrib["timeout"]) <= 5 for gather in twiml.iter("Gather"))
    quiet = [element.tag for element in twiml.iter() if element.tag in ("Say", "Pause", "Gather")]
    assert not any(a == b == "Pause" for a, b in pairwise(quiet))


def test_whoever_cannot_speak_is_listened_to_by_keys_alone() -> None:
    silent = replace(TO, speech=False)

    for twiml in (prompts.menu(silent, 1), prompts.quiet(silent, 1), prompts.skills(silent, 1)):
        assert {verb.attrib["input"] for verb in verbs(twiml) if verb.tag == "Gather"} == {"dtmf"}


def test_silence_on_the_acuity_question_lasts_a_minute_in_three_turns() -> None:
    question = Reply(content.text("asq.5", spoken=True))
    gathers = [verb for verb in verbs(prompts.talk(TO, 1, (question,), "asq.5")) if verb.tag == "Gather"]
    silent = sum(int(verb.attrib["timeout"]) for verb in gathers)
    silent += sum(int(pause.attrib["length"]) for verb in gathers for pause in verb.iter("Pause"))
    soft = prompts.words(TO, "ivr.here")
    between = sum(seconds_to_say(" ".join(verb.itertext())) for verb in gathers[1:])
    between += len(gathers[0].findall("Say")[2:]) * seconds_to_say(soft)

    assert len(gathers) == 3
    assert 55 <= silent + between <= 65
    assert all(question.text in "".join(verb.itertext()) for verb in gathers)


def test_a_screening_question_says_its_own_keys() -> None:
    assert prompts.words(TO, "ivr.asq_keys") in said(EVERY["acuity"]())


def test_choices_are_read_with_their_keys_from_two_on() -> None:
    reply = Reply("شنو الاقرب؟", (Button("/a", "تمرين"), Button("/b", "خدمات")))

    assert said(prompts.talk(TO, 1, (reply,), None))[1:][:4] == [
        "تمرين",
        "رقم اثنين.",
        "خدمات",
        "رقم ثلاثة.",
    ]


def test_a_waiting_caller_is_heard_by_keys_only() -> None:
    assert verbs(EVERY["waiting"]())[0].attrib["input"] == "dtmf"


def test_nobody_yet_gives_the_emergency_number_digit_by_digit() -> None:
    assert digits_aloud(content.emergency_number(None)) in said(EVERY["nobody"]())[0]


def test_a_withheld_number_is_not_promised_a_call() -> None:
    choices = [button.title for button in content.buttons("ivr.danger.nobody")]

    assert any(choices[1] in one for one in said(EVERY["nobody"]()))
    assert not any(choices[1] in one for one in said(EVERY["nobody_withheld"]()))


def test_the_caller_never_opens_the_room_alone() -> None:
    dial = verbs(EVERY["joined"]())[1]

    assert dial.attrib["action"] == "/ivr/step/1/after"
    assert dial[0].attrib["startConferenceOnEnter"] == "false"
