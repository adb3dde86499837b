"""Content templates: created once, remembered by what is fixed in them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, String, delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from helpline import content
from helpline.infra import clock, twilio_rest
from helpline.infra.database import Base, transaction
from helpline.infra.settings import env_name, settings
from whatsapp.render import Template


class ContentTemplate(Base):
    """The SID that Twilio gave to a template."""

    __tablename__ = "content_templates"

    key: Mapped[str] = mapped_column(String(512), primary_key=True)
    sid: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def sid_of(template: Template) -> str:
    """Return a session template's SID, creating it at Twilio the first time; raises twilio_rest's errors."""
    return _known(template.key) or _create(template.key, template.types(), approve=False)


def forget(sid: str) -> None:
    """Drop a SID that Twilio does not know, so that its template is created again."""
    with transaction() as session:
        session.execute(delete(ContentTemplate).where(ContentTemplate.sid == sid))


def alert_sid() -> str:
    """Return the approved template for alerts; in development one is made in the simulator."""
    return settings().alert_content_sid or _approved("alert", _alert_types())


def reopen_sid() -> str:
    """Return the approved template that invites a contact to write again."""
    return settings().reopen_content_sid or _approved("reopen", _reopen_types())


def shift_sid() -> str:
    """Return the approved template that asks a counsellor at the start of a shift whether they are there."""
    return settings().shift_content_sid or _approved("shift", _shift_types())


def in_use() -> dict[str, str]:
    """Return the SIDs of the approved templates by the names of their settings, for whoever watches them.

    One that is not set is left out, or in the simulator the one that was made for it is named.
    """
    found = {}
    for field in type(settings()).model_fields:
        key, is_template, _ = field.partition("_content_sid")
        if not is_template:
            continue
        sid = getattr(settings(), field) or (_known(key) if settings().simulated else None)
        if sid:
            found[env_name(field)] = str(sid)
    return found


def test_sid() -> str:
    """Return the approved template of a test alert."""
    return settings().test_alert_content_sid or _approved("test_alert", _test_types())


def follow_up_sid() -> str:
    """Return the approved template that asks a contact how they are, some days after a case."""
    body = {"twilio/text": {"body": content.text("follow_up.check_in")}}
    return settings().follow_up_content_sid or _approved("follow_up", body)


# By the name that an outbox row carries.
APPROVED: dict[str, Callable[[], str]] = {
    "alert": alert_sid,
    "reopen": reopen_sid,
    "shift": shift_sid,
    "test": test_sid,
    "follow_up": follow_up_sid,
}


def _approved(key: str, types: dict[str, Any]) -> str:
    return _known(key) or _create(key, types, approve=True)


def _known(key: str) -> str | None:
    with transaction() as session:
        row = session.get(ContentTemplate, key)
        return row.sid if row else None


def _create(key: str, types: dict[str, Any], *, approve: bool) -> str:
    made = twilio_rest.post(
        twilio_rest.content_url("Content"),
        body={
            "friendly_name": f"wiyak_{key[:48]}",
            "language": "ar",
            "types": types,
            "variables": _samples(types),
        },
    )
    sid = str(made["sid"])
    if approve:
        twilio_rest.post(
            twilio_rest.content_url(f"Content/{sid}/ApprovalRequests/whatsapp"),
            body={"name": f"wiyak_{key}", "category": "UTILITY"},
        )
    with transaction() as session:
        # Two processes may create the same template; one SID is kept and the other costs nothing.
        session.execute(
            insert(ContentTemplate)
            .values(key=key, sid=sid, created_at=clock.now())
            .on_conflict_do_nothing(index_elements=["key"])
        )
    return _known(key) or sid


def _samples(types: dict[str, Any]) -> dict[str, str]:
    """Return a sample for each variable, which the Content API wants on creation."""
    count = str(types).count("{{")
    return {str(number): f"sample_{number}" for number in range(1, count + 1)}


def _alert_types() -> dict[str, Any]:
    body = content.text("alert.whatsapp", level_words="{{1}}", channel_words="{{2}}", case="{{3}}")
    actions = [
        {"title": button.title, "id": f"{button.id}{{{{4}}}}"} for button in content.buttons("alert.whatsapp")
    ]
    return {"twilio/quick-reply": {"body": body, "actions": actions}}


def _reopen_types() -> dict[str, Any]:
    body = content.text("window.reopen")
    actions = [{"title": button.title, "id": button.id} for button in content.buttons("window.reopen")]
    return {"twilio/quick-reply": {"body": body, "actions": actions}}


def _shift_types() -> dict[str, Any]:
    body = content.text("alert.shift.started", end="{{1}}")
    actions = [
        {"title": button.title, "id": f"{button.id}{{{{2}}}}"}
        for button in content.buttons("alert.shift.started")
    ]
    return {"twilio/quick-reply": {"body": body, "actions": actions}}


def _test_types() -> dict[str, Any]:
    actions = [
        {"title": button.title, "id": f"{button.id}{{{{1}}}}"}
        for button in content.buttons("alert.test.whatsapp")
    ]
    return {"twilio/quick-reply": {"body": content.text("alert.test.whatsapp"), "actions": actions}}
