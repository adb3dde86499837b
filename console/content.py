"""Every text that people read or hear: read in all its forms, signed by a clinician, or to be changed."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from console.accounts.signed_in import me
from console.content_list import Listing, listing, wanted
from console.language import t
from console.pages import Page
from console.rights import Right, needs
from helpline.content import campaigns
from helpline.content.reviews import model
from helpline.content.reviews.library import KINDS, Library, Places, Reading, shelves
from helpline.content.reviews.state import state_of
from helpline.content.rules.language import LONGEST_PROMPT
from helpline.infra import audit, clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings

page = Page(
    "content",
    __name__,
    right=Right.SEE_CONTENT,
    label="content.nav",
    entry="show",
    order=40,
    url_prefix="/content",
)
PLACES = Places()


def _library() -> Library:
    return shelves.get(PLACES)


def _listing(session: Session) -> Listing:
    asked = wanted(request.values)
    # Many, and read where they are asked for.
    notes = model.notes(session) if asked.show == "change" else {}
    return listing(_library(), model.verdicts(session), notes, asked)


@page.get("")
def show() -> str:
    """List the texts of a kind: drafts unless others are asked for."""
    with transaction() as session:
        found = _listing(session)
    number = min(max(1, request.args.get("page", 1, int)), found.pages)
    return render_template("content/list.html", found=found, number=number, kinds=KINDS)


@page.get("/text/<text_id>")
def text(text_id: str) -> str:
    """Show one text in all its forms, what the rules warn of, and what was said of it."""
    return _page(text_id)


def _page(text_id: str, **more: object) -> str:
    reading = _reading(text_id)
    with transaction() as session:
        found = _listing(session)
        said = model.of_text(session, text_id)
    verdicts = {one.digest: one.verdict for one in reversed(said)}
    before, after = found.beside(text_id)
    return render_template(
        "content/text.html",
        reading=reading,
        words=_shown(reading),
        state=state_of(reading.entry.status, reading.digest, verdicts),
        said=said,
        wanted=found.wanted,
        before=before,
        after=after,
        longest=LONGEST_PROMPT,
        longest_note=model.LONGEST_NOTE,
        **more,
    )


def _shown(reading: Reading) -> dict[str, str]:
    """Return the words of each form; a campaign's with the helpline's numbers, as it is posted."""
    forms = {form.name: form.words for form in reading.entry.forms}
    if reading.kind != "campaigns":
        return forms
    known = campaigns.numbers(settings())
    try:
        return {name: campaigns.fill(words, known, name == "spoken") for name, words in forms.items()}
    except campaigns.NumberNotSet:
        # With a gap it can be read and signed, and the gap is seen.
        return forms


def _reading(text_id: str) -> Reading:
    reading = _library().by_id.get(text_id)
    if reading is None:
        abort(404)
    return reading


@page.post("/text/<text_id>/sign")
@needs(Right.REVIEW_CONTENT)
def sign(text_id: str) -> str | Response | tuple[str, int]:
    """Sign a text in exactly the words that the page showed, and go on to the next."""
    return _said(text_id, model.SIGNED, "")


@page.post("/text/<text_id>/change")
@needs(Right.REVIEW_CONTENT)
def ask_change(text_id: str) -> str | Response | tuple[str, int]:
    """Keep what should change in a text, and go on to the next."""
    note = request.form.get("note", "").strip()
    if not 0 < len(note) <= model.LONGEST_NOTE:
        return _page(text_id, why=t("content.note_needed", n=model.LONGEST_NOTE), note=note), 422
    return _said(text_id, model.CHANGE, note)


def _said(text_id: str, verdict: str, note: str) -> str | Response | tuple[str, int]:
    reading, now = _reading(text_id), clock.now()
    if request.form.get("digest") != reading.digest:
        # Other words than the ones that were read: nobody signs what they have not seen.
        return _page(text_id, why=t("content.changed_meanwhile"), note=note), 409
    with transaction() as session:
        # Where the list goes on is asked before this text leaves it.
        found = _listing(session)
        review = model.Review(
            text_id=text_id,
            version=reading.entry.version,
            digest=reading.digest,
            verdict=verdict,
            note=note,
            author=me().actor,
            at=now,
        )
        if any(review.says_the_same(one) for one in model.of_text(session, text_id)[:1]):
            # A button that was pressed twice.
            return _goes_on(found, text_id)
        session.add(review)
        audit.record(
            session,
            me().actor,
            "content_signed" if verdict == model.SIGNED else "content_change_asked",
            now,
            text=text_id,
            version=reading.entry.version,
            digest=reading.digest,
        )
    # Apart, because an id in brackets would turn over in a sentence from right to left.
    flash(t(f"content.done_{verdict}", id=f"\u2068{text_id}\u2069"))
    return _goes_on(found, text_id)


def _goes_on(found: Listing, text_id: str) -> Response:
    """Send somebody to the next text of the list that they came from."""
    query: dict[str, Any] = found.wanted.query
    after = found.beside(text_id)[1]
    if after is None:
        return redirect(url_for(".show", **query), 303)
    return redirect(url_for(".text", text_id=after, **query), 303)
