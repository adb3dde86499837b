"""The stream of events to open pages: what came, what was missed, whose it is, and how many there may be."""

import json
from collections.abc import Iterator
from queue import Queue

import pytest
import redis as redis_package
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from console import live
from console.live_hub import KEPT, Hub
from helpline.infra.live import Event
from tests.conftest import wait_until
from tests.integration.console.conftest import Console
from tests.integration.world import OTHER, RED, World


class Radio:
    """In the place of Redis: says what a test wants."""

    def __init__(self) -> None:
        self.says: Queue[Event | Exception | None] = Queue()
        self.hub = Hub(self._hear)
        self.hub.start()

    def _hear(self) -> Iterator[Event | None]:
        while True:
            one = self.says.get()
            if isinstance(one, Exception):
                raise one
            yield one

    def publishes(self, *cases: int) -> None:
        """Publish changes, and wait until the hub has heard them."""
        wanted = self.hub.last + len(cases)
        for case in cases:
            self.says.put(Event("opened", case))
        wait_until(lambda: self.hub.last == wanted)


@pytest.fixture
def radio(monkeypatch: pytest.MonkeyPatch) -> Radio:
    """A hub that hears what a test says."""
    radio = Radio()
    radio.says.put(None)
    wait_until(lambda: radio.hub.hearing)
    monkeypatch.setattr(live, "hub", radio.hub)
    monkeypatch.setattr(live, "BEAT", 0.2)
    return radio


def opens(client: FlaskClient, last: str = "") -> TestResponse:
    """Open the stream."""
    answer = client.get("/live", headers={"Last-Event-ID": last} if last else {}, buffered=False)
    assert answer.status_code == 200
    assert answer.mimetype == "text/event-stream"
    return answer


def take(answer: TestResponse, name: str) -> tuple[str, object]:
    """Return id and data of the next event of a name."""
    for chunk in answer.response:
        fields = dict(line.split(": ", 1) for line in chunk.decode().strip().split("\n"))
        if fields["event"] == name:
            return fields["id"], json.loads(fields["data"])
    raise AssertionError(f"no {name} any more")


def test_a_change_reaches_an_open_page_by_ids_alone(console: Console, radio: Radio) -> None:
    answer = opens(console.as_("counsellor").client)
    assert take(answer, "beat")[1] is True
    radio.publishes(12)
    assert take(answer, "case")[1] == {"kind": "opened", "case": 12}
    answer.close()


def test_a_page_that_was_cut_off_is_told_what_it_missed(console: Console, radio: Radio) -> None:
    client = console.as_("counsellor").client
    radio.publishes(1)
    answer = opens(client)
    last, _ = take(answer, "beat")
    answer.close()
    radio.publishes(2, 3)
    answer = opens(client, last)
    assert [take(answer, "case")[1], take(answer, "case")[1]] == [
        {"kind": "opened", "case": 2},
        {"kind": "opened", "case": 3},
    ]
    answer.close()


@pytest.mark.parametrize("last", ["0000-1", "nonsense", "{name}-999", "{name}-x"])
def test_a_page_with_a_number_that_nobody_knows_looks_anew(console: Console, radio: Radio, last: str) -> None:
    answer = opens(console.as_("counsellor").client, last.format(name=radio.hub.name))
    take(answer, "missed")
    answer.close()


def test_after_too_much_or_an_outage_a_page_looks_anew(radio: Radio) -> None:
    before = radio.hub.last
    radio.publishes(*range(KEPT + 1))
    assert radio.hub.after(before, 0) is None
    assert radio.hub.after(radio.hub.last, 0) == []
    known = radio.hub.last
    radio.says.put(redis_package.ConnectionError())
    wait_until(lambda: not radio.hub.hearing)
    assert radio.hub.after(known, 0) == []
    radio.says.put(None)
    wait_until(lambda: radio.hub.hearing)
    assert radio.hub.after(known, 0) is None


def test_a_stream_ends_with_its_session(console: Console, radio: Radio) -> None:
    browser, other = console.as_("counsellor"), console.as_("counsellor")
    answer = opens(browser.client)
    take(answer, "beat")
    other.get("/me")
    other.post("/me/sessions/end")
    names = [chunk.decode().split("event: ")[1].split("\n")[0] for chunk in answer.response]
    assert set(names) <= {"beat"}


def test_streams_never_take_the_last_threads(
    console: Console, radio: Radio, monkeypatch: pytest.MonkeyPatch
) -> None:
    from helpline.infra.settings import settings

    monkeypatch.setattr(settings(), "console_threads", 4)
    browser = console.as_("counsellor")
    answers = [opens(browser.client) for _ in range(3)]
    refused = browser.client.get("/live")
    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    # Pages are served all the same; and who leaves makes room, even before a line was read.
    assert browser.get("/queue").status_code == 200
    answers.pop().close()
    answers.append(opens(browser.client))
    for answer in answers:
        answer.close()
    assert radio.hub.take_place(1)


def test_a_real_change_comes_over_a_real_redis(
    console: Console, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = Hub()
    monkeypatch.setattr(live, "hub", hub)
    hub.start()
    wait_until(lambda: hub.hearing)
    answer = opens(console.as_("counsellor").client)
    take(answer, "beat")
    world.says(RED, OTHER)
    assert take(answer, "case")[1] == {"kind": "opened", "case": world.open_case(OTHER).id}
    answer.close()
