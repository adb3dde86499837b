"""WHO-5: how they have been, over two weeks. From 50 down a person is offered (protocol, node PT)."""

from helpline.conversation.flows import asking
from helpline.conversation.plan import Plan, Turn
from helpline.screening.frequency import Unmeasured
from helpline.screening.questionnaire import WHO5, Progress


def start(turn: Turn) -> Plan:
    """Return what WHO-5 is, and whether to begin."""
    return asking.start(turn, WHO5)


def answered(turn: Turn) -> Plan | None:
    """Return the next item, or the result."""
    return asking.answered(turn, WHO5, _finish)


def _finish(turn: Turn, progress: Progress, _said: int | Unmeasured) -> Plan:
    return Plan(replies=asking.result(turn, WHO5, progress), effects=asking.kept(WHO5, progress))
