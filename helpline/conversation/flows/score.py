"""«شكد مجموعي»: the total of a questionnaire that was done today, told again with what it may mean; pure."""

from helpline.conversation.flows import asking, phq9
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.screening import questionnaire
from helpline.screening.questionnaire import INSTRUMENTS, PHQ9, PHQ9_SEVERE_FROM, Instrument, Progress
from helpline.text import consists

_TOTAL = (
    *(
        "مجموعي",
        "المجموع",
        "مجموع",
        "نتيجتي",
        "النتيجة",
        "نتيجة",
        "درجتي",
        "الدرجة",
        "هالرقم",
        "سكوري",
    ),
    *(
        "شكد طلع",
        "شكد طلعت",
        "شكد طلعلي",
        "چم طلع",
        "چم طلعت",
        "چم طلعلي",
        "شنو طلع",
        "شنو طلعت",
        "شنو طلعلي",
    ),
)
_BESIDE = (
    "شكد شگد چم كم شنو شلون بيش هو هي چان طلع طلعت طلعلي يعني معناه معناها معنى مال مالي مالتي هسه "
    "الفحص بالفحص الاسئلة بالاسئلة اريد اعرف گولي گولولي گوللي عيد عيدلي عيدها نسيت مرة ثانية لو سمحت "
    "سمحتي رجاء عيني بعد كلها"
)


def asks(text: str) -> bool:
    """Say whether a message asks for a total."""
    return consists(text, _TOTAL, _BESIDE)


def told_again(turn: Turn) -> Plan | None:
    """Return the total once more, None where nobody asks for one or there is none that may be told."""
    if turn.scored is None or not asks(turn.text) or not asking.unlocked(turn):
        return None
    instrument, progress = INSTRUMENTS[turn.scored.instrument], Progress(turn.scored.answers)
    score = questionnaire.score(instrument, progress)
    total = (
        say(turn, "questionnaire.no_score")
        if score is None
        else say(turn, f"{instrument.name}.score", score=score)
    )
    meaning = say(turn, _meaning(instrument, progress, score))
    return Plan(replies=asking.joined(turn, total, meaning))


def _meaning(instrument: Instrument, progress: Progress, score: int | None) -> str:
    if instrument is PHQ9:
        if questionnaire.at_least(PHQ9, progress) >= PHQ9_SEVERE_FROM:
            return "phq9.score.4"
        if (meant := phq9.meaning(progress, any(progress.answers[-1:]))) is not None:
            return meant
    if score is None:
        return "questionnaire.incomplete.next"
    return f"{instrument.name}.result.{questionnaire.band(instrument, score)}"
