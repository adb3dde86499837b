"""A short name of exactly this content, by which a signature or a verification belongs to it alone."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

# Whole, a digest of 256 bits in base 32.
LENGTH = 52


def digest(content: Any) -> str:
    """Return the SHA-256 of what JSON can hold, as 52 letters and digits, whatever the order of fields."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    # Base 32 and not 16: the audit log masks what looks like a phone number, as one hex digest in ten does.
    return base64.b32encode(hashlib.sha256(written.encode()).digest()).decode().rstrip("=").lower()
