"""Parse Twilio's messaging webhook into what the helpline understands."""

from collections.abc import Mapping
from dataclasses import dataclass

from helpline.contacts.inbox import Channel, Content
from helpline.conversation.receive import Inbound


class BadRequest(ValueError):
    """A webhook without the fields that make it a message."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of one webhook that we use; Twilio adds others without notice."""

    sid: str
    phone: str
    text: str
    payload: str | None
    media: tuple[dict[str, str], ...]
    location: dict[str, str] | None


def parse(form: Mapping[str, str]) -> Form:
    """Read a webhook's form; raises BadRequest."""
    try:
        sid, sender = form["MessageSid"], form["From"]
    except KeyError as error:
        raise BadRequest(f"missing {error}") from error
    payload = form.get("ButtonPayload") or form.get("ListId") or None
    text = form.get("Body") or form.get("ButtonText") or form.get("ListTitle") or ""
    count = form.get("NumMedia", "0")
    media = tuple(
        {"url": form.get(f"MediaUrl{index}", ""), "type": form.get(f"MediaContentType{index}", "")}
        for index in range(int(count) if count.isdecimal() else 0)
    )
    return Form(sid, sender.removeprefix("whatsapp:"), text, payload, media, _location(form))


def _location(form: Mapping[str, str]) -> dict[str, str] | None:
    if not form.get("Latitude"):
        return None
    names = ("Latitude", "Longitude", "Label", "Address")
    return {name.lower(): form[name] for name in names if form.get(name)}


def to_inbound(form: Form) -> Inbound:
    """Return the message as the conversation takes it."""
    kind = _content(form)
    return Inbound(
        sid=form.sid,
        channel=Channel.WHATSAPP,
        phone=form.phone,
        content=kind,
        text=form.text,
        payload=form.payload,
        media=[] if kind is Content.STICKER else list(form.media),
        location=form.location,
    )


def _content(form: Form) -> Content:
    if form.payload:
        return Content.BUTTON
    if form.media:
        # WhatsApp sends stickers as webp and nothing else as webp.
        stickers = all(item["type"] == "image/webp" for item in form.media)
        return Content.STICKER if stickers else Content.MEDIA
    if form.text.strip():
        return Content.TEXT
    return Content.LOCATION if form.location else Content.EMPTY
