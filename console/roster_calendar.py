"""The calendar behind a personal link: its owner's shifts alone, for a program that cannot log in."""

from flask import Blueprint, Response, abort, request

from console import roster_links
from console.extensions import address, limiter
from console.language import FIRST, texts
from helpline.alerts import roster
from helpline.alerts.roster.calendar import calendar
from helpline.infra import clock, crypto
from helpline.infra.database import transaction

WEEKS = 8
POSTS = ("first", "second", "further")

blueprint = Blueprint("calendar", __name__)


def _link() -> str:
    """Return the link that is asked for as a key that does not hold it."""
    return crypto.keyed_hash(f"calendar {request.path}")[:32]


def _unknown(response: Response) -> bool:
    return response.status_code == 404


@blueprint.get("/calendar/<token>.ics")
# A calendar program asks a few times a day; guessing from one address comes to an end soon.
@limiter.limit("30 per hour", key_func=_link)
@limiter.limit("20 per hour", key_func=address, deduct_when=_unknown)
@limiter.limit("120 per minute", key_func=address)
def shifts(token: str) -> Response:
    """Give the shifts of a link's owner; 404 for a link that was revoked and for one that never was."""
    with transaction() as session:
        account = roster_links.owner(session, token)
    if account is None:
        abort(404)
    try:
        current = roster.current()
    except (roster.RosterError, OSError):
        # A program that is told so keeps what it has.
        abort(503)
    if account.counsellor is None or current.find(account.counsellor) is None:
        abort(404)
    words = texts(account.language or FIRST)
    file = calendar(
        current,
        clock.now(),
        WEEKS,
        account.counsellor,
        title=words["roster.ics_title"],
        summaries={post: words[f"roster.ics_{post}"] for post in POSTS},
    )
    answer = Response(file, mimetype="text/calendar")
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Disposition"] = 'inline; filename="shifts.ics"'
    return answer
