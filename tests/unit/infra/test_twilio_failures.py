"""Twilio's answers, sorted into what a sender must know; seen through a transport without sockets."""

from collections.abc import Callable
from functools import cache

import httpx
import pytest

from helpline.infra import twilio_rest
from helpline.infra.twilio_rest import NotSent, TwilioError, Unknown
from helpline.outbox import Ambiguous, Refused, Unavailable
from helpline.outbox.twilio import attempt

Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
def twilio(environment: pytest.MonkeyPatch) -> Callable[[Answer], None]:
    def answer(how: Answer) -> None:
        client = httpx.Client(transport=httpx.MockTransport(how))
        environment.setattr(twilio_rest, "_client", cache(lambda: client))

    return answer


def raising(error: Exception) -> Answer:
    def how(request: httpx.Request) -> httpx.Response:
        raise error

    return how


@pytest.mark.parametrize(
    ("how", "becomes", "then"),
    [
        (raising(httpx.ConnectError("x")), NotSent, Unavailable),
        (raising(httpx.ConnectTimeout("x")), NotSent, Unavailable),
        (raising(httpx.PoolTimeout("x")), NotSent, Unavailable),
        (raising(httpx.ReadTimeout("x")), Unknown, Ambiguous),
        (raising(httpx.WriteError("x")), Unknown, Ambiguous),
        (raising(httpx.RemoteProtocolError("x")), Unknown, Ambiguous),
        (lambda _: httpx.Response(429, json={"code": 20429}), TwilioError, Unavailable),
        (lambda _: httpx.Response(401, json={"code": 20003}), TwilioError, Unavailable),
        (lambda _: httpx.Response(403, json={"code": 20403}), TwilioError, Unavailable),
        (lambda _: httpx.Response(500, text="<html>"), TwilioError, Ambiguous),
        (lambda _: httpx.Response(503, json={}), TwilioError, Ambiguous),
        (lambda _: httpx.Response(400, json={"code": 63016}), TwilioError, Refused),
    ],
)
def test_each_failure_becomes_what_the_outbox_does_next(
    twilio: Callable[[Answer], None], how: Answer, becomes: type[Exception], then: type[Exception]
) -> None:
    twilio(how)
    with pytest.raises(becomes):
        twilio_rest.post("https://api.twilio.com/x", form={"Body": "سر"})
    with pytest.raises(then) as raised:
        attempt(lambda: str(twilio_rest.post("https://api.twilio.com/x", form={"Body": "سر"})["sid"]))
    assert "سر" not in str(raised.value)


def test_twilios_own_code_is_kept(twilio: Callable[[Answer], None]) -> None:
    twilio(lambda _: httpx.Response(400, json={"code": 63016, "message": "outside of the window"}))
    with pytest.raises(Refused) as raised:
        attempt(lambda: str(twilio_rest.post("https://api.twilio.com/x")))

    assert raised.value.code == "63016"


def test_a_request_goes_to_the_account_of_the_settings(environment: pytest.MonkeyPatch) -> None:
    account = "AC" + "0" * 32

    assert twilio_rest.account_url("Messages.json") == (
        f"https://api.twilio.com/2010-04-01/Accounts/{account}/Messages.json"
    )
    environment.setenv("TWILIO_API_URL", "http://127.0.0.1:1")
    from helpline.infra.settings import settings

    settings.cache_clear()
    assert twilio_rest.content_url("Content") == "http://127.0.0.1:1/v1/Content"
