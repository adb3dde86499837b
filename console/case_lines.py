"""A case's history as the page shows it: each entry with whose it is, its words and what became of it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from console.case_page import name_of
from console.language import chosen, t, texts
from helpline import content
from helpline.alerts.failures import OUTSIDE_WINDOW
from helpline.alerts.handover.invite import TEMPLATE
from helpline.alerts.handover.summary import said_by
from helpline.alerts.timeline import Entry, Kind
from helpline.cases.triage_mark import TriageMark
from helpline.contacts.inbox import Content
from helpline.contacts.media import Medium
from helpline.triage import Level

# What happened to a case's level; elsewhere a level is that of some words.
LEVELS = ("opened", "raised", "lowered", "reopened")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. `side`: whose words they are (contact, bot, counsellor), a note, or what only happened.

    `level` and `why` are an assessment's. `delivery` is how far what was sent has come, and `bad` says that
    it did not arrive. `message` is the id of a message whose verdict can be called wrong, `judged` that it
    was.
    """

    id: str
    at: datetime
    side: str
    who: str = ""
    words: str = ""
    what: str = ""
    level: Level | None = None
    why: tuple[str, ...] = ()
    media: tuple[tuple[str, str, str], ...] = ()
    place: str = ""
    delivery: str = ""
    bad: bool = False
    message: int | None = None
    judged: str = ""

    @property
    def version(self) -> str:
        """A name of what is shown, the same until something of it changes."""
        return hashlib.sha256(repr((self, chosen())).encode()).hexdigest()[:10]


def lines(entries: Sequence[Entry], marks: Mapping[int, TriageMark]) -> list[Line]:
    """Return entries as lines, in their order."""
    return [_SHAPES[one.kind](one, marks) for one in entries]


def why_words(names: Sequence[str]) -> tuple[str, ...]:
    """Return why a person is needed in words; `names` are those of `handover.summary.why`."""
    return tuple(dict.fromkeys(_known("case_why", name.replace(".", "_")) for name in names))


def _known(file: str, name: str) -> str:
    """Return the text of a word out of the database, and the word itself where there is none."""
    return texts(chosen()).get(f"{file}.{name}", name)


def _id(one: Entry) -> str:
    return f"e{one.kind}-{one.id}"


def _call(one: Entry, _marks: Mapping[int, TriageMark]) -> Line:
    what = "call_in" if one.row.inbound else "call_out"
    if one.row.ended_at is not None:
        minutes = int((one.row.ended_at - one.row.started_at).total_seconds() // 60)
        said = t(f"case_events.{what}_ended", minutes=minutes)
    else:
        said = t(f"case_events.{what}")
    return Line(_id(one), one.at, "event", what=said)


def _message(one: Entry, marks: Mapping[int, TriageMark]) -> Line:
    row = one.row
    level = Level(row.level) if row.level > Level.GREEN else None
    place = ""
    if row.location:
        parts = (f"{row.location.get('latitude')}, {row.location.get('longitude')}",)
        place = "، ".join(
            (*parts, *(row.location[one] for one in ("label", "address") if one in row.location))
        )
    what = ""
    if row.content in (Content.STICKER, Content.EMPTY, Content.SILENCE, Content.DIGITS, Content.ANSWER):
        what = _known("case_events", f"said_{row.content}")
    elif row.content == Content.SPEECH:
        what = t("case_events.said_speech")
    judged = marks.get(row.id)
    return Line(
        _id(one),
        one.at,
        "contact",
        who=t("case_events.who_contact"),
        words=row.text,
        what=what,
        level=level,
        why=why_words(said_by(row.reasons) or ["why.words"]) if level is not None else (),
        media=tuple(_medium(medium) for medium in one.media),
        place=place,
        message=row.id if row.content in (Content.TEXT, Content.SPEECH) and row.text else None,
        judged=_judged(judged) if judged else "",
    )


def _judged(mark: TriageMark) -> str:
    if mark.level is None:
        return t("case_triage.not_counted")
    return t("case_triage.should_be", level=t(f"queue.level_{mark.level}"))


def _medium(medium: Medium) -> tuple[str, str, str]:
    return str(medium.token), medium.kind, medium.stage


def _assessment(one: Entry, _marks: Mapping[int, TriageMark]) -> Line:
    what = _known("case_events", f"assessed_{one.row.source}")
    level = Level(one.row.level)
    reasons = said_by(one.row.reasons)
    return Line(_id(one), one.at, "event", what=what, level=level, why=why_words(reasons))


def _event(one: Entry, _marks: Mapping[int, TriageMark]) -> Line:
    row = one.row
    detail: dict[str, Any] = row.detail
    said = _known("case_events", row.kind)
    more = []
    for name in ("why", "reason", "by", "what"):
        if isinstance(detail.get(name), str):
            more.append(_known("case_events", f"{name}_{_slug(detail[name])}"))
    if row.kind == "resolved":
        more = [_known("case_close", f"{name}_{value}") for name, value in detail.items() if value]
    level = str(detail.get("level"))
    return Line(
        _id(one),
        one.at,
        "event",
        who="" if row.actor in ("bot", "watchdog") else name_of(row.actor),
        what=": ".join([said, "، ".join(more)]) if more else said,
        level=Level[level] if row.kind in LEVELS and level in Level.__members__ else None,
        bad=row.kind in ("not_delivered", "nobody_alerted", "call_back_missed", "medium_lost"),
    )


def _slug(word: str) -> str:
    return word.replace(" ", "_").replace("-", "_").lower()


def _alert(one: Entry, _marks: Mapping[int, TriageMark]) -> Line:
    row = one.row
    by = _known("case_events", f"transport_{row.transport}")
    outcome = _slug(row.outcome or ("delivered" if row.delivered_at else row.state))
    state = _known("case_events", f"alert_{outcome}")
    if row.error_code:
        state = f"{state} ({row.error_code})"
    return Line(
        _id(one),
        one.at,
        "event",
        what=t("case_events.alerted", name=name_of(row.counsellor), by=by),
        delivery=state,
        bad=row.state == "failed",
    )


def _sent(one: Entry, _marks: Mapping[int, TriageMark]) -> Line:
    payload = one.row.payload
    by = payload.get("from")
    what, words = "", payload.get("text", "")
    if (template := payload.get("template")) is not None:
        what = t("case_events.template")
        words = content.text("window.reopen" if template == TEMPLATE else "follow_up.check_in")
    elif "image" in payload and not words:
        what = t("case_events.picture")
    bad = one.row.state == "failed"
    if bad and one.row.error_code == OUTSIDE_WINDOW and by:
        delivery = t("case_events.sent_held")
    elif bad and one.row.error_code == "withdrawn":
        delivery, bad = t("case_events.sent_withdrawn"), False
    else:
        delivery = t(f"case_events.sent_{one.row.state}")
        delivery += f" ({one.row.error_code})" if bad and one.row.error_code else ""
    return Line(
        _id(one),
        one.at,
        "counsellor" if by else "bot",
        who=name_of(by or "bot"),
        words=words,
        what=what,
        delivery=delivery,
        bad=bad,
    )


def _note(one: Entry, _marks: Mapping[int, TriageMark]) -> Line:
    return Line(
        _id(one), one.at, "note", who=name_of(one.row.author), words=one.row.text, what=t("case_events.note")
    )


_SHAPES = {
    Kind.CALL: _call,
    Kind.MESSAGE: _message,
    Kind.ASSESSMENT: _assessment,
    Kind.EVENT: _event,
    Kind.ALERT: _alert,
    Kind.SENT: _sent,
    Kind.NOTE: _note,
}
