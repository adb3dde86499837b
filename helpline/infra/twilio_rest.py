"""Twilio's REST API: one client, and its failures sorted into what a sender must know."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import httpx

from helpline.infra.settings import settings

# Below the age at which a claim on an outbox row is taken for dead.
TIMEOUT = httpx.Timeout(10.0, connect=3.0)
API = "https://api.twilio.com"
CONTENT = "https://content.twilio.com"
MESSAGING = "https://messaging.twilio.com"
MONITOR = "https://monitor.twilio.com"


class TwilioError(Exception):
    """Twilio answered with an error; `code` is Twilio's, `status` HTTP's."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


class NotSent(Exception):
    """The request did not reach Twilio."""


class Unknown(Exception):
    """No answer came: Twilio may have carried the request out."""


class TooLarge(Exception):
    """There is more of it than anybody should send."""


def prepare() -> None:
    """Make the client: threads that need it first at the same moment would each make one, for a second."""
    _client()


@lru_cache(maxsize=1)
def _client() -> httpx.Client:
    return httpx.Client(
        auth=(settings().twilio_account_sid, settings().twilio_auth_token),
        timeout=TIMEOUT,
        limits=httpx.Limits(max_connections=50, max_keepalive_connections=20),
        trust_env=False,
    )


@contextmanager
def _failures_sorted() -> Iterator[None]:
    """Raise NotSent where the request never left, Unknown where no answer came."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise NotSent(type(error).__name__) from error
    except httpx.HTTPError as error:
        raise Unknown(type(error).__name__) from error


def account_url(path: str) -> str:
    """Return the address of a resource of the account, e.g. "Messages.json"."""
    base = settings().twilio_api_url or API
    return f"{base}/2010-04-01/Accounts/{settings().twilio_account_sid}/{path}"


def content_url(path: str) -> str:
    """Return the address of a resource of the Content API."""
    return f"{settings().twilio_api_url or CONTENT}/v1/{path}"


def messaging_url(path: str) -> str:
    """Return the address of a resource of the Messaging API's second version."""
    return f"{settings().twilio_api_url or MESSAGING}/v2/{path}"


def monitor_url(path: str) -> str:
    """Return the address of a resource of the Monitor API."""
    return f"{settings().twilio_api_url or MONITOR}/v1/{path}"


def post(
    url: str, *, form: dict[str, Any] | None = None, body: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Send a request that changes something; raises TwilioError, NotSent or Unknown."""
    return _request("POST", url, data=form, json=body)


def get(url: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
    """Read a resource or a list; raises TwilioError, NotSent or Unknown."""
    return _request("GET", url, params=params)


def download(url: str, *, at_most: int) -> tuple[str, bytes]:
    """Return the content type and the bytes of a medium; raises TwilioError, NotSent, Unknown or TooLarge.

    Twilio sends the client on to a store that must not see the account's password: httpx keeps it back from
    another host.
    """
    with _failures_sorted(), _client().stream("GET", url, follow_redirects=True) as response:
        if not response.is_success:
            raise TwilioError(response.status_code, str(response.status_code))
        content = bytearray()
        for part in response.iter_bytes():
            content += part
            if len(content) > at_most:
                raise TooLarge
        return response.headers.get("Content-Type", ""), bytes(content)


def delete(url: str) -> None:
    """Delete a resource; raises TwilioError, NotSent or Unknown."""
    _request("DELETE", url)


def _request(method: str, url: str, **arguments: Any) -> dict[str, Any]:
    with _failures_sorted():
        response = _client().request(method, url, **arguments)
    if response.is_success:
        return dict(response.json()) if response.content else {}
    try:
        code = str(response.json().get("code") or response.status_code)
    except ValueError:
        code = str(response.status_code)
    raise TwilioError(response.status_code, code)
