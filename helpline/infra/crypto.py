"""Encryption at rest and the keyed hash that stands for a phone number."""

import hashlib
import hmac
import json
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from helpline.infra.settings import settings


class KeysMissing(RuntimeError):
    """No encryption or hash key in the environment."""


@lru_cache(maxsize=1)
def _cipher() -> MultiFernet:
    keys = [key.strip() for key in settings().encryption_keys.split(",") if key.strip()]
    if not keys:
        raise KeysMissing("HELPLINE_ENCRYPTION_KEYS is empty")
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> bytes:
    """Encrypt a text with the newest key; raises KeysMissing."""
    return _cipher().encrypt(text.encode())


def seal(purpose: str, value: str) -> str:
    """Return a token for a URL that holds a value for one purpose; raises KeysMissing."""
    return encrypt(f"{purpose}:{value}").decode()


def unseal(purpose: str, token: str, *, at_most: int) -> str | None:
    """Return what `seal` put into a token at most so many seconds ago, None for any other."""
    try:
        found, _, value = _cipher().decrypt(token, ttl=at_most).decode().partition(":")
    except (InvalidToken, UnicodeDecodeError):
        return None
    return value if found == purpose else None


def decrypt(data: bytes) -> str:
    """Decrypt what `encrypt` made with any known key; raises cryptography's InvalidToken."""
    return _cipher().decrypt(data).decode()


def keyed_hash(value: str) -> str:
    """Return the hex HMAC-SHA256 by which a phone number is looked up; raises KeysMissing."""
    key = settings().hash_key
    if not key:
        raise KeysMissing("HELPLINE_HASH_KEY is empty")
    return hmac.new(key.encode(), value.encode(), hashlib.sha256).hexdigest()


class EncryptedText(TypeDecorator[str]):
    """A column whose text is encrypted in the database."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else encrypt(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else decrypt(bytes(value))


class EncryptedBytes(TypeDecorator[bytes]):
    """A column whose bytes are encrypted in the database."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else _cipher().encrypt(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else _cipher().decrypt(bytes(value))


class EncryptedJSON(TypeDecorator[Any]):
    """A column whose JSON is encrypted in the database."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        return None if value is None else encrypt(json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(decrypt(bytes(value)))
