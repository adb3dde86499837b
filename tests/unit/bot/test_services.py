"""Questions about services: answered from the directory, the place asked for once and never again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import how_sure as how_sure_action
from bot.actions import services
from bot.actions.asked import KINDS, question
from bot.actions.how_sure import ActionHowSure
from bot.actions.not_understood import ActionNotUnderstood
from bot.actions.services import RESPONSES, ActionInformLocation, ActionReferral, ActionServices
from helpline import content
from helpline.content import directory
from helpline.content.directory import Entry
from helpline.infra.settings import settings

Event = dict[str, Any]
EXAMPLE = "مثال للتجربة"
TYPES = directory.all_services().types
_KEYS = {"database_url", "redis_url", "encryption_keys", "hash_key"}


def tracker(
    text: str = "x", intent: str = "", place: str = "", channel: str = "whatsapp", slots: Event | None = None,
    entities: list[Event] | None = None,
) -> Tracker:  # fmt: skip
    found = [{"entity": "governorate", "value": place, "extractor": "PlaceExtractor"}] if place else []
    message = {"text": text, "intent": {"name": intent}, "entities": [*found, *(entities or [])]}
    message["metadata"] = {"channel": channel}
    return Tracker("c", dict(slots or {}), message, [{"event": "user", "text": text}], False, None, {}, "")


def run(action: Any, state: Tracker) -> tuple[list[str], dict[str, Any]]:
    """Return the names of the responses (or the texts) said, and the slots set."""
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, state, {})
    return [m["response"] or m["text"] for m in dispatcher.messages], {e["name"]: e["value"] for e in events}


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the settings say that people are told what is real."""
    real = settings().model_copy(update={"environment": "production"})
    monkeypatch.setattr(services, "settings", lambda: real)


def test_the_place_is_asked_once_and_what_was_asked_is_kept() -> None:
    said, slots = run(ActionServices(), tracker("اريد دورة خياطة للنسوان", "ask_livelihood"))
    assert said == ["utter_ask_governorate"]
    assert slots == {
        "place_asked": True,
        "pending_topic": "ask_livelihood",
        "service_topic": "ask_livelihood",
        "service_type": "vocational_training",
        "age_group": None,
        "population_group": "women",
    }
    again = tracker("اريد دورة خياطة", "ask_livelihood", slots={"place_asked": True})
    assert run(ActionServices(), again)[0] == [TYPES["vocational_training"].what, "utter_place_honest"]


def test_the_answer_after_the_place_is_about_what_was_asked_before() -> None:
    slots = {
        "pending_topic": "ask_livelihood",
        "service_type": "vocational_training",
        "population_group": None,
    }
    said, after = run(ActionInformLocation(), tracker("بالموصل", place="نينوى", slots=slots))
    assert said[0] == "utter_governorate_signal"
    assert said[1] == TYPES["vocational_training"].what
    assert "الاقرب لأهل نينوى" in said[2] and EXAMPLE in said[2]
    assert said[3] == "utter_services_next"
    assert (after["governorate"], after["pending_topic"]) == ("نينوى", None)


def after(response: str, state: Tracker) -> Tracker:
    """Return the same turn, right after a response."""
    state.events = [
        {"event": "user", "text": "x"},
        {"event": "bot", "text": "…", "metadata": {"utter_action": response}},
        *state.events,
    ]
    return state


def test_an_unknown_place_is_asked_about_once_more_and_then_let_be() -> None:
    slots = {"pending_topic": "ask_documents", "place_asked": True}
    asked = after("utter_ask_governorate", tracker("قرية بعيدة", slots=slots))
    assert run(ActionInformLocation(), asked) == (["utter_location_unknown"], {})
    again = after("utter_location_unknown", tracker("يم النهر", slots=slots))
    assert run(ActionInformLocation(), again)[0] == ["utter_documents", "utter_place_honest"]
    unsure = after("utter_ask_governorate", tracker("ما ادري", "not_sure", slots=slots))
    assert run(ActionInformLocation(), unsure)[0] == ["utter_documents", "utter_place_honest"]


def test_an_everyday_word_is_a_place_right_after_it_was_asked_for() -> None:
    slots = {"pending_topic": "ask_livelihood", "service_type": "vocational_training"}
    said, _ = run(ActionInformLocation(), after("utter_ask_governorate", tracker("الدورة", slots=slots)))
    assert any("الاقرب لأهل بغداد" in one for one in said)


def test_a_place_spelled_wrong_is_found_all_the_same_and_not_taken_for_sure() -> None:
    slots = {"pending_topic": "ask_documents", "service_type": "civil_documents"}
    said, _ = run(ActionInformLocation(), tracker("بالسليمانيا", slots=slots))
    assert "utter_governorate_signal" not in said
    assert any("السليمانية" in one for one in said)


def test_an_unknown_place_without_a_question_is_asked_about() -> None:
    assert run(ActionInformLocation(), tracker("قرية بعيدة"))[0] == ["utter_location_unknown"]


def test_a_place_told_for_itself_is_remembered() -> None:
    said, slots = run(ActionInformLocation(), tracker("اني من بغداد", place="بغداد"))
    assert said == ["utter_governorate_signal", "utter_location_noted"]
    assert slots["governorate"] == "بغداد"


def test_a_place_that_is_known_is_not_asked_for() -> None:
    said, _ = run(ActionServices(), tracker("x", "ask_activities", slots={"governorate": "نينوى"}))
    assert said[0] == "utter_activities" and said[-1] == "utter_services_next"


def test_the_whole_question_is_answered_in_one_turn() -> None:
    said, slots = run(ActionServices(), tracker("شهادة جنسية ضايعة بالموصل", "ask_documents", place="نينوى"))
    assert said[:2] == ["utter_governorate_signal", TYPES["civil_documents"].what]
    assert "الموصل" in said[2]
    assert slots["pending_topic"] is None


def test_the_overview_ends_in_a_choice_of_its_own() -> None:
    assert run(ActionServices(), tracker("شنو عدكم", "ask_services", place="نينوى"))[0] == [
        "utter_governorate_signal",
        "utter_services",
    ]


def test_a_kind_named_in_an_open_question_is_answered() -> None:
    said, _ = run(
        ActionServices(), tracker("وين اكو رسم للجهال", "ask_where_when", slots={"governorate": "نينوى"})
    )
    assert said[0] == TYPES["art"].what


def test_a_caller_hears_one_place() -> None:
    slots = {"governorate": "نينوى"}
    written = run(ActionServices(), tracker("استشارة نفسية", "ask_counselling_service", slots=slots))[0][1]
    spoken = run(
        ActionServices(), tracker("استشارة نفسية", "ask_counselling_service", channel="voice", slots=slots)
    )[0][1]
    assert written.count(EXAMPLE) > 1 and spoken.count(EXAMPLE) == 1


@pytest.mark.usefixtures("production")
@pytest.mark.parametrize("governorate", sorted(directory.all_services().places))
@pytest.mark.parametrize("kind", sorted(TYPES))
def test_in_production_no_example_is_ever_given_out(kind: str, governorate: str) -> None:
    said, _ = run(
        ActionServices(), tracker(TYPES[kind].words[0], "ask_where_when", slots={"governorate": governorate})
    )
    assert not any(EXAMPLE in one or "السوگ" in one for one in said)
    # Somebody who knows is offered instead.
    assert said[-1] in ("utter_place_honest_known", "utter_services_next")


@pytest.mark.usefixtures("production")
def test_a_real_place_is_given_out_and_an_old_entry_says_that_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = directory.all_services()
    entry = Entry(
        "real", "art", "نينوى", "الموصل", False, "قاعة الفن", ("anyone",), "بلاش", "الصبح", "يم الجسر",
        False, True, date(2026, 1, 1), False,
    )  # fmt: skip
    real = directory.Directory(shipped.types, shipped.places, shipped.groups, (entry,))
    monkeypatch.setattr(directory, "all_services", lambda: real)
    asked = tracker("رسم بالموصل", "ask_activities", place="نينوى")
    monkeypatch.setattr(services.clock, "now", lambda: datetime(2026, 2, 1, tzinfo=UTC))
    now = run(ActionServices(), asked)[0][2]
    assert "قاعة الفن، الموصل، نينوى" in now and "من فترة" not in now
    monkeypatch.setattr(services.clock, "now", lambda: datetime(2026, 6, 1, tzinfo=UTC))
    assert "من فترة ما تأكدنا" in run(ActionServices(), asked)[0][2]


@pytest.mark.parametrize("intent", sorted({*RESPONSES, *KINDS}))
def test_every_subject_is_answered_with_and_without_a_place(intent: str) -> None:
    for slots in ({"place_asked": True}, {"governorate": "البصرة"}):
        said, _ = run(ActionServices(), tracker("x", intent, slots=slots))
        assert said and "utter_ask_governorate" not in said
    assert set(KINDS.get(intent, ())) <= set(TYPES)


def test_a_button_may_name_the_kind() -> None:
    entity = {"entity": "service_type", "value": "mediation", "extractor": "RegexMessageHandler"}
    state = tracker(
        '/ask_services{"service_type": "mediation"}',
        "ask_services",
        slots={"place_asked": True},
        entities=[entity],
    )
    assert run(ActionServices(), state)[0][0] == TYPES["mediation"].what


ANSWERED = {"event": "bot", "text": "…", "metadata": {"utter_action": "utter_services_next"}}
ASKED = {"service_topic": "ask_livelihood", "service_type": "vocational_training", "governorate": "بغداد"}


def after_the_answer(state: Tracker, turns: int = 1) -> Tracker:
    """Return the same turn, some turns after a service was told of."""
    state.events = [ANSWERED, *[{"event": "user", "text": "x"}] * turns]
    return state


def test_a_place_that_is_set_right_brings_the_same_service_again() -> None:
    said, _ = run(ActionInformLocation(), after_the_answer(tracker("لا بالموصل", place="نينوى", slots=ASKED)))
    assert said[:2] == ["utter_governorate_signal", TYPES["vocational_training"].what]
    assert "الاقرب لأهل نينوى" in said[2]


def test_long_after_the_service_a_place_is_only_remembered() -> None:
    state = after_the_answer(
        tracker("اني بالموصل", place="نينوى", slots=ASKED), turns=services.STILL_ABOUT + 1
    )
    assert run(ActionInformLocation(), state)[0] == ["utter_governorate_signal", "utter_location_noted"]


def test_when_and_where_are_asked_of_the_service_that_was_spoken_of() -> None:
    said, _ = run(ActionServices(), after_the_answer(tracker("وشوكت تبدي", "ask_where_when", slots=ASKED)))
    assert said[0] == TYPES["vocational_training"].what
    said, _ = run(ActionServices(), tracker("شوكت تفتحون", "ask_where_when", slots={"governorate": "بغداد"}))
    assert said[0] == "utter_where_when"


def test_a_few_words_that_no_intent_fits_are_looked_up() -> None:
    said, slots = run(
        ActionNotUnderstood(), tracker("هوية احوال", "nlu_fallback", slots={"governorate": "بغداد"})
    )
    assert said[0] == TYPES["civil_documents"].what
    assert slots["service_type"] == "civil_documents"
    assert run(ActionNotUnderstood(), tracker("طگطگ برگ", "nlu_fallback"))[0] == ["utter_not_understood"]


def test_a_story_with_such_a_word_in_it_is_listened_to() -> None:
    story = "اليوم من رحت على هويتي بالدائرة صاحوا عليه گدام الناس وبچيت"
    assert run(ActionNotUnderstood(), tracker(story, "nlu_fallback"))[0] == ["utter_listen"]


@pytest.mark.parametrize(
    ("text", "slots", "kind"),
    [
        ("اي حولوني عليهم", {"service_topic": "ask_documents"}, "civil_documents"),
        ("اي اريد تحويل", {"service_type": "vocational_training"}, "vocational_training"),
        ("حولوني على دورة خياطة", {"service_topic": "ask_documents"}, "vocational_training"),
        ("حولوني", {}, ""),
    ],
)
def test_a_referral_is_to_what_was_spoken_of_or_is_named(text: str, slots: Event, kind: str) -> None:
    dispatcher = CollectingDispatcher()
    ActionReferral().run(dispatcher, tracker(text, "ask_referral", slots=slots), {})
    assert [(m["response"], m["service"]) for m in dispatcher.messages] == [("utter_referral", kind)]


@pytest.mark.parametrize(
    ("text", "intent", "kind"),
    [
        ("دورات تنمية بشرية", "ask_livelihood", "personal_development"),
        ("اكو تدريب على الاسعاف النفسي الاولي", "ask_livelihood", "psychological_first_aid"),
        ("خلاف ويا جيراننا على الحايط منو يتوسط", "ask_services", "mediation"),
        ("اريد دورة تمريض", "ask_livelihood", "vocational_training"),
        ("عدكم تسويق الكتروني", "ask_services", "vocational_training"),
        ("اني ارملة واريد دورة", "ask_livelihood", "vocational_training"),
        ("شغل وتطوير ذات", "ask_livelihood", "income_generation"),
    ],
)
def test_a_course_is_the_one_that_was_named(text: str, intent: str, kind: str) -> None:
    said, _ = run(ActionServices(), tracker(text, intent, slots={"place_asked": True}))
    assert said[0] in (TYPES[kind].what, RESPONSES.get(intent))
    assert asked_about(text, intent) == kind


def asked_about(text: str, intent: str) -> str:
    return question(tracker(text, intent), intent)[0].types[0]


def told_of(slots: Event, *before: str, text: str = "اكو مجاميع دعم", metadata: Event | None = None) -> str:
    """Return what somebody is told of support groups in Baghdad, which are for women in the examples."""
    state = tracker(text, "ask_groups", slots={"governorate": "بغداد", **slots})
    state.latest_message["metadata"] |= metadata or {}
    state.events = [*({"event": "user", "text": one} for one in before), *state.events]
    return " ".join(run(ActionServices(), state)[0])


@pytest.mark.parametrize(
    "said",
    [
        {"slots": {"address": "m"}},
        {"slots": {}, "metadata": {"address": "m"}},
        {"slots": {}, "before": "اني عاطل ومخنوگ"},
        {"slots": {}, "before": "مرتي تعبانة وياي"},
        {"slots": {}, "text": "اني عاطل واريد مجاميع دعم"},
    ],
)
def test_a_man_is_not_sent_where_only_women_may_enter(said: Event) -> None:
    before = [said.pop("before")] if "before" in said else []
    assert "للنساء بس" not in told_of(said.pop("slots"), *before, **said)


@pytest.mark.parametrize(
    ("slots", "before"),
    [
        ({}, "هلو"),
        ({"address": "f"}, "اني تعبان"),
        ({}, "اني تعبانة"),
        ({}, "اني تعبان"),
        ({}, "زوجي تعبان واني ضايج"),
    ],
)
def test_where_it_is_not_known_a_place_for_women_is_told_as_one(slots: Event, before: str) -> None:
    assert "للنساء بس" in told_of(slots, before)


def test_a_man_who_asks_for_a_woman_is_told_of_places_for_her() -> None:
    assert "للنساء بس" in told_of({"address": "m"}, text="اكو مجاميع دعم لامي")


def real(last_verified: date) -> Entry:
    return Entry(
        "real", "art", "نينوى", "الموصل", False, "قاعة الفن", ("anyone",), "بلاش", "الصبح", "يم السوگ",
        False, True, last_verified, False,
    )  # fmt: skip


def how_sure(text: str, slots: Event, about: bool = True) -> list[str]:
    state = tracker(text, "ask_if_real", slots=slots)
    return run(ActionHowSure(), after_the_answer(state) if about else state)[0]


ART = {"service_topic": "ask_activities", "service_type": "art", "governorate": "نينوى"}


def test_an_example_is_said_to_be_one() -> None:
    assert how_sure("هاي عناوين صدگ؟", ART) == [content.text("directory.sure.example"), "utter_ask_team"]


@pytest.mark.parametrize(
    ("day", "text_id"), [(date(2026, 11, 1), "directory.sure.real"), (date(2026, 3, 1), "directory.sure.old")]
)
def test_of_a_real_place_it_is_said_when_somebody_made_sure(
    monkeypatch: pytest.MonkeyPatch, day: date, text_id: str
) -> None:
    shipped = directory.all_services()
    alone = directory.Directory(shipped.types, shipped.places, shipped.groups, (real(day),))
    monkeypatch.setattr(directory, "all_services", lambda: alone)
    monkeypatch.setattr(how_sure_action.clock, "now", lambda: datetime(2026, 11, 20, tzinfo=UTC))
    assert how_sure("متأكدين من العنوان", ART)[0] == content.text(text_id, day=f"{day:%Y/%m/%d}")


def test_where_no_place_was_told_nothing_is_said_to_be_sure() -> None:
    assert how_sure("هاي عناوين صدگ؟", {}, about=False)[0] == content.text("directory.sure.general")


@pytest.mark.parametrize(("days", "text_id"), [(3, "number"), (200, "number_old")])
def test_of_the_emergency_number_it_is_said_when_it_was_verified(
    monkeypatch: pytest.MonkeyPatch, days: int, text_id: str
) -> None:
    line = content.emergency_hotline(None)
    assert line.last_verified is not None
    then = datetime(*line.last_verified.timetuple()[:3], tzinfo=UTC) + timedelta(days=days)
    monkeypatch.setattr(how_sure_action.clock, "now", lambda: then)
    said = how_sure("هذا الرقم شغال؟", ART)[0]
    expected = {"emergency": line.number, "day": f"{line.last_verified:%Y/%m/%d}"}
    assert said == content.text(f"directory.sure.{text_id}", **expected)
