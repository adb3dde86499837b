"""A database that restarts in the middle of a call is waited for: the caller hears a short silence."""

import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Response
from sqlalchemy.exc import OperationalError

from helpline.infra.logs import log

# Seconds. Twilio waits for fifteen, and then asks the fallback address, which rings the counsellor on call.
AT_MOST = 8.0
BETWEEN = 0.3
Args = ParamSpec("Args")


def patient(view: Callable[Args, Response]) -> Callable[Args, Response]:
    """Answer again while the database is away: a step that was begun and not written has done nothing.

    Raises sqlalchemy's OperationalError when it is away for longer.
    """

    @wraps(view)
    def answered(*args: Args.args, **kwargs: Args.kwargs) -> Response:
        until = time.monotonic() + AT_MOST
        while True:
            try:
                return view(*args, **kwargs)
            except OperationalError as error:
                if time.monotonic() + BETWEEN > until:
                    raise
                log().warning("waiting_for_database", error=error)
                time.sleep(BETWEEN)

    return answered
