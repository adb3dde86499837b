"""What is asked when a case is closed, one question at a time, and the outcome it adds up to; pure.

The answers so far travel in each question's buttons, as digits: nothing has to be remembered, and a tap on an
older question goes on from there.
"""

import enum

from helpline import content
from helpline.cases import outcome
from helpline.cases.outcome import Outcome
from helpline.outbox.reply import Button, Reply

VERB = "close"
_QUESTIONS: dict[str, type[enum.StrEnum]] = {
    "done": outcome.Done,
    "emergency": outcome.Emergency,
    "safety_plan": outcome.SafetyPlan,
    "referral": outcome.Referral,
    "follow_up": outcome.FollowUpIn,
}
_DANGER_ONLY = ("emergency", "safety_plan")


class AnswersUnreadable(ValueError):
    """Digits that answer no question of ours."""


def questions(*, danger: bool, reachable: bool) -> tuple[str, ...]:
    """Return what is asked: all five where the case was RED; no follow-up for a number that is withheld."""
    return tuple(
        name
        for name in _QUESTIONS
        if (danger or name not in _DANGER_ONLY) and (reachable or name != "follow_up")
    )


def next_question(asked: tuple[str, ...], answers: str) -> str | None:
    """Return the question that `answers` leads to, None when all are answered; raises AnswersUnreadable."""
    found = read(asked, answers)
    left = asked[len(found) :]
    if left == ("follow_up",) and found["done"] is outcome.Done.NOT_REACHED:
        # Nobody has agreed to anything.
        return None
    return left[0] if left else None


def options(name: str) -> list[str]:
    """Return the ids of the texts that answer a question, in order."""
    return [f"closing.{name}.{answer.value}" for answer in _QUESTIONS[name]]


def extend(asked: tuple[str, ...], answers: str, number: int) -> str:
    """Return the answers with one more, the option `number` from 1.

    How many questions there are stands before them: a case that has become RED since is asked more, and the
    same digits would answer other questions.
    """
    return f"{answers or f'{len(asked)}.'}{number}"


def ask(case_id: int, asked: tuple[str, ...], answers: str) -> Reply:
    """Return the next question with its answers as buttons; raises AnswersUnreadable where none is left."""
    name = next_question(asked, answers)
    if name is None:
        raise AnswersUnreadable
    buttons = tuple(
        Button(f"{VERB}:{case_id}:{extend(asked, answers, number)}", content.text(text_id))
        for number, text_id in enumerate(options(name), 1)
    )
    return Reply(content.text(f"closing.{name}", case=case_id), buttons)


def read(asked: tuple[str, ...], answers: str) -> dict[str, enum.StrEnum]:
    """Return the answers by question; raises AnswersUnreadable."""
    if not answers:
        return {}
    count, _, digits = answers.partition(".")
    if count != str(len(asked)) or len(digits) > len(asked):
        raise AnswersUnreadable
    found: dict[str, enum.StrEnum] = {}
    for name, digit in zip(asked, digits, strict=False):
        choices = list(_QUESTIONS[name])
        if digit not in "123456789" or int(digit) > len(choices):
            raise AnswersUnreadable
        found[name] = choices[int(digit) - 1]
    return found


def result(asked: tuple[str, ...], answers: str) -> Outcome:
    """Return the outcome of answers to all questions; raises AnswersUnreadable."""
    if next_question(asked, answers) is not None:
        raise AnswersUnreadable
    found = read(asked, answers)
    return Outcome(**found)  # type: ignore[arg-type]
