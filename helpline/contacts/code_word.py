"""A word of the contact's own that is asked before anything private is shown, and opens a disguised chat.

Only a slow salted hash of it is kept. scrypt is in Python's own library, so nothing is added that would have
to be kept up to date; beneath it lies the keyed hash, without whose key (kept apart from the database's
backups) a short word could be guessed from a stolen backup however slow the hash is.
"""

import base64
import hashlib
import hmac
import secrets

from helpline import content
from helpline.infra.crypto import keyed_hash
from helpline.text import normalise

# 16 MB and some 50 ms: while a chat is disguised every short message is held against the word.
_COST, _BLOCK, _PARALLEL = 2**14, 8, 1
_SHORTEST, _LONGEST = 3, 30
# What people answer or say all day would open a chat by accident.
_EVERYDAY = (
    *("اي", "لا", "نعم", "مرحبا", "هلا", "هلو", "السلام عليكم", "سلام عليكم", "شكرا", "شلونك", "شلونج"),
    *("تمام", "زين", "اوكي", "ماشي", "يلا", "باي", "مع السلامة", "صباح الخير", "مساء الخير", "منو", "شنو"),
    *("عبّر", "كافي", "1234", "123", "ok", "yes", "no", "hi", "hello"),
)


def folded(word: str) -> str:
    """Return a word as it is compared: one spelling, no marks around it."""
    return " ".join(normalise(word).strip(" .!؟?،«»\"'").split())


def may_be_one(text: str) -> bool:
    """Say whether a message is short enough to be somebody's word: at most three words on one line."""
    return "\n" not in text.strip() and 0 < len(folded(text)) <= _LONGEST and len(folded(text).split()) <= 3


def usable(word: str) -> bool:
    """Say whether a word can be one: long enough, not said every day, and with no meaning here already."""
    mine = folded(word)
    taught = (one for words in content.TAUGHT.values() for one in words)
    taken = {folded(one) for one in (*_EVERYDAY, *taught)}
    return may_be_one(word) and len(mine) >= _SHORTEST and mine not in taken


def made_of(word: str) -> str:
    """Return what is kept of a word; raises KeysMissing."""
    salt = secrets.token_bytes(16)
    return f"scrypt:{_text(salt)}:{_text(_slow(word, salt))}"


def matches(kept: str, word: str) -> bool:
    """Say whether this is the word that `kept` was made of; raises KeysMissing."""
    if not may_be_one(word):
        return False
    _, salt, digest = kept.split(":")
    return hmac.compare_digest(_slow(word, base64.b64decode(salt)), base64.b64decode(digest))


def _slow(word: str, salt: bytes) -> bytes:
    secret = keyed_hash(f"code word:{folded(word)}").encode()
    return hashlib.scrypt(secret, salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=2**26)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
