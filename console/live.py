"""Live events for open pages: server-sent, ids alone; a page that gets none looks by itself.

Each stream holds one of the process's threads, so a quarter of them is kept for everything else. The pages of
one browser share one stream (static/live.js).
"""

import json
import time
from collections.abc import Iterator

from flask import Response, request
from sqlalchemy import select

from console.accounts import sessions
from console.accounts.model import Account, LoginSession
from console.accounts.signed_in import me
from console.extensions import limiter
from console.live_hub import Hub
from console.pages import Page, passive
from console.rights import RIGHTS, Right, Role
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings

page = Page("live", __name__, right=Right.SEE_QUEUE)
# Seconds: a page that hears nothing for longer than two of them knows that it is cut off.
BEAT = 10.0
hub = Hub()


def session_key() -> str:
    """Return whose requests are counted together: a whole office may share an address."""
    return f"session {me().session_id}"


@page.get("/live")
@passive
@limiter.limit("60 per minute", key_func=session_key)
def events() -> Response:
    """Stream what changes until the page is closed or the session ends; 503 when every place is taken."""
    hub.start()
    if not hub.take_place(max(1, settings().console_threads * 3 // 4)):
        return Response(status=503, headers={"Retry-After": "60"})
    stream = _stream(_number(request.headers.get("Last-Event-ID", "")), me().session_id)
    answer = Response(stream, mimetype="text/event-stream")
    # A proxy that gathers an answer before it passes it on would hold an alarm back.
    answer.headers["X-Accel-Buffering"] = "no"
    answer.headers["Cache-Control"] = "no-store"
    # Also when the stream is closed before its first line was read.
    answer.call_on_close(hub.leave_place)
    return answer


def _number(last: str) -> int | None:
    """Return the number that a page has read up to, None if it is not one of this process's."""
    name, _, number = last.partition("-")
    return int(number) if name == hub.name and number.isascii() and number.isdigit() else None


def _stream(last: int | None, session_id: int) -> Iterator[str]:
    if last is None:
        last = hub.last
        yield _message("missed", None, last)
    while _may_listen(session_id):
        yield _message("beat", hub.hearing, last)
        until = time.monotonic() + BEAT
        while (left := until - time.monotonic()) > 0:
            came = hub.after(last, left)
            if came is None:
                last = hub.last
                yield _message("missed", None, last)
                yield _message("beat", hub.hearing, last)
            for last, one in came or ():
                yield _message("case", {"kind": one.kind, "case": one.case_id}, last)


def _may_listen(session_id: int) -> bool:
    """Say whether a session still holds: a stream outlives many requests, and reads this once each beat."""
    with transaction() as session:
        found = session.execute(
            select(LoginSession, Account.role)
            .join(Account, Account.id == LoginSession.account_id)
            .where(LoginSession.id == session_id, Account.closed_at.is_(None))
        ).one_or_none()
        if found is None:
            return False
        one, role = found
        return page.right in RIGHTS[Role(role)] and sessions.holds(one, role, clock.now())


def _message(name: str, data: object, number: int) -> str:
    return f"id: {hub.name}-{number}\nevent: {name}\ndata: {json.dumps(data)}\n\n"
