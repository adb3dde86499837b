"""Serve the one web page, from this folder and nowhere else."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, send_from_directory

STATIC = Path(__file__).with_name("static")
POLICY = (
    "default-src 'self'; img-src 'self' data: http: https:; media-src 'self' http: https: blob:; "
    "style-src 'self'; script-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


def blueprint() -> Blueprint:
    """Build the page and its files."""
    views = Blueprint("page", __name__)

    @views.get("/")
    def index() -> Response:
        response = send_from_directory(STATIC, "index.html")
        response.headers["Content-Security-Policy"] = POLICY
        return response

    @views.get("/static/<path:name>")
    def file(name: str) -> Response:
        return send_from_directory(STATIC, name)

    return views
