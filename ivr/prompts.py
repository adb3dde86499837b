"""What a caller hears in each place, as TwiML; every prompt listens, and leads on when nothing is heard."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from twilio.twiml.voice_response import Gather, VoiceResponse

from helpline import content
from helpline.contacts import Contact
from helpline.outbox.reply import Button, Reply
from ivr import keypad
from ivr.call import Call
from ivr.recordings.store import recorded
from ivr.skills import BY_KEY, Skill
from ivr.speak import conference_name, gather, speak
from ivr.speakable import shortened, speakable

# A line that says nothing for longer sounds dead.
LONGEST_QUIET = 5
# Seconds in which a caller may think, in pieces of LONGEST_QUIET with a soft word between them.
MENU_QUIET = 5
TALK_QUIET = 10
QUESTION_QUIET = 10
# After the question about now, in each of three listenings. With the words between them a minute passes: then
# its silence counts as yes (protocol, A5).
ACUITY_QUIET = 10
ACUITY_TIMES = 3
# What may be chosen when nobody has answered, by the buttons' ids. In danger 1 stays danger: staying.
NOBODY_KEYS = {"callback": "2", "stay": "3", "message": "4"}
NOBODY_IN_DANGER_KEYS = NOBODY_KEYS | {"stay": "1"}
# Rounds of waiting, of about 20 seconds each.
ROUNDS_BETWEEN_POSITIONS = 3
MOST_COUNTED = 9
ROUNDS_BETWEEN_LISTENING = 3
# Seconds of a message left for the team.
LONGEST_MESSAGE = 180


@dataclass(frozen=True, slots=True)
class Listener:
    """What the words to a caller depend on, and how they can answer.

    `reachable` is False when the number is withheld. `language` is "ar", "ku" or "en", None before they have
    chosen. `speech` is False for whoever cannot speak or be understood: only keys are then listened to.
    """

    address: str = "neutral"
    governorate: str | None = None
    reachable: bool = True
    language: str | None = None
    speech: bool = True


def listener_of(contact: Contact, call: Call) -> Listener:
    """Return what the words to a contact on a call depend on."""
    return Listener(
        contact.address, contact.governorate, contact.phone is not None, contact.language, not call.by_keys
    )


def words(to: Listener, text_id: str, **values: object) -> str:
    """Return a content text as it is said to this caller, in their language where it has that text."""
    values["emergency"] = content.emergency_number(to.governorate)
    here = content.in_language(text_id, to.language or "ar")
    said = content.text(here, address=to.address, spoken=True, **values)
    if to.language == "ku" and here != text_id and not recorded(said):
        # No synthetic voice speaks Kurdish; Arabic is understood by most, gibberish by nobody.
        return content.text(text_id, address=to.address, spoken=True, **values)
    return said


def path(step: int, place: str, **query: object) -> str:
    """Return where a step's answer goes."""
    more = f"?{urlencode(query)}" if query else ""
    return f"/ivr/step/{step}/{place}{more}"


def listen(
    twiml: VoiceResponse, to: Listener, action: str, said: Sequence[str], *, quiet: int, speech: bool = True
) -> None:
    """Say something that a key or words may interrupt, and listen for `quiet` seconds."""
    last = quiet % LONGEST_QUIET or LONGEST_QUIET
    with gather(twiml, action, timeout=last, speech=speech and to.speech) as listening:
        for one in said:
            speak(listening, one)
        for _ in range((quiet - last) // LONGEST_QUIET):
            listening.pause(length=LONGEST_QUIET)
            speak(listening, words(to, "ivr.here"))


def lead_on(twiml: VoiceResponse, action: str) -> VoiceResponse:
    """Go to the step's address without an answer, which is how silence is told."""
    twiml.redirect(action, method="POST")
    return twiml


def one_prompt(
    to: Listener, action: str, said: Sequence[str], *, quiet: int = MENU_QUIET, speech: bool = True
) -> VoiceResponse:
    """Return TwiML that says something, listens once and leads on."""
    twiml = VoiceResponse()
    listen(twiml, to, action, said, quiet=quiet, speech=speech)
    return lead_on(twiml, action)


def opening(to: Listener, step: int) -> VoiceResponse:
    """Greet, the key for danger first, then the language unless it is known, then the menu."""
    if to.language in ("ku", "en"):
        return one_prompt(to, path(step, "language"), [words(to, "ivr.opening")])
    said = [words(to, "ivr.opening")]
    if to.language is None:
        said += [words(replace(to, language=one), "ivr.languages") for one in ("ku", "en")]
    return one_prompt(to, path(step, "menu"), [*said, words(to, "ivr.menu")])


def menu(to: Listener, step: int, *lead: str) -> VoiceResponse:
    """Say the keys, after words that lead up to them."""
    said = [*(words(to, text_id) for text_id in lead), words(to, "ivr.menu")]
    return one_prompt(to, path(step, "menu"), said)


def keys_only(to: Listener, step: int, text_id: str) -> VoiceResponse:
    """Say a text whose keys are those of the menu, for a place with words of its own."""
    return one_prompt(to, path(step, "menu"), [words(to, text_id)])


def quiet(to: Listener, step: int, *lead: str) -> VoiceResponse:
    """Ask somebody who cannot speak whether there is danger now, by yes and no."""
    said = [words(to, text_id) for text_id in (*lead, "ivr.quiet.danger", "ivr.asq_keys")]
    return one_prompt(to, path(step, "quiet"), said, quiet=QUESTION_QUIET)


def skills(to: Listener, step: int, *lead: str) -> VoiceResponse:
    """Offer the skills, each with its key."""
    said = [words(to, text_id) for text_id in (*lead, "ivr.skills")]
    said += [piece for key, one in BY_KEY.items() for piece in _choice(to, words(to, one.title), key)]
    return one_prompt(to, path(step, "skills"), said)


def practice(to: Listener, step: int, skill: Skill) -> VoiceResponse:
    """Do a skill together, with the time that each part takes; any key is heard throughout.

    Words are listened for once it is over: a deep breath must not cut it short.
    """
    twiml = VoiceResponse()
    action = path(step, "practice", skill=skill.name)
    with gather(twiml, action, timeout=1) as listening:
        for part in skill.parts:
            speak(listening, words(to, part.text_id))
            _stay_quiet(listening, to, part.seconds)
    listen(twiml, to, action, [words(to, "ivr.skill.after")], quiet=LONGEST_QUIET)
    return lead_on(twiml, action)


def _stay_quiet(twiml: Gather, to: Listener, seconds: int) -> None:
    while seconds > LONGEST_QUIET:
        twiml.pause(length=LONGEST_QUIET)
        speak(twiml, words(to, "ivr.slowly"))
        seconds -= LONGEST_QUIET
    if seconds:
        twiml.pause(length=seconds)


def talk(
    to: Listener, step: int, replies: Sequence[Reply], question: str | None, *, lead: Sequence[str] = ()
) -> VoiceResponse:
    """Say the replies; the last one's buttons become keys. `question` is the screening's, if one is asked."""
    said = [*lead, *(text for reply in replies if (text := speakable(reply.text)))]
    if question is not None:
        return _question(to, step, said, acuity=question == "asq.5")
    buttons = replies[-1].buttons if replies else ()
    return one_prompt(to, path(step, "talk"), [*shortened(said), *choices(to, buttons)], quiet=TALK_QUIET)


def talk_again(to: Listener, step: int, words_again: str) -> VoiceResponse:
    """Ask to say it once more, because the line swallowed it."""
    return one_prompt(to, path(step, "talk", again=1), [words_again], quiet=TALK_QUIET)


def choices(to: Listener, buttons: Sequence[Button]) -> list[str]:
    """Return the choices as they are read aloud, each with its key."""
    return [
        piece
        for key, button in keypad.numbered(buttons)
        for piece in _choice(to, speakable(button.title).rstrip("."), key)
    ]


def _choice(to: Listener, title: str, key: str) -> list[str]:
    """Return a choice's name and its key apart, so that recordings of both can be put together."""
    return [title, words(to, "ivr.choices", n=key)]


def _question(to: Listener, step: int, said: Sequence[str], acuity: bool) -> VoiceResponse:
    """Ask a screening question with its keys, and again after silence, before silence counts."""
    twiml = VoiceResponse()
    action = path(step, "talk")
    times, seconds = (ACUITY_TIMES, ACUITY_QUIET) if acuity else (2, QUESTION_QUIET)
    listen(twiml, to, action, [*shortened(said), words(to, "ivr.asq_keys")], quiet=seconds)
    for _ in range(times - 1):
        listen(twiml, to, action, [said[-1], words(to, "ivr.still_here")], quiet=seconds)
    return lead_on(twiml, action)


def _say(twiml: Gather, to: Listener, text_id: str, pause: int) -> None:
    speak(twiml, words(to, text_id))
    if pause:
        twiml.pause(length=pause)


def to_waiting(to: Listener, step: int, said: Sequence[str], *, after_pause: int = 0) -> VoiceResponse:
    """Say how it stands and begin to wait.

    From here on only keys are answers: a sob or a voice in the background must not count as one.
    """
    twiml = VoiceResponse()
    if after_pause:
        # We may be fetching this call at the same moment; the words are then heard once, not cut and again.
        twiml.pause(length=after_pause)
    action = path(step, "waiting", round=0)
    listen(twiml, to, action, said, quiet=1, speech=False)
    return lead_on(twiml, action)


def waiting(
    to: Listener, step: int, number: int, line: str, *, breathe: bool, ahead: int = 0
) -> VoiceResponse:
    """Say one true line, breathe together, and come back in about 20 seconds.

    `ahead` is how many others have waited longer; it is said now and then.
    """
    twiml = VoiceResponse()
    action = path(step, "waiting", round=number + 1)
    # Now and then words are listened for: whom they would rather speak with, and danger. Not always, because
    # noise holds a listening open; and it never cuts a line short.
    words_too = to.speech and number % ROUNDS_BETWEEN_LISTENING == 0
    with gather(twiml, action, timeout=3, speech=words_too, heard_out=True) as listening:
        _say(listening, to, line, 2)
        if ahead and number % ROUNDS_BETWEEN_POSITIONS == 0:
            many = ahead > MOST_COUNTED
            speak(listening, words(to, "ivr.queue.many" if many else "ivr.queue", ahead=ahead))
        if breathe:
            _say(listening, to, "ivr.danger.breathe", 5)
        else:
            listening.pause(length=3)
            _say(listening, to, "ivr.here", 4)
    return lead_on(twiml, action)


def nobody(to: Listener, step: int, red: bool) -> VoiceResponse:
    """Say that nobody has answered, and offer what is possible: staying, a call back, a message."""
    action = path(step, "nobody")
    if red:
        text_id = "ivr.danger.nobody" if to.reachable else "ivr.danger.nobody_withheld"
    else:
        text_id = "ivr.person.nobody" if to.reachable else "ivr.person.nobody_withheld"
    said = [words(to, text_id)]
    keys = NOBODY_IN_DANGER_KEYS if red else NOBODY_KEYS
    for one in content.buttons(content.in_language(text_id, to.language or "ar")):
        said += _choice(to, one.title, keys[one.id])
    return one_prompt(to, action, said, quiet=TALK_QUIET, speech=False)


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


def consent(to: Listener, step: int) -> VoiceResponse:
    """Ask whether a message may be recorded, and say who hears it."""
    return one_prompt(to, path(step, "consent"), [words(to, "ivr.message.consent")], speech=False)


def record(to: Listener, step: int) -> VoiceResponse:
    """Record a message; what there is of it is kept even if the caller hangs up in the middle."""
    twiml = VoiceResponse()
    speak(twiml, words(to, "ivr.message.speak"))
    twiml.record(
        action=path(step, "recorded"),
        method="POST",
        max_length=LONGEST_MESSAGE,
        timeout=LONGEST_QUIET,
        finish_on_key="#",
        play_beep=True,
        recording_status_callback="/ivr/message",
        recording_status_callback_event="completed",
    )
    return lead_on(twiml, path(step, "recorded"))


def goodbye(to: Listener, *lead: str) -> VoiceResponse:
    """Say last words and end the call."""
    twiml = VoiceResponse()
    for text_id in lead:
        speak(twiml, words(to, text_id))
    twiml.hangup()
    return twiml
