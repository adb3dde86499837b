"""Read TwiML: one document, its verbs, and what Twilio's schema would warn about."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from xml.etree.ElementTree import Element

PLAY = {"loop", "digits"}
ACTION = {"action", "method"}
# Verbs this simulator interprets, with their attributes: https://www.twilio.com/docs/voice/twiml
VERBS: dict[str, set[str]] = {
    "Say": {"voice", "language", "loop"},
    "Play": PLAY,
    "Pause": {"length"},
    "Gather": ACTION
    | {"input", "numDigits", "finishOnKey", "timeout", "speechTimeout", "language", "hints", "speechModel"}
    | {"actionOnEmptyResult", "bargeIn", "profanityFilter", "enhanced", "partialResultCallback"}
    | {"partialResultCallbackMethod", "dtmfDetection", "maxSpeechTime", "debug"},
    "Redirect": {"method"},
    "Dial": ACTION
    | {"timeout", "callerId", "hangupOnStar", "timeLimit", "record", "trim", "answerOnBridge", "ringTone"}
    | {
        "recordingStatusCallback",
        "recordingStatusCallbackMethod",
        "recordingStatusCallbackEvent",
        "sequential",
    },
    "Enqueue": ACTION | {"waitUrl", "waitUrlMethod", "maxQueueSize", "workflowSid"},
    "Leave": set(),
    "Record": ACTION
    | {"timeout", "finishOnKey", "maxLength", "playBeep", "trim", "recordingStatusCallback", "transcribe"}
    | {
        "recordingStatusCallbackMethod",
        "recordingStatusCallbackEvent",
        "transcribeCallback",
        "recordingTrack",
    },
    "Hangup": set(),
    "Reject": {"reason"},
}
NESTED = {"Gather": {"Say", "Play", "Pause"}, "Dial": {"Number", "Conference", "Queue"}}


class TwimlInvalid(ValueError):
    """Say why a document cannot be executed."""


def parse(document: str) -> Element:
    """Return the Response element; raise TwimlInvalid."""
    try:
        root = ElementTree.fromstring(document.strip())  # noqa: S314  the helpline's own TwiML, in development
    except ElementTree.ParseError as failure:
        raise TwimlInvalid(f"not XML: {failure}") from failure
    if root.tag != "Response":
        raise TwimlInvalid(f"the root is <{root.tag}>, not <Response>")
    return root


def warnings_of(root: Element) -> list[str]:
    """Return what Twilio's schema validation would warn about (such verbs and attributes are ignored)."""
    found = []
    for verb in root:
        if verb.tag not in VERBS:
            found.append(f"unknown verb <{verb.tag}>")
            continue
        unknown = verb.attrib.keys() - VERBS[verb.tag]
        found += [f"<{verb.tag}> has no attribute {name!r}" for name in sorted(unknown)]
        for child in verb:
            if verb.tag in NESTED and child.tag not in NESTED[verb.tag]:
                found.append(f"<{child.tag}> may not stand in <{verb.tag}>")
            elif verb.tag == "Gather":
                unknown = child.attrib.keys() - VERBS[child.tag]
                found += [f"<{child.tag}> has no attribute {name!r}" for name in sorted(unknown)]
    return found


def text_of(element: Element) -> str:
    """Return an element's words without its SSML, blanks folded."""
    return " ".join("".join(element.itertext()).split())


def flag(element: Element, name: str, default: bool) -> bool:
    """Read a true/false attribute."""
    value = element.get(name)
    return default if value is None else value.lower() == "true"


def seconds(element: Element, name: str, default: float) -> float:
    """Read an attribute in seconds; raise TwimlInvalid."""
    value = element.get(name)
    if value is None or value == "auto":
        return default
    try:
        return max(0.0, float(value))
    except ValueError as failure:
        raise TwimlInvalid(f"<{element.tag} {name}={value!r}>") from failure
