"""Count the messages left to the fallback text: it comes soon and in order, and is no answer all the same."""

import json
from collections.abc import Sequence

from bench.ledger import Connect
from bench.load import Sent
from helpline import content
from helpline.infra.crypto import decrypt

QUERY = """
SELECT i.provider_sid, o.payload
FROM inbox i JOIN outbox o
  ON o.contact_id = i.contact_id AND o.kind = 'whatsapp' AND o.created_at = i.handled_at
WHERE i.provider_sid = ANY(%s)
"""


def fallbacks(connect: Connect, sent: Sequence[Sent]) -> int:
    """Return how many messages were answered with the text for an assistant that is slow or down."""
    fixed = content.text("fallback.slow", emergency=content.emergency_number(None))
    with connect() as connection:
        rows = connection.execute(QUERY, ([one.sid for one in sent],)).fetchall()
    return len({sid for sid, payload in rows if said(payload) == fixed})


def said(payload: object) -> str:
    """Return the text of a reply's encrypted payload."""
    assert isinstance(payload, bytes)
    return str(json.loads(decrypt(payload)).get("text", ""))
