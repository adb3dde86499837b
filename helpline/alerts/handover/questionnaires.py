"""What a contact answered to the questionnaires the last time, as their counsellor reads it."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from helpline import content
from helpline.alerts import roster
from helpline.contacts import questionnaire
from helpline.contacts.questionnaire import Result
from helpline.screening import frequency
from helpline.screening.questionnaire import INSTRUMENTS, Instrument, Progress, at_least


def lines(session: Session, contact_id: int) -> Iterator[str]:
    """Yield a line for each questionnaire: its day, the total, and what was answered about death."""
    for last in questionnaire.last(session, contact_id):
        yield _line(last)


def _line(last: Result) -> str:
    instrument = INSTRUMENTS[last.instrument]
    whole = "" if last.score is not None else ".incomplete"
    return content.text(
        f"alert.summary.{instrument.name}{whole}",
        score=at_least(instrument, Progress(last.answers)),
        when=f"{last.at.astimezone(roster.current().timezone):%Y/%m/%d}",
        answers=_about_death(last, instrument),
    )


def _about_death(last: Result, instrument: Instrument) -> str:
    if instrument.literal is None:
        return ""
    titles = {button.id: button.title for button in content.buttons(f"{instrument.name}.answers")}
    given = f"{frequency.BUTTON}{last.answers[instrument.literal - 1]}"
    return titles.get(given) or content.text("alert.answer.none")
