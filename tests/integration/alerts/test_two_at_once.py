"""One counsellor's key and another's button at the same moment: one has the case, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from werkzeug.test import TestResponse

from helpline import content
from helpline.alerts import AlertState
from helpline.cases import State
from helpline.infra.settings import settings
from tests.integration.conftest import SignedClient, web
from tests.integration.world import CONTACT, RED, ZAINAB, World, text

ROUNDS = 4
NAMES = {"zainab": "زينب", "ahmed": "أحمد"}


def at_once(*requests: tuple[str, dict[str, str]]) -> list[TestResponse]:
    """Post to several paths at the same moment, as Twilio's servers do."""
    barrier = Barrier(len(requests))

    def post(request: tuple[str, dict[str, str]]) -> Any:
        client = SignedClient(web().test_client(), "test-token", settings().public_url)
        barrier.wait(10)
        return client.post_signed(*request)

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(post, requests))


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_key_and_a_button_at_once(world: World, round_: int) -> None:
    world.says("سلام", ZAINAB)
    world.says(RED)
    world.passes(90)
    by_key = next(one for one in world.all_alerts() if (one.counsellor, one.transport) == ("ahmed", "voice"))
    button = {
        "MessageSid": f"SM{round_:032d}",
        "From": f"whatsapp:{ZAINAB}",
        "Body": "استلمها",
        "NumMedia": "0",
        "ButtonPayload": f"ack:{world.alert('zainab').token}",
    }
    key = {"CallSid": "CA1", "CallStatus": "in-progress", "Digits": "1"}

    answers = at_once((f"/ivr/alert/{by_key.token}/key", key), ("/whatsapp/inbound", button))
    world.jobs.run()

    assert [answer.status_code for answer in answers] == [200, 200]
    case = world.open_case()
    assert case.state == State.ACKNOWLEDGED
    assert world.history().count("acknowledged") == 1
    states = [one.state for one in world.all_alerts()]
    assert states.count(AlertState.ACKNOWLEDGED) == 1
    assert AlertState.SENT not in states
    written = world.twilio.texts(ZAINAB)
    spoken_taken = content.text("alert.voice.taken", spoken=True)
    if case.acknowledged_by == "ahmed":
        assert spoken_taken not in answers[0].text
        assert text("alert.whatsapp.taken") in written
        assert not any(RED in words for words in written)
    else:
        assert spoken_taken in answers[0].text
        assert any(RED in words for words in written)
    told = world.twilio.texts(CONTACT)
    assert {name: told.count(text("danger.accepted", name=name)) for name in NAMES.values()} == {
        name: int(who == case.acknowledged_by) for who, name in NAMES.items()
    }
