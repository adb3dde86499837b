"""Media of WhatsApp messages: fetched from Twilio, kept here, lent out by an address that expires."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Blueprint, Response

from helpline.alerts import forward
from helpline.contacts import media
from helpline.contacts.media import Medium, Stage
from helpline.infra import clock, twilio_rest
from helpline.infra.database import transaction
from helpline.infra.logs import log
from helpline.infra.settings import settings
from helpline.infra.twilio_rest import NotSent, TooLarge, TwilioError, Unknown

blueprint = Blueprint("whatsapp_media", __name__, url_prefix=media.LENT_AT)

# WhatsApp's own limit is 16 MB.
MOST_BYTES = 20 * 1024 * 1024
# Seconds before each next attempt, about an hour in all: then nobody waits for it any more.
RETRY_AFTER = (1, 3, 10, 30, 60, 120, 300, 600, 1200, 1200)
LISTED = "listed:"
MOST_ATTEMPTS = 2 * len(RETRY_AFTER)
# What a browser only shows or plays; anything else is offered as a file and never run.
SHOWN = ("audio/", "image/jpeg", "image/png", "image/webp", "video/", "application/pdf")


def listed_source(message_sid: str, index: int) -> str:
    """Name a medium whose address is not known yet, because its message was found in Twilio's list."""
    return f"{LISTED}{message_sid}:{index}"


@blueprint.get("/<sealed>")
def lend(sealed: str) -> Response:
    """Give a medium to whoever brings its address in time."""
    with transaction() as session:
        medium = media.lent(session, sealed)
        content = medium.content if medium is not None else None
    if medium is None or content is None:
        return Response("no such medium, or its time is over\n", status=404, mimetype="text/plain")
    shown = medium.content_type.startswith(SHOWN)
    response = Response(content, content_type=medium.content_type if shown else "application/octet-stream")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Referrer-Policy"] = "no-referrer"
    if not shown:
        response.headers["Content-Disposition"] = "attachment"
    return response


def fetch_media(medium_id: int) -> None:
    """Bring a medium here, then have Twilio delete its copy; a step that was done is not done again.

    What fails for a while is tried again for about an hour. What is not to be had is said to whoever waits
    for it.
    """
    with transaction() as session:
        medium = session.get(Medium, medium_id, with_for_update=True)
        if medium is None or medium.stage == Stage.LOST or medium.removed_at is not None:
            return
        # Counted in a transaction of its own: a medium that kills its worker is not tried without end.
        medium.attempts += 1
        if medium.stage == Stage.WAITING and medium.attempts > MOST_ATTEMPTS:
            log().error(
                "medium_not_fetched", inbox=medium.inbox_id, attempt=medium.attempts, state="given up"
            )
            medium.stage = Stage.LOST
            forward.lost(session, medium, clock.now())
            return
    try:
        where = _where(medium)
        if medium.stage == Stage.WAITING:
            _keep(medium_id, *twilio_rest.download(where, at_most=MOST_BYTES))
    except (TwilioError, NotSent, Unknown) as error:
        _try_again(medium, error, _is_final(error))
        return
    except TooLarge as error:
        _try_again(medium, error, final=True)
        return
    _remove(medium, where)


def _is_final(error: Exception) -> bool:
    # Twilio may offer a message before its media are ready: a 404 is asked again for a while too.
    return isinstance(error, TwilioError) and error.status in (400, 410)


def _where(medium: Medium) -> str:
    """Return Twilio's address of a medium; the account's password goes to no other host."""
    base = settings().twilio_api_url or twilio_rest.API
    if not medium.source.startswith(LISTED):
        return base + urlsplit(medium.source).path
    sid, _, index = medium.source.removeprefix(LISTED).partition(":")
    listed = twilio_rest.get(twilio_rest.account_url(f"Messages/{sid}/Media.json")).get("media_list", [])
    if int(index) >= len(listed):
        raise TwilioError(404, "not listed")
    return base + str(listed[int(index)]["uri"]).removesuffix(".json")


def _keep(medium_id: int, content_type: str, content: bytes) -> None:
    now = clock.now()
    with transaction() as session:
        medium = session.get_one(Medium, medium_id, with_for_update=True)
        if medium.stage != Stage.WAITING:
            return
        medium.content = content
        medium.content_type = (content_type or medium.content_type)[:100]
        medium.stage = Stage.KEPT
        session.flush()
        forward.arrived(session, medium, now)


def _try_again(medium: Medium, error: Exception, final: bool) -> None:
    now = clock.now()
    over = final or medium.attempts > len(RETRY_AFTER)
    with transaction() as session:
        row = session.get_one(Medium, medium.id, with_for_update=True)
        if row.stage != Stage.WAITING:
            return
        log().error(
            "medium_not_fetched",
            inbox=row.inbox_id,
            attempt=row.attempts,
            error=error,
            code=getattr(error, "code", None),
            state="given up" if over else "tried again",
        )
        if not over:
            later = now + timedelta(seconds=RETRY_AFTER[row.attempts - 1])
            media.defer_fetch(session, row, later)
            return
        row.stage = Stage.LOST
        forward.lost(session, row, now)


def _remove(medium: Medium, where: str) -> None:
    """Delete Twilio's copy; a failure is tried again as fetching is, and cried about at the end."""
    try:
        # A recording's address names its format; the resource has none.
        twilio_rest.delete(f"{where.removesuffix('.mp3')}.json")
    except (TwilioError, NotSent, Unknown) as error:
        if not (isinstance(error, TwilioError) and error.status == 404):
            log().error("medium_not_removed", inbox=medium.inbox_id, attempt=medium.attempts, error=error)
            if medium.attempts <= len(RETRY_AFTER):
                later = clock.now() + timedelta(seconds=RETRY_AFTER[medium.attempts - 1])
                with transaction() as session:
                    media.defer_fetch(session, medium, later)
            return
    with transaction() as session:
        session.get_one(Medium, medium.id).removed_at = clock.now()
