"""A topic's picture goes before its words, to whoever may see it, and never holds the words back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from helpline import cases
from helpline.contacts import Contact
from helpline.contacts.inbox import Channel
from helpline.content.cards import store
from helpline.content.topics import all_topics
from helpline.conversation.jobs import PICTURE_AHEAD
from helpline.infra import clock, twilio_rest
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.infra.twilio_rest import NotSent, TwilioError, Unknown
from helpline.outbox import Refused
from helpline.outbox.reply import Button, Reply
from helpline.triage import Assessment, Level
from processes import tasks
from tests.integration.world import CONTACT, RED, SAD, THANKS, World, text
from whatsapp.sender import WhatsAppSender

SHOWN = Reply("النوم مثل البزونة.", (Button("/next_part", "شنو يفيد"),), "topic:sleep")


@pytest.fixture
def folder(environment: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with the cards of this test, in place of the running copy's."""
    environment.setenv("HELPLINE_DATA_DIR", str(tmp_path))
    settings.cache_clear()
    made = tmp_path / "cards"
    made.mkdir()
    for name in all_topics():
        (made / str(store.file_name(f"topic:{name}"))).write_bytes(b"\x89PNG of " + name.encode())
    return made


@pytest.fixture
def posted(world: World, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The forms that Twilio gets, with the real sender in its place."""
    forms: list[dict[str, Any]] = []

    def post(url: str, *, form: Any = None, body: Any = None) -> dict[str, Any]:
        if form is not None:
            forms.append(form)
        return {"sid": f"MM{len(forms):032d}"}

    world.says(THANKS)
    world.rasa.says = [SHOWN]
    monkeypatch.setattr(twilio_rest, "post", post)
    monkeypatch.setattr(twilio_rest, "get", lambda url, params=None: {"messages": []})
    monkeypatch.setattr(
        tasks, "SENDERS", {"whatsapp": WhatsAppSender()} | dict.fromkeys(("call", "sms"), world.twilio)
    )
    return forms


def say(world: World, words: str = SAD) -> None:
    world.writes(words)
    world.jobs.run()
    world.passes(PICTURE_AHEAD.total_seconds() + 1)


def disguise(on: bool) -> None:
    with transaction() as session:
        session.execute(update(Contact).values(disguised_at=clock.now() if on else None))


def test_the_picture_goes_first_at_an_address_that_anybody_can_open(
    world: World, posted: list[dict[str, Any]], client: Any
) -> None:
    say(world)
    picture, words = posted
    assert (picture["To"], "Body" in picture) == (f"whatsapp:{CONTACT}", False)
    assert "ContentSid" in words and "MediaUrl" not in words
    base, _, path = picture["MediaUrl"].partition("/cards/")
    assert base == "https://wiyak.test"

    answer = client._client.get(f"/cards/{path}")
    assert (answer.status_code, answer.content_type, answer.data) == (200, "image/png", b"\x89PNG of sleep")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("status", ["sent", "delivered", "failed", "undelivered"])
def test_the_words_follow_as_soon_as_it_is_known_what_became_of_the_picture(
    world: World, posted: list[dict[str, Any]], status: str
) -> None:
    world.writes(SAD)
    world.jobs.run()
    (picture,) = posted
    assert "MediaUrl" in picture

    path = picture["StatusCallback"].removeprefix("https://wiyak.test")
    world.client.post_signed(path, {"MessageSid": "MM1", "MessageStatus": "queued"})
    world.jobs.run()
    assert len(posted) == 1
    world.client.post_signed(path, {"MessageSid": "MM1", "MessageStatus": status, "ErrorCode": "63019"})
    world.jobs.run()
    assert "ContentSid" in posted[1]
    world.client.post_signed(path, {"MessageSid": "MM1", "MessageStatus": "delivered"})
    world.passes(60)
    assert len(posted) == 2


def test_without_a_word_about_the_picture_the_words_wait_a_few_seconds(
    world: World, posted: list[dict[str, Any]]
) -> None:
    world.writes(SAD)
    world.jobs.run()
    world.passes(PICTURE_AHEAD.total_seconds() - 1)
    assert len(posted) == 1
    world.passes(2)
    assert len(posted) == 2


def test_danger_does_not_wait_behind_a_picture(world: World, posted: list[dict[str, Any]]) -> None:
    world.writes(SAD)
    world.jobs.run()
    world.writes(RED)
    world.jobs.run()
    assert "MediaUrl" in posted[0]
    assert [form["Body"] for form in posted if "Body" in form] == [text("danger.calling")]


@pytest.mark.parametrize(
    "path",
    ["sleep.png", "sleep-0000000000000000.png", "../keys.json", "%2e%2e%2fkeys.png", "..%5ckeys.png", ""],
)
def test_nothing_but_cards_is_served(client: Any, folder: Path, path: str) -> None:
    (folder.parent / "keys.png").write_bytes(b"secret")
    assert client._client.get(f"/cards/{path}").status_code == 404


@pytest.mark.parametrize(
    "error",
    [NotSent("ConnectError"), Unknown("ReadTimeout"), TwilioError(429, "20429"), TwilioError(400, "21620")],
)
def test_a_picture_that_cannot_be_sent_is_left_and_the_words_go_at_once(
    world: World, posted: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    real: Callable[..., Any] = twilio_rest.post

    def post(url: str, *, form: Any = None, body: Any = None) -> Any:
        if form and "MediaUrl" in form:
            raise error
        return real(url, form=form, body=body)

    monkeypatch.setattr(twilio_rest, "post", post)
    world.writes(SAD)
    world.jobs.run()
    assert len(posted) == 1 and "ContentSid" in posted[0]
    assert [row.state for row in world.outbox()][-2:] == ["failed", "sent"]
    assert world.case() is None
    world.passes(600)
    assert len(posted) == 1


def test_a_picture_in_doubt_is_not_sent_twice(world: World, posted: list[dict[str, Any]]) -> None:
    say(world)
    row = world.outbox()[-2]
    with pytest.raises(Refused):
        WhatsAppSender().find_sent(row)


def test_a_card_that_is_not_there_leaves_the_words(
    world: World, posted: list[dict[str, Any]], folder: Path
) -> None:
    for file in folder.iterdir():
        file.unlink()
    world.writes(SAD)
    world.jobs.run()
    assert len(posted) == 1 and "ContentSid" in posted[0]


def test_no_picture_behind_a_disguised_chat(world: World, posted: list[dict[str, Any]]) -> None:
    disguise(True)
    say(world)
    assert posted and all("MediaUrl" not in form for form in posted)


def test_no_picture_in_danger(world: World, posted: list[dict[str, Any]]) -> None:
    say(world, RED)
    say(world)
    assert posted and all("MediaUrl" not in form for form in posted)
    assert all("image" not in row.payload for row in world.outbox())


@pytest.mark.parametrize("becomes", ["disguised", "in danger"])
def test_what_waited_while_that_changed_is_not_shown(
    world: World, posted: list[dict[str, Any]], becomes: str
) -> None:
    world.writes(SAD)
    # Handled, and on its way out.
    world.jobs.run(tasks.HANDLE_TASK)
    if becomes == "disguised":
        disguise(True)
    else:
        raised = Assessment(Level.RED, (), 1.0, ("rule:test",), False)
        with transaction() as session:
            contact = world.contact().id
            cases.store_assessment(
                session, contact, raised, source="triage", channel=Channel.VOICE, now=clock.now()
            )
    world.jobs.run(tasks.SEND_TASK)
    assert all("MediaUrl" not in form for form in posted)
    assert [row for row in world.outbox() if "image" in row.payload][-1].error_code == "not_shown"


def test_rows_that_were_stored_before_there_were_pictures_still_go(
    world: World, posted: list[dict[str, Any]]
) -> None:
    stored = {"text": "هلا", "buttons": []}
    assert Reply.from_json(stored) == Reply("هلا")
    assert Reply("هلا").to_json() == stored
    assert Reply.from_json(SHOWN.to_json()) == SHOWN
