"""Read Twilio's lists of what came in, newest first, page after page."""

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from helpline.infra import twilio_rest
from helpline.infra.settings import settings

PAGE = 1000
# Twenty minutes at forty messages a second. A longer list is refused: what lies behind its end must not be
# taken for looked at.
MOST_PAGES = 50


class TooLong(Exception):
    """A list did not end where a look may end."""


def newest_first(path: str, key: str, params: dict[str, Any], since: datetime) -> Iterator[dict[str, Any]]:
    """Yield the resources created after `since`; raises TooLong and twilio_rest's errors."""
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
    raise TooLong(path)
