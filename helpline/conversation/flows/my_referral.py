"""Where a contact's referrals stand, and taking one back; after the code word, if they have one; pure."""

from helpline.content import directory
from helpline.conversation.flows import code_word
from helpline.conversation.flows.choice import said_any
from helpline.conversation.plan import Flow, Plan, Turn
from helpline.conversation.referral_effects import Told, Withdraw
from helpline.conversation.say import say
from helpline.outbox.reply import Button, Reply
from helpline.referrals import ENDED, ReferralView, State

NAME = "my_referral"
_STOP = "ref_stop:"
_WORDS = (
    "اوگف",
    "اوگفها",
    "وگفوها",
    "وگف",
    "وگفها",
    "اسحب",
    "اسحبها",
    "اسحبوها",
    "ما اريدها",
    "الغيها",
    "الغوها",
)
_MOST = 3


def start(turn: Turn) -> Plan:
    """Say where each stands, with a way to take it back."""
    asked = code_word.asked_before(turn, NAME)
    if asked is not None:
        return asked
    shown = [one for one in turn.referrals.referrals if not _never_wanted(one)][-_MOST:]
    if not shown:
        return _unfinished(turn) or _person_wanted(turn) or Plan(replies=(say(turn, "referral.none"),))
    lines = [_line(turn, one, number) for number, one in enumerate(shown, 1)]
    live = [one for one in shown if one.state not in ENDED]
    # By number and not by name: a button's title is triaged as what they said, and «first aid» is danger.
    buttons = tuple(
        Button(f"{_STOP}{one.id}", say(turn, "referral.stop", n=number).text)
        for number, one in enumerate(shown, 1)
        if one in live
    )
    lines += [say(turn, "referral.take_back").text] if live else []
    told = (Told(),) if turn.referrals.news else ()
    return Plan(
        replies=(Reply("\n".join(lines), buttons),),
        flow=Flow(NAME, {"stage": "shown", "live": [one.id for one in live]}) if live else None,
        effects=told,
    )


def answered(turn: Turn) -> Plan | None:
    """Take one back; anything else is about something else."""
    assert turn.flow is not None
    live = [int(one) for one in turn.flow.state["live"]]
    if turn.button is not None and turn.button.startswith(_STOP):
        named = int(turn.button.removeprefix(_STOP))
        return _withdrawn(turn, named) if named in live else None
    if said_any(turn, _WORDS):
        # With several it is asked which.
        return _withdrawn(turn, live[0]) if len(live) == 1 else start(turn)
    return None


def _unfinished(turn: Turn) -> Plan | None:
    """Return the plan of somebody who was offered one and has not said yet whether they agree."""
    offered = [one for one in turn.referrals.referrals if one.state is State.OFFERED]
    if not offered:
        return None
    said = say(turn, "referral.unfinished", service=_name(offered[-1]))
    goes_on = Button(f"flow:referral:{offered[-1].service}", said.buttons[0].title)
    return Plan(replies=(Reply(said.text, (goes_on, *said.buttons[1:])),))


def _person_wanted(turn: Turn) -> Plan | None:
    """Return what becomes of the only request there is: to talk with somebody, whom nobody is yet."""
    waits = turn.case is not None and turn.case.nobody_yet
    return Plan(replies=(say(turn, "referral.person_wanted"),)) if waits else None


def _never_wanted(one: ReferralView) -> bool:
    """Say whether it was offered and not agreed to: that nobody passed it on is no news of a service's."""
    return one.state is State.OFFERED or (one.state is State.DECLINED and one.shared is None)


def _withdrawn(turn: Turn, referral_id: int) -> Plan:
    sent = any(one.id == referral_id and one.sent_to for one in turn.referrals.referrals)
    text = "referral.withdrawn_sent" if sent else "referral.withdrawn"
    return Plan(replies=(say(turn, text),), effects=(Withdraw(referral_id),))


def _line(turn: Turn, one: ReferralView, number: int) -> str:
    state = say(turn, f"referral.state.{one.state}").text
    said = say(turn, "referral.line", n=number, service=_name(one), state=state).text
    with_whom = [say(turn, "referral.shared_with", where=one.sent_to).text] if one.sent_to else []
    what = [say(turn, f"referral.shared.{one.shared}").text] if one.sent_to and one.shared else []
    return " ".join([said, *with_whom, *what])


def _name(one: ReferralView) -> str:
    known = directory.all_services().types.get(one.service)
    # A kind that staff took out of the directory since.
    return known.name if known else one.service
