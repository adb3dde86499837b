"""How fast each step of a call is answered, while messages come in as well."""

import asyncio

import httpx

from bench.caller import Caller
from bench.context import Context
from bench.figures import Figure, NotMeasured, Spread
from bench.ledger import close_cases, settle
from bench.load import TIMEOUT, Planned, Webhook, send_all

TITLE = "answer to a call step"
GOAL = "p95 under 300 ms"
P95 = 0.300
CALLERS = 8
MESSAGES = 5.0
PAUSE = 1.0
# Said or pressed, one a step: keys must do everything, so most of them are keys.
INPUTS = ("1", "اريد احچي وية احد عن الشغل", "2", "ما انام زين", "1", "شكرا", "3", "1", "اي", "2")
MISSING = (404, 405)


def run(context: Context) -> list[Figure]:
    """Let several people call at once, each answering a question a second."""
    asked = INPUTS[: int(context.seconds(len(INPUTS), 3))]
    callers = [
        Caller(context.running.settings, next(context.callers), asked, PAUSE)
        for _ in range(CALLERS * int(context.seconds(3, 1)))
    ]
    planned = context.planned(MESSAGES, PAUSE * len(asked))
    asyncio.run(_talk(callers, planned, Webhook(context.running.settings)))
    settle(context.connect, 60)
    close_cases(context.connect)
    steps = [step for caller in callers for step in caller.steps]
    return [
        judged(
            [step.elapsed for step in steps],
            [step.status for step in steps],
            rasa=context.running.has("rasa"),
        )
    ]


async def _talk(callers: list[Caller], planned: list[Planned], door: Webhook) -> None:
    messages = asyncio.create_task(send_all(planned, door))
    limits = httpx.Limits(max_keepalive_connections=0)
    async with httpx.AsyncClient(timeout=TIMEOUT, trust_env=False, limits=limits) as client:
        for start in range(0, len(callers), CALLERS):
            await asyncio.gather(*(one.call(client) for one in callers[start : start + CALLERS]))
    await messages


def judged(elapsed: list[float], statuses: list[int | None], *, rasa: bool) -> Figure:
    """Return the steps' figure; raises NotMeasured when there is no phone to answer."""
    if set(statuses) <= set(MISSING):
        raise NotMeasured(f"/ivr/incoming answers {statuses[0]}")
    failed = sum(status is None or not 200 <= status < 300 for status in statuses)
    if failed == len(statuses):
        raise NotMeasured(f"none of {failed} calls was answered (status {statuses[0]})")
    times = Spread.of(elapsed)
    words = [times.words()]
    if failed:
        words.append(f"{failed} of {len(statuses)} not answered with success")
    return Figure(
        TITLE,
        "; ".join(words),
        GOAL,
        times.p95 < P95 and failed == 0,
        f"{CALLERS} calls at a time, a step each {PAUSE:.0f} s, {MESSAGES:.0f} messages/s meanwhile"
        + ("" if rasa else "; WITHOUT Rasa"),
        {"failed": failed, **times.data()},
    )
