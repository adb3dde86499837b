"""The contact's answer to whether, and when, they may be asked later how they are; pure."""

from helpline import screening
from helpline.cases.follow_up import SafeTime, Stage
from helpline.contacts.inbox import Channel, Content
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.screening import Answer
from helpline.text import normalise
from helpline.triage import Level

_BUTTONS = {
    "follow_yes": "yes",
    "follow_no": "no",
    "follow_morning": SafeTime.MORNING,
    "follow_afternoon": SafeTime.AFTERNOON,
    "follow_evening": SafeTime.EVENING,
}
# What a part of the day is called, as the words begin or end after normalisation.
_PARTS = {
    SafeTime.MORNING: ("صبح", "صباح", "غبشه", "الصبحيه"),
    SafeTime.AFTERNOON: ("عصر", "ظهر", "عصريه", "ظهريه"),
    SafeTime.EVENING: ("ليل", "مسا", "مساء", "مغرب", "عشا"),
}
# What may stand beside it; anything else may deny it, or tell of somebody beside the phone.
_BESIDE = frozenset(
    (
        "اي",
        "احسن",
        "عادي",
        "زين",
        "تمام",
        "اوكي",
        "يناسبني",
        "افضل",
        "وقت",
        "الوقت",
        "بوقت",
        "خليها",
        "يصير",
        "ان",
        "شاء",
        "الله",
    )
)
_LONGEST_ANSWER = 6


def answered(turn: Turn) -> Plan | None:
    """Return what an answer to the offer leads to, None where the message is about something else."""
    offer = turn.follow_up
    if offer is None or turn.channel != Channel.WHATSAPP:
        return None
    answer = _BUTTONS.get(turn.button or "") or (_in_words(turn) if offer.fresh else None)
    if answer == "no":
        # It ends the offer at either question.
        return Plan(replies=(say(turn, "follow_up.declined"),), follow_up="no")
    if answer is None or (offer.stage == Stage.ASKED) != (answer == "yes"):
        return None
    if answer == "yes":
        return Plan(replies=(say(turn, "follow_up.when"),), follow_up="yes")
    part = say(turn, f"follow_up.{answer}").text
    return Plan(replies=(say(turn, "follow_up.agreed", when=offer.when, part=part),), follow_up=str(answer))


def _bare(word: str) -> str:
    return word.removeprefix("ب").removeprefix("ال")


def _in_words(turn: Turn) -> str | None:
    words = normalise(turn.text).split()
    if turn.content != Content.TEXT or not 0 < len(words) <= _LONGEST_ANSWER:
        return None
    if turn.assessment.level > Level.GREEN or turn.assessment.routes:
        return None
    named = {word: part for word in words for part, names in _PARTS.items() if _bare(word) in names}
    if named:
        alone = len(set(named.values())) == 1 and set(words) - set(named) <= _BESIDE
        return next(iter(named.values())) if alone else None
    understood = screening.understand(turn.text, "follow_up.offer")
    if understood is Answer.YES:
        return "yes"
    return "no" if understood in (Answer.NO, Answer.REFUSED) else None
