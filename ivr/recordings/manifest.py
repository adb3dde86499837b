"""The folder of recordings: one WAV for each, and manifest.json, which says what each of them says."""

import fcntl
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
# A caller may still be led to a recording that has just been replaced; it stays for this many seconds.
KEPT_AFTER_REPLACED = 86_400
_VERSION = 1
_WRITTEN = {"id", "form", "variant", "words_hash", "seconds", "sha256", "size", "placeholder", "imported_at"}


class ManifestError(ValueError):
    """A manifest that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording: what it says, and its file.

    `words_hash` is store.key of the words, `sha256` and `size` (bytes) are the file's, `seconds` its length,
    `imported_at` an ISO date and time. A placeholder was made by a machine and is never played in production.
    """

    id: str
    form: str
    variant: str
    words_hash: str
    seconds: float
    sha256: str
    size: int
    placeholder: bool
    imported_at: str

    @property
    def file_name(self) -> str:
        """The file's name. It names the content too: whoever caches an address holds it for ever."""
        return f"{self.words_hash}-{self.sha256[:8]}.wav"


def load(folder: Path) -> dict[str, Recording]:
    """Return a folder's recordings by the hash of their words; none where there is no manifest.

    Raises OSError where it cannot be read, ManifestError where it cannot be understood.
    """
    try:
        written = (folder / MANIFEST).read_bytes()
    except FileNotFoundError:
        return {}
    try:
        document = json.loads(written)
        if document["version"] != _VERSION:
            raise ManifestError(f"version {document['version']!r}")
        found = [_recording(entry) for entry in document["recordings"]]
    except (KeyError, TypeError, ValueError) as error:
        raise ManifestError(f"{MANIFEST}: {type(error).__name__}: {error}") from error
    return {one.words_hash: one for one in found}


@contextmanager
def changing(folder: Path) -> Iterator[dict[str, Recording]]:
    """Change a folder's recordings: what the mapping holds at the end is written. One process at a time.

    Makes the folder if it is missing. Raises as `load` does.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        recordings = load(folder)
        yield recordings
        _save(folder, recordings)
        _remove_replaced(folder, recordings.values())


def write_file(folder: Path, name: str, content: bytes) -> None:
    """Write a file whole or not at all; raises OSError."""
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(folder / name)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def sha256(content: bytes) -> str:
    """Return the hash of a file's content."""
    return hashlib.sha256(content).hexdigest()


def _save(folder: Path, recordings: Mapping[str, Recording]) -> None:
    entries = [
        asdict(one) for one in sorted(recordings.values(), key=lambda one: (one.id, one.form, one.variant))
    ]
    document = {"version": _VERSION, "recordings": entries}
    write_file(folder, MANIFEST, json.dumps(document, ensure_ascii=False, indent=1).encode())


def _remove_replaced(folder: Path, kept: Iterable[Recording]) -> None:
    names = {one.file_name for one in kept}
    oldest = time.time() - KEPT_AFTER_REPLACED
    for file in folder.glob("*.wav"):
        if file.name not in names and file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)


def _recording(entry: Mapping[str, Any]) -> Recording:
    if entry.keys() != _WRITTEN:
        raise ManifestError(f"fields {', '.join(sorted(entry))}")
    texts = ("id", "form", "variant", "words_hash", "sha256", "imported_at")
    if not all(isinstance(entry[name], str) for name in texts) or not isinstance(entry["placeholder"], bool):
        raise ManifestError(f"a field of the wrong type in {entry['id']!r}")
    return Recording(**{**entry, "seconds": float(entry["seconds"]), "size": int(entry["size"])})
