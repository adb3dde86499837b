"""What a caller hears in each place, as TwiML; every prompt listens, and leads on when nothing is heard."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from twilio.twiml.voice_response import Gather, VoiceResponse

from helpline import content
from helpline.contacts import Contact
from helpline.outbox.reply import Button, Reply
from ivr import keypad
from ivr.speak import conference_name, gather, speak
from ivr.speakable import shortened, speakable

# Seconds of silence in each of three listenings. With the words between them a minute passes after the
# question about now, which is when its silence counts as yes (protocol, A5).
ACUITY_LISTENS = 15
ACUITY_TIMES = 3


@dataclass(frozen=True, slots=True)
class Listener:
    """What the words to a caller depend on; `reachable` is False when the number is withheld."""

    address: str = "neutral"
    governorate: str | None = None
    reachable: bool = True


def listener_of(contact: Contact) -> Listener:
    """Return what the words to a contact depend on."""
    return Listener(contact.address, contact.governorate, contact.phone is not None)


def words(to: Listener, text_id: str, **values: object) -> str:
    """Return a content text as it is said to this caller."""
    values["emergency"] = content.emergency_number(to.governorate)
    return content.text(text_id, address=to.address, spoken=True, **values)


def path(step: int, place: str, **query: object) -> str:
    """Return where a step's answer goes."""
    more = f"?{urlencode(query)}" if query else ""
    return f"/ivr/step/{step}/{place}{more}"


def listen(
    twiml: VoiceResponse,
    action: str,
    said: Sequence[str],
    *,
    timeout: int,
    speech: bool = True,
) -> None:
    """Say something that a key or words may interrupt, and listen."""
    with gather(twiml, action, timeout=timeout, speech=speech) as listening:
        for one in said:
            speak(listening, one)


def lead_on(twiml: VoiceResponse, action: str) -> VoiceResponse:
    """Go to the step's address without an answer, which is how silence is told."""
    twiml.redirect(action, method="POST")
    return twiml


def one_prompt(action: str, said: Sequence[str], *, timeout: int = 7, speech: bool = True) -> VoiceResponse:
    """Return TwiML that says something, listens once and leads on."""
    twiml = VoiceResponse()
    listen(twiml, action, said, timeout=timeout, speech=speech)
    return lead_on(twiml, action)


def opening(to: Listener, step: int) -> VoiceResponse:
    """Greet, the key for danger first, then the menu."""
    return one_prompt(path(step, "menu"), [words(to, "ivr.opening"), words(to, "ivr.menu")])


def menu(to: Listener, step: int, *lead: str) -> VoiceResponse:
    """Say the keys, after words that lead up to them."""
    said = [*(words(to, text_id) for text_id in lead), words(to, "ivr.menu")]
    return one_prompt(path(step, "menu"), said)


def keys_only(to: Listener, step: int, text_id: str) -> VoiceResponse:
    """Say a text whose keys are those of the menu, for a place with words of its own."""
    return one_prompt(path(step, "menu"), [words(to, text_id)])


def talk(
    to: Listener, step: int, replies: Sequence[Reply], question: str | None, *, lead: Sequence[str] = ()
) -> VoiceResponse:
    """Say the replies; the last one's buttons become keys. `question` is the screening's, if one is asked."""
    said = [*lead, *(text for reply in replies if (text := speakable(reply.text)))]
    if question is not None:
        return _question(to, step, said, acuity=question == "asq.5")
    buttons = replies[-1].buttons if replies else ()
    return one_prompt(path(step, "talk"), [*shortened(said), *choices(to, buttons)], timeout=8)


def talk_again(to: Listener, step: int, words_again: str) -> VoiceResponse:
    """Ask to say it once more, because the line swallowed it."""
    return one_prompt(path(step, "talk", again=1), [words_again], timeout=8)


def choices(to: Listener, buttons: Sequence[Button]) -> list[str]:
    """Return the choices as they are read aloud, each with its key."""
    return [
        words(to, "ivr.choices", title=speakable(button.title).rstrip("."), n=key)
        for key, button in keypad.numbered(buttons)
    ]


def _question(to: Listener, step: int, said: Sequence[str], acuity: bool) -> VoiceResponse:
    """Ask a screening question with its keys, and again after silence, before silence counts."""
    twiml = VoiceResponse()
    action = path(step, "talk")
    times, timeout = (ACUITY_TIMES, ACUITY_LISTENS) if acuity else (2, 10)
    listen(twiml, action, [*shortened(said), words(to, "ivr.asq_keys")], timeout=timeout)
    for _ in range(times - 1):
        listen(twiml, action, [said[-1], words(to, "ivr.still_here")], timeout=timeout)
    return lead_on(twiml, action)


def breathing(to: Listener, step: int) -> VoiceResponse:
    """Breathe together: three rounds, with the time that a breath takes; any key is heard throughout."""
    twiml = VoiceResponse()
    action = path(step, "breathing")
    with gather(twiml, action, timeout=6) as listening:
        _say(listening, to, "ivr.breathing.1", 2)
        for _ in range(3):
            _say(listening, to, "ivr.breathing.2", 2)
            _say(listening, to, "ivr.breathing.3", 3)
        _say(listening, to, "ivr.breathing.4", 0)
    return lead_on(twiml, action)


def _say(twiml: Gather, to: Listener, text_id: str, pause: int) -> None:
    speak(twiml, words(to, text_id))
    if pause:
        twiml.pause(length=pause)


def to_waiting(step: int, said: Sequence[str], *, after_pause: int = 0) -> VoiceResponse:
    """Say how it stands and begin to wait.

    From here on only keys are heard: a sob or a voice in the background must not count as an answer.
    """
    twiml = VoiceResponse()
    if after_pause:
        # We may be fetching this call at the same moment; the words are then heard once, not cut and again.
        twiml.pause(length=after_pause)
    action = path(step, "waiting", round=0)
    listen(twiml, action, said, timeout=1, speech=False)
    return lead_on(twiml, action)


def waiting(to: Listener, step: int, number: int, line: str, *, breathe: bool) -> VoiceResponse:
    """Say one true line, breathe together, and come back in about 20 seconds."""
    twiml = VoiceResponse()
    action = path(step, "waiting", round=number + 1)
    with gather(twiml, action, timeout=3) as listening:
        _say(listening, to, line, 2)
        if breathe:
            _say(listening, to, "ivr.danger.breathe", 5)
        else:
            listening.pause(length=9)
    return lead_on(twiml, action)


def nobody(to: Listener, step: int, red: bool) -> VoiceResponse:
    """Say that nobody has answered, and offer what is possible: staying, or being called back."""
    action = path(step, "nobody")
    if not red:
        text_id = "ivr.person.nobody" if to.reachable else "ivr.person.nobody_withheld"
        return one_prompt(action, [words(to, text_id)], timeout=8, speech=False)
    if not to.reachable:
        return one_prompt(action, [words(to, "ivr.danger.nobody_withheld")], timeout=2, speech=False)
    # In danger 1 stays what it always is: danger, and so staying. 2 is being called back.
    offered = content.buttons("ivr.danger.nobody")
    said = [
        words(to, "ivr.choices", title=button.title, n=number) for number, button in enumerate(offered, 1)
    ]
    return one_prompt(action, [words(to, "ivr.danger.nobody"), *said], timeout=8, speech=False)


def joined(to: Listener, step: int, case_id: int) -> VoiceResponse:
    """Bring the caller into the counsellor's room; when it closes the call goes on at "after"."""
    twiml = VoiceResponse()
    speak(twiml, words(to, "ivr.danger.joining"))
    dial = twiml.dial(action=path(step, "after"), method="POST")
    dial.conference(
        conference_name(case_id),
        # Only the counsellor opens the room: a caller whose counsellor has just gone hears words, not music.
        start_conference_on_enter=False,
        end_conference_on_exit=True,
        beep=False,
        wait_url="/ivr/room",
        wait_method="POST",
    )
    return twiml


def goodbye(to: Listener, *lead: str) -> VoiceResponse:
    """Say last words and end the call."""
    twiml = VoiceResponse()
    for text_id in lead:
        speak(twiml, words(to, text_id))
    twiml.hangup()
    return twiml
