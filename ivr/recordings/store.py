"""Which words are recorded, and where the recording is fetched.

Look-up is by the words themselves: a text that changes loses its recording by itself, and words are found
wherever they come from. Whatever is wrong with the folder means the synthetic voice, never an error.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from helpline.infra.logs import log
from helpline.infra.settings import settings
from ivr.recordings.manifest import MANIFEST, Recording, load
from ivr.speakable import speakable

NAME = re.compile(r"[0-9a-f]{32}-[0-9a-f]{8}\.wav")
ADDRESS = "/ivr/recording"
_DIGITS = 32


@dataclass(frozen=True, slots=True)
class _Listing:
    """A folder's recordings as they were when its manifest looked so."""

    folder: Path
    stamp: tuple[int, int, int] | None
    recordings: Mapping[str, Recording]


_listing: _Listing | None = None


def key(words: str) -> str:
    """Return what a recording of these words is found by.

    Marks that nobody hears make no difference: a reply is said without its quotation marks, a choice without
    its full stop.
    """
    heard = speakable(words).rstrip(" .،")
    return hashlib.sha256(heard.encode()).hexdigest()[:_DIGITS]


def address_of(words: str) -> str | None:
    """Return the path of the recording of exactly these words, None where there is none."""
    found = _recordings(settings().recordings_folder).get(key(words))
    if found is None or (found.placeholder and settings().environment == "production"):
        return None
    # A file that is gone or was copied by half would be silence on the line.
    return f"{ADDRESS}/{found.file_name}" if whole(settings().recordings_folder, found) else None


def recorded(words: str) -> bool:
    """Say whether there is a recording of exactly these words."""
    return address_of(words) is not None


def file_of(name: str) -> Path | None:
    """Return the file of a recording's name, None where there is none or the name is no recording's.

    A recording that was replaced stays for a while: a caller may have been led to it a moment ago.
    """
    if NAME.fullmatch(name) is None:
        return None
    path = settings().recordings_folder / name
    try:
        return path if path.is_file() else None
    except OSError:
        return None


def whole(folder: Path, recording: Recording) -> bool:
    """Say whether a recording's file is there in its full length."""
    try:
        return (folder / recording.file_name).stat().st_size == recording.size
    except OSError:
        return False


def _recordings(folder: Path) -> Mapping[str, Recording]:
    """Return a folder's recordings, read again only when its manifest has changed."""
    global _listing
    try:
        state = (folder / MANIFEST).stat()
        stamp = (state.st_mtime_ns, state.st_size, state.st_ino)
    except OSError:
        stamp = None
    known = _listing
    if known is not None and known.folder == folder and known.stamp == stamp:
        return known.recordings
    recordings: Mapping[str, Recording] = {}
    try:
        recordings = load(folder)
        if not recordings:
            log().info("no_recordings")
    except (OSError, ValueError) as error:
        log().error("recordings_unreadable", error=error)
    _listing = _Listing(folder, stamp, recordings)
    return recordings
