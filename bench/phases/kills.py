"""Kill each process with -9 under load: what is lost, and how long until counsellors are rung again."""

import asyncio
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import psycopg

from bench.context import Context, say
from bench.figures import Figure, NotMeasured, duration, not_measured
from bench.ledger import Account, account, close_cases, settle, unknown_to_outbox
from bench.load import Phone, Planned, Sent, send_all

TITLE = "killed with -9 under load"
GOAL = "no message, case or alert lost; dispatch resumes within 30 s"
RATE = 10.0
RED_EVERY = 20
RESUMES = 30.0
SPARED = ("simulator",)
QUICK = ("worker", "urgent")
# Twilio's list of what came in is read each minute: a message that no webhook took arrives by then.
PATIENCE = 90.0


@dataclass(frozen=True, slots=True)
class Kill:
    """What one kill did. Seconds count from the kill, delays from the sending of a message."""

    name: str
    messages: int
    danger: int
    refused: int
    lost_messages: int
    lost_cases: int
    lost_alerts: int
    out_of_order: int
    sent_twice: int
    back_after_s: float | None
    resumed_after_s: float | None
    worst_alert_s: float | None
    worst_reply_s: float | None

    @property
    def good(self) -> bool:
        """Say whether nothing was lost and dispatch resumed in time, for every message of danger."""
        lost = self.lost_messages + self.lost_cases + self.lost_alerts
        times = (self.resumed_after_s, self.worst_alert_s)
        return lost == 0 and all(one is not None and one <= RESUMES for one in times)


def run(context: Context) -> list[Figure]:
    """Kill one process after the other, each in the middle of its own load."""
    figures = []
    for program in context.running.programs:
        if program.name in SPARED or (context.quick and program.name not in QUICK):
            continue
        say(f"  killing {program.name}…")
        try:
            figures.append(_figure(one_kill(context, program.name)))
        except (NotMeasured, psycopg.Error, RuntimeError) as error:
            figures.append(not_measured(f"{TITLE}: {program.name}", GOAL, str(error)))
    if not figures:
        raise NotMeasured("no process to kill")
    return figures


def one_kill(context: Context, name: str) -> Kill:
    """Send 10 messages/s, one in twenty of danger, from simulated phones, and kill a process meanwhile."""
    before, after = context.seconds(5, 2), context.seconds(20, 6)
    planned = context.planned(RATE, before + after, RED_EVERY)
    sent, killed_at, back = asyncio.run(_under_load(context, planned, name, before))
    found = _wait_for_all(context, sent)
    twice = _sent_twice(context, min(one.at for one in sent))
    close_cases(context.connect)
    return judged(found, name, killed_at, back, twice)


async def _under_load(
    context: Context, planned: list[Planned], name: str, before: float
) -> tuple[list[Sent], datetime, float | None]:
    stack = context.running
    load = asyncio.create_task(send_all(planned, Phone(stack.simulator_url)))
    await asyncio.sleep(before)
    killed_at = datetime.now(UTC)
    pid = await asyncio.to_thread(stack.kill, name)
    back = await asyncio.to_thread(stack.back_after, name, pid, 90)
    return await load, killed_at, back


def _wait_for_all(context: Context, sent: list[Sent]) -> Account:
    """Wait until each message is stored, answered and alerted; returns what is so when patience ends."""
    deadline = time.monotonic() + PATIENCE
    while True:
        settle(context.connect, max(1.0, deadline - time.monotonic()))
        found = account(context.connect, sent)
        waiting = found.missing(even_refused=True) or found.unanswered() or found.unalerted()
        if not waiting or time.monotonic() > deadline:
            return found
        time.sleep(1)


def judged(found: Account, name: str, killed_at: datetime, back: float | None, twice: int) -> Kill:
    """Return what a kill did, from what became of the messages around it."""
    danger = [one for one in found.sent if one.red and one.sid]
    fates = [found.fates[one.sid] for one in danger if one.sid in found.fates]
    resumed = [
        (fate.alerted_at - killed_at).total_seconds()
        for one in danger
        if one.at >= killed_at and (fate := found.fates.get(one.sid)) and fate.alerted_at
    ]
    alerts, replies = found.alert_delays(from_sender=True), found.reply_delays()
    return Kill(
        name=name,
        messages=sum(bool(one.sid) for one in found.sent),
        danger=len(danger),
        refused=len(found.refused()),
        lost_messages=len(found.missing(even_refused=True)) + len(found.unanswered()),
        lost_cases=sum(fate.case_id is None for fate in fates),
        lost_alerts=sum(fate.case_id is not None and fate.alerted_at is None for fate in fates),
        out_of_order=len(found.out_of_order()),
        sent_twice=twice,
        back_after_s=back,
        resumed_after_s=min(resumed, default=None),
        worst_alert_s=max(alerts, default=None),
        worst_reply_s=max(replies, default=None),
    )


def _sent_twice(context: Context, since: datetime) -> int:
    """Count what the simulator sent of which no outbox row knows: attempts whose answer died with us."""
    import httpx

    listed = httpx.get(
        f"{context.running.simulator_url}/sim/messages",
        params={"direction": "outbound", "since": since.isoformat(), "limit": 100000},
        trust_env=False,
        timeout=30,
    ).json()["messages"]
    return len(unknown_to_outbox(context.connect, (message["sid"] for message in listed)))


def _figure(kill: Kill) -> Figure:
    def seconds(value: float | None) -> str:
        return "never" if value is None else duration(value)

    words = (
        f"lost {kill.lost_messages} messages, {kill.lost_cases} cases, {kill.lost_alerts} alerts; "
        f"dispatch resumed after {seconds(kill.resumed_after_s)}; worst RED to alert "
        f"{seconds(kill.worst_alert_s)}"
    )
    return Figure(
        f"{TITLE}: {kill.name}",
        words,
        GOAL,
        kill.good,
        f"{kill.messages} messages, {kill.danger} of danger, {kill.refused} not taken at once; process back "
        f"after {seconds(kill.back_after_s)}; worst reply {seconds(kill.worst_reply_s)}; "
        f"{kill.out_of_order} out of order, {kill.sent_twice} sent twice",
        asdict(kill),
    )
