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
GOAL = "p95 under 300 ms; where Rasa is not asked, under 50 ms"
# Seconds.
P95, P95_OF_KEYS = 0.300, 0.050
MESSAGES = 5.0
# Seconds between a caller's steps: as people call, and when nobody is to be kept waiting.
PAUSE, SHORT_PAUSE = 1.0, 0.1
# What each of those who call together says or presses, one a step: half of them talk, one is in danger and
# is still heard while a counsellor is rung.
TALK = ("2", "تعبانة من الشغل وما انام زين", "اي احچي", "2", "ما عندي احد احچي وياه", "اي", "3", "شكرا الكم")
LEARN = ("3", "2", "#", "3", "4", "*", "#", "3")
SERVICES = ("4", "بالموصل", "اي", "2", "#", "2", "ضايعة شهادة الجنسية مالتي", "شكرا")
DANGER = ("1", "اني بالبيت وحدي", "*", "خايفة")
TOGETHER = (TALK, LEARN, TALK, SERVICES, TALK, LEARN, TALK, DANGER)
CALLERS = len(TOGETHER)
MISSING = (404, 405)


def run(context: Context) -> list[Figure]:
    """Measure one call after the other, then several at once while messages come in."""
    steps_each = int(context.seconds(len(TALK), 3))
    rounds = int(context.seconds(3, 1))

    def callers(pause: float) -> list[Caller]:
        return [
            Caller(context.running.settings, next(context.callers), inputs[:steps_each], pause)
            for inputs in TOGETHER
        ]

    first = callers(PAUSE)
    alone = [one for _ in range(rounds) for one in callers(SHORT_PAUSE)]
    busy = [callers(PAUSE) for _ in range(rounds)]
    planned = context.planned(MESSAGES, (PAUSE + 1) * steps_each * rounds)
    asyncio.run(_talk(first, alone, busy, planned, Webhook(context.running.settings)))
    settle(context.connect, 60)
    close_cases(context.connect)
    without = "" if context.running.has("rasa") else "; WITHOUT Rasa"
    after_start = Spread.of([step.elapsed for step in _steps(first)])
    quiet = (
        f"one call after the other; before that {CALLERS} at a time, the first calls after a start: "
        f"p95 {duration(after_start.p95)}{without}"
    )
    steps = _steps(alone)
    return [
        judged(f"{TITLE}, the assistant asked", [one for one in steps if one.asks], P95, quiet),
        judged(f"{TITLE}, keys alone", [one for one in steps if not one.asks], P95_OF_KEYS, quiet),
        judged(
            f"{TITLE}, several calls at once",
            [step for some in busy for step in _steps(some)],
            P95,
            f"{CALLERS} at a time, a step each {PAUSE:.0f} s, {MESSAGES:.0f} messages/s meanwhile{without}",
        ),
    ]


def _steps(callers: Sequence[Caller]) -> list[Answered]:
    return [step for one in callers for step in one.steps]


async def _talk(
    first: list[Caller],
    alone: list[Caller],
    busy: list[list[Caller]],
    planned: list[Planned],
    door: Webhook,
) -> None:
    limits = httpx.Limits(max_keepalive_connections=0)
    async with httpx.AsyncClient(timeout=TIMEOUT, trust_env=False, limits=limits) as client:
        await _together(first, client)
        for one in alone:
            await one.call(client)
        messages = asyncio.create_task(send_all(planned, door))
        for some in busy:
            await _together(some, client)
    await messages


async def _together(callers: list[Caller], client: httpx.AsyncClient) -> None:
    # Nobody presses a key in the same instant as seven others.
    waits = (PAUSE * number / CALLERS for number in range(CALLERS))
    await asyncio.gather(*map(_call, callers, waits, [client] * CALLERS))


async def _call(one: Caller, wait: float, client: httpx.AsyncClient) -> None:
    await asyncio.sleep(wait)
    await one.call(client)


def judged(name: str, steps: Sequence[Answered], p95: float, how: str) -> Figure:
    """Return the figure of steps that should take `p95` seconds at most, but for one in twenty.

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
    if failed:
        words.append(f"{failed} of {len(statuses)} not answered with success")
    data = {"failed": failed, "p95_s_by_place": slowest, **times.data()}
    return Figure(
        name, "; ".join(words), f"p95 under {duration(p95)}", times.p95 < p95 and failed == 0, how, data
    )
