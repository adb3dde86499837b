"""Sort what Twilio answered into what the outbox does next."""

from collections.abc import Callable

from helpline.infra import twilio_rest
from helpline.outbox.send import Ambiguous, Refused, Unavailable


def attempt(request: Callable[[], str]) -> str:
    """Run a request that returns a SID; raises Refused, Unavailable or Ambiguous.

    429 and the connection that was never made sent nothing; a 5xx may have.
    """
    try:
        return request()
    except twilio_rest.NotSent as error:
        raise Unavailable(str(error)) from error
    except twilio_rest.Unknown as error:
        raise Ambiguous from error
    except twilio_rest.TwilioError as error:
        if error.status == 429:
            raise Unavailable(error.code) from error
        if error.status >= 500:
            raise Ambiguous from error
        if error.status in (401, 403):
            # Wrong or rotated credentials: an operator mends that, the message must not be lost.
            raise Unavailable(error.code) from error
        raise Refused(error.code) from error
