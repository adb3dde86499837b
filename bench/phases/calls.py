"""How fast each step of a call is answered, while messages come in as well."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence

import httpx

from bench.caller import Answered, Caller
from bench.context import Context
from bench.figures import Figure, NotMeasured, Spread, duration
from bench.ledger import close_cases, settle
from bench.load import TIMEOUT, Planned, Webhook, send_all

TITLE = "answer to a call step"
GOAL = "p95 under 300 ms, without Rasa under 50 ms"
# Seconds for the 95th percentile, with and without Rasa.
P95 = {True: 0.300, False: 0.050}
MESSAGES = 5.0
PAUSE = 1.0
# What each of those who call together says or presses, one a step: half of them talk, one is in danger and
# is still heard while a counsellor is rung.
TALK = ("2", "تعبانة من الشغل وما انام زين", "اي احچي", "2", "ما عندي احد احچي وياه", "اي", "3", "شكرا الكم")
LEARN = ("3", "2", "اي", "#", "3", "4", "*", "#")
SERVICES = ("4", "بالموصل", "اي", "2", "#", "2", "ضايعة شهادة الجنسية مالتي", "شكرا")
DANGER = ("1", "اني بالبيت وحدي", "*", "خايفة")
TOGETHER = (TALK, LEARN, TALK, SERVICES, TALK, LEARN, TALK, DANGER)
CALLERS = len(TOGETHER)
MISSING = (404, 405)


def run(context: Context) -> list[Figure]:
    """Let several people call at once, each answering a question a second; the first after a start apart."""
    steps_each = int(context.seconds(len(TALK), 3))
    rounds = 1 + int(context.seconds(3, 1))
    callers = [
        Caller(context.running.settings, next(context.callers), inputs[:steps_each], PAUSE)
        for _ in range(rounds)
        for inputs in TOGETHER
    ]
    planned = context.planned(MESSAGES, (PAUSE + 1) * steps_each * rounds)
    asyncio.run(_talk(callers, planned, Webhook(context.running.settings)))
    settle(context.connect, 60)
    close_cases(context.connect)
    first, then = (
        [step for one in some for step in one.steps] for some in (callers[:CALLERS], callers[CALLERS:])
    )
    return [judged(then, first, rasa=context.running.has("rasa"))]


async def _talk(callers: list[Caller], planned: list[Planned], door: Webhook) -> None:
    messages = asyncio.create_task(send_all(planned, door))
    limits = httpx.Limits(max_keepalive_connections=0)
    async with httpx.AsyncClient(timeout=TIMEOUT, trust_env=False, limits=limits) as client:
        for start in range(0, len(callers), CALLERS):
            together = callers[start : start + CALLERS]
            # Nobody presses a key in the same instant as seven others.
            waits = (PAUSE * number / CALLERS for number in range(CALLERS))
            await asyncio.gather(*map(_call, together, waits, [client] * CALLERS))
    await messages


async def _call(one: Caller, wait: float, client: httpx.AsyncClient) -> None:
    await asyncio.sleep(wait)
    await one.call(client)


def judged(steps: Sequence[Answered], first: Sequence[Answered] = (), *, rasa: bool) -> Figure:
    """Return the steps' figure, and what those of the first calls after a start took beside it.

    Raises NotMeasured when there is no phone to answer.
    """
    statuses = [step.status for step in steps]
    if set(statuses) <= set(MISSING):
        raise NotMeasured(f"/ivr/incoming answers {statuses[0]}")
    failed = sum(status is None or not 200 <= status < 300 for status in statuses)
    if failed == len(statuses):
        raise NotMeasured(f"none of {failed} calls was answered (status {statuses[0]})")
    times = Spread.of([step.elapsed for step in steps])
    by_place: dict[str, list[float]] = defaultdict(list)
    for step in steps:
        by_place[step.place].append(step.elapsed)
    slowest = {place: Spread.of(elapsed).p95 for place, elapsed in by_place.items()}
    words = [times.words(), "p95 by place: " + ", ".join(f"{at} {duration(s)}" for at, s in slowest.items())]
    if first:
        after_start = Spread.of([step.elapsed for step in first])
        words.append(f"the first {CALLERS} calls after a start: p95 {duration(after_start.p95)}")
    if failed:
        words.append(f"{failed} of {len(statuses)} not answered with success")
    return Figure(
        TITLE,
        "; ".join(words),
        GOAL,
        times.p95 < P95[rasa] and failed == 0,
        f"{CALLERS} calls at a time, a step each {PAUSE:.0f} s, {MESSAGES:.0f} messages/s meanwhile"
        + ("" if rasa else "; WITHOUT Rasa"),
        {"failed": failed, "p95_s_by_place": slowest, **times.data()},
    )
