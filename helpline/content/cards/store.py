"""The cards as files of a folder, drawn when what they are made from has changed.

A card's file is named after a hash of that: an address that was given out shows the same picture for ever,
and what is there under its name need not be drawn again. They are not kept with the code, because they are
made from it in seconds and the font comes with the lock.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from helpline.content.topics import Topic, all_topics

# What a reply names a topic's picture by: "topic:sleep".
PREFIX = "topic:"
_HERE = Path(__file__).parent
_MADE_FROM = ("colours.py", "draw.py", "layout.py", "lettering.py")


def file_name(image: str) -> str | None:
    """Return the file name of a picture ("topic:sleep"); None for a name that is no topic's."""
    return _names().get(image.removeprefix(PREFIX)) if image.startswith(PREFIX) else None


def ensure(
    folder: Path, anew: bool = False, say: Callable[[str], None] = lambda _line: None
) -> dict[str, Path]:
    """Draw the cards that a folder lacks and remove those that nobody is given any more.

    Returns the file of each topic. `anew` draws all of them. Raises DoesNotFit, KeyError and OSError.
    """
    # Drawing needs Pillow, which nobody needs who only wants a name.
    from helpline.content.cards.draw import draw

    folder.mkdir(parents=True, exist_ok=True)
    files = {name: folder / file for name, file in _names().items()}
    missing = [name for name, file in files.items() if anew or not file.exists()]
    if missing:
        say(f"Drawing {len(missing)} cards…")
    for name in missing:
        write_whole(files[name], draw(name, all_topics()[name].card))
    for old in _strangers(folder, files):
        old.unlink(missing_ok=True)
    return files


def write_whole(file: Path, content: bytes) -> None:
    """Put a file there whole: who asks for it meanwhile gets the old one or none, never half of it.

    Raises OSError.
    """
    handle, unfinished = tempfile.mkstemp(dir=file.parent, suffix=".part")
    with os.fdopen(handle, "wb") as output:
        output.write(content)
    Path(unfinished).chmod(0o644)
    Path(unfinished).replace(file)


def _strangers(folder: Path, files: Mapping[str, Path]) -> Iterator[Path]:
    known = set(files.values())
    return (file for file in folder.glob("*-*.png") if file not in known)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    return {name: f"{name}-{_hash(topic)}.png" for name, topic in all_topics().items()}


def _hash(topic: Topic) -> str:
    digest = hashlib.sha256(version("fontpkg-noto-sans-arabic").encode())
    for name in _MADE_FROM:
        digest.update((_HERE / name).read_bytes())
    digest.update("\n".join((topic.name, topic.card.title, *topic.card.lines)).encode())
    return digest.hexdigest()[:16]
