"""Twilio's signature over the address that Twilio knows, not the one that a proxy made of it."""

import pytest
from flask import Flask, Response

from helpline.infra.twilio_signature import signed_by_twilio

# Twilio's published example.
FORM = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8="


@pytest.fixture
def app(environment: pytest.MonkeyPatch) -> Flask:
    environment.setenv("TWILIO_AUTH_TOKEN", "12345")
    environment.setenv("PUBLIC_URL", "https://mycompany.com/")
    made = Flask("test")
    made.post("/myapp.php")(signed_by_twilio(lambda: Response("in")))
    return made


@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:8700", "http://mycompany.com", "https://elsewhere.example"]
)
def test_the_public_example_fits_whatever_the_proxy_says(app: Flask, base: str) -> None:
    answer = app.test_client().post(
        "/myapp.php?foo=1&bar=2", data=FORM, headers={"X-Twilio-Signature": SIGNATURE}, base_url=base
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("query", "form"),
    [("?foo=1&bar=3", FORM), ("", FORM), ("?foo=1&bar=2", {**FORM, "Digits": "1"}), ("?foo=1&bar=2", {})],
)
def test_anything_changed_is_refused(app: Flask, query: str, form: dict[str, str]) -> None:
    answer = app.test_client().post(
        f"/myapp.php{query}", data=form, headers={"X-Twilio-Signature": SIGNATURE}
    )

    assert answer.status_code == 403
