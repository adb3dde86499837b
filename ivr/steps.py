"""One step of a call, from what was heard to the TwiML that answers it.

1. A step that was answered before gets the same answer.
2. What the caller said or pressed is stored and triaged; danger has its case, in a transaction of its own,
   before anything slow.
3. The conversation decides.
4. The effects and the answer are written together, so that a repeated webhook does nothing twice.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from twilio.twiml.voice_response import VoiceResponse

from helpline import cases
from helpline.contacts import Contact
from helpline.contacts.inbox import Channel, Content
from helpline.conversation import step as conversation
from helpline.conversation.loading import Ready
from helpline.conversation.plan import Plan
from helpline.conversation.receive import Inbound
from helpline.conversation.step import Asked
from helpline.infra.database import transaction
from helpline.infra.logs import log
from helpline.infra.settings import settings
from helpline.triage import Level
from ivr import call as calls
from ivr import keypad, prompts, waiting
from ivr.call import Call
from ivr.heard import Heard
from ivr.keypad import Act, Done
from ivr.places import PATIENT, At, placed
from ivr.prompts import Listener
from ivr.skills import BY_KEY

# Silent or wrong answers in a row after which a person is called.
MOST_SILENCES = 3
SKIP = "9"
LANGUAGES = {"7": "ku", "8": "en"}
_SKILL_KEYS = "".join(BY_KEY)
# The keys that mean something of their own in a place.
KEYS = {
    "menu": "234" + "".join(LANGUAGES),
    "language": "".join(LANGUAGES),
    "skills": _SKILL_KEYS,
    "practice": _SKILL_KEYS,
    "quiet": "29",
    "talk": "",
    "waiting": "",
    "nobody": "234",
    "consent": "4",
    "recorded": "",
    "after": "",
    "after_talk": "",
}
QUEUE = ("waiting", "nobody", "consent", "recorded")
ON_THE_WAY = (*QUEUE, "after")


@dataclass(frozen=True, slots=True)
class Said:
    """A turn of the conversation, ready to be written; `unclear` asks for the words once more."""

    ready: Ready
    plan: Plan
    unclear: bool = False


def first(heard: Heard, now: datetime) -> str:
    """Take a call; returns its first TwiML. A contact already in danger is brought to a person at once."""
    with transaction() as session:
        call = calls.of(session, heard.call_sid, heard.phone, now)
        number = calls.next_step(session, call)
        if number == 1 and (before := calls.answered(session, call, 0)) is not None:
            return before
        contact = session.get_one(Contact, call.contact_id)
        to = prompts.listener_of(contact, call)
        case = cases.find_open(session, contact.id, for_update=True)
        if case is not None and case.level == Level.RED:
            waiting.begin(session, call, case, now)
            twiml = prompts.to_waiting(to, number + 1, [prompts.words(to, "ivr.danger.calling")])
        else:
            twiml = prompts.opening(to, number + 1)
        calls.keep(session, call, number, str(twiml), now)
        return str(twiml)


def redirected(heard: Heard, now: datetime, *, left: bool) -> str:
    """Answer a caller whom we fetched from wherever they were, because how it stands has changed."""
    with transaction() as session:
        call = calls.of(session, heard.call_sid, heard.phone, now)
        number = calls.next_step(session, call)
        to = prompts.listener_of(session.get_one(Contact, call.contact_id), call)
        twiml = waiting.respond(session, call, 0, to, number + 1, now, left=left)
        calls.keep(session, call, number, str(twiml), now)
        return str(twiml)


def answer(at: At) -> str:
    """Return the TwiML that answers a step."""
    with transaction() as session:
        call = calls.of(session, at.heard.call_sid, at.heard.phone, at.now)
        if (before := calls.answered(session, call, at.step)) is not None:
            return before
        asked = conversation.asked(session, call.call_sid)
        case = cases.find_open(session, call.contact_id) if at.place in QUEUE else None
        in_danger = case is not None and case.level == Level.RED
    done = _done(at, asked)
    said = None
    if at.place == "waiting" and done.act is Act.WORDS:
        said = _waiting_words(at, call, in_danger)
    elif not (at.place == "after" or (at.place in QUEUE and (done.act is not Act.DANGER or in_danger))):
        said = _said(at, done, asked, call)
    try:
        return _written(at, done, said)
    except SQLAlchemyError:
        raise
    except Exception as error:
        if at.place in ON_THE_WAY or (said is not None and _leads_to_a_person(said.plan)):
            # Nothing on the way to a person is answered with soothing words: the error goes to Twilio,
            # whose fallback address dials the counsellor on call without this server.
            raise
        log().error("step_failed", call=at.heard.call_sid, step=at.step, exc_info=error)
        return str(prompts.keys_only(Listener(), at.step + 1, "ivr.slow"))


def _written(at: At, done: Done, said: Said | None) -> str:
    """Write the effects of a step and its answer in one transaction, unless a repeated webhook was first."""
    with transaction() as session:
        call = calls.of(session, at.heard.call_sid, at.heard.phone, at.now)
        if (before := calls.answered(session, call, at.step)) is not None:
            return before
        # Held here until the end: read once, and not by each that needs it.
        contact = session.get_one(Contact, call.contact_id)
        to = prompts.listener_of(contact, call)
        _note_arabic(contact, at, done)
        twiml = _conversed(session, call, at, said, to) if said else placed(session, call, at, done, to)
        calls.keep(session, call, at.step, str(twiml), at.now)
        return str(twiml)


def _note_arabic(contact: Contact, at: At, done: Done) -> None:
    """Remember that a caller goes on in Arabic, so that the next call begins without the other languages."""
    if contact.language is None and at.place == "menu" and done.act not in (Act.SILENCE, Act.WRONG):
        contact.language = "ar"


def _leads_to_a_person(plan: Plan) -> bool:
    return plan.danger or plan.person_wanted or plan.assessment is not None


def _done(at: At, asked: Asked) -> Done:
    """Read the act; choices and a screening's keys belong to the talk, not to the menu."""
    talking = at.place == "talk"
    screening = talking and asked.question is not None
    return keypad.read(at.heard, KEYS[at.place], asked.offered if talking else (), screening)


def _said(at: At, done: Done, asked: Asked, call: Call) -> Said | None:
    """Take what was done through the conversation, if it is something said to it."""
    if done.act is Act.DANGER:
        return _thought(_take_in(at, call, Content.DIGITS, conversation.DANGER_WORD))
    if done.act is Act.PERSON:
        ready = _take_in(at, call, Content.DIGITS, conversation.PERSON_WORD)
        return Said(ready, conversation.person(ready, "asked"))
    if at.place == "quiet" and done.act is Act.KEY:
        if done.key == SKIP:
            # Not wanting to answer whether there is danger counts as yes (protocol, A5).
            return _thought(_take_in(at, call, Content.DIGITS, conversation.DANGER_WORD))
        ready = _take_silence(at, call)
        return Said(ready, conversation.screen(ready))
    if (language := _language(at, done)) is not None:
        with transaction() as session:
            session.get_one(Contact, call.contact_id).language = language
        ready = _take_in(at, call, Content.DIGITS, conversation.PERSON_WORD)
        return Said(ready, conversation.person(ready, "asked"))
    if at.place == "language" and done.act in (Act.SILENCE, Act.WRONG):
        ready = _take_silence(at, call)
        return Said(ready, conversation.person(ready, "asked"))
    if done.act is Act.CHOICE and done.button is not None:
        return _thought(_take_in(at, call, Content.DIGITS, done.button.title, done.button.id))
    if done.act is Act.WORDS:
        return _heard(at, asked, _take_in(at, call, Content.SPEECH, at.heard.speech))
    if done.act is Act.SILENCE and at.place == "talk" and asked.silence_counts:
        ready = _take_silence(at, call)
        return Said(ready, conversation.silence(ready))
    if _missed_again(at, done, call):
        ready = _take_silence(at, call)
        return Said(ready, conversation.person(ready, "not_understood"))
    return None


def _language(at: At, done: Done) -> str | None:
    """Return the language that was chosen in the opening, if one was."""
    return LANGUAGES.get(done.key) if at.place == "menu" and done.act is Act.KEY else None


def _missed_again(at: At, done: Done, call: Call) -> bool:
    """Say whether silence or a wrong key has come so often that only a person can help."""
    if done.act is Act.SILENCE and at.place in PATIENT:
        return False
    return done.act in (Act.SILENCE, Act.WRONG) and call.silences + 1 >= MOST_SILENCES


def _waiting_words(at: At, call: Call, in_danger: bool) -> Said:
    """Take what was said while waiting: no answer, but danger and whom they would rather have are heard."""
    ready = _take_in(at, call, Content.SPEECH, at.heard.speech)
    return Said(ready, conversation.while_waiting(ready, in_danger))


def _heard(at: At, asked: Asked, ready: Ready) -> Said:
    """Take spoken words; what the recogniser doubts is asked for again once, unless it sounds like risk.

    Or like asking for a woman or a man, which costs nothing to believe.
    """
    clear = not at.heard.unsure or conversation.asks_for_somebody(ready)
    if clear or ready.turn.assessment.level >= Level.AMBER:
        return _thought(ready)
    if ready.turn.screening is not None:
        # A doubtful «no» must not end a screening: the question is asked again, then it counts as yes.
        return _thought(conversation.unheard(ready))
    known = ready.turn.case
    if at.again and known is not None and known.level >= Level.AMBER:
        # Twice not understood is no reason for keys where somebody is at risk.
        return Said(ready, conversation.person(ready, "not_understood"))
    text_id = "ivr.by_keys" if at.again else "ivr.unclear"
    return Said(ready, conversation.again(ready, text_id, asked.offered), unclear=True)


def _thought(ready: Ready) -> Said:
    return Said(ready, conversation.think(ready, settings().rasa_call_timeout))


def _take_in(at: At, call: Call, kind: Content, text: str, payload: str | None = None) -> Ready:
    inbound = Inbound(
        sid=f"{call.call_sid}:{at.step}",
        channel=Channel.VOICE,
        phone=None,
        content=kind,
        text=text,
        payload=payload,
        call_sid=call.call_sid,
        contact_id=call.contact_id,
    )
    with transaction() as session:
        return conversation.take_in(session, inbound, at.now)


def _take_silence(at: At, call: Call) -> Ready:
    with transaction() as session:
        return conversation.take_silence(session, call.contact_id, call.call_sid, at.now)


def _conversed(session: Session, call: Call, at: At, said: Said, to: Listener) -> VoiceResponse:
    """Write a turn of the conversation and say what it led to."""
    plan, following = said.plan, at.step + 1
    case = conversation.finish(session, said.ready, plan, at.now)
    call.silences = 0
    if at.place == "waiting" and not plan.danger:
        line = conversation.preference_said(plan)
        return waiting.respond(session, call, at.round, to, following, at.now, line=line)
    if said.unclear:
        if at.again:
            call.by_keys = True
            return prompts.menu(replace(to, speech=False), following, "ivr.by_keys")
        return prompts.talk_again(to, following, plan.replies[0].text)
    promised = plan.assessment is not None and plan.screening is None
    if plan.danger or plan.person_wanted or (promised and not to.reachable):
        assert case is not None
        waiting.begin(session, call, case, at.now)
        return prompts.to_waiting(to, following, _first_words(plan, to))
    question = conversation.asked(session, call.call_sid).question
    return prompts.talk(to, following, plan.replies, question)


def _first_words(plan: Plan, to: Listener) -> list[str]:
    if plan.danger:
        # In Kurdish there are only recordings, which take the place of the Arabic words.
        arabic = prompts.words(replace(to, language="ar"), "ivr.danger.calling")
        theirs = prompts.words(to, "ivr.danger.calling") if to.language == "ku" else arabic
        return [theirs if reply.text == arabic else reply.text for reply in plan.replies]
    if plan.person_wanted:
        also = conversation.preference_said(plan)
        return [prompts.words(to, text_id) for text_id in ("ivr.person.calling", also) if text_id]
    # Every other way out of AMBER promises a call, which a withheld number makes impossible.
    others = plan.assessment is not None and "third_party" in plan.assessment.routes
    return [prompts.words(to, "ivr.danger.third_party" if others else "ivr.withheld.amber")]
