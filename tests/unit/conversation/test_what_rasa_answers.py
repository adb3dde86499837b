"""What Rasa answers is read or is silence; what it hears is no command."""

from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.conversation import rasa
from helpline.conversation.rasa import RasaSilent, neutral
from helpline.outbox.reply import Button, Reply


@given(st.text(alphabet="/\\ \n\tab،", max_size=12))
def test_no_text_reaches_rasa_as_a_command(text: str) -> None:
    assert not neutral(text).lstrip().startswith("/")


@given(st.text().filter(lambda text: not text.lstrip().startswith("/")))
def test_any_other_text_reaches_it_as_it_is(text: str) -> None:
    assert neutral(text) == text


@pytest.mark.parametrize("text", ["/", "//", " / / ", "/\\"])
def test_slashes_alone_are_something_said(text: str) -> None:
    assert neutral(text) == rasa.NOTHING_SAID


def asked(monkeypatch: pytest.MonkeyPatch, how: Any) -> rasa.Answer:
    import uuid

    client = httpx.Client(transport=httpx.MockTransport(how), base_url="http://rasa")
    monkeypatch.setattr(rasa, "_client", lambda: client)
    return rasa.ask(uuid.uuid4(), "هلا", {}, 1.0)


def test_texts_buttons_and_requests_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    body = [
        {"text": "هلا", "buttons": [{"title": "تمرين", "payload": "/breathing"}]},
        {"custom": {"helpline": "screen"}},
        {"custom": {"other": 1}, "image": "x"},
    ]
    answer = asked(monkeypatch, lambda _: httpx.Response(200, json=body))

    assert answer.replies == (Reply("هلا", (Button("/breathing", "تمرين"),)),)
    assert answer.requests == ({"helpline": "screen"},)


def test_a_picture_belongs_to_the_words_after_it_and_is_nothing_without_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = [
        {"text": "اول"},
        {"image": "topic:sleep"},
        {"text": "ثاني"},
        {"text": "ثالث"},
        {"image": "topic:men"},
    ]
    answer = asked(monkeypatch, lambda _: httpx.Response(200, json=body))
    assert answer.replies == (Reply("اول"), Reply("ثاني", image="topic:sleep"), Reply("ثالث"))
    with pytest.raises(RasaSilent):
        asked(monkeypatch, lambda _: httpx.Response(200, json=[{"image": "topic:sleep"}]))


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        None,
        "x",
        1,
        ["x"],
        [None],
        [{"text": ""}],
        [{"text": "x", "buttons": [{"title": "y"}]}],
        [{"text": "x", "buttons": 3}],
    ],
)
def test_whatever_is_no_answer_is_silence(monkeypatch: pytest.MonkeyPatch, body: Any) -> None:
    with pytest.raises(RasaSilent):
        asked(monkeypatch, lambda _: httpx.Response(200, json=body))


def raising(error: Exception) -> Any:
    def how(request: httpx.Request) -> httpx.Response:
        raise error

    return how


@pytest.mark.parametrize(
    "how",
    [
        lambda _: httpx.Response(500),
        lambda _: httpx.Response(200, text="<html>"),
        raising(httpx.ReadTimeout("x")),
        raising(httpx.ConnectError("x")),
    ],
)
def test_an_error_a_timeout_and_a_page_are_silence(monkeypatch: pytest.MonkeyPatch, how: Any) -> None:
    with pytest.raises(RasaSilent):
        asked(monkeypatch, how)
