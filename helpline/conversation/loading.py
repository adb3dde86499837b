"""What a turn depends on, read before anything is decided; several waiting messages are joined to one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from helpline import cases, contacts, content, referrals, screening
from helpline.alerts import roster
from helpline.alerts.handover import follow_up, time_spent
from helpline.cases.follow_up import FollowUp, Stage
from helpline.cases.outcome import FollowUpIn
from helpline.contacts import questionnaire, safety_plan
from helpline.contacts.inbox import Channel, Content, Inbox, recent_texts
from helpline.conversation import (
    address,
    doubt,
    language,
    scored,
    state,
)
from helpline.conversation.kept import Kept, kept
from helpline.conversation.plan import CaseView, Flow, FollowUpView, LastCheck, Private, Turn
from helpline.infra.database import lock_contact
from helpline.outbox.reply import Button, chosen
from helpline.screening.questionnaire import INSTRUMENTS
from helpline.triage import Assessment, Level, assess

SCREENED_RECENTLY = timedelta(hours=12)
# Two hints of risk within this time are asked about (helpline.conversation.doubt).
HINTS_COUNT_FOR = timedelta(days=1)
# How long a code word that was said holds in its conversation, and how long none is taken after three wrong
# ones: whoever guesses on somebody else's phone must not have all evening.
CODE_HOLDS_FOR = timedelta(minutes=10)
CODE_REFUSED_FOR = timedelta(hours=1)
# What a button of an older message still does: a referral begins with its explanation, the others show.
_ANEW = ("flow:referral:", "/open_topic", "/start_skill")


@dataclass(frozen=True, slots=True)
class Ready:
    """A turn with the rows and the Rasa session it came from."""

    turn: Turn
    rows: tuple[Inbox, ...]
    contact: contacts.Contact
    conversation_id: int
    rasa_session: Any
    metadata: dict[str, Any]


def load(session: Session, contact_id: int, rows: list[Inbox], now: datetime) -> Ready:
    """Read everything a turn depends on; several waiting messages are joined and triaged as one."""
    last = rows[-1]
    channel = Channel(last.channel)
    conversation = state.of(session, contact_id, channel, last.call_sid, now)
    _drop_what_is_over(session, conversation)
    texts = [row.text for row in rows if row.text.strip()]
    text = "\n".join(texts)
    has = kept(session, contact_id, now)
    offer = follow_up.current(session, contact_id, now) if has.offer else None
    return _ready(
        session,
        conversation,
        has,
        tuple(rows),
        text,
        _content(rows, bool(texts)),
        _pressed(
            last,
            text,
            _offered(conversation, offer),
            offer,
            conversation.screening is None and conversation.asked is None,
        ),
        doubt.unalarmed(_joined_assessment(session, rows, text, channel, now), text, conversation),
        now,
        offer,
    )


def _drop_what_is_over(session: Session, conversation: state.Conversation) -> None:
    """Forget our open question once a counsellor has spoken with the contact: it is answered no more."""
    if cases.person_since(session, conversation.contact_id, conversation.updated_at):
        conversation.screening = conversation.asked = conversation.offered = conversation.flow = None


def _content(rows: list[Inbox], has_text: bool) -> Content:
    """Return what the joined messages are; one voice note among them must be heard by somebody."""
    if any(row.content == Content.MEDIA for row in rows):
        return Content.MEDIA
    return Content.TEXT if has_text else Content(rows[-1].content)


def load_silent(session: Session, conversation: state.Conversation, now: datetime) -> Ready:
    """Read a turn in which the contact said nothing."""
    nothing = Assessment(Level.GREEN, (), 0.0, (), False)
    has = kept(session, conversation.contact_id, now)
    return _ready(session, conversation, has, (), "", Content.SILENCE, None, nothing, now)


def _offered(conversation: state.Conversation, offer: FollowUp | None) -> tuple[Button, ...]:
    if offer is not None and offer.asked_at >= conversation.updated_at:
        return tuple(Button(button.id, button.title) for button in content.buttons("follow_up.offer"))
    return tuple(Button(button["id"], button["title"]) for button in conversation.offered or ())


def _ready(
    session: Session,
    conversation: state.Conversation,
    has: Kept,
    rows: tuple[Inbox, ...],
    text: str,
    kind: Content,
    button: Button | None,
    assessment: Assessment,
    now: datetime,
    offer: FollowUp | None = None,
) -> Ready:
    contact = session.get_one(contacts.Contact, conversation.contact_id)
    channel = Channel(conversation.channel)
    case = cases.find_open(session, contact.id)
    first = contact.greeted_at is None
    spoken = language.to_answer_in(text, channel, assessment, contact.language)
    # A case that was opened or raised since has been told nothing yet, whatever an earlier one was told.
    told = case is not None and case.raised_at <= conversation.updated_at
    this = address.as_told(
        Turn(
            channel=channel,
            content=kind,
            text=text,
            button=button.id if button else None,
            assessment=assessment,
            address=contact.address,
            governorate=contact.governorate,
            language=spoken,
            new_language=spoken in language.LANGUAGES and spoken != contact.language,
            first=first,
            screening=screening.from_json(conversation.screening) if conversation.screening else None,
            screened_recently=bool(case and case.screened_at and case.screened_at > now - SCREENED_RECENTLY),
            asked=conversation.asked,
            danger_replies=conversation.danger_replies if told else 0,
            case=_view(session, case, now) if case else None,
            follow_up=_offer_view(offer, conversation, spoken) if offer else None,
            flow=Flow(**conversation.flow) if conversation.flow else None,
            private=_private(session, contact, conversation, now, has),
            referrals=(
                referrals.view(session, contact.id, now, roster.current().timezone)
                if has.referral or has.session
                else referrals.View()
            ),
            last_check=_last_check(session, conversation, now),
            scored=scored.today(session, contact.id, text, now),
            time_is_over=has.agreed and time_spent.minutes_over(session, contact.id, now) is not None,
            prefers=contact.prefers,
            turns=conversation.turns,
            address_asked=contact.address_asked,
            hinted=assessment.level == Level.AMBER
            and bool(rows)
            and cases.risk_heard(session, contact.id, now - HINTS_COUNT_FOR, rows[0].received_at),
            stale_button=button is None and len(rows) == 1 and rows[0].payload is not None,
        )
    )
    return Ready(
        this,
        rows,
        contact,
        conversation.id,
        conversation.session,
        {
            "level": assessment.level.name,
            "routes": list(assessment.routes),
            "channel": channel,
            "address": this.address,
            "governorate": contact.governorate,
            "first": first,
            "after_person": case is not None and case.state == cases.State.HANDED_BACK,
        },
    )


def _private(
    session: Session, contact: contacts.Contact, conversation: state.Conversation, now: datetime, has: Kept
) -> Private:
    plan = safety_plan.of(session, contact.id) if has.safety_plan else None
    passed, refused = conversation.code_passed_at, contact.code_refused_at
    made = plan.made_at.astimezone(roster.current().timezone) if plan and plan.made_at else None
    return Private(
        code=contact.code_word,
        passed=passed is not None and passed > now - CODE_HOLDS_FOR,
        refused=refused is not None and refused > now - CODE_REFUSED_FOR,
        disguised=contact.disguised_at is not None,
        plan=plan.answers if plan else None,
        plan_made=f"{made:%Y/%m/%d}" if made else "",
        draft=plan.draft if plan else None,
    )


def _last_check(session: Session, conversation: state.Conversation, now: datetime) -> LastCheck | None:
    """Read the last result of the questionnaire that is under way; without one nothing is asked."""
    name = conversation.flow["name"] if conversation.flow else None
    if name not in INSTRUMENTS:
        return None
    found = (one for one in questionnaire.last(session, conversation.contact_id) if one.instrument == name)
    before = next(found, None)
    if before is None or before.score is None:
        return None
    return LastCheck(before.score, (now - before.at).days)


def _offer_view(offer: FollowUp, conversation: state.Conversation, spoken: str) -> FollowUpView:
    when = content.text(content.in_language(f"follow_up.{FollowUpIn.of(offer.days)}", spoken))
    return FollowUpView(offer.stage, when, fresh=offer.asked_at >= conversation.updated_at)


def _view(session: Session, case: cases.Case, now: datetime) -> CaseView:
    held = case.state == cases.State.ACKNOWLEDGED
    red = case.level == Level.RED and case.state == cases.State.OPEN
    return CaseView(
        case.risk,
        held,
        now - case.raised_at,
        tuple(case.routes),
        case.reason,
        case.past_attempt,
        nobody_yet=case.state == cases.State.OPEN,
        plain=not red or cases.said_plainly(session, case),
        another=cases.is_of_another(session, case),
    )


def _pressed(
    row: Inbox, text: str, offered: tuple[Button, ...], offer: FollowUp | None, is_free: bool
) -> Button | None:
    """Return the button that was pressed or typed, only if it is one that we offered.

    `is_free`: no question of ours is open that it might be taken for an answer to.
    """
    if row.payload is not None:
        # A button of an older message is not obeyed: its title is read as what they said. An offer's holds,
        # how they want to be addressed, and, where no question is open, what asks or shows something anew.
        asked = "follow_up.when" if offer is not None and offer.stage == Stage.WHEN else "follow_up.offer"
        of_offer = content.buttons(asked) if offer is not None else ()
        lasting = (*of_offer, *content.buttons("address.ask"))
        held = (*offered, *(Button(button.id, button.title) for button in lasting))
        again = (Button(row.payload, text),) if is_free and row.payload.startswith(_ANEW) else ()
        return next((button for button in (*held, *again) if button.id == row.payload), None)
    return chosen(text, offered)


def _joined_assessment(
    session: Session, rows: list[Inbox], text: str, channel: Channel, now: datetime
) -> Assessment:
    highest = max((row.assessment for row in rows), key=lambda one: (one.level, one.ask_acuity))
    if len(rows) < 2:
        return highest
    contact_id = rows[0].contact_id
    since = cases.judged_at(session, contact_id)
    joined = assess(text, recent_texts(session, contact_id, now, before_id=rows[0].id, since=since))
    if joined.level <= highest.level:
        return highest
    lock_contact(session, rows[0].contact_id)
    cases.store_assessment(
        session, rows[0].contact_id, joined, source="joined", channel=channel, now=now, opens=Level.RED
    )
    return joined
