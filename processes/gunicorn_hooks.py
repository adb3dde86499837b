"""What gunicorn does in each worker of the web process."""

import ctypes
import signal
import sys
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from helpline.infra.logs import log
from processes.child import PR_SET_PDEATHSIG
from processes.tasks import defer_reconcile
from processes.warm import warm


def post_fork(server: Any, worker: Any) -> None:
    """End with the master: a worker that outlives it would keep the port from the next one."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def post_worker_init(worker: Any) -> None:
    """Read what calls and messages need; look for what Twilio gave up on while no web process answered."""
    warm()
    try:
        defer_reconcile()
    except SQLAlchemyError as error:
        # The database is not there yet: the look of each minute finds the same messages.
        log().warning("reconcile_not_deferred", error=error)
