"""What an act leads to that is not said to the conversation: silence, once more, back, a place's own keys."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session
from twilio.twiml.voice_response import VoiceResponse

from helpline.contacts import Contact
from helpline.conversation import step as conversation
from helpline.conversation.step import Asked
from ivr import call as calls
from ivr import prompts, waiting
from ivr.call import Call
from ivr.heard import Heard
from ivr.keypad import Act, Done
from ivr.prompts import NOBODY_KEYS, Listener
from ivr.skills import BY_KEY

# Whoever does a skill has no hand free, and whoever has just spoken with a counsellor may have hung up.
PATIENT = ("practice", "after_talk")
_STEP = re.compile(r"/ivr/step/(\d+)/")


@dataclass(frozen=True, slots=True)
class At:
    """Which step a webhook answers, where in the call, and what was heard."""

    heard: Heard
    step: int
    place: str
    now: datetime
    round: int = 0
    again: bool = False


def placed(session: Session, call: Call, at: At, done: Done, to: Listener) -> VoiceResponse | str:
    """Answer an act that is not for the conversation, by the place that it happened in."""
    following = at.step + 1
    if at.place == "after":
        return waiting.counsellor_left(session, call, to, following, at.now)
    if at.place == "waiting":
        return waiting.respond(session, call, at.round, to, following, at.now)
    if at.place == "nobody":
        return waiting.answer_to_nobody(session, call, at.heard.digits[:1], to, following, at.now)
    if at.place == "consent" and at.heard.digits[:1] == NOBODY_KEYS["message"]:
        return prompts.record(to, following)
    if at.place in ("consent", "recorded"):
        return waiting.message_left(session, call, at.heard.recorded, to, following, at.now)
    if at.place == "after_talk":
        return prompts.goodbye(to, "ivr.goodbye")
    if done.act is Act.AGAIN:
        call.silences = 0
        return _once_more(session, call, at) or prompts.menu(to, following)
    if done.act in (Act.SILENCE, Act.WRONG):
        return _missed(session, call, at, done, to)
    call.silences = 0
    if done.act is Act.BACK:
        return prompts.skills(to, following) if at.place == "practice" else prompts.menu(to, following)
    if done.act is Act.QUIET:
        call.by_keys = True
        return prompts.quiet(replace(to, speech=False), following, "ivr.quiet")
    if at.place == "language":
        session.get_one(Contact, call.contact_id).language = "ar"
        return prompts.menu(replace(to, language="ar"), following)
    if at.place in ("skills", "practice"):
        return prompts.practice(to, following, BY_KEY[done.key])
    if done.key == "2":
        return _to_talk(session, call, to, following)
    if done.key == "3":
        return prompts.skills(to, following)
    return prompts.keys_only(to, following, "ivr.services")


def _once_more(session: Session, call: Call, at: At) -> str | None:
    """Return what was said last, with the addresses of the next step; None where that is not known."""
    before = calls.answered(session, call, at.step - 1)
    return _STEP.sub(f"/ivr/step/{at.step + 1}/", before) if before else None


def _missed(session: Session, call: Call, at: At, done: Done, to: Listener) -> VoiceResponse:
    """Meet silence or a wrong key; the third in a row has been turned into a call for a person before."""
    following = at.step + 1
    if at.place in PATIENT and done.act is Act.SILENCE:
        return prompts.skills(to, following)
    call.silences += 1
    lead = f"ivr.no_input.{min(call.silences, 2)}" if done.act is Act.SILENCE else "ivr.wrong_key"
    if at.place == "talk":
        asked = conversation.asked(session, call.call_sid)
        return _asking_again(to, following, asked, lead)
    if at.place == "quiet":
        return prompts.quiet(to, following, lead)
    if call.silences > 1 and done.act is Act.SILENCE:
        lead = "ivr.silent_check"
    if at.place in ("skills", "practice"):
        return prompts.skills(to, following, lead)
    return prompts.menu(to, following, lead)


def _asking_again(to: Listener, step: int, asked: Asked, *leads: str) -> VoiceResponse:
    """Ask what is being asked once more: the screening's question, the choices, or simply for words."""
    lead = [prompts.words(to, text_id) for text_id in leads]
    if asked.question is not None:
        lead.append(prompts.words(to, asked.question))
        return prompts.talk(to, step, (), asked.question, lead=lead)
    said = [*lead, *prompts.choices(to, asked.offered)]
    return prompts.one_prompt(to, prompts.path(step, "talk"), said, quiet=prompts.TALK_QUIET)


def _to_talk(session: Session, call: Call, to: Listener, step: int) -> VoiceResponse:
    asked = conversation.asked(session, call.call_sid)
    if asked.question is not None:
        return _asking_again(to, step, asked)
    said = [prompts.words(to, "ivr.talk")]
    return prompts.one_prompt(to, prompts.path(step, "talk"), said, quiet=prompts.TALK_QUIET)
