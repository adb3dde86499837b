"""Post an alert to the operator's webhook; retries are the outbox's business."""

from functools import lru_cache

import httpx

from helpline.alerts.delivery import note_status
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.outbox import Ambiguous, Outbox, Refused, Unavailable
from helpline.outbox.aside import Aside

TIMEOUT = httpx.Timeout(5.0, connect=3.0)


class PushSender:
    """The outbox's sender for kind "push". What the webhook takes is delivered: no more is told."""

    def __init__(self) -> None:
        self._aside = Aside()

    def send(self, row: Outbox) -> str:
        """Post the alert; see the outbox's Sender."""
        try:
            status = self._aside.run(lambda: _post(row.payload))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Unavailable(type(error).__name__) from error
        except httpx.HTTPError as error:
            raise Ambiguous from error
        except httpx.InvalidURL as error:
            # An operator mends that; the alert must not be lost.
            raise Unavailable(type(error).__name__) from error
        if status in (401, 403, 429) or status >= 500:
            raise Unavailable(str(status))
        if not httpx.codes.is_success(status):
            raise Refused(str(status))
        with transaction() as session:
            note_status(session, row.token, "delivered", None, clock.now())
        return str(row.token)

    def find_sent(self, row: Outbox) -> str | None:
        """Return None: two alerts, which bear one token, are better than none."""
        return None


@lru_cache(maxsize=1)
def _client() -> httpx.Client:
    return httpx.Client(timeout=TIMEOUT, trust_env=False)


def _post(payload: dict[str, object]) -> int:
    token = settings().alert_push_token
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    # Its answer's body is nobody's business, and may be endless.
    with _client().stream("POST", settings().alert_push_url, json=payload, headers=headers) as response:
        return response.status_code
