"""Voice notes, pictures, stickers, places and nothing at all."""

import pytest

from helpline.contacts.inbox import Content, Inbox
from helpline.triage import Level
from tests.integration.world import CONTACT, RED, THANKS, WISH, World, text

PICTURE = {"NumMedia": "1", "MediaUrl0": "https://api.twilio.test/ME1", "MediaContentType0": "image/jpeg"}
STICKER = {**PICTURE, "MediaContentType0": "image/webp"}


def test_a_voice_note_is_asked_about_danger_and_a_person_hears_it_within_a_quarter_of_an_hour(
    world: World,
) -> None:
    assert world.sends_voice_note() == [text("media.danger_question")]
    case = world.open_case()
    assert (case.level, case.reason) == (Level.AMBER, "media")

    for _ in range(3):
        world.passes(300)
    rung = [name for name, by in world.alerts() if by == "voice"]
    assert rung == ["zainab", "ahmed", "huda"]


@pytest.mark.parametrize("answer", ["اي", "danger_yes", "1"])
def test_yes_after_a_voice_note_is_danger(world: World, answer: str) -> None:
    world.sends_voice_note()
    form = {"ButtonPayload": answer} if answer == "danger_yes" else {}
    replies = world.says("اي، اكو خطر" if form else answer, **form)

    assert replies == [text("danger.calling")]
    assert world.open_case().level == Level.RED
    assert ("zainab", "voice") in world.alerts()


@pytest.mark.parametrize("answer", ["لا", "2", "لا، ماكو خطر"])
def test_no_after_a_voice_note_leaves_it_to_the_person(world: World, answer: str) -> None:
    world.sends_voice_note()

    assert world.says(answer) == [text("media.safe")]
    assert world.open_case().level == Level.AMBER


def test_a_no_with_a_wish_to_die_in_it_is_no_no(world: World) -> None:
    world.sends_voice_note()
    world.writes("لا")
    world.writes(WISH)
    world.jobs.run()

    assert text("media.safe") not in world.twilio.texts(CONTACT)


def test_the_button_for_danger_is_danger_however_old_its_message_is(world: World) -> None:
    world.sends_voice_note()
    world.says("لا")
    world.says(THANKS)
    world.time.forward(7200)
    replies = world.says("اي، اكو خطر", ButtonPayload="danger_yes")

    assert world.open_case().level == Level.RED
    assert replies[-1] == text("danger.calling")


def test_other_words_after_a_voice_note_are_talked_about(world: World) -> None:
    world.sends_voice_note()

    assert "هلا" in world.says("بس هيج اسولف")


def test_a_picture_with_words_is_looked_at_by_a_person_too(world: World) -> None:
    replies = world.says("شوفوا هاي", **PICTURE)

    assert replies == [text("media.danger_question")]
    assert world.open_case().reason == "media"


def test_a_picture_among_other_messages_is_not_lost(world: World) -> None:
    world.writes("", **PICTURE)
    world.writes("شوفوها")
    world.jobs.run()

    assert world.open_case().reason == "media"


def test_a_picture_with_a_wish_to_die_is_asked_about_now(world: World) -> None:
    replies = world.says(WISH, **PICTURE)

    assert replies == [text("asq.acuity_first"), text("asq.5")]
    assert world.open_case().reason == "media"


def test_a_picture_with_words_of_danger_is_danger(world: World) -> None:
    assert world.says(RED, **PICTURE) == [text("danger.calling")]


def test_a_voice_note_as_an_answer_is_asked_for_once_more_and_then_counts_as_yes(world: World) -> None:
    world.says(WISH)
    world.sends_voice_note()
    assert world.open_case().level == Level.AMBER
    world.sends_voice_note()

    assert world.open_case().level == Level.RED


@pytest.mark.parametrize(
    ("form", "kind", "text_id"),
    [
        ({"Latitude": "33.3", "Longitude": "44.4"}, Content.LOCATION, "media.location"),
        (STICKER, Content.STICKER, "media.sticker"),
        ({}, Content.EMPTY, "media.empty"),
    ],
)
def test_places_stickers_and_nothing_are_answered_and_open_no_case(
    world: World, form: dict[str, str], kind: Content, text_id: str
) -> None:
    assert world.says("", **form) == [text(text_id)]
    assert [row.content for row in world.find(Inbox)] == [kind]
    assert world.case() is None


def test_spaces_alone_are_nothing(world: World) -> None:
    assert world.says("  \n ") == [text("media.empty")]
    assert world.rasa.heard == []


def test_where_a_person_is_reaches_the_counsellor_who_holds_their_case(world: World) -> None:
    world.says("انسان")
    world.acknowledges()
    world.says("", Latitude="33.3", Longitude="44.4", Label="البيت")

    assert "[موقع: 33.3, 44.4، البيت]" in world.twilio.texts("+9647700000101")[-1]


def test_a_voice_note_to_a_counsellor_is_announced_to_them(world: World) -> None:
    world.says("انسان")
    world.acknowledges()

    assert world.sends_voice_note() == []
    written = "\n".join(world.twilio.texts("+9647700000101"))
    assert "[رسالة صوتية" in written
