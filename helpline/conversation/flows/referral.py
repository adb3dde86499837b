"""A referral: explained, agreed to, what is passed on, when it is safe to be reached; pure."""

from collections.abc import Mapping
from typing import Any

from helpline import content, screening
from helpline.contacts.inbox import Content
from helpline.content import directory
from helpline.conversation.flows import refusing
from helpline.conversation.flows.choice import asks, chosen_part, free_text, said_any
from helpline.conversation.plan import Flow, Plan, Turn
from helpline.conversation.referral_effects import Consent, Offer, Refuse
from helpline.conversation.say import say
from helpline.outbox.reply import Reply
from helpline.referrals import Shared, Way
from helpline.screening import Answer

NAME = "referral"
CONSENT = "referral.consent"
# Here «leave it» is about the question alone: it goes on without an answer.
_OPTIONAL = ("need", "place")
SHARED = {
    "ref_number": (Shared.NUMBER, ("رقمي بس", "الرقم بس", "رقمي")),
    "ref_need": (
        Shared.NUMBER_AND_NEED,
        ("وهم شنو احتاج", "رقمي وشنو احتاج", "شنو احتاج", "الكل", "الاثنين"),
    ),
    "ref_nothing": (Shared.NOTHING, ("بلا رقمي", "بدون رقمي", "بدون رقم", "بلا رقم")),
}
_WAYS = {
    "ref_write": (Way.WRITE, ("نكتبلك", "اكتبولي", "كتابة", "رسالة", "هنا", "واتساب")),
    "ref_call": (Way.CALL, ("اتصال", "خابروني", "تلفون", "مكالمة", "اتصلوا")),
    "ref_wait": (
        Way.WHEN_THEY_WRITE,
        ("بس من اكتب", "لمن اني اكتب", "من اكتب", "من اكتب اني", "لا تكتبون", "لا تخابرون", "اني اكتب"),
    ),
}


def start(turn: Turn) -> Plan:
    """Begin: with the kind of service that the button or the words name, else ask which."""
    # A button's title is our own words.
    named = None if turn.button is not None else directory.best_type(turn.text, directory.all_services())
    service = _of_button(turn) or named
    if service is None:
        return Plan(replies=(say(turn, "referral.what"),), flow=_at("what"))
    return _explain(turn, service)


def answered(turn: Turn) -> Plan | None:
    """Take an answer; what is about something else leaves, and nothing was passed on."""
    assert turn.flow is not None
    state = turn.flow.state
    stage = str(state["stage"])
    if turn.content not in (Content.TEXT, Content.BUTTON, Content.SPEECH, Content.DIGITS):
        return None
    if turn.button is not None and not turn.button.startswith("ref_"):
        return None
    if (whom := refusing.rather_whom(turn)) is not None:
        told = say(turn, f"referral.{whom.name.lower()}")
        return Plan((told, _question(turn, state)), flow=turn.flow, remember={"prefers": whom.prefers})
    unwanted = turn.button == "ref_no" or refusing.after_all_not(turn)
    if (stage not in _OPTIONAL and unwanted) or said_any(turn, content.TAUGHT["leave"]):
        return Plan(replies=(say(turn, "referral.refused"),), effects=(Refuse(),))
    return _STAGES[stage](turn, state)


def _question(turn: Turn, state: Mapping[str, Any]) -> Reply:
    """Return the question that is open."""
    if state["stage"] != "consent":
        return say(turn, f"referral.{state['stage']}")
    return say(turn, CONSENT, service=directory.all_services().types[state["service"]].name)


def _what(turn: Turn, state: Mapping[str, Any]) -> Plan | None:
    service = directory.best_type(turn.text, directory.all_services())
    if service is None and not state.get("again"):
        return Plan(replies=(say(turn, "referral.what_again"),), flow=_at("what", again=True))
    return _explain(turn, service or directory.ANY)


def _explain(turn: Turn, service: str) -> Plan:
    name = directory.all_services().types[service].name
    return Plan(
        replies=(say(turn, CONSENT, service=name),),
        flow=_at("consent", service=service),
        effects=(Offer(service),),
    )


def _consented(turn: Turn, state: Mapping[str, Any]) -> Plan | None:
    answer = Answer.YES if turn.button == "ref_yes" else screening.understand(turn.text, CONSENT)
    if answer is Answer.YES:
        return Plan(replies=(say(turn, "referral.share"),), flow=_on(state, "share"))
    if answer in (Answer.NO, Answer.REFUSED) or refusing.no_need(turn):
        return Plan(replies=(say(turn, "referral.refused"),), effects=(Refuse(),))
    # Nothing but a yes is one.
    service = directory.all_services().types[state["service"]].name
    reserved = "referral.nothing_needed" if refusing.rather_not(turn) else "referral.again"
    told = "referral.they_know" if asks(turn) else reserved
    return _once_more(turn, state, "consent", say(turn, CONSENT, service=service).buttons, told)


def _shared(turn: Turn, state: Mapping[str, Any]) -> Plan | None:
    shared = chosen_part(turn, SHARED)
    if shared is None and refusing.rather_not(turn):
        return _where_or_way(turn, {**state, "shared": Shared.NOTHING}, say(turn, "referral.no_number"))
    if shared is None:
        return _once_more(turn, state, "share", say(turn, "referral.share").buttons)
    if shared is Shared.NUMBER_AND_NEED:
        return Plan(replies=(say(turn, "referral.need"),), flow=_on(state, "need", shared=shared))
    return _where_or_way(turn, _on(state, "", shared=shared).state)


def _needed(turn: Turn, state: Mapping[str, Any]) -> Plan | None:
    if not (refusing.rather_not(turn) or refusing.after_all_not(turn)):
        return _where_or_way(turn, {**state, "need": free_text(turn)})
    if refusing.keeps_number(turn):
        return _where_or_way(turn, {**state, "shared": Shared.NOTHING}, say(turn, "referral.no_number"))
    return _where_or_way(turn, {**state, "shared": Shared.NUMBER}, say(turn, "referral.number_alone"))


def _where_or_way(turn: Turn, state: Mapping[str, Any], *lead: Reply) -> Plan:
    if turn.governorate is None:
        return Plan(replies=(*lead, say(turn, "referral.place")), flow=_on(state, "place"))
    return _way(turn, {**state, "governorate": turn.governorate}, *lead)


def _placed(turn: Turn, state: Mapping[str, Any]) -> Plan | None:
    """Take the place; one that is not known is asked about once more, and without an answer the team asks."""
    query = directory.understand(turn.text, directory.all_services(), asked_where=True)
    reserved = refusing.rather_not(turn) or refusing.after_all_not(turn)
    if query.governorate is None and not reserved and not state.get("again"):
        return Plan(replies=(say(turn, "referral.place_again"),), flow=_on(state, "place", again=True))
    lead = (say(turn, "referral.without_place"),) if query.governorate is None else ()
    return _way(turn, {**state, "governorate": query.governorate, "district": query.district}, *lead)


def _way(turn: Turn, state: Mapping[str, Any], *lead: Reply) -> Plan:
    return Plan(replies=(*lead, say(turn, "referral.way")), flow=_on(state, "way"))


def _reached(turn: Turn, state: Mapping[str, Any]) -> Plan | None:
    way = chosen_part(turn, _WAYS)
    if way is None and refusing.rather_not(turn):
        return _only_when_they_write(turn, state)
    if way is None:
        return _once_more(turn, state, "way", say(turn, "referral.way").buttons)
    if way is Way.WHEN_THEY_WRITE:
        return _done(turn, {**state, "way": way}, None)
    return Plan(replies=(say(turn, "referral.time"),), flow=_on(state, "time", way=way))


def _timed(turn: Turn, state: Mapping[str, Any]) -> Plan | None:
    part = chosen_part(turn, _PARTS)
    if part is None and refusing.rather_not(turn):
        return _only_when_they_write(turn, state)
    if part is None:
        return _once_more(turn, state, "time", say(turn, "referral.time").buttons)
    return _done(turn, state, part)


def _only_when_they_write(turn: Turn, state: Mapping[str, Any]) -> Plan:
    """Return the end of it for whoever names no way, or no hour, in which they are safely reached."""
    return _done(turn, {**state, "way": Way.WHEN_THEY_WRITE}, None, say(turn, "referral.not_reached"))


def _done(turn: Turn, state: Mapping[str, Any], part: str | None, *lead: Reply) -> Plan:
    service = str(state["service"])
    agreed = Consent(
        service=service,
        text=f"{CONSENT}@{content.all_texts()[CONSENT].version}",
        shared=Shared(state["shared"]),
        way=Way(state["way"]),
        safe_time=part,
        governorate=state.get("governorate"),
        district=state.get("district"),
        need=state.get("need"),
    )
    name = directory.all_services().types[service].name
    return Plan(replies=(*lead, say(turn, "referral.done", service=name)), effects=(agreed,))


_PARTS = {
    "ref_morning": ("morning", ("الصبح", "صبح", "الصبحية")),
    "ref_afternoon": ("afternoon", ("العصر", "عصر", "الظهر", "ظهر")),
    "ref_evening": ("evening", ("بالليل", "ليل", "الليل", "المسا", "مغرب", "المغرب")),
}
_STAGES = {
    "what": _what,
    "consent": _consented,
    "share": _shared,
    "need": _needed,
    "place": _placed,
    "way": _reached,
    "time": _timed,
}


def _of_button(turn: Turn) -> str | None:
    # flow:referral:civil_documents
    named = (turn.button or "").split(":")[2:3]
    return named[0] if named and named[0] in directory.all_services().types else None


def _at(stage: str, **more: Any) -> Flow:
    return Flow(NAME, {"stage": stage, **more})


def _on(state: Mapping[str, Any], stage: str, **more: Any) -> Flow:
    kept = {name: value for name, value in state.items() if name not in ("stage", "again")}
    return Flow(NAME, {**kept, **more, "stage": stage})


def _once_more(
    turn: Turn, state: Mapping[str, Any], stage: str, buttons: Any, text_id: str = "referral.again"
) -> Plan | None:
    """Ask once more with the same choices, then leave: the message is about something else."""
    if state.get("again"):
        return None
    reply = say(turn, text_id)
    return Plan(replies=(type(reply)(reply.text, buttons),), flow=_on(state, stage, again=True))
