"""The people of a scenario: one who writes, one who calls, and the counsellor on call."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import httpx

POLL = 0.05
CONTENT_TYPES = {
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".amr": "audio/amr",
    ".wav": "audio/wav",
}
# What a caller may be left in: the next turn can come although the line is not silent.
RESTING = frozenset(
    {"listening", "recording", "dialling", "talking", "conference", "queued", "held", "waiting"}
)
LIVE = ("ringing", "in-progress")
# A prompt may be longer than the wait for an answer; no turn takes more than so many times that wait.
LONGEST = 3
# Seconds after which an answer that is coming would be known of.
NOTHING_AFTER = 3.0
Replies = list[dict[str, Any]]


class Player(Protocol):
    """Take turns as a contact and tell what came back."""

    def take(self, turn: dict[str, Any]) -> Replies:
        """Do what a turn says; return the replies once they have settled."""
        ...

    def settle(self, hopeful: bool = True) -> Replies:
        """Wait for replies; a turn that need not bring any waits only briefly."""
        ...

    def close(self) -> None:
        """End what is still open."""
        ...


class Writer:
    """Write on WhatsApp."""

    def __init__(
        self,
        http: httpx.Client,
        number: str,
        settle_after: float,
        patience: float,
        busy: Callable[[], bool] | None = None,
    ) -> None:
        self._http = http
        self._number = number
        self._settle_after = settle_after
        self._patience = patience
        self._busy = busy
        self._seen: set[str] = set()

    def take(self, turn: dict[str, Any]) -> Replies:
        """Do what a turn says; return the replies once they have settled."""
        if "wait" in turn:
            time.sleep(float(turn["wait"]))
            return self.settle(hopeful=False)
        if "user" in turn:
            post(self._http, "messages", {"from": self._number, "body": turn["user"]})
        elif "button" in turn:
            post(self._http, f"numbers/{quote(self._number)}/tap", {"button": turn["button"]})
        elif "audio" in turn:
            path = Path(turn["audio"])
            content = base64.b64encode(path.read_bytes()).decode()
            kind = CONTENT_TYPES.get(path.suffix.lower(), "application/octet-stream")
            media = [{"content_type": kind, "content_base64": content}]
            post(self._http, "messages", {"from": self._number, "media": media})
        else:
            raise ValueError(f"not a turn on WhatsApp: {turn}")
        return self.settle()

    def settle(self, hopeful: bool = True) -> Replies:
        """Return what has newly reached the contact's phone, once nothing more comes."""
        found: Replies = []

        def look() -> bool:
            fresh = [each for each in self._outbound() if each["seen"] and each["sid"] not in self._seen]
            self._seen.update(each["sid"] for each in fresh)
            found.extend(map(_reply, fresh))
            return bool(fresh)

        wait_quiet(look, self._settle_after, self._patience if hopeful else self._settle_after, self._busy)
        return found

    def close(self) -> None:
        """Leave the chat as it is."""

    def _outbound(self) -> Iterable[dict[str, Any]]:
        query = {"number": self._number, "direction": "outbound"}
        answer = self._http.get("messages", params=query)
        answer.raise_for_status()
        return list(answer.json()["messages"])


class Caller:
    """Call by telephone: dial with the first turn, then press, speak or stay silent."""

    def __init__(self, http: httpx.Client, number: str, settle_after: float, patience: float) -> None:
        self._http = http
        self._number = number
        self._settle_after = settle_after
        self._patience = patience
        self._sid = ""
        self._heard = 0

    def take(self, turn: dict[str, Any]) -> Replies:
        """Do what a turn says; return what was heard until the helpline listens or the call ends."""
        greeting = [] if self._sid else self._dial()
        if "wait" in turn:
            time.sleep(float(turn["wait"]))
            return greeting + self._listen()
        if "digits" in turn:
            post(self._http, f"calls/{self._sid}/digits", {"digits": str(turn["digits"])})
        elif "speech" in turn or "user" in turn:
            said = {"text": turn.get("speech", turn.get("user")), "confidence": turn.get("confidence", 0.9)}
            post(self._http, f"calls/{self._sid}/speech", said)
        elif turn.get("silence"):
            post(self._http, f"calls/{self._sid}/silence", {})
        elif turn.get("hangup"):
            post(self._http, f"calls/{self._sid}/hangup", {})
        else:
            raise ValueError(f"not a turn on the telephone: {turn}")
        return greeting + self.settle()

    def settle(self, hopeful: bool = True) -> Replies:
        """Return what was newly heard, once the helpline listens again or the call has ended."""
        found: Replies = []

        def look() -> bool:
            call = self._call()
            fresh = self._listen(call)
            found.extend(fresh)
            resting = RESTING.intersection(call["within"]) or call["status"] not in LIVE
            return bool(fresh) or not resting

        if self._sid:
            # Who has hung up hears nothing more.
            hopeful = hopeful and self._call()["status"] in LIVE
            wait_quiet(look, self._settle_after, self._patience if hopeful else self._settle_after)
        return found

    def close(self) -> None:
        """Hang up."""
        if self._sid and self._call()["status"] in LIVE:
            post(self._http, f"calls/{self._sid}/hangup", {})

    def _dial(self) -> Replies:
        self._sid = post(self._http, "calls", {"from": self._number})["sid"]
        return self.settle()

    def _call(self) -> dict[str, Any]:
        answer = self._http.get(f"calls/{self._sid}")
        answer.raise_for_status()
        return dict(answer.json())

    def _listen(self, call: dict[str, Any] | None = None) -> Replies:
        entries = (call or self._call())["transcript"][self._heard :]
        self._heard += len(entries)
        heard = [entry for entry in entries if entry["kind"] in ("say", "play", "voice")]
        return [{"text": entry["text"], "kind": entry["kind"]} for entry in heard]


def _reply(message: dict[str, Any]) -> dict[str, Any]:
    reply: dict[str, Any] = {"text": message["body"]}
    if message["buttons"]:
        reply["buttons"] = [button["title"] for button in message["buttons"]]
    if message["media"]:
        reply["media"] = message["media"]
    return reply


def wait_quiet(
    look: Callable[[], bool], settle_after: float, patience: float, busy: Callable[[], bool] | None = None
) -> None:
    """Call ``look`` until it has seen something and then nothing for a while, or patience is at an end.

    ``busy`` says that more is on its way, as words are after the picture that goes before them.
    """
    started = last = time.monotonic()
    seen = False
    # Who can say that nothing is on its way need not be waited for in vain.
    nothing_after = NOTHING_AFTER if busy else patience
    while time.monotonic() - last < patience and time.monotonic() - started < LONGEST * patience:
        if look():
            seen, last = True, time.monotonic()
        elif time.monotonic() - last >= (settle_after if seen else nothing_after) and not (busy and busy()):
            return
        time.sleep(POLL)


def post(http: httpx.Client, path: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Post to the control API; raise httpx.HTTPStatusError with what it refused."""
    answer = http.post(path, json=asked)
    answer.raise_for_status()
    return dict(answer.json()) if answer.content else {}
