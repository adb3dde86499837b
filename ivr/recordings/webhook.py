"""Recordings as Twilio fetches them.

No signature is asked for: a recording is one of the helpline's own lines and holds nothing about anybody.
"""

from flask import Blueprint, Response, abort, send_file

from ivr.recordings import store

blueprint = Blueprint("recordings", __name__, url_prefix=store.ADDRESS)

# Seconds. The name stands for the content, so what is cached never becomes wrong.
CACHED_FOR = 31_536_000


@blueprint.get("/<name>")
def recording(name: str) -> Response:
    """Return a recording; 404 for whatever is no recording's name."""
    path = store.file_of(name)
    if path is None:
        abort(404)
    response = send_file(path, mimetype="audio/wav", conditional=True, max_age=CACHED_FOR)
    response.cache_control.public = True
    response.cache_control.immutable = True
    return response
