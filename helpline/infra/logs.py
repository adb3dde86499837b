"""Structured logs that carry ids, never a text, a name or a full number."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# Only these keys may be logged: what is not named here is dropped, so that a careless call cannot
# leak a message. Values of `error` are reduced to the exception's class for the same reason.
ALLOWED = frozenset(
    (
        "event level timestamp logger process contact case alert outbox inbox call job task queue state "
        "kind level_name count seconds attempt code status transport step counsellor finding path method "
        "port error where worker sid trace"
    ).split()
)
_NUMBER = re.compile(r"\+?\d[\d\s().-]{6,}\d")
# Ids are smaller; a phone number without its plus is not.
_LARGEST_ID = 10**9


def redact(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop every key that is not allowed and mask what looks like a phone number."""
    kept: dict[str, Any] = {}
    for key, value in entry.items():
        if key not in ALLOWED:
            continue
        if isinstance(value, BaseException) or not isinstance(value, str | int | float | None):
            # An object may print anything it holds.
            value = type(value).__name__
        if isinstance(value, int) and abs(value) > _LARGEST_ID:
            value = "…"
        if isinstance(value, str) and key not in ("timestamp", "sid"):
            value = _NUMBER.sub(lambda match: f"…{match.group()[-2:]}", value)
        kept[key] = value
    return kept


def _trace(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Turn exc_info into file:line names; messages of exceptions may quote a contact's words."""
    info = entry.pop("exc_info", None)
    if not info:
        return entry
    error = sys.exc_info()[1] if info is True else info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        frames = []
        frame = error.__traceback__
        while frame is not None:
            code = frame.tb_frame.f_code
            frames.append(f"{code.co_filename.rsplit('/', 2)[-1]}:{frame.tb_lineno} {code.co_name}")
            frame = frame.tb_next
        entry["error"] = type(error).__name__
        entry["trace"] = " < ".join(reversed(frames[-6:]))
    return entry


class _StandardLibrary(logging.Handler):
    """Bring libraries' warnings into the same log, without their arguments."""

    def emit(self, record: logging.LogRecord) -> None:
        structlog.get_logger(record.name).log(
            record.levelno,
            "library",
            logger=record.name,
            where=f"{record.module}:{record.lineno}",
            error=record.exc_info[1] if record.exc_info else None,
        )


def configure(process: str, level: str = "INFO") -> None:
    """Set up JSON lines on standard error for one process."""

    def name_process(_l: Any, _m: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        # Not a context variable: those do not reach the threads of a pool.
        entry["process"] = process
        return entry

    structlog.configure(
        processors=[
            name_process,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.add_log_level,
            _trace,
            redact,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.root.handlers = [_StandardLibrary()]
    logging.root.setLevel(logging.WARNING)


def log() -> Any:
    """Return the logger."""
    return structlog.get_logger()
