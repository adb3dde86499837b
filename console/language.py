"""The interface's words in its three languages, and which of them whoever asks has chosen."""

from functools import lru_cache
from pathlib import Path

import yaml
from flask import g, has_request_context, request

from console.accounts.signed_in import current
from helpline.infra.logs import log
from helpline.infra.settings import settings

TEXTS = Path(__file__).with_name("texts")
# Each by its own name, which is no matter of translation.
LANGUAGES = {"ar": "العربية", "en": "English", "ku": "کوردی"}
FIRST = "ar"
# As browsers and screen readers know them; Sorani is ckb.
TAGS = {"ar": "ar-IQ", "en": "en", "ku": "ckb"}
RIGHT_TO_LEFT = ("ar", "ku")
COOKIE = "language"


@lru_cache(maxsize=len(LANGUAGES))
def texts(language: str) -> dict[str, str]:
    """Return every text of a language by its id, «file.name»; raises ValueError for what is no text."""
    found: dict[str, str] = {}
    for path in sorted((TEXTS / language).glob("*.yml")):
        for name, words in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if not isinstance(words, str):
                raise ValueError(f"{path.name} ({language}): {name} is not a text")
            found[f"{path.stem}.{name}"] = words
    return found


def chosen() -> str:
    """Return the language of this request: the account's, else the browser's cookie, else Arabic."""
    if not has_request_context():
        return FIRST
    if "language" not in g:
        somebody = current()
        wanted = (somebody.language if somebody else None) or request.cookies.get(COOKIE, "")
        g.language = wanted if wanted in LANGUAGES else FIRST
    return str(g.language)


def t(key: str, **values: object) -> str:
    """Return a text in the language of this request, its {names} filled in; KeyError in development."""
    words = texts(chosen()).get(key)
    if words is None:
        if settings().environment == "development":
            raise KeyError(key)
        # Some button with an odd name is better than no page.
        log().error("text_missing", where=key)
        return key
    return words.format(**values) if values else words


def direction() -> str:
    """Return `rtl` or `ltr`."""
    return "rtl" if chosen() in RIGHT_TO_LEFT else "ltr"


def tag() -> str:
    """Return the language as HTML names it."""
    return TAGS[chosen()]
