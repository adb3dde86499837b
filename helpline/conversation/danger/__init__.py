"""What is said to whoever is in danger, or near somebody who is, while people are rung.

`answer` is the true state of the way to a person, in the words of what the danger is (`first`), or company
after that; `about` what they ask or tell in between.
"""

from helpline.conversation.danger.about import SURE, may_be_answered
from helpline.conversation.danger.answer import FIRST, NO_GUESS, WHILE_CALLING, answer

__all__ = ["FIRST", "NO_GUESS", "SURE", "WHILE_CALLING", "answer", "may_be_answered"]
