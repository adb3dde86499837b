"""What triage takes for risk by its letters alone, and what the conversation knows better.

Nothing here touches what a rule, an earlier message or somebody's report says of a message
(`helpline.triage.evidence.by_letters`). It is doubted at three moments, each with what is known then:

1. `taken_in`: as it is taken in, before anything is stored: a tapped button, a taught word, a whole message
   that says nothing more than it asks or answers; of a few words, also who is named where a flow asked.
2. `answer`: when its conversation is read: a whole message that refuses to answer us.
3. `task_or_hint`: when it is thought about: a task for the assistant, or the first hint of its kind.
"""

from helpline.conversation.doubt.answer import unalarmed
from helpline.conversation.doubt.taken_in import as_answered, as_taken_in, may_be_answer
from helpline.conversation.doubt.task_or_hint import TASKS, is_first_hint, is_task, may_be_task, settled

__all__ = [
    "TASKS",
    "as_answered",
    "as_taken_in",
    "is_first_hint",
    "is_task",
    "may_be_answer",
    "may_be_task",
    "settled",
    "unalarmed",
]
