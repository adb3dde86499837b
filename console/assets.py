"""Styles and scripts: the console's own, and htmx out of the package that carries it."""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from flask import Blueprint, Response, send_from_directory, url_for

STATIC = Path(__file__).with_name("static")
HTMX = {"htmx.js": "htmx-2.min.js", "sse.js": "ext/hx-sse-2.min.js"}
# An address names what it holds, so a browser need never ask again.
FOREVER = 31536000

blueprint = Blueprint("assets", __name__, url_prefix="/static")


@cache
def _htmx() -> Path:
    spec = find_spec("django_htmx")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "static" / "django_htmx"


def _path(name: str) -> Path:
    return _htmx() / HTMX[name] if name in HTMX else STATIC / name


@cache
def _version(name: str) -> str:
    return hashlib.sha256(_path(name).read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """Return the address of a file of the console's, which changes with what it holds."""
    return url_for("assets.file", version=_version(name), name=name)


@blueprint.get("/<version>/<path:name>")
def file(version: str, name: str) -> Response:
    """Send a file."""
    folder, name = (_htmx(), HTMX[name]) if name in HTMX else (STATIC, name)
    sent = send_from_directory(folder, name, max_age=FOREVER)
    sent.cache_control.immutable = True
    # What is streamed from the disk is not compressed.
    sent.direct_passthrough = False
    sent.set_data(sent.get_data())
    return sent
