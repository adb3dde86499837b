"""What one message's answer depends on, and what comes of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy.orm import Session

from helpline.contacts.inbox import Channel, Content
from helpline.outbox.reply import Reply
from helpline.referrals import View
from helpline.screening import State
from helpline.triage import Assessment, Level

# A counsellor has been rung twice by then (config/escalation.yml): the contact is told that nobody
# has answered yet.
NOBODY_YET_AFTER = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class CaseView:
    """What the conversation must know of the contact's open case."""

    level: Level
    held: bool
    waiting: timedelta
    routes: tuple[str, ...]
    reason: str
    past_attempt: bool = False
    # It waits for somebody to take it: neither with a counsellor nor left to the assistant by one.
    nobody_yet: bool = False
    # RED was said in plain words or by a clear answer: no guess from letters or from what was not understood.
    plain: bool = True
    # Whoever is in danger is somebody else, of whom the contact writes; nothing was heard of themselves.
    another: bool = False


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """An offer to ask later how they are, as far as it has come: "asked" or "when".

    `when` is how the day is said; `fresh` says that nothing was said since the offer.
    """

    stage: str
    when: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """Where a conversation that the helpline leads itself stands (helpline.conversation.flows).

    `state` is JSON, kept encrypted until the next turn.
    """

    name: str
    state: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Private:
    """What is a contact's own. `code` is the hash of their code word (helpline.contacts.code_word).

    `passed` says that it was said in this conversation lately, `refused` that three wrong ones were.
    `plan` holds a safety plan's answers by step, `draft` one that is being written.
    """

    code: str | None = None
    passed: bool = False
    refused: bool = False
    disguised: bool = False
    plan: dict[str, str] | None = None
    plan_made: str = ""
    draft: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class LastCheck:
    """What the questionnaire that is under way came to the last time, and how many days ago."""

    score: int
    days: int


@dataclass(frozen=True, slots=True)
class Scored:
    """The answers of the questionnaire that was done last, item by item."""

    instrument: str
    answers: tuple[int | None, ...]


class Effect(Protocol):
    """What a plan writes beside its replies, in the transaction that marks the message as handled."""

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message (or several joined) and everything that its answer depends on."""

    channel: Channel
    content: Content
    text: str
    button: str | None
    assessment: Assessment
    address: str
    governorate: str | None
    language: str
    first: bool
    screening: State | None
    screened_recently: bool
    asked: str | None
    danger_replies: int
    case: CaseView | None
    follow_up: FollowUpView | None = None
    flow: Flow | None = None
    private: Private = Private()
    referrals: View = field(default_factory=View)
    last_check: LastCheck | None = None
    # What they did today, where they ask for its total.
    scored: Scored | None = None
    # They have had the time with a counsellor that was agreed for today; danger is outside of it.
    time_is_over: bool = False
    # Whom they asked to speak with before: "f", "m", None.
    prefers: str | None = None
    # Turns of this conversation before this one, and whether they were asked how to be addressed.
    turns: int = 0
    address_asked: bool = False
    # This turn's own words told how they are addressed, or that it was wrong (helpline.text.own_address).
    address_told: bool = False
    # All there is of it is a tap on a button of an older message, which is not on offer any more.
    stale_button: bool = False
    # What the assistant takes it for, where that was asked (helpline.conversation.danger).
    intent: str | None = None
    # Nothing of theirs was in this language, English or Kurdish, before.
    new_language: bool = False
    # Something that may be risk was heard from them within the last day, before this message.
    hinted: bool = False

    @property
    def is_written(self) -> bool:
        """Say whether it came as words on WhatsApp, in whatever language."""
        return self.channel == Channel.WHATSAPP and self.content == Content.TEXT

    @property
    def is_typed(self) -> bool:
        """Say whether somebody typed it in Arabic: letters alone may be asked about before they count."""
        return self.is_written and self.language == "ar"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be said and done; `ask_rasa` leaves the words to the assistant."""

    replies: tuple[Reply, ...] = ()
    screening: State | None = None
    asked: str | None = None
    flow: Flow | None = None
    effects: tuple[Effect, ...] = ()
    assessment: Assessment | None = None
    source: str = "triage"
    reason: str = "risk"
    past_attempt: bool = False
    screened: bool = False
    # The finished screening's answers by question, "yes" or "no", as they count.
    answers: dict[str, str] = field(default_factory=dict)
    # The answer to an offered follow-up: "yes", "no", or a part of the day.
    follow_up: str | None = None
    person_wanted: bool = False
    relay: bool = False
    danger: bool = False
    welcomed: bool = False
    ask_rasa: bool = False
    # They asked to be listened to: no question of ours goes with it.
    quiet: bool = False
    remember: dict[str, Any] = field(default_factory=dict)
