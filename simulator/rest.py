"""What every REST resource shares: authentication, the log of requests, faults, paging."""

from __future__ import annotations

import hmac
import re
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, g, jsonify, request

from simulator.errors import RestError
from simulator.faults import REFUSALS
from simulator.state import State

VERSION = "2010-04-01"
PAGE_SIZE = 50
MAX_PAGE_SIZE = 1000
TIMEOUT_AFTER = 30.0
SID = re.compile(r"[A-Z]{2}[0-9a-fA-F]{32}")


def resource_blueprint(name: str, state: State) -> Blueprint:
    """Make a blueprint whose requests are authenticated, recorded and subject to faults."""
    blueprint = Blueprint(name, __name__)

    @blueprint.before_request
    def arrive() -> Response | None:
        g.entry = _record(state)
        _authenticate(state)
        return _suffer(state)

    @blueprint.after_request
    def leave(response: Response) -> Response:
        g.entry["status"] = response.status_code
        if g.pop("drop_response", False):
            g.entry["dropped"] = True
            drop_connection()
        return response

    return blueprint


def _record(state: State) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "at": state.clock.now().isoformat(),
        "method": request.method,
        "path": request.path,
        "query": request.args.to_dict(flat=False),
        "form": request.form.to_dict(flat=False),
        "json": request.get_json(silent=True) if request.is_json else None,
        "status": None,
    }
    state.requests.append(entry)
    return entry


def _authenticate(state: State) -> None:
    given = request.authorization
    known = {state.settings.account_sid: state.settings.auth_token}
    if state.settings.api_key:
        known[state.settings.api_key] = state.settings.api_secret
    secret = known.get(given.username or "") if given else None
    if (
        not given
        or secret is None
        or not hmac.compare_digest(secret.encode(), (given.password or "").encode())
    ):
        raise RestError(401, 20003, "Authenticate")
    account = (request.view_args or {}).get("account")
    if account is not None and account != state.settings.account_sid:
        raise RestError(404, 20404, f"The requested resource {request.path} was not found")


def target_of(method: str, path: str) -> str:
    """Name a request for faults: ``POST Messages``, ``GET Calls``, ``POST Calls/Sid``, ``POST Content``."""
    parts = [part.removesuffix(".json") for part in path.strip("/").split("/")]
    parts = parts[3:] if parts[0] == VERSION else parts[1:]
    named = [
        "Sid" if len(part) == 34 and part[2:].isalnum() and part[:2].isupper() else part for part in parts
    ]
    return f"{method} {'/'.join(named)}"


def _suffer(state: State) -> Response | None:
    fault = state.faults.take(target_of(request.method, request.path))
    if fault is None:
        return None
    g.entry["fault"] = fault.kind
    if fault.kind == "429":
        raise RestError(429, 20429, "Too Many Requests")
    if fault.kind in REFUSALS:
        raise RestError(int(fault.kind), REFUSALS[fault.kind], "The account may not do this")
    if fault.kind in ("500", "503"):
        raise RestError(int(fault.kind), 20500, "An internal server error has occurred")
    if fault.kind == "drop_response":
        g.drop_response = True
        return None
    if fault.kind == "slow":
        time.sleep(fault.delay)
        return None
    if fault.kind == "timeout":
        time.sleep(fault.delay or TIMEOUT_AFTER)
    drop_connection()
    return Response(status=504)


def drop_connection() -> None:
    """Cut the client's connection without an answer, whichever server runs this application."""
    wire = request.environ.get("werkzeug.socket") or request.environ.get("gunicorn.socket")
    if wire is not None:
        try:
            wire.shutdown(socket.SHUT_RDWR)
        except OSError:
            # The client has already left, which is all that is wanted.
            return


def fail(error: RestError) -> tuple[Response, int]:
    """Answer with Twilio's error JSON."""
    return jsonify(error.as_json()), error.status


def page_of(
    items: Iterable[Any],
    key: str,
    write: Callable[[Any], dict[str, Any]],
    sid_of: Callable[[Any], str] = lambda item: item.sid,
) -> dict[str, Any]:
    """Return one page of a list with Twilio's paging fields; pages stay put while new items arrive."""
    size, page, token = _wanted()
    kept = list(items)
    start = page * size
    if token:
        start = next((n + 1 for n, item in enumerate(kept) if sid_of(item) == token), len(kept))
    shown = kept[start : start + size]
    more = start + size < len(kept)

    def uri(number: int, after: str = "") -> str:
        query = {name: value for name, value in request.args.items() if name not in ("Page", "PageToken")}
        query |= {"PageSize": str(size), "Page": str(number)} | ({"PageToken": f"PA{after}"} if after else {})
        return f"{request.path}?{urlencode(query)}"

    return {
        key: [write(item) for item in shown],
        "end": start + len(shown) - 1 if shown else 0,
        "first_page_uri": uri(0),
        "next_page_uri": uri(page + 1, sid_of(shown[-1])) if more else None,
        "page": page,
        "page_size": size,
        "previous_page_uri": uri(page - 1) if page else None,
        "start": start,
        "uri": request.full_path.rstrip("?"),
    }


def meta_of(page: dict[str, Any], key: str, base: str) -> dict[str, Any]:
    """Return the `meta` of a page as Twilio's newer APIs write it; `base` is the API's address."""
    following, previous = page["next_page_uri"], page["previous_page_uri"]
    return {
        "page": page["page"],
        "page_size": page["page_size"],
        "first_page_url": base + page["first_page_uri"],
        "previous_page_url": base + previous if previous else None,
        "next_page_url": base + following if following else None,
        "url": base + page["uri"],
        "key": key,
    }


def _wanted() -> tuple[int, int, str]:
    try:
        size, page = int(request.args.get("PageSize", PAGE_SIZE)), int(request.args.get("Page", 0))
    except ValueError as failure:
        raise RestError(400, 20001, "PageSize and Page must be numbers") from failure
    if not 1 <= size <= MAX_PAGE_SIZE or page < 0:
        raise RestError(400, 20001, f"PageSize must be 1 to {MAX_PAGE_SIZE}")
    return size, page, request.args.get("PageToken", "").removeprefix("PA")
