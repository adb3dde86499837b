"""The counsellor of a scenario: acknowledge, reply, resolve, by telephone or WhatsApp."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import httpx

from simulator.players import POLL, post
from simulator.settings import Counsellor

# Seconds without a further question after which there is none.
NO_MORE_AFTER = 2.0


def counsellor_turn(
    http: httpx.Client,
    counsellors: tuple[Counsellor, ...],
    wish: str,
    patience: float,
    sids: Callable[[], set[str]] = set,
) -> None:
    """Let whichever counsellor is being alerted act; raise ValueError when nobody was.

    A counsellor who resolves gives the answer that stands behind ``resolve:`` wherever it is offered.
    ``sids()`` names the calls and messages that are this case's alerts; where it names none, the newest
    alert is taken, since an earlier case may still be ringing.
    """
    if not counsellors:
        raise ValueError("SIMULATOR_COUNSELLORS names nobody")
    numbers = [each.number for each in counsellors]
    if wish == "acknowledge":
        complaint = "no counsellor was alerted"
        _until(
            lambda: _press_one(http, numbers, sids()) or _tap(http, numbers, "ack", sids()),
            patience,
            complaint,
        )
    elif wish.partition(":")[0] == "resolve":
        _until(
            lambda: _tap(http, numbers, "resolve:", set()), patience, "no counsellor was offered to resolve"
        )
        _answer_all(http, numbers, "close:", wish.partition(":")[2].strip())
    elif wish.startswith("reply:"):
        number = _latest(http, numbers) or numbers[0]
        post(http, "messages", {"from": number, "body": wish.removeprefix("reply:").strip()})
    else:
        raise ValueError(f"a counsellor can acknowledge, resolve[: answer] or reply: …, not {wish!r}")


def _until(act: Callable[[], bool], patience: float, complaint: str) -> None:
    limit = time.monotonic() + patience
    while not act():
        if time.monotonic() > limit:
            raise ValueError(complaint)
        time.sleep(POLL)


def _answer_all(http: httpx.Client, numbers: list[str], prefix: str, preferred: str) -> None:
    """Give the preferred answer, else the first, to each question that follows, until none comes any more."""
    limit = time.monotonic() + NO_MORE_AFTER
    while time.monotonic() < limit:
        if _tap(http, numbers, prefix, set(), preferred):
            limit = time.monotonic() + NO_MORE_AFTER
        time.sleep(POLL)


def _press_one(http: httpx.Client, numbers: list[str], sids: set[str]) -> bool:
    """Answer the newest call of a counsellor that alerts, and press 1."""
    calls = http.get("calls", params={"live": "1"}).json()["calls"]
    for call in reversed(calls):
        if call["phone"] not in numbers or call["direction"] != "outbound-api" or not _ours(call, sids):
            continue
        if call["status"] == "ringing":
            post(http, f"calls/{call['sid']}/answer", {})
        elif call["status"] != "in-progress" or not call["listening"]:
            continue
        post(http, f"calls/{call['sid']}/digits", {"digits": "1"})
        return True
    return False


def _tap(http: httpx.Client, numbers: list[str], prefix: str, sids: set[str], preferred: str = "") -> bool:
    """Tap the newest button whose payload starts so, unless that message has been answered.

    Of several on one message that is the first, or the one with the preferred title.
    """
    messages = [m for number in numbers for m in _messages(http, number)]
    answered = {m["reply_to"] for m in messages if m["reply_to"]}
    for message in sorted(messages, key=lambda m: str(m["at"]), reverse=True):
        if not message["seen"] or message["sid"] in answered or not _ours(message, sids):
            continue
        for button in sorted(message["buttons"], key=lambda each: str(each["title"]) != preferred):
            if button["payload"].startswith(prefix):
                post(http, f"messages/{message['sid']}/tap", {"button": button["payload"]})
                return True
    return False


def _ours(item: dict[str, Any], sids: set[str]) -> bool:
    return not sids or item["sid"] in sids


def _latest(http: httpx.Client, numbers: list[str]) -> str:
    """Return the counsellor who had a message or call last."""
    newest: list[tuple[str, str]] = []
    for number in numbers:
        newest += [(str(m["at"]), number) for m in _messages(http, number)[-1:]]
        calls = http.get("calls", params={"number": number}).json()["calls"]
        newest += [(str(c["at"]), number) for c in calls[-1:] if c["status"] in ("in-progress", "completed")]
    return max(newest)[1] if newest else ""


def _messages(http: httpx.Client, number: str) -> list[dict[str, Any]]:
    answer = http.get("messages", params={"number": number})
    answer.raise_for_status()
    return list(answer.json()["messages"])
