"""Twilio's REST errors."""

from __future__ import annotations

from typing import Any


class RestError(Exception):
    """Refuse a request with an HTTP status and one of Twilio's error codes."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message

    def as_json(self) -> dict[str, Any]:
        """Return the body Twilio answers with."""
        return {
            "code": self.code,
            "message": self.message,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }


def not_found(path: str) -> RestError:
    """Return the error for a resource that does not exist."""
    return RestError(404, 20404, f"The requested resource {path} was not found")
