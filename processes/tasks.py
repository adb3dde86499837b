"""All tasks of the workers, and what they send with: the one place where rooms meet."""

from collections.abc import Callable, Mapping

import procrastinate

from helpline.alerts import on_failure, referrals
from helpline.alerts.drill import daily
from helpline.alerts.handover import follow_up, private
from helpline.alerts.jobs import case_timer, tell_raised
from helpline.alerts.roster import confirm
from helpline.alerts.senders.email import EmailSender
from helpline.alerts.senders.push import PushSender
from helpline.alerts.senders.sms import SmsSender
from helpline.cases.transitions import RAISED_TASK, TIMER_TASK
from helpline.contacts.media import FETCH_TASK
from helpline.conversation.jobs import acuity_silence, handle_message
from helpline.conversation.receive import HANDLE_TASK
from helpline.conversation.silence import SILENCE_TASK
from helpline.infra import jobs
from helpline.infra.database import transaction
from helpline.infra.logs import log
from helpline.outbox import Kind, Sender, drain
from helpline.outbox.row import SEND_TASK
from ivr import call_back
from ivr.call_back import CALL_BACK_TASK
from ivr.reconcile import reconcile as reconcile_calls
from ivr.sender import CallSender, CallUpdateSender
from whatsapp.media import fetch_media
from whatsapp.reconcile import reconcile as reconcile_messages
from whatsapp.sender import WhatsAppSender

SENDERS: Mapping[str, Sender] = {
    Kind.WHATSAPP: WhatsAppSender(),
    Kind.CALL: CallSender(),
    Kind.CALL_UPDATE: CallUpdateSender(),
    Kind.SMS: SmsSender(),
    Kind.EMAIL: EmailSender(),
    Kind.PUSH: PushSender(),
}


def send(outbox_id: int) -> None:
    """Send an outbox row and what waits behind it in its lane."""
    drain(outbox_id, SENDERS, on_failure)


RECONCILE_TASK = "processes.reconcile"
TASKS: Mapping[str, Callable[..., None]] = {
    HANDLE_TASK: handle_message,
    SILENCE_TASK: acuity_silence,
    TIMER_TASK: case_timer,
    RAISED_TASK: tell_raised,
    SEND_TASK: send,
    FETCH_TASK: fetch_media,
    follow_up.SEND_TASK: follow_up.send,
    private.AFTER_CASE_TASK: private.after_case,
    CALL_BACK_TASK: call_back.attempt,
}


def defer_reconcile() -> None:
    """Have Twilio's lists compared with the inbox soon; raises SQLAlchemyError."""
    with transaction() as session:
        jobs.defer(
            session,
            RECONCILE_TASK,
            queue=jobs.URGENT,
            lock=RECONCILE_TASK,
            queueing_lock=RECONCILE_TASK,
            priority=jobs.Priority.UNREAD,
            timestamp=0,
        )


def register(app: procrastinate.App) -> None:
    """Give a worker's app every task of the project; retries are the outbox's and the watchdog's."""
    for name, function in TASKS.items():
        app.task(name=name)(function)

    # A worker that lost its connection may stop listening without a word; a task each minute makes it
    # notice, and its heartbeat tells the watchdog.
    @app.periodic(cron="* * * * *")
    @app.task(
        name=RECONCILE_TASK,
        queue=jobs.URGENT,
        # One look at a time: two would take the same messages in, each waiting for the other's rows.
        lock=RECONCILE_TASK,
        queueing_lock=RECONCILE_TASK,
        priority=int(jobs.Priority.UNREAD),
    )
    def reconcile_each_minute(timestamp: int) -> None:
        # Messages and calls apart: one list that cannot be read must not keep the other from being read.
        try:
            reconcile_messages()
        finally:
            reconcile_calls()

    @app.periodic(cron="* * * * *")
    @app.task(name="alerts.confirm_shifts", queue=jobs.NORMAL, queueing_lock="alerts.confirm_shifts")
    def confirm_shifts_each_minute(timestamp: int) -> None:
        confirm.each_minute()

    @app.periodic(cron="* * * * *")
    @app.task(name="alerts.test", queue=jobs.NORMAL, queueing_lock="alerts.test")
    def test_alerts_each_minute(timestamp: int) -> None:
        daily.each_minute()

    @app.periodic(cron="3 * * * *")
    @app.task(name="alerts.referrals", queue=jobs.NORMAL, queueing_lock="alerts.referrals")
    def referrals_each_hour(timestamp: int) -> None:
        referrals.each_hour()

    @app.periodic(cron="* * * * *")
    @app.task(name="processes.tick", queue=jobs.NORMAL, queueing_lock="processes.tick")
    def tick(timestamp: int) -> None:
        log().debug("tick", worker="worker")
