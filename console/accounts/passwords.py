"""Passwords: argon2id with the library's own figures, and what is too easy to guess."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 12
MOST = 200
_EASY = ("password", "123456789", "qwerty", "wiyak", "وياك", "abcdefgh", "11111111")


class TooEasy(ValueError):
    """A password that is refused; the message is the id of the text that says why."""


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher()


def hashed(password: str, name: str) -> str:
    """Return the hash of a new password; raises TooEasy."""
    if not LEAST <= len(password) <= MOST:
        raise TooEasy("accounts.password_short")
    plain = password.lower()
    if name in plain or any(easy in plain for easy in _EASY) or len(set(plain)) < 5:
        raise TooEasy("accounts.password_easy")
    return _hasher().hash(password)


def fits(known: str | None, password: str) -> bool:
    """Say whether a password is the one of a hash; takes as long where there is none."""
    try:
        return _hasher().verify(known or _nobodys(), password[:MOST]) and known is not None
    except (VerificationError, InvalidHashError):
        return False


def is_old(known: str) -> bool:
    """Say whether a hash was made with weaker figures than today's."""
    return _hasher().check_needs_rehash(known)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _hasher().hash("nobody has this password")
