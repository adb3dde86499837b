"""Hotlines and services at a place: when anybody last made sure of each, and that somebody now did."""

from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from console.accounts.signed_in import me
from console.language import t
from console.pages import Page
from console.rights import Right, needs
from console.services_list import HOTLINES, listing, wanted
from console.shown import ZONE
from helpline.content.verifications import model
from helpline.content.verifications.registry import Places, registries
from helpline.infra import audit, clock
from helpline.infra.database import transaction

page = Page(
    "services",
    __name__,
    right=Right.SEE_CONTENT,
    label="services.nav",
    entry="show",
    order=45,
    url_prefix="/services",
)
PLACES = Places()
# Older than the team: a year that somebody mistyped.
_EARLIEST = date(2020, 1, 1)


def _today() -> date:
    return clock.now().astimezone(ZONE).date()


@page.get("")
def show() -> str:
    """List hotlines and services, overdue ones first."""
    return _page()


def _page(**more: object) -> str:
    registry = registries.get(PLACES)
    with transaction() as session:
        every = model.all_of(session)
    found = listing(registry, every, wanted(request.values, registry), _today())
    number = min(max(1, request.values.get("page", 1, int)), found.pages)
    return render_template(
        "services/list.html",
        found=found,
        number=number,
        governorates=registry.governorates,
        hotlines=HOTLINES,
        today=_today(),
        longest_note=model.LONGEST_NOTE,
        **more,
    )


@page.post("/verify")
@needs(Right.VERIFY_SERVICES)
def verify() -> str | Response | tuple[str, int]:
    """Keep that somebody made sure of an entry on a day, or only what they found."""
    now, form = clock.now(), request.form
    listed = registries.get(PLACES).get(form.get("key", ""))
    if listed is None:
        abort(404)
    note, only_note = form.get("note", "").strip(), form.get("outcome") == "note"
    day = None if only_note else _day(form.get("on", ""))
    why = ""
    if not listed.verifiable:
        why = "services.not_verifiable"
    elif form.get("digest") != listed.digest:
        # Made sure of something else than what is now written.
        why = "services.changed_meanwhile"
    elif len(note) > model.LONGEST_NOTE or (only_note and not note):
        why = "services.note_needed"
    elif not only_note and day is None:
        why = "services.day_needed"
    if why:
        return _page(why=t(why), at=listed.key, note=note, on=form.get("on", "")), 422
    with transaction() as session:
        session.add(
            model.Verification(
                entry=listed.key,
                digest=listed.digest,
                verified_on=day,
                note=note,
                author=me().actor,
                at=now,
            )
        )
        audit.record(
            session,
            me().actor,
            "service_noted" if day is None else "service_verified",
            now,
            entry=listed.key,
            digest=listed.digest,
            **({} if day is None else {"on": day.isoformat()}),
        )
    flash(t("services.noted" if day is None else "services.verified", title=listed.title))
    where: dict[str, Any] = {name: form.get(name, "") for name in ("where", "show", "page")}
    return redirect(url_for(".show", **where), 303)


def _day(typed: str) -> date | None:
    """Return the day that was typed; None for none, and for one to come."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if _EARLIEST <= day <= _today() else None
