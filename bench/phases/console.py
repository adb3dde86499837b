"""The counsellors' queue on a bad night: many open cases, many counsellors who watch, and danger comes."""

import asyncio
import json
import re
import secrets
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import httpx
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from bench import messages
from bench.context import Context, say
from bench.figures import Figure, NotMeasured, Spread
from bench.ledger import close_cases
from bench.processes import by_program
from console.accounts import invitations
from console.accounts.model import LoginSession, by_name
from helpline.infra import clock, crypto
from helpline.infra.database import transaction

TITLE = "the console's queue"
GOAL = "a page in 200 ms, a new RED case shown in 1 s, with 500 open cases and 50 counsellors online"
PAGE, SHOWN = 0.2, 1.0
CASES, COUNSELLORS = 500, 50
EVERY = 15.0
# What a page looks for at once (static/queue.js); the rest it looks for a little later.
AT_ONCE = ("opened", "raised", "reopened", "acknowledged", "acknowledgement_ended", "resolved")


def run(context: Context) -> list[Figure]:
    """Measure pages while everybody listens, then how long a RED case takes to everybody's list."""
    stack = context.running
    if not stack.has("console"):
        raise NotMeasured("this copy runs without the console")
    danger = messages.danger()
    if not danger:
        raise NotMeasured("triage reads none of the sample's texts of danger as RED")
    base = f"http://127.0.0.1:{stack.settings.console_port}"
    close_cases(context.connect)
    _open_cases(context)
    before = by_program(stack)["console"]
    try:
        found = asyncio.run(_night(context, base, _sessions(COUNSELLORS), danger))
    finally:
        close_cases(context.connect)
    after = by_program(stack)["console"]
    pages, shown = Spread.of(found.pages), Spread.of(found.shown)
    how = f"{CASES} open cases, {COUNSELLORS} browsers with live events, looking every {EVERY:.0f} s besides"
    memory = (
        f"console RSS {before.rss / 1e6:.0f} MB before, {after.rss / 1e6:.0f} MB after, "
        f"{after.cpu - before.cpu:.1f} s of processor time"
    )
    if found.lost:
        memory += f"; {found.lost} browsers did not show a case within 10 s"
    return [
        Figure(f"{TITLE}: a page", pages.words(), GOAL, pages.p95 < PAGE, how, pages.data()),
        Figure(
            f"{TITLE}: a new RED case shown",
            f"{shown.words()}; {memory}",
            GOAL,
            shown.p99 < SHOWN and not found.lost,
            f"{how}; from the message being sent to the case in the list that each of all browsers gets",
            shown.data() | {"lost": found.lost, "rss_bytes": after.rss},
        ),
    ]


@dataclass(slots=True)
class Night:
    """What was measured, in seconds."""

    pages: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    lost: int = 0


async def _night(context: Context, base: str, sessions: Sequence[str], danger: Sequence[str]) -> Night:
    night = Night()
    async with httpx.AsyncClient(
        base_url=base, timeout=30, limits=httpx.Limits(max_connections=200)
    ) as client:
        watchers = [_Watcher(client, one) for one in sessions]
        tasks = [asyncio.create_task(one.watch()) for one in watchers]
        tasks += [asyncio.create_task(one.look_regularly(number)) for number, one in enumerate(watchers)]
        try:
            await asyncio.wait_for(asyncio.gather(*(one.listening.wait() for one in watchers)), 30)
            say(f"  {len(watchers)} browsers listen; pages…")
            for number in range(5 if context.quick else 60):
                began = time.monotonic()
                answer = await client.get("/queue", headers={"Cookie": sessions[number % len(sessions)]})
                night.pages.append(time.monotonic() - began)
                answer.raise_for_status()
                await asyncio.sleep(0.1)
            say("  new RED cases…")
            for number in range(3 if context.quick else 20):
                await _danger(context, client, night, watchers, danger[number % len(danger)])
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    return night


async def _danger(
    context: Context, client: httpx.AsyncClient, night: Night, watchers: "Sequence[_Watcher]", text: str
) -> None:
    """Write a message of danger; note when each browser has its case in the list."""
    phone = next(context.danger)
    for one in watchers:
        one.seen.clear()
    known = {case for one in watchers for case in one.cases}
    form = {"from": phone, "body": text}
    began = time.time()
    (await client.post(f"{context.running.simulator_url}/sim/messages", json=form)).raise_for_status()
    deadline = began + 10
    for one in watchers:
        found = await one.shows_new(known, deadline)
        if found is None:
            night.lost += 1
        else:
            night.shown.append(found - began)
    await asyncio.sleep(0.5)


class _Watcher:
    """A browser with the queue open, as static/queue.js is: it looks at once when an event comes."""

    def __init__(self, client: httpx.AsyncClient, cookie: str) -> None:
        self._client, self._headers = client, {"Cookie": cookie}
        self.listening, self.seen = asyncio.Event(), asyncio.Event()
        self.cases: dict[str, float] = {}
        self._tag = ""
        self._wanted = asyncio.Event()

    async def watch(self) -> None:
        """Listen, and look whenever something comes."""
        looking = asyncio.create_task(self._look_when_told())
        try:
            async with self._client.stream("GET", "/live", headers=self._headers, timeout=60) as answer:
                answer.raise_for_status()
                async for line in answer.aiter_lines():
                    if line == "event: beat":
                        self.listening.set()
                    elif line.startswith("data: {") and json.loads(line[6:])["kind"] in AT_ONCE:
                        self._wanted.set()
        finally:
            looking.cancel()

    async def look_regularly(self, number: int) -> None:
        """Look every 15 seconds, not all browsers at the same moment."""
        await asyncio.sleep(EVERY * number / COUNSELLORS)
        while True:
            self._wanted.set()
            await asyncio.sleep(EVERY)

    async def _look_when_told(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            answer = await self._client.get(
                "/queue/rows", headers=self._headers | {"If-None-Match": self._tag}
            )
            if answer.status_code != 304:
                answer.raise_for_status()
                self._tag = answer.headers["ETag"]
                at = time.time()
                for case in re.findall(r'id="case-(\d+)"', answer.text):
                    self.cases.setdefault(case, at)
                self.seen.set()
            await asyncio.sleep(0.4)

    async def shows_new(self, known: set[str], deadline: float) -> float | None:
        """Return when a case came that is not known, None if none did by then."""
        while True:
            if new := [at for case, at in self.cases.items() if case not in known]:
                return min(new)
            self.seen.clear()
            left = deadline - time.time()
            if left <= 0:
                return None
            with suppress(TimeoutError):
                await asyncio.wait_for(self.seen.wait(), left)


def _open_cases(context: Context) -> None:
    """Open cases that wait for nobody in this hour; few of them RED, as it is."""
    with context.connect() as connection:
        connection.execute(
            """
            WITH somebody AS (
              INSERT INTO contacts (public_id, address, address_asked, opted_out, language, created_at)
              SELECT gen_random_uuid(), 'neutral', false, false, (ARRAY['ar', 'ku', 'en'])[1 + i %% 3], now()
              FROM generate_series(1, %(cases)s) AS i RETURNING id
            ), opened AS (
              INSERT INTO cases (contact_id, level, peak, routes, about, channel, state, past_attempt, reason,
                opened_at, raised_at, step, timer_version, timer, timer_due_at, acknowledged_by,
                acknowledged_at, last_word_at)
              SELECT id, level, level, '["gbv", "child"]', 'self', 'whatsapp',
                CASE WHEN id %% 2 = 0 THEN 'acknowledged' ELSE 'open' END, false, 'risk',
                at, at, 0, 1, 'alert', now() + interval '1 day',
                CASE WHEN id %% 2 = 0 THEN 'zainab' END, CASE WHEN id %% 2 = 0 THEN at END,
                CASE WHEN id %% 2 = 0 THEN at END
              FROM (SELECT id, CASE WHEN id %% 25 = 0 THEN 3 ELSE 1 + id %% 2 END AS level,
                now() - id %% 300 * interval '1 minute' AS at FROM somebody) AS made RETURNING id, opened_at
            )
            INSERT INTO case_events (case_id, kind, actor, detail, at)
            SELECT id, 'opened', 'bot', '{}', opened_at FROM opened
            """,
            {"cases": CASES},
        )
        connection.execute("ANALYZE cases; ANALYZE contacts; ANALYZE case_events")


def _sessions(how_many: int) -> list[str]:
    """Log supervisors in, each with a browser of their own; returns the browsers' cookie headers.

    In the database and not by the login: that takes no more than a few tries a minute from one address.
    """
    signer = Flask("console")
    signer.secret_key = crypto.keyed_hash("console: signs cookies")
    serializer = SecureCookieSessionInterface().get_signing_serializer(signer)
    assert serializer is not None
    cookies, now = [], clock.now()
    with transaction() as session:
        for number in range(how_many):
            name, token = f"bench{number}", secrets.token_urlsafe(32)
            invitations.invite(session, name, "supervisor", None, by="bench", now=now)
            account = by_name(session, name)
            assert account is not None
            hashed = crypto.keyed_hash(token)
            session.add(
                LoginSession(account_id=account.id, token=hashed, device="bench", began_at=now, seen_at=now)
            )
            cookies.append(f"console={serializer.dumps({'_user_id': token, '_fresh': True})}")
    return cookies
