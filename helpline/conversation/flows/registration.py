"""A place in a group or session: what is open, the waiting list, leaving; pure."""

from helpline.conversation.flows import code_word
from helpline.conversation.plan import Flow, Plan, Turn
from helpline.conversation.referral_effects import LeaveSeat, TakeSeat, Told
from helpline.conversation.say import say
from helpline.outbox.reply import Button, Reply
from helpline.referrals import Seat, SeatView

NAME = "registration"
_TAKE, _LEAVE = "seat_take:", "seat_leave:"


def start(turn: Turn) -> Plan:
    """Say what is open and where they are registered; whoever has a code word says it before their own."""
    own = [one for one in turn.referrals.sessions if one.seat is not None]
    if own and (asked := code_word.asked_before(turn, NAME)) is not None:
        return asked
    shown = [*own, *_near(turn)]
    if not shown:
        return Plan(replies=(say(turn, "registration.none"),))
    lines = [say(turn, "registration.list").text]
    lines += [_line(turn, one, number) for number, one in enumerate(shown, 1)]
    buttons = tuple(_button(turn, one, number) for number, one in enumerate(shown, 1))
    told = (Told(),) if any(one.news for one in own) else ()
    return Plan(replies=(Reply("\n".join(lines), buttons),), flow=Flow(NAME, {}), effects=told)


def answered(turn: Turn) -> Plan | None:
    """Take or leave a place; anything else is about something else."""
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
