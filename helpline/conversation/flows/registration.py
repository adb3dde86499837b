"""A place in a group or session: what is open, the waiting list, leaving; pure.

Where nothing is open there is no list to stand in: what they wish for can be left with the team, as a request
of which nothing is passed on.
"""

from helpline import content, screening
from helpline.content import directory
from helpline.conversation.flows import code_word
from helpline.conversation.flows.choice import said_any
from helpline.conversation.plan import Flow, Plan, Turn
from helpline.conversation.referral_effects import Consent, LeaveSeat, TakeSeat, Told
from helpline.conversation.say import say
from helpline.outbox.reply import Button, Reply
from helpline.referrals import ENDED, Seat, SeatView, Shared, State, Way
from helpline.screening import Answer

NAME = "registration"
_TAKE, _LEAVE, _KEEP = "seat_take:", "seat_leave:", "seat_wish"
NONE_OPEN = "registration.none"
# Meant where no kind is named.
GROUPS = "support_groups"


def start(turn: Turn) -> Plan:
    """Say what is open and where they are registered; whoever has a code word says it before their own."""
    own = [one for one in turn.referrals.sessions if one.seat is not None]
    if own and (asked := code_word.asked_before(turn, NAME)) is not None:
        return asked
    shown = [*own, *_near(turn)]
    if not shown:
        return _none_open(turn)
    lines = [say(turn, "registration.list").text]
    lines += [_line(turn, one, number) for number, one in enumerate(shown, 1)]
    buttons = tuple(_button(turn, one, number) for number, one in enumerate(shown, 1))
    told = (Told(),) if any(one.news for one in own) else ()
    return Plan(replies=(Reply("\n".join(lines), buttons),), flow=Flow(NAME, {}), effects=told)


def answered(turn: Turn) -> Plan | None:
    """Take or leave a place, or leave a wish with the team; anything else is about something else."""
    assert turn.flow is not None
    if said_any(turn, content.TAUGHT["leave"]):
        return Plan(replies=(say(turn, "registration.nothing_changed"),))
    if "wish" in turn.flow.state:
        return _wished(turn, str(turn.flow.state["wish"]))
    if turn.button is None or not turn.button.startswith((_TAKE, _LEAVE)):
        return None
    verb, _, number = turn.button.partition(":")
    one = next((one for one in turn.referrals.sessions if one.session_id == int(number)), None)
    if one is None:
        return Plan(replies=(say(turn, "registration.over"),))
    if f"{verb}:" == _LEAVE:
        return Plan(
            replies=(say(turn, "registration.left", title=one.title),), effects=(LeaveSeat(one.session_id),)
        )
    seat = Seat.TAKEN if one.free else Seat.WAITING
    text = "registration.done" if seat is Seat.TAKEN else "registration.waiting"
    return Plan(
        replies=(say(turn, text, title=one.title, when=_when(one)),),
        effects=(TakeSeat(one.session_id, seat),),
    )


def _none_open(turn: Turn) -> Plan:
    """Offer to leave their wish with the team, or say that it is there."""
    named = None if turn.button is not None else directory.best_type(turn.text, directory.all_services())
    wish = named or GROUPS
    name = directory.all_services().types[wish].name
    live = (one for one in turn.referrals.referrals if one.state not in (*ENDED, State.OFFERED))
    if any(one.service == wish for one in live):
        return Plan(replies=(say(turn, "registration.wish_is_there", service=name),))
    return Plan(replies=(say(turn, NONE_OPEN, service=name),), flow=Flow(NAME, {"wish": wish}))


def _wished(turn: Turn, wish: str) -> Plan | None:
    """Keep the wish where they say yes; nothing but a yes is one."""
    if turn.button not in (None, _KEEP):
        return None
    answer = Answer.YES if turn.button == _KEEP else screening.understand(turn.text, NONE_OPEN)
    name = directory.all_services().types[wish].name
    if answer in (Answer.NO, Answer.REFUSED):
        return Plan(replies=(say(turn, "registration.nothing_changed"),))
    if answer is not Answer.YES:
        return None
    kept = Consent(
        service=wish,
        text=f"{NONE_OPEN}@{content.all_texts()[NONE_OPEN].version}",
        shared=Shared.NOTHING,
        way=Way.WHEN_THEY_WRITE,
        safe_time=None,
        governorate=turn.governorate,
        district=None,
        need=None,
    )
    return Plan(replies=(say(turn, "registration.wish_kept", service=name),), effects=(kept,))


def _near(turn: Turn) -> list[SeatView]:
    """Return what is open, that of their own governorate first."""
    free = [one for one in turn.referrals.sessions if one.seat is None]
    return sorted(free, key=lambda one: (one.governorate != turn.governorate, one.starts_at))


def _line(turn: Turn, one: SeatView, number: int) -> str:
    text = "registration.open" if one.free else "registration.full"
    if one.seat is not None:
        text = "registration.yours" if one.seat is Seat.TAKEN else "registration.you_wait"
    return say(turn, text, n=number, title=one.title, place=one.governorate, when=_when(one)).text


def _button(turn: Turn, one: SeatView, number: int) -> Button:
    # By number: what staff call a session is triaged as what they said.
    if one.seat is not None:
        return Button(f"{_LEAVE}{one.session_id}", say(turn, "registration.leave", n=number).text)
    return Button(f"{_TAKE}{one.session_id}", say(turn, "registration.take", n=number).text)


def _when(one: SeatView) -> str:
    return f"{one.starts_at:%Y/%m/%d، %H:%M}"
