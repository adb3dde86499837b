"""The telephone on the page, as a person uses it: heard, spoken into, by keys, rung and called back."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from simulator import samples
from tests.browser import ARGUMENTS, executable
from tests.integration.simulator.conftest import COUNSELLOR, VOICE, FakeHelpline, Simulator

MISSED = "+15550100003"
NEUTRAL = "+15550100004"
ROOM = "<Response><Dial><Conference>room</Conference></Dial></Response>"
ARABIC = '<Say language="ar-AE">{}</Say>'

# What a browser would have sounded, kept where a test can read it.
EARS = """
Object.assign(window, { spoken: [], queue: [], played: [], tones: [] });
window.VOICES ??= ["ar-SA", "en-US"];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => window.VOICES.map((lang) => ({ lang })),
  speak(words) {
    window.queue.push(words.text);
    window.spoken.push({ text: words.text, lang: words.lang, voice: words.voice?.lang });
  },
  cancel() { window.queue = []; },
} });
// "playing" comes again after each pause for want of data; only the first after a start is a new beginning.
let begun = null;
addEventListener("play", (event) => { begun = event.target; }, true);
addEventListener("playing", (event) => {
  if (begun === event.target) window.played.push(event.target.src);
  begun = null;
}, true);
const make = AudioContext.prototype.createOscillator;
AudioContext.prototype.createOscillator = function () {
  const one = make.call(this);
  const start = one.start.bind(one);
  one.start = (when) => { window.tones.push(one.frequency.value); start(when); };
  return one;
};
"""
MICROPHONE = """
window.webkitSpeechRecognition = window.SpeechRecognition = class {
  start() { window.recogniser = this; }
  abort() { this.onend?.(); }
};
"""
DEAF = "delete window.SpeechRecognition; delete window.webkitSpeechRecognition;"

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all; skipped where none can be had."""
    with sync_playwright() as playwright:
        found = executable(playwright)
        if found is None:
            pytest.skip("no Chromium on PATH, from Playwright or from Debian")
        opened = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def simulator(make_simulator: Callable[..., Simulator]) -> Simulator:
    """An account with a number for missed calls and a neutral one, twenty times as fast as life."""
    return make_simulator(speed=20.0, missed_call_number=MISSED, call_back_number=NEUTRAL)


@pytest.fixture
def open_page(browser: Browser, simulator: Simulator) -> Iterator[Open]:
    """Open the page with stubs before it; whatever it complains of fails the test."""
    contexts, problems = [], []

    def opened(*scripts: str, width: int = 1300, height: int = 900) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        for script in (*scripts, EARS):
            page.add_init_script(script)
        page.on("pageerror", lambda error: problems.append(str(error)))
        # A 409 is how a key that nobody listens for is told; the browser calls that an error.
        page.on(
            "console",
            lambda said: (
                problems.append(said.text) if said.type == "error" and "409" not in said.text else None
            ),
        )
        page.goto(simulator.url)
        page.wait_for_selector("[data-testid=live][data-state=open]")
        return page

    expect.set_options(timeout=8000)
    yield opened
    for context in contexts:
        context.close()
    assert problems == []


def listens(prompt: str = "", timeout: int = 4000) -> str:
    """Return TwiML that says something and waits for a key or a word, here as long as a test lasts."""
    gather = f'<Gather input="dtmf speech" numDigits="1" timeout="{timeout}" action="/next">{prompt}</Gather>'
    return f"<Response>{gather}</Response>"


def dial(page: Page, doing: str = "listening") -> None:
    """Call the helpline and wait until the line does something."""
    page.click("[data-testid=contact-phone-dial]")
    expect(page.get_by_test_id("contact-phone")).to_have_attribute("data-doing", doing)


def state(page: Page, who: str, is_: str) -> None:
    """Wait until a phone is idle, ringing, dialling or in a call."""
    expect(page.get_by_test_id(f"{who}-phone")).to_have_attribute("data-state", is_)


def sounding(page: Page, *texts: str) -> None:
    """Wait until exactly these texts are with the browser's voice."""
    page.wait_for_function("texts => JSON.stringify(queue) === JSON.stringify(texts)", arg=list(texts))


def ring_contact(simulator: Simulator, page: Page, helpline: FakeHelpline, timeout: int = 600) -> str:
    """Let the helpline call the contact; returns the call."""
    form = {
        "To": page.text_content("[data-testid=contact-number]"),
        "From": NEUTRAL,
        "Url": f"{helpline.url}/back",
        "StatusCallback": f"{helpline.url}/back/status",
        "Timeout": str(timeout),
    }
    answer = simulator.rest("POST", "/Calls.json", data=form)
    assert answer.status_code == 201, answer.text
    state(page, "contact", "ringing")
    return str(answer.json()["sid"])


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
