"""SMS, mail and push: what each says, what becomes of it, and that none of them holds another back."""

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from helpline import content
from helpline.alerts import Alert
from helpline.cases import State
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.outbox import Kind, Outbox, Refused, Sending, Unavailable, aside, enqueue
from processes import tasks
from tests.integration.alerts.conftest import MailServer, Webhook
from tests.integration.world import CONTACT, RED, ZAINAB, World

LEVEL = content.text("alert.level.red")


def of(world: World, transport: str, counsellor: str = "zainab") -> Alert:
    return next(
        one for one in world.all_alerts() if (one.transport, one.counsellor) == (transport, counsellor)
    )


def row_of(world: World, kind: Kind) -> Outbox:
    return [row for row in world.outbox() if row.kind == kind][-1]


def test_danger_goes_out_by_everything_that_a_counsellor_has(everything: World) -> None:
    everything.says(RED)

    assert everything.alerts() == [("zainab", name) for name in ("voice", "whatsapp", "sms", "email", "push")]
    rows = [row for row in everything.outbox() if row.alert_id is not None]
    assert [row.lane for row in rows] == [None] * 5
    assert {row.state for row in rows} <= {Sending.SENT, Sending.DELIVERED}


def test_none_of_them_carries_more_than_level_and_case(
    everything: World, mail_server: MailServer, webhook: Webhook
) -> None:
    everything.says(RED)
    case = everything.open_case()
    (sms,) = [row for row in everything.twilio.sent if row.kind == Kind.SMS]
    (mail,) = mail_server.kept
    ((posted, authorization),) = webhook.posted

    assert (sms.to, sms.payload) == (
        ZAINAB,
        {"text": f"وياك: تنبيه لحالة {LEVEL}. الرد بالتلفون او الواتساب."},
    )
    assert mail_server.to == ["z@example.org"]
    assert (mail["From"], mail["Subject"]) == ("wiyak@example.org", content.text("alert.email.subject"))
    body = mail.get_content().replace("\r\n", "\n").strip()
    assert body == content.text("alert.email", level_words=LEVEL, case=case.id)
    assert authorization == "Bearer secret"
    assert posted == {
        "level": "RED",
        "case": case.id,
        "counsellor": "zainab",
        "alert": str(of(everything, "push").token),
        "at": of(everything, "push").sent_at.isoformat(),
    }
    for said in (sms.payload["text"], body, str(posted)):
        assert not any(secret in said for secret in ("زينب", "اقتل", CONTACT, CONTACT[-9:]))


def test_mail_and_push_arrive_while_twilio_is_down(
    everything: World, mail_server: MailServer, webhook: Webhook
) -> None:
    everything.twilio.fail_with = lambda row: Unavailable("ConnectError")
    everything.says(RED)

    assert (len(mail_server.kept), len(webhook.posted)) == (1, 1)
    assert everything.open_case().state == State.OPEN


def test_nothing_that_is_delivered_acknowledges(everything: World) -> None:
    everything.says(RED)
    for path, row in (
        ("alerts/sms", row_of(everything, Kind.SMS)),
        (
            "whatsapp/status",
            next(row for row in everything.outbox() if row.kind == Kind.WHATSAPP and row.alert_id),
        ),
    ):
        for status in ("sent", "delivered", "read"):
            posted = everything.client.post_signed(f"/{path}/{row.token}", {"MessageStatus": status})
            assert posted.status_code == 204

    case = everything.open_case()
    assert (case.state, case.acknowledged_by) == (State.OPEN, None)
    for name in ("whatsapp", "sms", "email", "push"):
        assert of(everything, name).delivered_at is not None
        assert of(everything, name).state == "sent"
    assert of(everything, "voice").delivered_at is None
    everything.passes(90)
    assert ("ahmed", "voice") in everything.alerts()


def test_a_call_is_delivered_when_it_is_answered(everything: World) -> None:
    everything.says(RED)
    row = row_of(everything, Kind.CALL)
    everything.client.post_signed(f"/ivr/placed/{row.token}", {"CallStatus": "in-progress", "CallSid": "CA1"})
    assert of(everything, "voice").delivered_at is None
    everything.client.post_signed(f"/ivr/placed/{row.token}", {"CallStatus": "answered", "CallSid": "CA1"})

    assert of(everything, "voice").delivered_at is not None


def test_an_sms_that_is_not_delivered_keeps_its_code(everything: World) -> None:
    everything.says(RED)
    row = row_of(everything, Kind.SMS)
    form = {"MessageStatus": "undelivered", "ErrorCode": "30003"}
    everything.client.post_signed(f"/alerts/sms/{row.token}", form)

    alert = of(everything, "sms")
    assert (alert.state, alert.outcome, alert.error_code) == ("failed", "not delivered", "30003")
    assert alert.ended_at is not None
    assert "not_delivered" in everything.history()


def test_a_status_that_twilio_did_not_sign_is_not_taken(everything: World) -> None:
    everything.says(RED)
    row = row_of(everything, Kind.SMS)
    answered = everything.client.post_unsigned(f"/alerts/sms/{row.token}", {"MessageStatus": "delivered"})

    assert answered.status_code == 403
    assert of(everything, "sms").delivered_at is None


@pytest.mark.parametrize(
    ("lacks", "transport"), [("SMS_NUMBER", "sms"), ("SMTP_URL", "email"), ("ALERT_PUSH_URL", "push")]
)
def test_a_transport_that_is_not_set_up_fails_alone_and_is_found(
    everything: World, environment: pytest.MonkeyPatch, lacks: str, transport: str
) -> None:
    environment.delenv(lacks)
    settings.cache_clear()
    everything.says(RED)

    alert = of(everything, transport)
    assert (alert.state, alert.error_code) == ("failed", "NotSetUp")
    assert {name for _, name in everything.alerts()} == {"voice", "whatsapp", "sms", "email", "push"}
    assert [one.state for one in everything.all_alerts()].count("failed") == 1
    found = {finding.key: finding.count for finding in everything.watchdog()}
    assert found["transport_not_set_up"] == 2


def test_what_cannot_be_answered_does_not_keep_the_next_person_waiting(everything: World) -> None:
    everything.twilio.fail_with = lambda row: (
        Refused("21211") if row.to == ZAINAB and row.kind != Kind.SMS else None
    )
    everything.says(RED)

    assert of(everything, "email").state == "sent"
    assert ("ahmed", "voice") in everything.alerts()


def test_a_mail_that_is_refused_is_not_tried_again(everything: World, mail_server: MailServer) -> None:
    mail_server.answer = "550 no such user"
    everything.says(RED)

    alert = of(everything, "email")
    assert (alert.state, alert.outcome, alert.error_code) == ("failed", "not delivered", "550")
    mail_server.answer = "250 OK"
    everything.passes(30)
    assert "z@example.org" not in mail_server.to


def test_a_mail_that_is_not_taken_now_is_tried_again(everything: World, mail_server: MailServer) -> None:
    mail_server.answer = "451 come back later"
    everything.says(RED)
    assert mail_server.kept == []
    mail_server.answer = "250 OK"
    everything.passes(2)

    (mail,) = mail_server.kept
    assert mail["Message-ID"] == f"<{row_of(everything, Kind.EMAIL).token}@wiyak>"
    assert of(everything, "email").delivered_at is not None


@pytest.mark.parametrize(
    ("status", "again"), [(500, True), (429, True), (401, True), (404, False), (302, False)]
)
def test_a_push_that_fails_is_tried_again_where_that_may_help(
    everything: World, webhook: Webhook, status: int, again: bool
) -> None:
    webhook.status = status
    everything.says(RED)
    assert len(webhook.posted) == 1
    webhook.status = 204
    everything.passes(2)

    assert len(webhook.posted) == (2 if again else 1)
    assert (of(everything, "push").delivered_at is not None) == again
    assert of(everything, "push").error_code == (None if again else str(status))


def test_a_case_that_has_its_person_takes_back_what_still_waits(
    everything: World, mail_server: MailServer
) -> None:
    mail_server.answer = "451 come back later"
    everything.says(RED)
    everything.taps(ZAINAB, f"ack:{of(everything, 'whatsapp').token}")
    mail_server.answer = "250 OK"
    everything.passes(30)

    assert mail_server.kept == []


@pytest.mark.parametrize("way", ["SMTP_URL", "ALERT_PUSH_URL"])
def test_a_server_that_never_answers_is_given_up_in_time(
    everything: World, environment: pytest.MonkeyPatch, hanging: socket.socket, way: str
) -> None:
    environment.setattr(aside, "LIMIT", 0.2)
    scheme = "smtp" if way == "SMTP_URL" else "http"
    environment.setenv(way, f"{scheme}://127.0.0.1:{hanging.getsockname()[1]}")
    settings.cache_clear()
    everything.says(RED)

    row = row_of(everything, Kind.EMAIL if way == "SMTP_URL" else Kind.PUSH)
    assert (row.state, row.error_code, row.attempts) == (Sending.QUEUED, "ambiguous", 1)
    assert {one.state for one in everything.all_alerts()} == {"sent"}


def test_a_mail_server_that_never_answers_keeps_no_phone_from_ringing(
    everything: World, environment: pytest.MonkeyPatch, hanging: socket.socket
) -> None:
    environment.setenv("SMTP_URL", f"smtp://127.0.0.1:{hanging.getsockname()[1]}")
    settings.cache_clear()
    with transaction() as session:
        mail = {"subject": "x", "text": "x"}
        mails = [
            enqueue(session, Kind.EMAIL, "z@example.org", mail, now=clock.now(), urgent=True).id
            for _ in range(30)
        ]
        call = enqueue(session, Kind.CALL, ZAINAB, {"alert": "x"}, now=clock.now(), urgent=True).id

    # As the urgent worker does: as many threads, and the mails came first.
    with ThreadPoolExecutor(settings().urgent_threads) as pool:
        waiting = [pool.submit(tasks.send, one) for one in mails]
        pool.submit(tasks.send, call).result(timeout=5)
        still = [one for one in waiting if not one.done()]
        hanging.close()

    assert [row.to for row in everything.twilio.sent] == [ZAINAB]
    # Those that hang were still under way when the phone rang.
    assert len(still) >= settings().urgent_threads // 4
    assert {row.state for row in everything.outbox() if row.kind == Kind.EMAIL} == {Sending.QUEUED}
