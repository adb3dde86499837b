"""What a counsellor reads first: how the case stands, why, and what the contact said."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpline import cases, content
from helpline.alerts import forward, roster
from helpline.alerts.handover import private, questionnaires
from helpline.cases import Case, StoredAssessment
from helpline.contacts import Contact, plan
from helpline.contacts.inbox import last_messages
from helpline.triage import evidence

BEFORE_WITHIN = timedelta(days=30)
# Reasons that are no phrase rules, and what they are called.
_OTHER_REASONS = {
    "rule:danger_word": "danger_word",
    "rule:said_in_danger": "danger_word",
    "rule:rasa_risk": "words",
    "rule:phq9_severe": "questionnaire",
}
_WANTS = {"f": "woman", "m": "man"}
# Heard besides, but no reason to bring a person: their distress is in their own words below.
_NOT_A_REASON = "distress"


def summary(session: Session, case: Case, now: datetime, *, steps: bool = False) -> str:
    """Return a case as its counsellor reads it, a line for each thing there is to say.

    Level, whom it is about, why, the screening's answers, what the contact asked for, how and when to reach
    them, their last questionnaires, what was agreed and noted, that there is a safety plan (its steps too
    where they are asked for), and their last messages, oldest first. Before all of it: that the chat is
    disguised.
    """
    contact = session.get_one(Contact, case.contact_id)
    lines = [
        *private.warning(contact),
        content.text(
            "alert.summary.head",
            case=case.id,
            level_words=content.text(f"alert.level.{case.risk.name.lower()}"),
            channel_words=content.text(f"alert.channel.{case.channel}"),
            minutes=int((now - case.opened_at).total_seconds() // 60),
        ),
        *_why(session, case),
        *_contact(session, case, contact, now),
        *questionnaires.lines(session, contact.id),
        *_noted(session, case),
        *private.lines(session, contact, steps=steps),
    ]
    said = [f"« {one} »" for one in forward.words(session, last_messages(session, case.contact_id, now))]
    if said:
        lines += [content.text("alert.summary.said"), *said]
    else:
        lines.append(content.text("alert.summary.nothing_said"))
    return "\n".join(lines)


def _why(session: Session, case: Case) -> Iterator[str]:
    if case.about != "self":
        yield content.text(f"alert.summary.about.{case.about}")
    words = dict.fromkeys(content.text(f"alert.{name}") for name in why(session, case))
    yield content.text("alert.summary.why", why="، ".join(words))
    if case.screening:
        answers = (
            f"{content.text(f'alert.asq.{number}')}: {content.text(f'alert.answer.{answer}')}"
            for number, answer in sorted(case.screening.items())
        )
        yield content.text("alert.summary.screening", answers="، ".join(answers))
    if case.past_attempt:
        yield content.text("alert.summary.past_attempt")


def why(session: Session, case: Case) -> list[str]:
    """Return why a person is needed, each a kind and a name: "reason.asked", "why.wish", "route.gbv"."""
    found = session.execute(
        select(StoredAssessment.reasons, StoredAssessment.source)
        .where(StoredAssessment.case_id == case.id)
        .order_by(StoredAssessment.id)
    ).all()
    reasons = [reason for row in found for reason in row.reasons]
    named = [] if case.reason == "risk" else [f"reason.{case.reason}"]
    named += said_by(reasons)
    if any(reason.startswith("rule:asq:") for reason in reasons):
        named.append("why.screening")
    named += [f"route.{route}" for route in case.routes if route != "third_party"]
    # The classifier alone: it weighs all the words and names none.
    return named or ["why.words"]


def said_by(reasons: Collection[str]) -> list[str]:
    """Return what reasons say was heard, as `why` names it; nothing where the classifier alone spoke."""
    kinds = [f"why.{kind}" for kind in evidence.kinds(reasons) if kind != _NOT_A_REASON]
    return kinds + [f"why.{name}" for reason, name in _OTHER_REASONS.items() if reason in reasons]


def _contact(session: Session, case: Case, contact: Contact, now: datetime) -> Iterator[str]:
    wanted = [_WANTS[contact.prefers]] if contact.prefers in _WANTS else []
    if contact.language in ("ku", "en"):
        wanted.append(contact.language)
    if wanted:
        wants = "، ".join(content.text(f"alert.wants.{one}") for one in wanted)
        yield content.text("alert.summary.wants", wants=wants)
    if contact.phone is None:
        yield content.text("alert.summary.reach.withheld")
    else:
        way = "whatsapp" if contact.last_whatsapp_at is not None else "voice"
        yield content.text(f"alert.summary.reach.{way}")
    if contact.safe_time:
        yield content.text("alert.summary.safe_time", part=content.text(f"follow_up.{contact.safe_time}"))
    if contact.governorate:
        yield content.text("alert.summary.place", place=contact.governorate)
    before = session.scalar(
        select(func.count()).where(
            Case.contact_id == contact.id, Case.id != case.id, Case.opened_at > now - BEFORE_WITHIN
        )
    )
    if before:
        yield content.text("alert.summary.before", count=before)
    agreed = plan.of(session, contact.id, now.astimezone(roster.current().timezone).date())
    if agreed is not None:
        yield content.text("alert.summary.plan", plan=agreed.text)


def _noted(session: Session, case: Case) -> Iterator[str]:
    who = roster.current()
    if case.known_to and (known := who.find(case.known_to)) is not None:
        yield content.text("alert.summary.known_to", name=known.name)
    for note in cases.notes(session, case):
        author = who.find(note.author)
        name = author.name if author is not None else note.author
        yield content.text("alert.summary.note", name=name, words=note.text)
