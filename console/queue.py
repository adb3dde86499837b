"""The queue: who needs somebody, most urgent first, and always as it is now."""

from flask import Response, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as Answer

from console import alike, queue_heard, queue_rows
from console.accounts.signed_in import me
from console.extensions import limiter
from console.pages import Page, passive
from console.rights import Right
from helpline.infra import clock
from helpline.infra.database import transaction

page = Page(
    "queue", __name__, right=Right.SEE_QUEUE, label="queue.nav", entry="show", order=10, url_prefix="/queue"
)
# More alarms at once than anybody hears one by one.
MOST_HEARD = 1000


@page.get("")
def show() -> str:
    """Show the queue."""
    return render_template("queue/queue.html", queue=_view(), csrf=generate_csrf())


@page.get("/rows")
@passive
# With each change fifty browsers ask at once, perhaps from one office: a limit would blind them.
@limiter.exempt
def rows() -> Response:
    """Give the part of the page that changes; 304 while it does not."""
    queue = _view(shared=True)
    tag = queue.tag
    if request.if_none_match.contains_weak(tag):
        answer = Response(status=304)
    else:
        # No token of the browser's own is in it (static/queue.js has it), so that all share one answer.
        answer = make_response(queue.reading.once(tag, lambda: _rows(queue)))
        alike.is_alike(f"{tag} {queue.at.timestamp()}")
    # Weak: what compresses the answer leaves it as it is then.
    answer.set_etag(tag, weak=True)
    # Epoch seconds: the page says as of when it is what it shows, by our clock and not the phone's.
    answer.headers["X-As-Of"] = f"{queue.at.timestamp():.3f}"
    return answer


@page.post("/heard")
def heard() -> Answer:
    """Note that whoever asks has heard the alarms that their page named."""
    named = [int(one) for one in request.form.get("cases", "").split(",") if one.isascii() and one.isdigit()]
    with transaction() as session:
        queue_heard.heard(session, me(), [one for one in named[:MOST_HEARD] if one < 2**63], clock.now())
    queue_rows.forget()
    return redirect(url_for(".show"), 303)


def _rows(queue: queue_rows.View) -> str:
    return render_template("queue/rows.html", queue=queue, csrf="")


def _view(*, shared: bool = False) -> queue_rows.View:
    return queue_rows.view(me(), request.args.get("page", 1, int), shared=shared)
