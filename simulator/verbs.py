"""The plain verbs: speak, play, wait, listen, record, go elsewhere, end."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from simulator import dial, recordings, samples, twiml, waiting
from simulator.calls import Call, CallEnded, Digits, Input, Source, Speech
from simulator.interpreter import Outcome, Scene, Step, Verb
from simulator.phones import Behaviour

if TYPE_CHECKING:
    from simulator.state import State

# How fast an Arabic voice reads, in characters a second, and its pause between sentences.
READING_SPEED = 14.0
LEAST_SAID = 0.6
# How long a Play takes whose audio does not say so itself, in seconds.
PLAYED = 4.0
# Silence after speech that ends it when speechTimeout is "auto".
SPEECH_PAUSE = 1.0
ENDLESS = 1000


def say(scene: Scene, element: Element) -> Step:
    """Read a text aloud."""
    speak(scene, element, listening=False)
    return None


def speak(scene: Scene, element: Element, listening: bool) -> Input | None:
    """Say or play an element; inside a Gather the first input stops it and is returned."""
    call = scene.call
    count = min(int(element.get("loop", "1")) or ENDLESS, ENDLESS)
    for _ in range(count):
        if element.tag == "Pause":
            length = twiml.seconds(element, "length", 1.0)
        elif element.tag == "Play":
            length = _play(scene, element)
        else:
            text = twiml.text_of(element)
            length = max(LEAST_SAID, len(text) / READING_SPEED)
            language, voice = element.get("language", "en-US"), element.get("voice", "")
            call.hear("say", text=text, language=language, voice=voice)
        with call.while_doing("speaking"):
            found = pass_time(call, length, listening)
        if found is not None:
            return found
    return None


def _play(scene: Scene, element: Element) -> float:
    if digits := element.get("digits"):
        scene.call.hear("tones", text=digits)
        return 0.3 * len(digits)
    url = scene.url(twiml.text_of(element))
    scene.call.hear("play", url=url, text=url.rsplit("/", 1)[-1])
    found = scene.state.webhooks.send("media", url, {}, "GET")
    if not found.ok or "audio" not in found.content_type:
        # Twilio plays nothing, warns in its log and goes on with the next verb.
        scene.state.warn(12400, f"{scene.call.sid}: cannot play {url}: {found.status or found.error}")
        scene.call.transcript[-1]["error"] = True
        return 0.0
    return samples.seconds_of(found.body.encode("latin-1", "replace")) or PLAYED


def pass_time(call: Call, seconds: float, listening: bool) -> Input | None:
    """Let time pass on a call; return the first input if anybody listens for it."""
    deadline = time.monotonic() + call.real(seconds)
    while (left := deadline - time.monotonic()) > 0:
        found = call.wait(call.simulated(left))
        if found is not None and listening:
            return found
    call.check()
    return None


def gather(scene: Scene, element: Element) -> Step:
    """Collect keys or speech while the nested prompts play and after."""
    call = scene.call
    modes = set(element.get("input", "dtmf").split())
    call.forget_inputs()
    call.listening = " ".join(sorted(modes))
    try:
        _act_by_habit(scene.state, call)
        params = _collect(scene, element, modes)
    finally:
        call.listening = ""
    if params is None:
        if not twiml.flag(element, "actionOnEmptyResult", False):
            return None
        params = {"Digits": ""} if "dtmf" in modes else {"SpeechResult": ""}
    return scene.action(element, params, default_here=True)


def _collect(scene: Scene, element: Element, modes: set[str]) -> dict[str, str] | None:
    call = scene.call
    first = None
    for prompt in element:
        first = _useful(speak(scene, prompt, listening=True), modes)
        if first is not None:
            break
    timeout = twiml.seconds(element, "timeout", 5.0)
    with call.while_doing("listening"):
        first = first or _next(call, timeout, modes)
        if isinstance(first, Speech):
            call.hear("speech", text=first.text)
            language = element.get("language", "en-US")
            return {
                "SpeechResult": first.text,
                "Confidence": f"{first.confidence:.6f}",
                "Language": language,
            }
        if isinstance(first, Digits):
            return _digits(call, element, first.key, timeout)
    call.hear("silence", text="")
    return None


def _digits(call: Call, element: Element, first: str, timeout: float) -> dict[str, str] | None:
    finish = element.get("finishOnKey", "#")
    wanted = int(element.get("numDigits", "0"))
    keys, key = "", first
    while True:
        call.hear("digits", text=key)
        if key in finish and finish:
            return {"Digits": keys, "FinishedOnKey": key} if keys else None
        keys += key
        if wanted and len(keys) >= wanted:
            break
        following = _next(call, timeout, {"dtmf"})
        if not isinstance(following, Digits):
            break
        key = following.key
    return {"Digits": keys, "FinishedOnKey": ""}


def _useful(found: Input | None, modes: set[str]) -> Input | None:
    wrong = (isinstance(found, Digits) and "dtmf" not in modes) or (
        isinstance(found, Speech) and "speech" not in modes
    )
    return None if wrong else found


def _next(call: Call, timeout: float, modes: set[str]) -> Input | None:
    deadline = time.monotonic() + call.real(timeout)
    while True:
        found = call.wait_for_input(call.simulated(max(0.0, deadline - time.monotonic())))
        if found is None or _useful(found, modes) is not None:
            return found


def _act_by_habit(state: State, call: Call) -> None:
    """Let a phone with a habit press or say it now that somebody listens."""
    habit: Behaviour = state.phones.get(call.phone)
    if call.inbound or call.answered_by.startswith("machine"):
        return
    if habit.press:
        keys = habit.press
        state.clock.after(1.0, lambda: call.put(*map(Digits, keys)))
    elif habit.speak:
        words = habit.speak
        state.clock.after(1.0, lambda: call.put(Speech(words, 0.9)))


def record(scene: Scene, element: Element) -> Step:
    """Record what is said until silence, a key, the longest length or the end of the call."""
    call = scene.call
    timeout = twiml.seconds(element, "timeout", 5.0)
    longest = twiml.seconds(element, "maxLength", 3600.0)
    finish = element.get("finishOnKey", "1234567890*#")
    if twiml.flag(element, "playBeep", True):
        call.hear("beep", text="")
    call.forget_inputs()
    call.listening = "record"
    said: list[str] = []
    length, key = 0.0, ""
    try:
        with call.while_doing("recording"):
            while length < longest:
                started = time.monotonic()
                found = call.wait_for_input(min(timeout, longest - length))
                length += call.simulated(time.monotonic() - started)
                if isinstance(found, Speech):
                    call.hear("speech", text=found.text)
                    said.append(found.text)
                    length += len(found.text) / READING_SPEED
                elif not isinstance(found, Digits):
                    break
                elif found.key in finish:
                    call.hear("digits", text=found.key)
                    key = found.key
                    break
    except CallEnded:
        if said:
            results = _results(scene, element, length, said, "hangup")
            scene.report(scene.action(element, results, default_here=True))
        raise
    finally:
        call.listening = ""
    if not said and not key:
        # Nothing but silence: Twilio keeps no recording and goes on with the next verb.
        return None
    results = _results(scene, element, min(length, longest), said, key)
    return scene.action(element, results, default_here=True)


def _results(scene: Scene, element: Element, length: float, said: list[str], key: str) -> dict[str, str]:
    recording = recordings.keep(scene, element, length, said)
    return {
        "RecordingSid": recording.sid,
        "RecordingUrl": recordings.url_of(scene.state, recording),
        "RecordingDuration": str(round(recording.duration)),
        "Digits": key,
    }


def redirect(scene: Scene, element: Element) -> Step:
    """Continue with the TwiML of another URL."""
    return Source(scene.url(twiml.text_of(element)), element.get("method", "POST").upper())


def hangup(scene: Scene, element: Element) -> Step:
    """End the call."""
    return Outcome.HANGUP


def reject(scene: Scene, element: Element) -> Step:
    """End a call that was already answered; an unanswered one is refused before it gets here."""
    return Outcome.HANGUP


def leave(scene: Scene, element: Element) -> Step:
    """Leave the queue whose waiting TwiML this is."""
    return Outcome.LEAVE


def table() -> dict[str, Verb]:
    """Return every verb by name."""
    return {
        "Say": say,
        "Play": say,
        "Pause": say,
        "Gather": gather,
        "Record": record,
        "Redirect": redirect,
        "Hangup": hangup,
        "Reject": reject,
        "Leave": leave,
        "Dial": dial.dial,
        "Enqueue": waiting.enqueue,
    }
