"""The telephone on the page in a real browser, and what a browser would have sounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.integration.simulator.conftest import FakeHelpline, Simulator

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
