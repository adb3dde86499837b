"""Read Twilio's lists of what came in, newest first, page after page."""

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from helpline.infra import twilio_rest
from helpline.infra.settings import settings

PAGE = 200
# A list longer than this is a flood; what lies beyond it is found by the next look's later window.
MOST_PAGES = 25


def newest_first(path: str, key: str, params: dict[str, Any], since: datetime) -> Iterator[dict[str, Any]]:
    """Yield the resources created after `since`; raises twilio_rest's errors."""
    url = twilio_rest.account_url(path)
    asked: dict[str, Any] | None = {**params, "PageSize": PAGE}
    for _ in range(MOST_PAGES):
        page = twilio_rest.get(url, asked)
        for one in page[key]:
            if parsedate_to_datetime(one["date_created"]) < since:
                return
            yield one
        following = page.get("next_page_uri")
        if not following:
            return
        url, asked = (settings().twilio_api_url or twilio_rest.API) + following, None
