"""Pages for what went wrong; each says what to do, none says what was being said."""

from datetime import UTC, datetime

from flask import Flask, render_template, request
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from console.accounts.signed_in import nobody
from console.extensions import limiter
from console.shown import clock_time
from helpline.infra import clock
from helpline.infra.logs import log

# A page that was open when its session ended; no status of HTTP's own says so.
PAGE_TOO_OLD = 419


def set_up(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(404, _not_found)
    app.register_error_handler(CSRFError, _page_too_old)
    app.register_error_handler(RateLimitExceeded, _too_many)
    app.register_error_handler(Exception, _any)


def _page(name: str, status: int, **values: object) -> tuple[str, int]:
    # base.js puts it into the page's line for trouble, where a whole page has no place.
    template = "errors/part.html" if request.headers.get("HX-Request") else "errors/error.html"
    return render_template(template, name=name, **values), status


def _not_found(_error: Exception) -> tuple[str, int]:
    return _page("not_found", 404)


def _page_too_old(_error: Exception) -> tuple[str, int]:
    return _page("page_too_old", PAGE_TOO_OLD)


def _too_many(_error: Exception) -> tuple[str, int]:
    limit = limiter.current_limit
    until = datetime.fromtimestamp(limit.reset_at, UTC) if limit else clock.now()
    # Their clock may be a minute ahead of ours.
    return _page("too_many", 429, until=clock_time(until, ceil=True))


def _any(error: Exception) -> Response | tuple[str, int] | HTTPException:
    if isinstance(error, HTTPException):
        if error.code in (301, 302, 303, 304, 307, 308) or error.response is not None:
            return error
        # A wrong method or a form that cannot be read: to a person it is a page that is not there.
        status = error.code or 500
        return _page("not_found" if status < 500 else "broken", status)
    log().error("request_failed", exc_info=error)
    nobody()
    return _page("broken", 500)
