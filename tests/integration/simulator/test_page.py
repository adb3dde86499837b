"""The page shows both people live; it needs nothing from anywhere else."""

from __future__ import annotations

import io
import json
import re
import threading
from pathlib import Path

import pytest
from PIL import Image

import simulator as package
from tests.integration.simulator.conftest import VOICE, wait_until

STATIC = Path(package.__file__).with_name("static")
TEXT = {path.name: path.read_text(encoding="utf-8") for path in STATIC.iterdir()}
KEYS = [f"key-{name}" for name in (*"123456789", "star", "0", "hash")]


@pytest.mark.parametrize("name", sorted(TEXT))
def test_a_file_of_the_page_is_served_and_calls_no_third_party(simulator, name):
    answer = simulator.http.get("/" if name == "index.html" else f"/static/{name}")
    assert answer.status_code == 200
    outside = set(re.findall(r"https?://[^\s\"'`)]+", TEXT[name])) - {"http://www.w3.org/2000/svg"}
    assert outside == set()


def test_the_browser_is_told_to_run_only_the_pages_own_code(simulator):
    policy = simulator.http.get("/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_events_are_streamed_as_they_happen_and_can_be_resumed(simulator):
    simulator.sim("messages", **{"from": "+9647700000001", "body": "هلو"})
    with simulator.http.stream("GET", "/sim/events", params={"last": 0}) as stream:
        lines = stream.iter_lines()
        first = next(line for line in lines if line.startswith("data:"))
        simulator.sim("messages", **{"from": "+9647700000001", "body": "ثانية"})
        second = next(line for line in lines if line.startswith("data:"))
    bodies = [json.loads(line.removeprefix("data: "))["body"] for line in (first, second)]
    assert bodies == ["هلو", "ثانية"]


@pytest.fixture
def page(browser, simulator):
    """Open the page in a real browser."""
    opened = browser.new_page(viewport={"width": 1300, "height": 900})
    opened.set_default_timeout(8000)
    problems = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    opened.goto(simulator.url)
    opened.wait_for_selector("[data-testid=live][data-state=open]")
    yield opened
    # A page of its own brought a context of its own.
    opened.close()
    assert problems == []


def test_a_contact_writes_a_counsellor_answers_and_they_talk(page, simulator, helpline):
    number = f"<Number>{simulator.state.settings.counsellors[0].number}</Number>"
    helpline.answers["/ivr/incoming"] = f"<Response><Say>هلا بيك</Say><Dial>{number}</Dial></Response>"
    types = {"twilio/quick-reply": {"body": "سؤال", "actions": [{"title": "اي", "id": "yes"}]}}
    menu = simulator.rest("POST", "/v1/Content", json={"language": "ar", "types": types}).json()["sid"]

    def react(form):
        if "ButtonPayload" not in form:
            to = form["From"].removeprefix("whatsapp:")
            threading.Thread(target=simulator.send, args=("", to), kwargs={"ContentSid": menu}).start()
        return 200, "text/plain", ""

    helpline.answers["/whatsapp/inbound"] = react
    for name in ["chat", "input", "send", "phone-dial", "speech", "hangup", *KEYS]:
        assert page.locator(f"[data-testid=contact-{name}]").count() == 1, name
    page.click("[data-testid=contact-suggestion]")
    page.click("[data-testid=contact-send]")
    page.click("[data-testid=contact-button]")
    page.wait_for_selector("[data-testid=contact-button]:disabled")
    # A button is off from the click on; its message is still on its way then.
    wait_until(lambda: len(helpline.to("/whatsapp/inbound")) == 2)
    assert [form["Body"] for form in helpline.to("/whatsapp/inbound")] == [
        "تعبت من كلشي ومااريد اعيش بعد",
        "اي",
    ]
    page.click("[data-testid=contact-phone-dial]")
    page.wait_for_selector("[data-testid=counsellor-phone][data-state=ringing]")
    page.click("[data-testid=counsellor-answer]")
    page.wait_for_selector("[data-testid=counsellor-phone][data-doing=talking]")
    page.fill("[data-testid=counsellor-speech]", "وياك زينب")
    page.click("[data-testid=counsellor-speak]")
    page.wait_for_selector("[data-testid=contact-transcript] [data-kind=voice]")
    assert "هلا بيك" in page.inner_text("[data-testid=contact-transcript]")
    page.click("[data-testid=contact-hangup]")
    page.wait_for_selector("[data-testid=counsellor-phone][data-state=idle]")


def test_a_phone_that_rings_while_the_page_still_fetches_what_was_before_rings_on_the_page(
    page, simulator, helpline
):
    helpline.answers["/alert"] = "<Response><Say>وياك</Say><Pause length='60'/></Response>"
    counsellor = simulator.state.settings.counsellors[0].number
    asked = []
    page.route("**/sim/calls?number=*", lambda route: asked.append(route))
    with page.expect_request("**/sim/calls?number=*"):
        page.dispatch_event("#counsellors", "change")
    form = {"To": counsellor, "From": VOICE, "Url": f"{helpline.url}/alert", "Timeout": "600"}
    assert simulator.rest("POST", "/Calls.json", data=form).status_code == 201
    page.wait_for_selector("#log [data-kind=call]", state="attached")
    # What was before the call, arriving after it.
    asked[0].fulfill(json={"calls": []})
    page.wait_for_selector("[data-testid=counsellor-phone][data-state=ringing]")
    page.click("[data-testid=counsellor-answer]")
    page.wait_for_selector("[data-testid=counsellor-transcript] [data-kind=say]")


def test_the_page_fits_a_small_phone(page):
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click("[data-testid=tab-counsellor]")
    assert page.is_visible("[data-testid=counsellor-phone]")
    assert not page.is_visible("[data-testid=contact-chat]")


def test_what_a_person_writes_cannot_become_markup(page, simulator):
    contact = page.inner_text("[data-testid=contact-number]")
    simulator.sim("messages", **{"from": contact, "body": "<img src=x onerror=alert(1)>"})
    page.wait_for_selector("[data-testid=contact-chat] .bubble")
    assert page.locator("[data-testid=contact-chat] img").count() == 0
    assert "<img" in page.inner_text("[data-testid=contact-chat]")


def test_a_picture_is_shown_in_the_chat(page, simulator, helpline):
    card = io.BytesIO()
    Image.new("RGB", (1080, 1080), "#22706a").save(card, "PNG")
    helpline.answers["/cards/sleep-1.png"] = (200, "image/png", card.getvalue())
    page.click("[data-testid=contact-suggestion]")
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.click("[data-testid=contact-send]")
    to = next(simulator.state.messages.newest_first()).phone
    simulator.send("", to, MediaUrl=f"{helpline.url}/cards/sleep-1.png")
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=contact-chat] img')]"
        ".some((image) => image.complete && image.naturalWidth === 1080)"
    )
    simulator.send("بعد الصورة", to)
    page.wait_for_selector("text=بعد الصورة")
    page.wait_for_function(
        "() => { const top = (one) => one.getBoundingClientRect().top; "
        "const chat = document.querySelector('[data-testid=contact-chat]'); "
        "const all = [...chat.querySelectorAll('.bubble')].map(top); "
        "return top(chat.querySelector('img')) < Math.max(...all) }"
    )
