"""What the caller presses, types or says into it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.integration.simulator.phone.conftest import (
    ARABIC,
    DEAF,
    MICROPHONE,
    dial,
    listens,
    sounding,
    state,
)


def test_the_keyboard_presses_keys_and_escape_hangs_up(open_page, helpline, eventually):
    helpline.answers["/ivr/incoming"] = listens()
    page = open_page()
    dial(page)
    # The key that was clicked has gone; the phone keeps the keyboard.
    for number, (typed, digit) in enumerate([("7", "7"), ("*", "*"), ("٣", "3")], 1):
        helpline.answers["/next"] = listens()
        page.locator(":focus").dispatch_event("keydown", {"key": typed, "bubbles": True})
        eventually(lambda: len(helpline.to("/next")) == number)  # noqa: B023
        assert helpline.to("/next")[-1]["Digits"] == digit
        expect(page.get_by_test_id("contact-phone")).to_have_attribute("data-doing", "listening")
    page.fill("[data-testid=contact-speech]", "عمري 12")
    assert len(helpline.to("/next")) == 3, "digits typed into words are no keys"
    page.keyboard.press("Escape")
    state(page, "contact", "idle")


def test_words_are_sent_with_how_clear_they_were(open_page, helpline, eventually):
    helpline.answers["/ivr/incoming"] = helpline.answers["/next"] = listens()
    page = open_page(DEAF)
    dial(page)
    assert not page.is_visible("[data-testid=contact-microphone]")
    page.select_option("[data-testid=contact-clarity]", "0.3")
    page.fill("[data-testid=contact-speech]", "تعبان")
    page.keyboard.press("Enter")
    (form,) = eventually(lambda: helpline.to("/next"))
    assert (form["SpeechResult"], float(form["Confidence"])) == ("تعبان", 0.3)


def test_the_microphone_sends_what_was_understood(open_page, helpline, eventually):
    helpline.answers["/ivr/incoming"] = listens(ARABIC.format("شنو صار"))
    helpline.answers["/next"] = listens(ARABIC.format("فهمت"))
    page = open_page(MICROPHONE)
    dial(page)
    sounding(page, "شنو صار")
    page.click("[data-testid=contact-microphone]")
    sounding(page)
    assert page.evaluate("recogniser.lang") == "ar-IQ"
    result = """(text, done) => recogniser.onresult({
      results: [Object.assign([{ transcript: text }], { isFinal: done })] })"""
    page.evaluate(f"({result})('ما', false)")
    expect(page.get_by_test_id("contact-speech")).to_have_value("ما")
    page.evaluate(f"({result})('ما أنام', true)")
    (form,) = eventually(lambda: helpline.to("/next"))
    assert (form["SpeechResult"], float(form["Confidence"])) == ("ما أنام", 0.9)
    page.click("[data-testid=contact-microphone]")
    page.evaluate("recogniser.onerror({ error: 'not-allowed' }); recogniser.onend()")
    expect(page.get_by_test_id("contact-transcript")).to_contain_text("المايكروفون ممنوع")
    expect(page.get_by_test_id("contact-microphone")).to_have_attribute("aria-pressed", "false")


def test_who_types_slowly_is_not_taken_for_silent(open_page, helpline, eventually):
    # Forty seconds of the line are two of the person's.
    helpline.answers["/ivr/incoming"] = listens(timeout=40)
    helpline.answers["/next"] = listens()
    page = open_page()
    dial(page)
    page.locator("[data-testid=contact-speech]").press_sequentially("ما أدري شأقول", delay=250)
    page.keyboard.press("Enter")
    (form,) = eventually(lambda: helpline.to("/next"))
    assert form["SpeechResult"] == "ما أدري شأقول"


def test_a_key_that_nobody_listens_for_is_shown_as_lost(open_page, helpline):
    helpline.answers["/ivr/incoming"] = "<Response><Pause length='2000'/></Response>"
    page = open_page()
    dial(page, "speaking")
    page.click("[data-testid=contact-key-4]")
    expect(page.locator("[data-testid=contact-transcript] [data-kind=lost]")).to_contain_text("4")


def test_a_message_is_recorded_visibly_and_kept_though_the_caller_hangs_up(
    open_page, simulator, helpline, eventually
):
    record = '<Record timeout="4000" finishOnKey="#" action="/done" recordingStatusCallback="/kept"/>'
    helpline.answers["/ivr/incoming"] = listens(ARABIC.format("موافق؟"))
    helpline.answers["/next"] = f"<Response>{ARABIC.format('بعد الصفارة')}{record}</Response>"
    page = open_page()
    dial(page)
    light = page.get_by_test_id("contact-recording")
    expect(light).to_be_hidden()
    page.keyboard.press("4")
    expect(light).to_be_visible()
    expect(page.locator("[data-testid=contact-transcript] [data-kind=beep]")).to_have_count(1)
    sounding(page)
    expect(light).to_contain_text("0:01")
    page.fill("[data-testid=contact-speech]", "اتصلوا بيه باچر")
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=contact-transcript] [data-kind=speech]")).to_have_count(1)
    page.click("[data-testid=contact-hangup]")
    expect(light).to_be_hidden()
    expect(page.locator("[data-testid=contact-transcript] [data-kind=kept]")).to_contain_text(
        "اتصلوا بيه باچر"
    )
    eventually(lambda: helpline.to("/kept"))


def test_on_a_small_phone_everything_can_be_touched(open_page, helpline):
    helpline.answers["/ivr/incoming"] = listens(ARABIC.format("هلا بيك"))
    page = open_page(MICROPHONE, width=360, height=740)
    page.click("[data-testid=tab-phone]")
    small = """() => [...document.querySelectorAll("button, select, .phone input:not([type=checkbox])")]
      .filter((one) => one.checkVisibility())
      .filter((one) => Math.min(one.getBoundingClientRect().width, one.getBoundingClientRect().height) < 43.9)
      .map((one) => one.dataset.testid ?? one.textContent)"""
    assert page.evaluate(small) == []
    dial(page)
    assert page.evaluate(small) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click("[data-testid=contact-hangup]")  # Not clipped: it can be clicked.
    state(page, "contact", "idle")
