"""Twilio's webhook form, read into what the helpline understands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.contacts.inbox import Channel, Content
from whatsapp.inbound import BadRequest, parse, to_inbound

BASE = {"MessageSid": "SM1", "From": "whatsapp:+9647700000001", "NumMedia": "0"}
VOICE = {"NumMedia": "1", "MediaUrl0": "https://media.example/1", "MediaContentType0": "audio/ogg"}


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ({"Body": "هلا"}, Content.TEXT),
        ({"Body": "  "}, Content.EMPTY),
        ({}, Content.EMPTY),
        (VOICE, Content.MEDIA),
        ({**VOICE, "Body": "شوف"}, Content.MEDIA),
        ({**VOICE, "MediaContentType0": "image/webp"}, Content.STICKER),
        ({**VOICE, "MediaContentType0": "text/vcard"}, Content.MEDIA),
        (
            {**VOICE, "NumMedia": "2", "MediaContentType0": "image/webp", "MediaContentType1": "image/jpeg"},
            Content.MEDIA,
        ),
        ({"Latitude": "33.3", "Longitude": "44.4"}, Content.LOCATION),
        ({"Latitude": "33.3", "Body": "اني هنا"}, Content.TEXT),
        ({"Body": "نعم", "ButtonPayload": "yes", "ButtonText": "نعم"}, Content.BUTTON),
        ({"ListId": "yes", "ListTitle": "نعم"}, Content.BUTTON),
    ],
)
def test_each_kind_of_message_is_known(form: dict[str, str], kind: Content) -> None:
    inbound = to_inbound(parse(BASE | form))

    assert (inbound.content, inbound.channel, inbound.phone) == (kind, Channel.WHATSAPP, "+9647700000001")


def test_a_tap_brings_its_title_and_its_payload() -> None:
    form = parse(BASE | {"ListId": "/breathing", "ListTitle": "تمرين"})

    assert (form.text, form.payload) == ("تمرين", "/breathing")


def test_all_media_are_kept() -> None:
    form = parse(BASE | VOICE | {"NumMedia": "2", "MediaUrl1": "u", "MediaContentType1": "image/png"})

    assert [item["type"] for item in form.media] == ["audio/ogg", "image/png"]


@pytest.mark.parametrize("missing", ["MessageSid", "From"])
def test_a_form_that_is_no_message_is_refused(missing: str) -> None:
    with pytest.raises(BadRequest, match=missing):
        parse({name: value for name, value in BASE.items() if name != missing})


@given(
    st.dictionaries(st.sampled_from(["Body", "NumMedia", "ButtonPayload", "ListId", "Latitude"]), st.text())
)
def test_no_value_breaks_it(form: dict[str, str]) -> None:
    if form.get("NumMedia", "").isdecimal():
        form["NumMedia"] = "3"
    to_inbound(parse(BASE | form))
