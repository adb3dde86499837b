"""What an act leads to that is not said to the conversation: silence, the star, the menu's own keys."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session
from twilio.twiml.voice_response import VoiceResponse

from helpline.conversation import step as conversation
from helpline.conversation.step import Asked
from ivr import prompts, waiting
from ivr.call import Call
from ivr.heard import Heard
from ivr.keypad import Act, Done
from ivr.prompts import Listener

# Whoever breathes has no hand free, and whoever has just spoken with a counsellor may have hung up.
PATIENT = ("breathing", "after_talk")


@dataclass(frozen=True, slots=True)
class At:
    """Which step a webhook answers, where in the call, and what was heard."""

    heard: Heard
    step: int
    place: str
    now: datetime
    round: int = 0
    again: bool = False


def placed(session: Session, call: Call, at: At, done: Done, to: Listener) -> VoiceResponse:
    """Answer an act that is not for the conversation, by the place that it happened in."""
    following = at.step + 1
    if at.place == "after":
        return waiting.counsellor_left(session, call, to, following, at.now)
    if at.place == "waiting":
        return waiting.respond(session, call, at.round, to, following, at.now)
    if at.place == "nobody":
        return waiting.answer_to_nobody(session, call, at.heard.digits[:1], to, following, at.now)
    if at.place == "after_talk":
        return prompts.goodbye(to, "ivr.goodbye")
    if done.act in (Act.SILENCE, Act.WRONG):
        return _missed(session, call, at, done, to)
    call.silences = 0
    if done.act is Act.AGAIN:
        return _star(session, call, at, to)
    if done.act is Act.QUIET:
        return prompts.keys_only(to, following, "ivr.quiet")
    if done.key == "2":
        return _to_talk(session, call, to, following)
    if done.key == "3":
        return prompts.breathing(to, following)
    return prompts.keys_only(to, following, "ivr.services")


def _missed(session: Session, call: Call, at: At, done: Done, to: Listener) -> VoiceResponse:
    """Meet silence or a wrong key; the third in a row has been turned into a call for a person before."""
    following = at.step + 1
    if at.place in PATIENT and done.act is Act.SILENCE:
        return prompts.menu(to, following)
    call.silences += 1
    lead = f"ivr.no_input.{min(call.silences, 2)}" if done.act is Act.SILENCE else "ivr.wrong_key"
    if at.place == "talk":
        asked = conversation.asked(session, call.call_sid)
        return _asking_again(to, following, asked, lead)
    if call.silences > 1 and done.act is Act.SILENCE:
        lead = "ivr.silent_check"
    return prompts.menu(to, following, lead)


def _asking_again(to: Listener, step: int, asked: Asked, *leads: str) -> VoiceResponse:
    """Ask what is being asked once more: the screening's question, the choices, or simply for words."""
    lead = [prompts.words(to, text_id) for text_id in leads]
    if asked.question is not None:
        lead.append(prompts.words(to, asked.question))
        return prompts.talk(to, step, (), asked.question, lead=lead)
    said = [*lead, *prompts.choices(to, asked.offered)]
    return prompts.one_prompt(prompts.path(step, "talk"), said, timeout=8)


def _star(session: Session, call: Call, at: At, to: Listener) -> VoiceResponse:
    """Obey the star: a screening question is repeated, everything else leads back to the menu."""
    asked = conversation.asked(session, call.call_sid)
    if at.place == "talk" and asked.question is not None:
        return _asking_again(to, at.step + 1, asked)
    return prompts.menu(to, at.step + 1)


def _to_talk(session: Session, call: Call, to: Listener, step: int) -> VoiceResponse:
    asked = conversation.asked(session, call.call_sid)
    if asked.question is not None:
        return _asking_again(to, step, asked)
    return prompts.one_prompt(prompts.path(step, "talk"), [prompts.words(to, "ivr.talk")], timeout=8)
