"""Run a call's TwiML: fetch a document, perform its verbs, follow where they lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from simulator import progress, twiml
from simulator.calls import Call, CallEnded, Redirected, Source
from simulator.twiml import TwimlInvalid

if TYPE_CHECKING:
    from simulator.state import State

APOLOGY = "We are sorry, an application error has occurred. Goodbye."
FETCH_FAILED = 11200
PARSE_FAILED = 12100
SCHEMA_WARNING = 12200


class Outcome(Enum):
    """Say how a flow of TwiML ended."""

    RAN_OUT = "ran out"
    HANGUP = "hangup"
    LEAVE = "leave"


class ApplicationError(Exception):
    """The helpline gave no usable TwiML."""

    def __init__(self, code: int, text: str, url: str = "") -> None:
        super().__init__(text)
        self.code = code
        self.url = url


@dataclass(slots=True)
class Scene:
    """Hold what a verb needs: the account, the call, and where the document came from."""

    state: State
    call: Call
    base: str
    # Parameters that a queue's or conference's waiting TwiML is asked with.
    params: Callable[[], dict[str, str]]

    def url(self, value: str) -> str:
        """Resolve a URL against the document's own."""
        resolved = urljoin(self.base, value) if self.base else value
        if not resolved.startswith(("http://", "https://")):
            raise ApplicationError(11100, f"invalid URL {value!r}")
        return resolved

    def action(self, element: Element, params: dict[str, str], default_here: bool = False) -> Source | None:
        """Return where a verb's ``action`` leads, with its results, or None without one."""
        value = element.get("action")
        if value is None and not default_here:
            return None
        return Source(self.url(value or self.base), element.get("method", "POST").upper(), params)

    def report(self, source: Source | None) -> None:
        """Tell an action how its verb ended when the call is over; its answer is not used."""
        if source is not None:
            form = progress.voice_params(self.state, self.call) | source.params
            url, method = source.url, source.method
            self.state.clock.soon(lambda: self.state.webhooks.send("voice", url, form, method))


Step = Source | Outcome | None
Verb = Callable[[Scene, Element], Step]


def run(state: State, call: Call, source: Source) -> None:
    """Run a call from its first TwiML until it ends."""
    while True:
        try:
            outcome = flow(state, call, source, fallback=True)
            if outcome in (Outcome.RAN_OUT, Outcome.HANGUP, Outcome.LEAVE):
                progress.move(state, call, "completed")
                return
        except Redirected as redirected:
            source = redirected.source
        except CallEnded:
            return
        except ApplicationError as failure:
            state.warn(failure.code, f"{call.sid}: {failure}")
            call.hear("say", text=APOLOGY, language="en-US", error=True)
            progress.move(state, call, "completed")
            return


def flow(
    state: State,
    call: Call,
    source: Source,
    fallback: bool = False,
    params: Callable[[], dict[str, str]] = dict,
) -> Outcome:
    """Perform TwiML and whatever it leads to; return how it ended."""
    step: Step = source
    while isinstance(step, Source):
        try:
            step = _perform(state, call, step, params)
        except (ApplicationError, TwimlInvalid) as failure:
            if not fallback or not call.fallback_url:
                if isinstance(failure, TwimlInvalid):
                    raise ApplicationError(PARSE_FAILED, str(failure)) from failure
                raise
            code = failure.code if isinstance(failure, ApplicationError) else PARSE_FAILED
            state.warn(code, f"{call.sid}: {failure}; trying the fallback URL")
            extra = {"ErrorCode": str(code), "ErrorUrl": getattr(failure, "url", "")}
            url, call.fallback_url = call.fallback_url, ""
            step = Source(url, "POST", extra)
    return step if isinstance(step, Outcome) else Outcome.RAN_OUT


def _perform(state: State, call: Call, source: Source, params: Callable[[], dict[str, str]]) -> Step:
    document, base = _obtain(state, call, source, params)
    root = twiml.parse(document)
    for warning in twiml.warnings_of(root):
        state.warn(SCHEMA_WARNING, f"{call.sid} {base}: {warning}")
    if call.status in ("queued", "ringing", "initiated") and call.inbound:
        if len(root) and root[0].tag == "Reject":
            progress.move(state, call, "busy" if root[0].get("reason") == "busy" else "failed")
        else:
            progress.move(state, call, "in-progress")
    scene = Scene(state, call, base, params)
    for element in root:
        call.check()
        verb = state.verbs.get(element.tag)
        step = verb(scene, element) if verb else None
        if step is not None:
            return step
    return None


def _obtain(
    state: State, call: Call, source: Source, params: Callable[[], dict[str, str]]
) -> tuple[str, str]:
    if source.document:
        return source.document, source.url
    form = progress.voice_params(state, call) | params() | source.params
    with call.while_doing("asking"):
        delivery = state.webhooks.send("voice", source.url, form, source.method)
    call.check()
    if not delivery.ok:
        reason = delivery.status or delivery.error
        raise ApplicationError(FETCH_FAILED, f"{delivery.url} answered {reason}", delivery.url)
    if not any(kind in delivery.content_type for kind in ("xml", "html")):
        raise ApplicationError(
            12300, f"{delivery.url}: Content-Type {delivery.content_type!r} is not TwiML", delivery.url
        )
    return delivery.body, delivery.url
