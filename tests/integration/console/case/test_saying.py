"""Speaking with the contact: words arrive once, and it is shown how far; where they cannot go it is said."""

import uuid
from xml.etree.ElementTree import Element

import pytest

from helpline import content
from helpline.cases import Case
from helpline.infra import twilio_rest
from helpline.outbox import Outbox
from ivr.sender import CallSender
from simulator.twiml import parse, warnings_of
from tests.integration.console.case.conftest import HELLO, Desk
from tests.integration.console.conftest import Browser
from tests.integration.world import CONTACT, THANKS, ZAINAB, text

A_DAY = 24 * 3600
HX = {"HX-Request": "true"}


def of_call(desk: Desk) -> Outbox:
    """Return the call that was placed last."""
    return [row for row in desk.world.twilio.sent if row.kind == "call"][-1]


def test_words_reach_the_contact_and_how_far_they_came_is_shown(
    desk: Desk, mine: int, zainab: Browser
) -> None:
    desk.does(zainab, mine, "reply", words=HELLO)
    assert desk.world.twilio.texts(CONTACT)[-1] == HELLO
    assert "counsellor_spoke" in desk.world.history()
    assert desk.on_record()[-1] == ("zainab", "reply_sent")
    row = desk.world.outbox()[-1]
    seen = []
    for status in ("delivered", "read"):
        desk.world.client.post_signed(f"/whatsapp/status/{row.token}", {"MessageStatus": status})
        page = desk.page(zainab, mine)
        seen.append(page[page.index(HELLO) :].split('class="delivery')[1].split("<")[0])
    assert [one.partition(">")[2] for one in seen] == ["وصل", "انقرا"]


def test_what_the_contact_answers_is_there(desk: Desk, mine: int, zainab: Browser) -> None:
    desk.does(zainab, mine, "reply", words=HELLO)
    desk.world.says(THANKS)
    page = desk.page(zainab, mine)
    assert page.index(HELLO) < page.index(f">{THANKS}</p>")


def test_a_second_tap_says_it_once(desk: Desk, mine: int, zainab: Browser) -> None:
    once = uuid.uuid4().hex
    for _ in range(2):
        desk.does(zainab, mine, "reply", words=HELLO, once=once)
    assert desk.world.twilio.texts(CONTACT).count(HELLO) == 1


def test_by_its_script_the_page_stays_and_the_form_is_new(desk: Desk, mine: int, zainab: Browser) -> None:
    desk.page(zainab, mine)
    sent = zainab.client.post(
        f"/case/{mine}/reply", data={"csrf_token": zainab.token(), "words": HELLO}, headers=HX
    )
    assert sent.status_code == 204
    assert '"form": "reply"' in sent.headers["HX-Trigger"]


def test_a_canned_reply_is_sent_in_the_contacts_form(desk: Desk, mine: int, zainab: Browser) -> None:
    desk.does(zainab, mine, "reply", words="", canned="canned.here")
    assert desk.world.twilio.texts(CONTACT)[-1] == text("canned.here")
    # Both at once would lose one of them.
    page = desk.does(zainab, mine, "reply", words="كلامي", canned="canned.here")
    assert "ما انبعث شي" in page and ">كلامي</textarea>" in page


@pytest.mark.parametrize("script", [True, False])
def test_words_that_are_not_sent_stay_with_whoever_wrote_them(
    desk: Desk, mine: int, zainab: Browser, script: bool
) -> None:
    desk.page(zainab, mine)
    token = zainab.token()
    # Meanwhile the case left them: no first word in time.
    desk.world.passes(400)
    form = {"csrf_token": token, "words": HELLO}
    answer = zainab.client.post(f"/case/{mine}/reply", data=form, headers=HX if script else {})
    assert answer.status_code == 409
    assert "ماكو احد وياها" in answer.text
    assert (f">{HELLO}</textarea>" in answer.text) is not script
    assert HELLO not in desk.world.twilio.texts(CONTACT)


def test_outside_the_window_it_says_so_and_the_words_wait(desk: Desk, mine: int, zainab: Browser) -> None:
    desk.does(zainab, mine, "reply", words=HELLO)
    desk.world.time.forward(A_DAY + 60)
    zainab.log_in("zainab")
    page = desk.page(zainab, mine)
    assert "نافذة الواتساب انسدّت" in page and content.text("window.reopen") in page
    desk.world.twilio.refuse("63016")
    desk.does(zainab, mine, "reply", words="شلونك اليوم")
    assert "ينتظر جواب الشخص" in desk.page(zainab, mine)
    desk.world.twilio.fail_with = lambda row: None
    desk.world.says(THANKS)
    assert "شلونك اليوم" in desk.world.twilio.texts(CONTACT)


def test_the_invitation_alone_is_sent_once_a_day(desk: Desk, mine: int, zainab: Browser) -> None:
    desk.does(zainab, mine, "reply", words=HELLO)
    desk.world.time.forward(A_DAY + 60)
    zainab.log_in("zainab")
    assert 'id="invite"' in desk.page(zainab, mine)
    assert "انبعثت الدعوة" in desk.does(zainab, mine, "invite")
    assert desk.world.twilio.texts(CONTACT)[-1] == "reopen"
    page = desk.page(zainab, mine)
    assert 'id="invite"' not in page and "الدعوة انبعثت" in page
    assert "فما انبعثت وحدة ثانية" in desk.does(zainab, mine, "invite")
    assert desk.world.twilio.texts(CONTACT).count("reopen") == 1


def test_a_note_is_the_teams_alone_and_anybody_of_it_may_write_one(
    desk: Desk, mine: int, zainab: Browser
) -> None:
    before = desk.world.twilio.texts(CONTACT)
    desk.does(desk.colleague(), mine, "note", note="امه وياه هسه")
    assert "امه وياه هسه" in desk.page(zainab, mine)
    assert desk.world.twilio.texts(CONTACT) == before
    assert desk.on_record()[-1] == ("ahmed", "note_written")


def test_ringing_calls_the_counsellor_first_and_shows_neither_number_to_the_other(
    desk: Desk, mine: int, zainab: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = desk.does(zainab, mine, "ring")
    assert "هسه يدگ تلفونك" in page and CONTACT not in page
    call = of_call(desk)
    assert call.to == ZAINAB
    asked: list[dict[str, object]] = []
    monkeypatch.setattr(twilio_rest, "post", lambda url, form: asked.append(form) or {"sid": "CA1"})
    CallSender().send(call)
    address = str(asked[0]["Url"]).removeprefix("https://wiyak.test")
    assert asked[0]["From"] == "+15550100002"
    first = _goes(desk, address)
    # Whoever picks up learns nothing before the key.
    assert first.find("Dial") is None and "حالة" not in "".join(first.itertext())
    dial = _goes(desk, address, Digits="1").find("Dial")
    assert dial is not None
    assert dial.attrib["callerId"] == "+15550100002"
    assert dial.findtext("Number") == CONTACT
    assert "calling_back" in desk.world.history()
    assert desk.on_record()[-1] == ("zainab", "contact_rung")


def test_a_second_tap_rings_once_and_a_call_that_failed_is_shown(
    desk: Desk, mine: int, zainab: Browser
) -> None:
    desk.does(zainab, mine, "ring")
    assert "ننتظر تلفونك" in desk.does(zainab, mine, "ring")
    calls = [row for row in desk.world.twilio.sent if "ring" in row.payload]
    assert len(calls) == 1
    desk.world.client.post_signed(
        f"/ivr/placed/{calls[0].token}", {"CallStatus": "no-answer", "CallSid": "CA1"}
    )
    assert "ما وصل: مكالمة" in desk.page(zainab, mine)


def test_the_key_of_a_case_that_has_left_them_calls_nobody(desk: Desk, mine: int, zainab: Browser) -> None:
    desk.does(zainab, mine, "ring")
    call = of_call(desk)
    desk.does(zainab, mine, "pass")
    answer = _goes(desk, f"/ivr/counsellor/{call.payload['ring']}/ring", Digits="1")
    assert answer.find("Dial") is None


def test_a_withheld_number_says_why_nothing_can_be_done(desk: Desk, zainab: Browser) -> None:
    form = {"CallSid": "CA" + "7" * 32, "From": "anonymous", "CallStatus": "ringing", "Direction": "inbound"}
    desk.world.client.post_signed("/ivr/incoming", form)
    desk.world.client.post_signed("/ivr/step/1/menu", form | {"Digits": "1", "CallStatus": "in-progress"})
    desk.world.jobs.run()
    case = desk.world.find(Case)[-1].id
    desk.does(zainab, case, "take")
    page = desk.page(zainab, case)
    assert "الرقم مخفي" in page and 'id="act-ring"' not in page
    assert "اتصل، وبعده على الخط" in page
    assert "رقم الشخص مخفي" in desk.does(zainab, case, "ring")
    assert "رقم الشخص مخفي" in desk.does(zainab, case, "reply", words=HELLO)


def _goes(desk: Desk, path: str, **form: str) -> Element:
    answer = desk.world.client.post_signed(path, {"CallSid": "CA1", "CallStatus": "in-progress", **form})
    assert answer.status_code == 200
    twiml = parse(answer.text)
    assert warnings_of(twiml) == []
    return twiml
