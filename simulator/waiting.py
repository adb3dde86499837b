"""Queues: callers wait to their own TwiML until somebody takes them."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from simulator import interpreter, progress, twiml
from simulator.bridge import Bridge
from simulator.calls import Call, CallEnded, Interrupted, Redirected, Source
from simulator.formats import new_sid, rfc2822
from simulator.interpreter import Outcome, Scene, Step

if TYPE_CHECKING:
    from simulator.state import State

# A waiting TwiML that takes no time must not be asked for in a tight loop.
LEAST_ROUND = 1.0
DEFAULT_SIZE = 100


@dataclass(slots=True)
class Member:
    """Hold one waiting call, and what has become of its waiting."""

    call: Call
    since: datetime
    result: str = ""
    bridge: Bridge | None = None
    announcement: Source | None = None


@dataclass(slots=True)
class Queue:
    """Hold one named queue."""

    sid: str
    name: str
    created_at: datetime
    max_size: int = DEFAULT_SIZE
    members: list[Member] = field(default_factory=list)


class Queues:
    """Keep queues by name and hand out their front members."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.by_sid: dict[str, Queue] = {}
        self._waiting_agents: list[Call] = []

    def named(self, name: str, now: datetime) -> Queue:
        """Return the queue of that name, made on first use."""
        with self._lock:
            for queue in self.by_sid.values():
                if queue.name == name:
                    return queue
            queue = Queue(new_sid("QU"), name, now)
            self.by_sid[queue.sid] = queue
            return queue

    def enter(self, queue: Queue, member: Member) -> bool:
        """Put a call at the end; False when the queue is full."""
        with self._lock:
            if len(queue.members) >= queue.max_size:
                return False
            queue.members.append(member)
            agents = list(self._waiting_agents)
        for agent in agents:
            agent.poke()
        return True

    def take(
        self,
        queue: Queue,
        result: str,
        call_sid: str = "Front",
        bridge: Bridge | None = None,
        announcement: Source | None = None,
    ) -> Member | None:
        """Take a member out (the front one by default) and tell its call why."""
        with self._lock:
            for member in queue.members:
                if call_sid in ("Front", member.call.sid):
                    queue.members.remove(member)
                    member.bridge, member.announcement = bridge, announcement
                    member.result = result
                    break
            else:
                return None
        member.call.poke()
        return member

    def expect(self, agent: Call, present: bool) -> None:
        """Note that an agent's call waits for somebody to join (or no longer does)."""
        with self._lock:
            if present:
                self._waiting_agents.append(agent)
            else:
                self._waiting_agents.remove(agent)

    def clear(self) -> None:
        """Forget every queue."""
        with self._lock:
            self.by_sid.clear()


def enqueue(scene: Scene, element: Element) -> Step:
    """Wait in a queue until taken, left, redirected or hung up; then go to the action."""
    state, call = scene.state, scene.call
    queue = state.queues.named(twiml.text_of(element) or "default", state.clock.now())
    member = Member(call, state.clock.now())
    if not state.queues.enter(queue, member):
        return scene.action(element, {"QueueResult": "queue-full", "QueueSid": queue.sid, "QueueTime": "0"})
    state.events.publish("queue", as_twilio(queue, state.settings.account_sid))
    try:
        with call.while_doing("queued"):
            result = _wait(scene, element, queue, member)
        if member.bridge:
            if member.announcement:
                interpreter.flow(state, call, member.announcement)
            with call.while_doing("talking"):
                member.bridge.talk(call)
    except (CallEnded, Redirected) as reason:
        ended = isinstance(reason, CallEnded)
        result = "bridged" if member.bridge else "hangup" if ended else "redirected"
        state.queues.take(queue, result, call.sid)
        if ended:
            scene.report(scene.action(element, _results(state, queue, member, result)))
        raise
    finally:
        if member.bridge:
            member.bridge.end()
    return scene.action(element, _results(state, queue, member, result))


def _wait(scene: Scene, element: Element, queue: Queue, member: Member) -> str:
    state, call = scene.state, scene.call
    wait_url = element.get("waitUrl")
    try:
        with call.unless(lambda: bool(member.result)):
            while True:
                if not wait_url:
                    call.hear("music", text="")
                    call.wait(None, until=lambda: False)
                    continue
                outcome = interpreter.flow(
                    state,
                    call,
                    Source(scene.url(wait_url), element.get("waitUrlMethod", "POST").upper()),
                    params=lambda: _position(state, queue, member),
                )
                if outcome is Outcome.LEAVE:
                    state.queues.take(queue, "leave", call.sid)
                elif outcome is Outcome.HANGUP:
                    progress.move(state, call, "completed")
                call.wait(LEAST_ROUND)
    except Interrupted:
        return member.result


def _position(state: State, queue: Queue, member: Member) -> dict[str, str]:
    place = queue.members.index(member) + 1 if member in queue.members else 0
    waited = _waited(state, member)
    return {
        "QueueSid": queue.sid,
        "QueuePosition": str(place),
        "QueueTime": str(waited),
        "AvgQueueTime": str(waited),
        "CurrentQueueSize": str(len(queue.members)),
        "MaxQueueSize": str(queue.max_size),
    }


def _waited(state: State, member: Member) -> int:
    return round((state.clock.now() - member.since).total_seconds() * state.clock.speed)


def _results(state: State, queue: Queue, member: Member, result: str) -> dict[str, str]:
    return {"QueueResult": result, "QueueSid": queue.sid, "QueueTime": str(_waited(state, member))}


def as_twilio(queue: Queue, account_sid: str) -> dict[str, Any]:
    """Write a queue as ``GET Queues/{Sid}.json`` does."""
    uri = f"/2010-04-01/Accounts/{account_sid}/Queues/{queue.sid}"
    return {
        "account_sid": account_sid,
        "average_wait_time": 0,
        "current_size": len(queue.members),
        "date_created": rfc2822(queue.created_at),
        "date_updated": rfc2822(queue.created_at),
        "friendly_name": queue.name,
        "max_size": queue.max_size,
        "sid": queue.sid,
        "subresource_uris": {"members": f"{uri}/Members.json"},
        "uri": f"{uri}.json",
    }


def member_as_twilio(state: State, queue: Queue, member: Member) -> dict[str, Any]:
    """Write a queue's member as ``GET Queues/{Sid}/Members`` does."""
    account = state.settings.account_sid
    return {
        "call_sid": member.call.sid,
        "date_enqueued": rfc2822(member.since),
        "position": queue.members.index(member) + 1 if member in queue.members else 0,
        "queue_sid": queue.sid,
        "uri": f"/2010-04-01/Accounts/{account}/Queues/{queue.sid}/Members/{member.call.sid}.json",
        "wait_time": _waited(state, member),
    }
