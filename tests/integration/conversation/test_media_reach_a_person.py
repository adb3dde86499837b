"""What a contact sends that is not words is brought to whoever takes their case, and to nobody else."""

from urllib.parse import urlsplit

import pytest

from helpline.contacts.inbox import Inbox
from helpline.contacts.media import LENT_FOR, Medium, Stage, address
from helpline.infra import crypto, twilio_rest
from helpline.infra.twilio_rest import NotSent, TwilioError
from helpline.outbox import Outbox, Refused
from processes.tasks import TASKS
from tests.integration.world import AHMED, CONTACT, RED, ZAINAB, World, text
from whatsapp.media import MOST_ATTEMPTS, MOST_BYTES, RETRY_AFTER
from whatsapp.reconcile import reconcile

VOICE = b"OggS" + bytes(range(256)) * 4
URL = "https://api.twilio.test/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"
AT_TWILIO = "https://api.twilio.com" + urlsplit(URL).path


@pytest.fixture(autouse=True)
def voice_note(world: World) -> None:
    world.media.holds[AT_TWILIO] = ("audio/ogg", VOICE)


def sends(world: World, caption: str = "", kind: str = "audio/ogg") -> list[str]:
    return world.says(caption, NumMedia="1", MediaUrl0=URL, MediaContentType0=kind)


def medium(world: World) -> Medium:
    (one,) = world.find(Medium)
    return one


def forwarded(world: World, to: str) -> list[Outbox]:
    return [row for row in world.twilio.sent if row.to == to and "media" in row.payload]


def opened(world: World, row: Outbox) -> bytes:
    """Fetch a forwarded medium as Twilio does: from its address, without a signature."""
    from tests.integration.conftest import web

    answer = web().test_client().get(urlsplit(address(row.payload["media"])).path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    return answer.data


def test_whoever_takes_the_case_gets_the_voice_note_itself(world: World) -> None:
    sends(world)
    told = world.acknowledges()

    assert "« [رسالة صوتية] »" in told[0]
    (row,) = forwarded(world, ZAINAB)
    assert opened(world, row) == VOICE


def test_a_voice_note_in_the_middle_of_a_conversation_with_a_person_reaches_them(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    sends(world, "اسمعي هاي")

    assert "اسمعي هاي\n[رسالة صوتية" in "\n".join(world.twilio.texts(ZAINAB))
    assert [opened(world, row) for row in forwarded(world, ZAINAB)] == [VOICE]


def test_a_voice_note_that_comes_late_from_twilio_follows_the_acknowledgement(world: World) -> None:
    world.media.fail = NotSent("ConnectError")
    sends(world)
    told = world.acknowledges()
    assert text("alert.medium.waiting", medium="رسالة صوتية") in told[0]
    assert forwarded(world, ZAINAB) == []

    world.media.fail = None
    world.passes(5)
    assert [opened(world, row) for row in forwarded(world, ZAINAB)] == [VOICE]


def test_another_who_takes_over_gets_it_too(world: World) -> None:
    sends(world)
    world.acknowledges()
    world.taps(ZAINAB, f"pass:{world.alert('zainab').token}")
    world.passes(600)
    world.acknowledges(AHMED, "ahmed")

    assert [opened(world, row) for row in forwarded(world, AHMED)] == [VOICE]


def test_twilios_copy_is_deleted_once_ours_is_kept(world: World) -> None:
    sends(world)

    assert world.media.deleted == [f"{AT_TWILIO}.json"]
    assert medium(world).removed_at is not None


def test_a_copy_that_cannot_be_deleted_now_is_deleted_later_and_fetched_once(world: World) -> None:
    def refused(_url: str) -> None:
        raise TwilioError(503, "20503")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(twilio_rest, "delete", refused)
        sends(world)
    assert medium(world).removed_at is None
    world.media.holds.clear()
    world.passes(5)

    assert medium(world).removed_at is not None
    world.acknowledges()
    assert opened(world, forwarded(world, ZAINAB)[0]) == VOICE


@pytest.mark.parametrize("held", [True, False])
def test_what_cannot_be_fetched_is_said_to_whoever_waits_for_it(world: World, held: bool) -> None:
    if held:
        world.says(RED)
        world.acknowledges()
        world.media.fail = TwilioError(410, "20410")
        sends(world)
    else:
        world.media.fail = TwilioError(404, "20404")
        sends(world)
        for seconds in RETRY_AFTER:
            world.passes(seconds + 1)

    assert medium(world).stage == Stage.LOST
    assert "medium_lost" in world.history()
    said = text("alert.whatsapp.media_lost", case=world.open_case().id, medium="رسالة صوتية")
    assert (said in world.twilio.texts(ZAINAB)) is held
    assert (text("media.lost") in world.twilio.texts(CONTACT)) is not held
    assert world.jobs.run() == 0, "nothing is tried without end"


def test_a_medium_that_is_far_too_large_is_not_taken_into_memory_again_and_again(world: World) -> None:
    world.media.holds[AT_TWILIO] = ("video/mp4", b"0" * (MOST_BYTES + 1))
    sends(world, kind="video/mp4")

    assert medium(world).stage == Stage.LOST
    assert text("media.lost") in world.twilio.texts(CONTACT)


def test_what_whatsapp_does_not_take_is_opened_by_a_link(world: World) -> None:
    sends(world, kind="audio/ogg")
    world.twilio.fail_with = lambda row: Refused("63019") if "media" in row.payload else None
    told = world.acknowledges()

    assert "هذا الرابط" in told[-1]
    link = told[-1].split()[-1]
    assert link.startswith("https://wiyak.test/whatsapp/media/")


def test_an_address_ends_after_its_time_and_cannot_be_made_up(world: World) -> None:
    from tests.integration.conftest import web

    sends(world)
    name = str(medium(world).token)
    path = urlsplit(address(name)).path
    client = web().test_client()
    assert client.get(path).status_code == 200

    for wrong in (name, crypto.seal("other", name), path.rpartition("/")[2][:-6] + "AAAA=="):
        assert client.get(f"/whatsapp/media/{wrong}").status_code == 404
    assert LENT_FOR <= 3600
    assert crypto.unseal("media", path.rpartition("/")[2], at_most=-1) is None


def test_a_file_that_a_browser_might_run_is_only_offered_for_saving(world: World) -> None:
    from tests.integration.conftest import web

    world.media.holds[AT_TWILIO] = ("text/html", b"<script>alert(1)</script>")
    sends(world, kind="text/html")
    answer = web().test_client().get(urlsplit(address(str(medium(world).token))).path)

    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_the_accounts_password_is_sent_to_twilio_alone(world: World) -> None:
    asked: list[str] = []
    download = world.media.download

    def noted(url: str, *, at_most: int) -> tuple[str, bytes]:
        asked.append(url)
        return download(url, at_most=at_most)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(twilio_rest, "download", noted)
        world.says("", NumMedia="1", MediaUrl0="https://evil.test/x", MediaContentType0="audio/ogg")

    assert asked == ["https://api.twilio.com/x"]


def test_a_voice_note_found_in_twilios_list_is_brought_here_by_its_place(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from email.utils import format_datetime

    root = "/2010-04-01/Accounts/AC1/Messages"
    listed = {
        "sid": "MM9",
        "body": "",
        "from": f"whatsapp:{CONTACT}",
        "direction": "inbound",
        "num_media": "1",
        "uri": f"{root}/MM9.json",
        "date_created": format_datetime(world.time.now()),
    }

    def get(url: str, params: object = None) -> dict[str, object]:
        if url.endswith("/Messages/MM9/Media.json"):
            return {"media_list": [{"uri": f"{root}/MM9/Media/ME9.json", "content_type": "image/jpeg"}]}
        return {"messages": [listed], "next_page_uri": None}

    monkeypatch.setattr(twilio_rest, "get", get)
    world.media.holds[f"https://api.twilio.com{root}/MM9/Media/ME9"] = ("image/jpeg", b"JPEG")
    assert reconcile() == 1
    world.jobs.run()

    assert [row.content for row in world.find(Inbox)] == ["media"]
    assert (medium(world).stage, medium(world).kind) == (Stage.KEPT, "image")
    world.acknowledges()
    assert opened(world, forwarded(world, ZAINAB)[0]) == b"JPEG"


def test_a_second_run_of_the_same_job_forwards_nothing_twice(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    sends(world)
    TASKS["whatsapp.fetch_media"](medium_id=medium(world).id)
    world.jobs.run()

    assert len(forwarded(world, ZAINAB)) == 1


def test_a_job_that_died_is_woken_and_a_fault_of_ours_does_not_try_for_ever(world: World) -> None:
    world.writes("", NumMedia="1", MediaUrl0=URL, MediaContentType0="audio/ogg")
    world.jobs.lose()
    world.time.forward(30)
    assert "media_unfetched" in [finding.key for finding in world.watchdog()]
    world.media.fail = KeyError("a fault of ours")
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(KeyError):
            TASKS["whatsapp.fetch_media"](medium_id=medium(world).id)
    world.media.fail = None
    TASKS["whatsapp.fetch_media"](medium_id=medium(world).id)

    assert medium(world).stage == Stage.LOST
    assert "media_unfetched" not in [finding.key for finding in world.watchdog()]


def test_a_copy_that_stays_at_twilio_is_cried_about(world: World) -> None:
    def refused(_url: str) -> None:
        raise TwilioError(503, "20503")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(twilio_rest, "delete", refused)
        sends(world)
        for seconds in RETRY_AFTER:
            world.passes(seconds + 1)
    world.time.forward(7200)

    assert "media_not_removed" in [finding.key for finding in world.watchdog()]
