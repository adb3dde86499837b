"""The topics' pictures: served to whoever asks, as they hold nothing private; and where Twilio gets them."""

from flask import Blueprint, Response, send_from_directory

from helpline.content.cards import store
from helpline.infra.settings import settings

AT = "/cards"
# A picture that changes gets another name.
KEPT_FOR = 365 * 24 * 3600

blueprint = Blueprint("cards", __name__, url_prefix=AT)


@blueprint.get("/<name>.png")
def card(name: str) -> Response:
    """Give a card; 404 where there is none of that name."""
    response = send_from_directory(settings().cards_folder, f"{name}.png", mimetype="image/png")
    response.headers["Cache-Control"] = f"public, max-age={KEPT_FOR}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def address(image: str) -> str | None:
    """Return where a picture ("topic:sleep") can be fetched; None where there is no such picture."""
    name = store.file_name(image)
    if name is None or not (settings().cards_folder / name).is_file():
        return None
    return f"{settings().public_url}{AT}/{name}"
