"""What gunicorn does in each worker of the console."""

from typing import Any

from processes.gunicorn_hooks import post_fork
from processes.warm import warm_console

__all__ = ["post_fork", "post_worker_init"]


def post_worker_init(worker: Any) -> None:
    """Read texts, numbers and the roster before anybody asks."""
    warm_console()
