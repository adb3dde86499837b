"""What the line says and plays, and the tones of a telephone: heard, stopped by a key, muted."""

from __future__ import annotations

import re
import time

from playwright.sync_api import expect

from simulator import samples
from tests.integration.simulator.conftest import COUNSELLOR, VOICE
from tests.integration.simulator.phone.conftest import (
    ARABIC,
    dial,
    listens,
    ring_contact,
    sounding,
    state,
)


def test_what_the_line_says_is_spoken_in_its_language_and_a_key_stops_it(open_page, simulator, helpline):
    helpline.answers["/ivr/incoming"] = listens(ARABIC.format("هلا بيك"))
    hello = listens('<Say language="en-US">Hello</Say>')

    def slowly(form):
        time.sleep(1)
        return hello

    helpline.answers["/next"] = slowly
    page = open_page()
    dial(page)
    sounding(page, "هلا بيك")
    page.keyboard.press("8")
    sounding(page)
    assert len(page.evaluate("spoken")) == 1, "it was quiet only after the next prompt had come"
    sounding(page, "Hello")
    assert page.evaluate("spoken") == [
        {"text": "هلا بيك", "lang": "ar-SA", "voice": "ar-SA"},
        {"text": "Hello", "lang": "en-US", "voice": "en-US"},
    ]
    page.click("[data-testid=contact-hangup]")
    sounding(page)


def test_prompts_that_come_in_a_burst_do_not_pile_up(open_page, simulator, helpline):
    helpline.answers["/ivr/incoming"] = listens()
    page = open_page()
    dial(page)
    call = simulator.state.calls.newest_first().__next__()
    for number in range(30):
        call.hear("say", text=f"سطر {number}", language="ar-AE")
    sounding(page, "سطر 29")
    assert len(page.evaluate("spoken")) < 10
    assert page.locator("[data-testid=contact-transcript] [data-kind=say]").count() == 30


def test_a_browser_without_an_arabic_voice_says_so_once_and_shows_the_words(open_page, helpline):
    both = ARABIC.format("هلا بيك") + ARABIC.format("وياك")
    helpline.answers["/ivr/incoming"] = listens(both)
    page = open_page('window.VOICES = ["en-US"];')
    dial(page)
    expect(page.get_by_test_id("notice")).to_contain_text("عربي")
    assert page.locator("[data-testid=notice] > span").count() == 1
    assert page.evaluate("spoken") == [], "an English voice makes noise of Arabic"
    expect(page.get_by_test_id("contact-transcript")).to_contain_text("هلا بيك")


def test_a_recorded_prompt_is_played_to_its_end_unless_a_key_stops_it(open_page, helpline):
    seconds = 100
    long = re.sub(
        rb"data....", b"data" + (16000 * seconds).to_bytes(4, "little"), samples.recording(2), flags=re.S
    )
    helpline.answers["/p/long.wav"] = (200, "audio/wav", long)
    helpline.answers["/ivr/incoming"] = listens("<Play>/p/long.wav</Play>")
    helpline.answers["/next"] = listens(ARABIC.format("وصل الرقم"))
    page = open_page()
    dial(page, "speaking")
    page.wait_for_function("() => played.length === 1")
    assert page.evaluate("played") == [f"{helpline.url}/p/long.wav"]
    # A hundred seconds at twenty times the speed: the line itself still plays after one of them.
    page.wait_for_timeout(1000)
    expect(page.get_by_test_id("contact-phone")).to_have_attribute("data-doing", "speaking")
    page.keyboard.press("2")
    page.wait_for_function("() => document.querySelector('.hearing audio').paused")
    sounding(page, "وصل الرقم")


def test_mute_is_remembered_and_taken_back(open_page, helpline):
    helpline.answers["/ivr/incoming"] = listens(ARABIC.format("هلا بيك"))
    page = open_page()
    page.click("[data-testid=mute]")
    page.reload()
    page.wait_for_selector("[data-testid=live][data-state=open]")
    expect(page.get_by_test_id("mute")).to_have_attribute("aria-pressed", "true")
    dial(page)
    page.click("[data-testid=contact-hangup]")
    state(page, "contact", "idle")
    assert page.evaluate("[spoken, tones]") == [[], []]
    page.click("[data-testid=mute]")
    dial(page)
    sounding(page, "هلا بيك")


def test_keys_beep_and_ringing_have_their_tones(open_page, simulator, helpline):
    beep = '<Response><Record timeout="4000" finishOnKey="#" action="/next"/></Response>'
    helpline.answers["/ivr/incoming"] = listens()
    helpline.answers["/next"] = beep
    page = open_page()
    dial(page)
    page.wait_for_function("() => tones.includes(425)")  # It rings at the other end.
    page.evaluate("tones.length = 0")
    page.click("[data-testid=contact-key-5]")
    page.wait_for_function("() => tones.length === 3")
    assert page.evaluate("tones") == [770, 1336, 1000]
    page.click("[data-testid=contact-hangup]")
    state(page, "contact", "idle")
    page.evaluate("tones.length = 0")
    ring_contact(simulator, page, helpline)
    page.wait_for_function("() => tones.includes(440) && tones.includes(480)")


def test_of_two_lines_that_speak_only_the_one_at_the_ear_is_heard(open_page, simulator, helpline):
    helpline.answers["/ivr/incoming"] = listens()
    helpline.answers["/alert"] = listens(ARABIC.format("خطر"))
    page = open_page()
    dial(page)
    form = {"To": COUNSELLOR, "From": VOICE, "Url": f"{helpline.url}/alert"}
    simulator.rest("POST", "/Calls.json", data=form)
    page.click("[data-testid=counsellor-answer]")
    sounding(page, "خطر")
    helpline.answers["/next"] = listens(ARABIC.format("نفَس"))
    sid = next(call.sid for call in simulator.state.calls.newest_first() if call.inbound)
    simulator.sim(f"calls/{sid}/digits", digits="3")
    expect(page.get_by_test_id("contact-transcript")).to_contain_text("نفَس")
    page.wait_for_timeout(300)
    assert [each["text"] for each in page.evaluate("spoken")] == ["خطر"]
    page.click("[data-testid=contact-ear]")
    simulator.sim(f"calls/{sid}/digits", digits="3")
    sounding(page, "نفَس")
