"""Let only requests through that Twilio signed."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Response, request
from twilio.request_validator import RequestValidator

from helpline.infra.logs import log
from helpline.infra.settings import settings

P = ParamSpec("P")


def signed_by_twilio(view: Callable[P, Response]) -> Callable[P, Response]:
    """Answer 403 unless the signature fits.

    The URL is built from PUBLIC_URL, not from the request: behind a proxy the request's own scheme and
    host are not those that Twilio signed. All parameters are signed, known or not.
    """

    @wraps(view)
    def checked(*args: P.args, **kwargs: P.kwargs) -> Response:
        query = request.query_string.decode()
        url = f"{settings().public_url}{request.path}" + (f"?{query}" if query else "")
        validator = RequestValidator(settings().twilio_auth_token)
        if not validator.validate(url, request.form, request.headers.get("X-Twilio-Signature", "")):
            log().warning("bad_signature", path=request.path)
            return Response("bad signature", status=403)
        return view(*args, **kwargs)

    return checked
