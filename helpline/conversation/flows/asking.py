"""What PHQ-9 and WHO-5 have in common: explained, agreed to, one item at a time, left at any time; pure."""

from collections.abc import Callable
from dataclasses import replace

from helpline import content, screening
from helpline.contacts.inbox import Channel, Content
from helpline.conversation.effects import KeepResult
from helpline.conversation.plan import Flow, Plan, Turn
from helpline.conversation.say import say
from helpline.outbox.reply import Button, Reply
from helpline.screening import Answer, frequency, questionnaire
from helpline.screening.frequency import LONGEST_ANSWER, Unmeasured
from helpline.screening.questionnaire import Instrument, Progress
from helpline.text import go_ahead, normalise

_ANSWERS = (Content.TEXT, Content.BUTTON, Content.SPEECH, Content.DIGITS)
_BUTTONS = {"skip": Unmeasured.SKIPPED, "enough": Unmeasured.ENOUGH}
_BEGIN = frozenset(normalise(word) for word in ("نبدي", "نبدا", "نبده", "تمام", "اوكي", "زين", "ok"))
_LATER = frozenset(normalise(word) for word in ("مو هسه", "بعدين", "غير وقت", "مو اليوم"))
# What follows the last item: the progress, and what was said to it.
Finish = Callable[[Turn, Progress, "int | Unmeasured"], Plan]


def start(turn: Turn, instrument: Instrument) -> Plan:
    """Return what the questionnaire is, and whether to begin."""
    return Plan(replies=(say(turn, f"{instrument.name}.intro"),), flow=Flow(instrument.name, {}))


def answered(turn: Turn, instrument: Instrument, finish: Finish) -> Plan | None:
    """Take an answer; None where the message is about something else.

    1. Before the first item: whether to begin. 2. What is not understood is asked again once. 3. After that
    a word or two count as a skipped item, and more of them as something else that they want to tell. 4. The
    literal item is never simply left: whatever is said to it goes to `finish`.
    """
    assert turn.flow is not None
    if turn.content not in _ANSWERS:
        return None
    if "answers" not in turn.flow.state:
        return _whether(turn, instrument)
    progress = Progress.from_json(turn.flow.state)
    number = questionnaire.current(instrument, progress)
    if number is None:
        return None
    said = _said(turn, instrument)
    literal = number == instrument.literal
    if said is Unmeasured.ENOUGH and not literal:
        return Plan(replies=(say(turn, "questionnaire.stopped"),))
    vague = said is Unmeasured.UNCLEAR or (said is Unmeasured.YES and not literal)
    if vague and not progress.again:
        return ask(turn, instrument, questionnaire.unclear(progress), say(turn, "questionnaire.again"))
    if vague and not literal and len(turn.text.split()) > LONGEST_ANSWER:
        return None
    value = said if isinstance(said, int) else None
    following = questionnaire.answer(instrument, progress, value)
    if questionnaire.current(instrument, following) is None:
        return finish(turn, following, said)
    return ask(turn, instrument, following, *_lead(turn, instrument, value))


def _lead(turn: Turn, instrument: Instrument, value: int | None) -> tuple[Reply, ...]:
    """Return what is said of an answer before the next item: that it was left out, or what a nought was."""
    if value is None:
        return (say(turn, "questionnaire.skipped"),)
    if not _is_nought(turn, instrument):
        return ()
    return (say(turn, "questionnaire.zero", title=say(turn, f"{instrument.name}.answers").buttons[0].title),)


def ask(turn: Turn, instrument: Instrument, progress: Progress, *lead: Reply) -> Plan:
    """Return the next item with where they are in it, after a word that leads up to it.

    Where it is read, as one message with numbers to type; where it is heard, piece by piece for recordings.
    """
    name, number = instrument.name, questionnaire.current(instrument, progress)
    literal = number == instrument.literal
    pieces = [*lead, say(turn, f"{name}.where", n=number), say(turn, f"{name}.{number}")]
    if literal:
        pieces.append(say(turn, f"{name}.way"))
    answers = say(turn, f"{name}.answers")
    buttons = answers.buttons
    if progress.again or literal:
        ways_out = say(turn, "questionnaire.again").buttons
        buttons += ways_out if progress.again else ways_out[:1]
    return Plan(
        replies=_pieces(turn, pieces, answers, buttons), flow=Flow(instrument.name, progress.to_json())
    )


def result(
    turn: Turn, instrument: Instrument, progress: Progress, ending: str | None = None, *heard: Reply
) -> tuple[Reply, ...]:
    """Return what is said at the end: the total, what it was before, what it may mean and what next.

    Where an item was skipped there is no total. `ending` is the text of what it may mean where it is not what
    the total alone says; `heard` is said before it.
    """
    name, score = instrument.name, questionnaire.score(instrument, progress)
    if score is None:
        next_step = say(turn, ending or "questionnaire.incomplete.next")
        return joined(turn, say(turn, "questionnaire.incomplete"), *heard, next_step)
    said = [say(turn, f"{name}.total", score=score)]
    before = turn.last_check
    if before is not None and before.days > 0 and unlocked(turn):
        said.append(say(turn, "questionnaire.last", days=before.days, before=before.score, score=score))
    meaning = say(turn, ending or f"{name}.result.{questionnaire.band(instrument, score)}")
    return joined(turn, *said, *heard, meaning)


def unlocked(turn: Turn) -> bool:
    """Say whether an earlier result may be told: there is no code word, or it was said."""
    return turn.private.code is None or turn.private.passed


def kept(instrument: Instrument, progress: Progress) -> tuple[KeepResult]:
    """Return the effect that keeps the answers."""
    return (KeepResult(instrument.name, progress.answers, questionnaire.score(instrument, progress)),)


def joined(turn: Turn, *replies: Reply) -> tuple[Reply, ...]:
    """Return replies as one message where they are read, and apart where they are heard."""
    if turn.channel == Channel.VOICE or not replies:
        return replies
    return (Reply("\n\n".join(reply.text for reply in replies), replies[-1].buttons),)


def _pieces(
    turn: Turn, pieces: list[Reply], answers: Reply, buttons: tuple[Button, ...]
) -> tuple[Reply, ...]:
    if turn.channel == Channel.VOICE:
        *before, last = (Reply(piece.text) for piece in pieces)
        return (*before, replace(last, buttons=buttons))
    listed = [f"{number}. {button.title}" for number, button in enumerate(answers.buttons, 1)]
    text = "\n".join([*(piece.text for piece in pieces), "", f"{answers.text}:", *listed])
    return (Reply(text, buttons),)


def _whether(turn: Turn, instrument: Instrument) -> Plan | None:
    said = normalise(turn.text).strip(" .!؟")
    if turn.button == "later" or said in _LATER:
        return Plan(replies=(say(turn, "questionnaire.later"),))
    if turn.button == "begin" or said in _BEGIN or go_ahead(turn.text):
        return ask(turn, instrument, Progress())
    if turn.button is not None:
        return None
    answer = screening.understand(turn.text, "questionnaire.intro")
    if answer is Answer.YES:
        return ask(turn, instrument, Progress())
    refused = answer in (Answer.NO, Answer.REFUSED) or said in {
        normalise(word) for word in content.TAUGHT["leave"]
    }
    return Plan(replies=(say(turn, "questionnaire.later"),)) if refused else None


def _said(turn: Turn, instrument: Instrument) -> int | Unmeasured:
    if turn.button is not None:
        if turn.button.startswith(frequency.BUTTON):
            return int(turn.button.removeprefix(frequency.BUTTON))
        return _BUTTONS.get(turn.button, Unmeasured.UNCLEAR)
    if _is_nought(turn, instrument):
        return 0
    return frequency.understand(turn.text, instrument.words)


def _is_nought(turn: Turn, instrument: Instrument) -> bool:
    """Say whether a typed nought is the answer «never», and they are told from where the list counts.

    Not where an item asks about death: whoever counts from nought would be one too low there. On the phone
    the nought brings a person.
    """
    counts = instrument.literal is None and turn.content == Content.TEXT and turn.button is None
    return counts and frequency.is_nought(turn.text)
