"""Who rings whom, who takes it, and on which line they are then."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.integration.simulator.conftest import COUNSELLOR, VOICE
from tests.integration.simulator.phone.conftest import (
    ARABIC,
    MISSED,
    NEUTRAL,
    ROOM,
    dial,
    listens,
    ring_contact,
    sounding,
    state,
)


def test_a_missed_call_is_refused_unanswered_and_the_contact_is_rung(open_page, simulator, helpline):
    helpline.answers["/ivr/incoming"] = '<Response><Reject reason="busy"/></Response>'
    helpline.answers["/back"] = listens(ARABIC.format("السلام عليكم"))
    page = open_page()
    page.select_option("[data-testid=contact-line]", MISSED)
    page.click("[data-testid=contact-phone-dial]")
    expect(page.locator("#contact-phone .screen")).to_contain_text("مشغول")
    (form,) = helpline.to("/ivr/incoming")
    assert form["To"] == MISSED
    (call,) = simulator.http.get("/sim/calls").json()["calls"]
    assert (call["status"], call["duration"], call["transcript"]) == ("busy", 0, [])

    ring_contact(simulator, page, helpline)
    assert "ديرن" in page.title()
    assert NEUTRAL in page.inner_text("#contact-phone .screen")
    page.click("[data-testid=contact-answer]")
    sounding(page, "السلام عليكم")
    assert "ديرن" not in page.title()


def test_who_hung_up_in_danger_is_called_back_and_comes_to_a_person(
    open_page, simulator, helpline, eventually
):
    helpline.answers["/ivr/incoming"] = listens(ARABIC.format("اكو خطر؟"))
    helpline.answers["/back"] = listens(ARABIC.format("تگدر تحچي؟"))
    helpline.answers["/next"] = helpline.answers["/alert"] = ROOM
    page = open_page()
    dial(page)
    page.keyboard.press("Escape")
    state(page, "contact", "idle")
    ring_contact(simulator, page, helpline)
    page.click("[data-testid=contact-answer]")
    sounding(page, "تگدر تحچي؟")
    page.keyboard.press("1")
    eventually(lambda: helpline.to("/next"))

    form = {"To": COUNSELLOR, "From": VOICE, "Url": f"{helpline.url}/alert"}
    simulator.rest("POST", "/Calls.json", data=form)
    state(page, "counsellor", "ringing")
    page.click("[data-testid=counsellor-answer]")
    for who in ("contact", "counsellor"):
        expect(page.get_by_test_id(f"{who}-phone")).to_have_attribute("data-doing", "conference")
    for speaker, hearer, words in (
        ("counsellor", "contact", "وياك زينب"),
        ("contact", "counsellor", "آني خايف"),
    ):
        page.fill(f"[data-testid={speaker}-speech]", words)
        page.keyboard.press("Enter")
        expect(page.locator(f"[data-testid={hearer}-transcript] [data-kind=voice]")).to_contain_text(words)
        sounding(page, words)


@pytest.mark.parametrize(
    ("what", "status", "shown"),
    [
        ("decline", "busy", "انرفضت"),
        ("nothing", "no-answer", "ما انجاوبت"),
        ("voicemail", "completed", "انتهت"),
    ],
)
def test_a_call_to_the_contact_need_not_be_taken(
    open_page, simulator, helpline, eventually, what, status, shown
):
    helpline.answers["/back"] = "<Response><Hangup/></Response>"
    page = open_page()
    ring_contact(simulator, page, helpline, timeout=30 if what == "nothing" else 600)
    if what != "nothing":
        page.click(f"[data-testid=contact-{what}]")
    expect(page.locator("#contact-phone .screen")).to_contain_text(shown)
    eventually(lambda: [form["CallStatus"] for form in helpline.to("/back/status")] == [status])


def test_a_counsellors_line_that_drops_leaves_the_caller_on_theirs(open_page, simulator, helpline):
    waits = ARABIC.format("رجعنا ندوّر") + '<Pause length="4000"/>'
    number = f'<Dial action="/dropped"><Number>{COUNSELLOR}</Number></Dial>'
    helpline.answers["/ivr/incoming"] = f"<Response>{number}</Response>"
    helpline.answers["/dropped"] = f"<Response>{waits}</Response>"
    page = open_page()
    dial(page, "dialling")
    state(page, "counsellor", "ringing")
    page.click("[data-testid=counsellor-answer]")
    expect(page.get_by_test_id("contact-phone")).to_have_attribute("data-doing", "talking")
    # Of two phones in use one is at the ear, and it says so.
    expect(page.get_by_test_id("counsellor-ear")).to_have_attribute("aria-pressed", "true")
    page.click("[data-testid=counsellor-hangup]")
    sounding(page, "رجعنا ندوّر")
    state(page, "contact", "in-call")
    expect(page.get_by_test_id("contact-ear")).to_be_hidden()


def test_a_withheld_call_hides_the_number_and_the_phone_can_be_rung_after_it(open_page, simulator, helpline):
    helpline.answers["/ivr/incoming"] = listens()
    page = open_page()
    page.check("[data-testid=contact-withheld]")
    dial(page)
    (form,) = helpline.to("/ivr/incoming")
    assert form["From"] == "+266696687"
    assert form["To"] == VOICE
    # It is rung while it is in use: it rings on once the line is free.
    to = page.text_content("[data-testid=contact-number]")
    simulator.rest(
        "POST", "/Calls.json", data={"To": to, "From": VOICE, "Url": f"{helpline.url}/back", "Timeout": "600"}
    )
    page.click("[data-testid=contact-hangup]")
    state(page, "contact", "ringing")
