"""Wrong tries: after ten a name waits, and an address too. It looks the same for a name that nobody has."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, g, request
from flask import session as cookie

from console.accounts.signed_in import current
from console.extensions import address, limiter
from helpline.infra import crypto

F = TypeVar("F", bound=Callable[..., Any])
# A name is shut for the rest of a quarter of an hour; an address may be a whole office's.
OF_A_NAME = "10 per 15 minutes"
OF_AN_ADDRESS = "40 per 15 minutes"
# Right or wrong: what argon2 costs must not be had without end.
OF_ALL = "60 per minute"


def wrong() -> None:
    """Count what is being answered as a wrong try."""
    g.wrong_try = True


def limited(view: F) -> F:
    """Limit a view's POSTs by whom they are about and where they come from."""
    guarded: Any = view
    for limit, key, deducted in (
        (OF_A_NAME, _whom, _was_wrong),
        (OF_AN_ADDRESS, address, _was_wrong),
        (OF_ALL, address, None),
    ):
        # One count for all steps of the login: nobody gets ten more by going on to the next.
        guarded = limiter.shared_limit(
            limit, scope=f"login {limit}", key_func=key, methods=["POST"], deduct_when=deducted
        )(guarded)
    limits: F = guarded
    return limits


def _whom() -> str:
    """Return whom a try is about as a key that does not name them."""
    somebody = current()
    if request.endpoint == "login.password":
        name = request.form.get("name", "")
    else:
        # From what is signed: a name in the form would have it counted as somebody else's.
        name = somebody.name if somebody else cookie.get("half", {}).get("name") or request.path
    return crypto.keyed_hash(f"tries {str(name).strip().lower()}")[:32]


def _was_wrong(_response: Response) -> bool:
    return bool(g.get("wrong_try"))
