"""Reviewing closed cases: which of a week, what happened in one, and the five questions about it."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from console.accounts.signed_in import me
from console.case_lines import Line, lines
from console.language import t
from console.pages import Page
from console.rights import Right
from helpline.alerts import timeline
from helpline.alerts.oversight import sample
from helpline.alerts.oversight.sample import WEEK, Chosen
from helpline.cases import Case, review
from helpline.cases.review import ANSWERS, LONGEST_NOTE, QUESTIONS
from helpline.infra import audit, clock
from helpline.infra.database import transaction

page = Page(
    "reviews",
    __name__,
    right=Right.REVIEW_CASES,
    label="overview_reviews.nav",
    entry="week",
    order=70,
    url_prefix="/overview/reviews",
)
# Weeks back that can be looked at.
BACK = 8
_NUMBER = re.compile(r"\+?[\d٠-٩۰-۹](?:[ \-.]?[\d٠-٩۰-۹]){6,}")


@page.get("")
def week() -> str:
    """Show the cases of a week that are to be reviewed; that which is over, unless said so."""
    now = clock.now()
    this = sample.monday_of(now)
    try:
        back = min(max(int(request.args.get("back", "1")), 0), BACK)
    except ValueError:
        back = 1
    monday: date = this - back * WEEK
    with transaction() as session:
        chosen = sample.of_week(session, monday, now)
        reviews = review.of_cases(session, [one.case.id for one in chosen])
    said = Counter((name, one.answers.get(name)) for one in reviews.values() for name in QUESTIONS)
    return render_template(
        "overview/reviews.html",
        chosen=chosen,
        reviews=reviews,
        said=said,
        monday=monday,
        sunday=monday + timedelta(days=6),
        back=back,
        furthest=BACK,
        questions=QUESTIONS,
        mine=[one.case.id for one in chosen if _is_mine(one)],
    )


@page.get("/<int:case_id>")
def case(case_id: int) -> str:
    """Show a closed case, its numbers masked, with the questions."""
    return _case(case_id)


@page.post("/<int:case_id>")
def keep(case_id: int) -> str | Response | tuple[str, int]:
    """Keep a review."""
    answers = {name: request.form.get(name, "") for name in QUESTIONS}
    note = request.form.get("note", "").replace("\0", "").strip()
    now = clock.now()
    try:
        with transaction() as session:
            _found(session, case_id)
            first = review.keep(session, case_id, me().actor, answers, note, now)
            if first:
                audit.record(session, me().actor, "case_reviewed", now, case=case_id)
    except ValueError:
        return _case(case_id, answers=answers, note=note, refused=t("overview_reviews.unanswered")), 422
    flash(t("overview_reviews.kept", case=case_id) if first else t("overview_reviews.somebody_did"))
    return redirect(url_for(".week", back=request.args.get("back", 1, int)), 303)


def _case(case_id: int, *, answers: dict[str, str] | None = None, note: str = "", refused: str = "") -> str:
    with transaction() as session:
        chosen = _found(session, case_id)
        row = session.get_one(Case, case_id)
        try:
            found = timeline.page(session, row, request.args.get("before"))
        except (ValueError, OverflowError, OSError):
            abort(404)
        shown = [_masked(one) for one in lines(found.entries, {})]
        done = review.of_cases(session, [case_id]).get(case_id)
    return render_template(
        "overview/review.html",
        chosen=chosen,
        case=row,
        lines=shown,
        older=found.older,
        done=done,
        given=answers or {},
        note=note,
        refused=refused,
        questions=QUESTIONS,
        answers=ANSWERS,
        longest=LONGEST_NOTE,
    )


def _found(session: Session, case_id: int) -> Chosen:
    """Return a case that whoever asks may review: one of the sample, and never their own."""
    chosen = sample.find(session, case_id, clock.now())
    if chosen is None or _is_mine(chosen):
        abort(404)
    return chosen


def _is_mine(chosen: Chosen) -> bool:
    return me().actor in chosen.case.holders


def _masked(line: Line) -> Line:
    """Return a line without whole numbers, and without where somebody is."""
    return replace(line, words=_NUMBER.sub("…", line.words), place="", media=(), message=None)
