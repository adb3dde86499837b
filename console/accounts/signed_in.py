"""Whoever is logged in, as the rest of the console sees them."""

from dataclasses import dataclass
from datetime import datetime

from flask import g, has_request_context
from flask_login import UserMixin, current_user


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """An account and the session it is used with; `actor` is what cases and the audit log call them."""

    account_id: int
    name: str
    actor: str
    role: str
    counsellor: str | None
    language: str | None
    session_id: int
    token: str
    began_at: datetime

    def get_id(self) -> str:
        """Return what the browser's cookie holds of them."""
        return self.token


def current() -> SignedIn | None:
    """Return whoever asks now, None if they are not logged in or nobody asks."""
    if not has_request_context() or g.get("nobody"):
        return None
    somebody = current_user
    return somebody._get_current_object() if somebody and somebody.is_authenticated else None


def nobody() -> None:
    """Take whoever asks for nobody from here on: the page that says what is broken must not break as well."""
    g.nobody = True


def me() -> SignedIn:
    """Return whoever asks now; for views of a page, which lets in nobody else."""
    somebody = current()
    assert somebody is not None
    return somebody
