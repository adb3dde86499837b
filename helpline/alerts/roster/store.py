"""The roster as it stands now: the file that staff edit, with the overrides of the database."""

import threading
import time
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import yaml
from sqlalchemy import text

from helpline.alerts.roster import overrides
from helpline.alerts.roster.model import Override, RosterError
from helpline.alerts.roster.on_call import Roster
from helpline.alerts.roster.reading import parse
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.logs import log
from helpline.infra.settings import settings

# Seconds for which overrides that were read are good, and after which a database that is away is asked again.
GOOD_FOR = 2.0
ASKED_AGAIN_AFTER = 10.0


@lru_cache(maxsize=4)
def _load(path: Path, changed_at: float) -> Roster:
    try:
        return parse(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RosterError(f"roster: not YAML: {type(error).__name__}") from error


# The last roster that could be read, by file: a slip in an edit must not stop a single alert.
_last_good: dict[Path, Roster] = {}


def from_file() -> Roster:
    """Return the roster of the file, placeholders and all; raises RosterError or OSError."""
    path = settings().roster_file
    return _load(path, path.stat().st_mtime)


def base() -> Roster:
    """Return the roster of the file as it may be used; raises RosterError or OSError."""
    roster = from_file()
    placeholders = [one.id for one in roster.counsellors if one.placeholder]
    if settings().environment == "production" and placeholders:
        raise RosterError(f"placeholders in production: {', '.join(placeholders)}")
    _last_good[settings().roster_file] = roster
    return roster


def read() -> Roster:
    """Return the roster as file and database stand now; raises RosterError or OSError."""
    return replace(base(), overrides=_overrides())


def current() -> Roster:
    """Return the roster, or the last one that could be read; raises RosterError or OSError if there was none.

    The watchdog reads the file itself and cries out until it is mended.
    """
    try:
        return read()
    except (RosterError, OSError) as error:
        known = _last_good.get(settings().roster_file)
        log().error("roster_unreadable", error=error, state="last good used" if known else "none")
        if known is None:
            raise
        return replace(known, overrides=_overrides())


class _Known:
    """The overrides that were read last, by database, and when they are to be read again."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.rows: dict[str, tuple[Override, ...]] = {}
        self.good_until: dict[str, float] = {}


_known = _Known()


def _overrides() -> tuple[Override, ...]:
    """Return the overrides; those that were known last where the database does not answer."""
    url = settings().database_url
    if not url:
        return ()
    with _known.lock:
        if time.monotonic() >= _known.good_until.get(url, 0):
            good_for = GOOD_FOR
            try:
                _known.rows[url] = _read()
            except Exception as error:
                # Whatever is wrong there, somebody has to be alerted; and not each alert waits for it anew.
                log().error("overrides_unreadable", error=error, state="last good used")
                good_for = ASKED_AGAIN_AFTER
            _known.good_until[url] = time.monotonic() + good_for
        return _known.rows.get(url, ())


def _read() -> tuple[Override, ...]:
    with transaction() as session:
        session.execute(text("SET LOCAL statement_timeout = '1s'"))
        return overrides.since(session, clock.now())


def forget(*, all_of_it: bool = False) -> None:
    """Have the overrides read again at the next use, for they were changed.

    With `all_of_it` the last good ones are dropped too.
    """
    with _known.lock:
        _known.good_until.clear()
        if all_of_it:
            _known.rows.clear()
