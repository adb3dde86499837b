"""The roster's page: a week, overrides with what they would bring, one's own shift."""

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from console.shown import ZONE
from helpline.alerts import roster
from helpline.alerts.roster import cli, confirm
from helpline.alerts.roster.confirm import ShiftConfirmation
from helpline.infra.audit import AuditEntry
from helpline.infra.database import transaction
from tests.integration.console.conftest import Browser, Console
from tests.integration.world import World

NUMBER = re.compile(r"\+?964\d{6}|77\d{8}")


def local(console: Console, hours: float) -> str:
    """Return the helpline's time so many hours from now as a form's field holds it."""
    return f"{console.time.now().astimezone(ZONE) + timedelta(hours=hours):%Y-%m-%dT%H:%M}"


def override(
    console: Console, browser: Browser, *people: str, start: float = -1, **more: str
) -> tuple[int, str]:
    """Make an override from the page; returns the status and the page that follows."""
    names = dict(zip(("first", "second"), people, strict=False))
    form = {"from": local(console, start), "to": local(console, 5), "reason": "flu", **names, **more}
    browser.get("/roster")
    answer = browser.post("/roster/overrides", form)
    return answer.status_code, answer.text


def on_call(console: Console) -> list[str]:
    return [one.id for one in roster.current().on_call(console.time.now())]


def on_record() -> list[tuple[str, str, dict[str, object]]]:
    with transaction() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        wanted = ("roster.", "roster_", "shift_")
        return [(row.actor, row.action, row.detail) for row in rows if row.action.startswith(wanted)]


@pytest.fixture
def nobody_at_all(roster_file: Path) -> Path:
    """A roster without anybody at any hour."""
    text = roster_file.read_text()
    roster_file.write_text(text[: text.index("shifts:")] + "shifts: []\n")
    return roster_file


@pytest.mark.parametrize("role", ["counsellor", "supervisor", "programme", "auditor"])
def test_whoever_may_see_it_sees_who_is_on_call_and_nobodys_number(console: Console, role: str) -> None:
    page = console.as_(role).get("/roster").text

    assert page.count('class="day') == 8  # seven, and the list around them
    assert page.count("زينب") >= 7
    assert page.count("00:00–24:00") == 7
    assert "بكل ساعة من هذا الاسبوع اكو احد مناوب" in page
    assert not NUMBER.search(page)
    # What only some may do is not on the others' page.
    assert ("/roster/overrides" in page) is (role == "supervisor")
    assert ("/roster/confirm" in page) is (role == "counsellor")


def test_a_supervisor_puts_others_on_call_at_once_and_it_is_on_record(console: Console) -> None:
    huda = console.as_("supervisor")
    status, page = override(console, huda, "huda", "ahmed")

    assert status == 200
    assert "انحفظ التغيير: هدى، أحمد" in page
    assert "mark-changed" in page
    assert on_call(console) == ["huda", "ahmed"]
    ((actor, action, detail),) = on_record()
    assert (actor, action) == ("huda", "roster.override_made")
    assert detail["on_call"] == ["huda", "ahmed"]
    assert detail["reason"] == "flu"


def test_what_cannot_be_is_refused_with_why_and_the_form_keeps_what_was_typed(console: Console) -> None:
    huda = console.as_("supervisor")
    for why, form in (
        ("اختار منو مناوب", {"first": ""}),
        ("اختار منو مناوب", {"first": "somebody"}),
        ("نفس الاسم مرتين", {"second": "huda"}),
        ("لازم سبب", {"reason": " "}),
        ("لازم سبب", {"reason": "x" * 201}),
        ("لازم يخلص بعد ما يبدي", {"to": local(console, -2)}),
        ("لازم يخلص بعد ما يبدي", {"from": local(console, -9), "to": local(console, -8)}),
        ("الوقت مو واضح", {"from": "soon"}),
        ("الوقت مو واضح", {"to": "2026-01-01T10:00+00:00"}),
        ("تأكد من التاريخ", {"to": local(console, 24 * 400)}),
    ):
        status, page = override(console, huda, "huda", **form)
        assert status == 422
        assert why in page
        assert 'id="change" open' in page
        if "reason" not in form:
            assert 'value="flu"' in page
    assert on_call(console) == ["zainab", "ahmed"]
    assert on_record() == []


def test_a_second_tap_makes_no_second_override(console: Console) -> None:
    huda = console.as_("supervisor")
    override(console, huda, "huda")
    status, page = override(console, huda, "huda")

    assert status == 422
    assert "الجدول هيچ من قبل" in page
    assert len(on_record()) == 1


def test_what_a_change_would_bring_is_read_before_it_holds(console: Console, roster_file: Path) -> None:
    # Nothing in the policy reaches huda any more.
    text = roster_file.read_text()
    roster_file.write_text(text.replace("[voice, whatsapp], supervisor", "[log], supervisor"))
    huda = console.as_("supervisor")

    status, page = override(console, huda, "huda")
    assert status == 422
    assert "ماكو طريقة توصل لأي مناوب من" in page
    assert on_call(console) == ["zainab", "ahmed"]
    assert on_record() == []

    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen is not None
    # Another problem than those that were read holds it up again.
    assert override(console, huda, "huda", seen="gap")[0] == 422
    status, page = override(console, huda, "huda", seen=seen.group(1))
    assert status == 200
    assert on_call(console) == ["huda"]
    # As after `helpline roster override`, the whole check is there to read.
    assert "ماكو طريقة توصل لأي مناوب من" in page


def test_an_override_is_taken_back_and_a_gap_that_this_brings_is_read_first(
    console: Console, nobody_at_all: Path
) -> None:
    huda = console.as_("supervisor")
    assert override(console, huda, "zainab")[0] == 200
    page = huda.get("/roster").text
    assert "override-1" in page

    answer = huda.post("/roster/overrides/1/remove")
    assert answer.status_code == 422
    assert "ماكو احد مناوب من" in answer.text
    assert on_call(console) == ["zainab"]

    # A minute of reading makes it no other gap.
    console.time.forward(60)
    answer = huda.post("/roster/overrides/1/remove", {"seen": "gap"})
    assert answer.status_code == 200
    assert "انلغى التغيير" in answer.text
    assert on_call(console) == []
    assert [(actor, action) for actor, action, _ in on_record()] == [
        ("huda", "roster.override_made"),
        ("huda", "roster.override_removed"),
    ]

    for which in (1, 7, 10**30):
        huda.get("/roster")
        assert "هذا التغيير خلص او انلغى" in huda.post(f"/roster/overrides/{which}/remove").text


def test_a_gap_is_said_to_everybody_and_its_link_fills_the_form_for_a_supervisor(
    console: Console, nobody_at_all: Path
) -> None:
    for role in ("counsellor", "auditor"):
        page = console.as_(role).get("/roster").text
        assert "ماكو احد مناوب" in page
        assert "اوقات ماكو احد مناوب بيها بهذا الاسبوع: 1" in page
        assert "#change" not in page
    huda = console.as_("supervisor")
    link = re.search(r'href="([^"]+#change)"', huda.get("/roster").text)
    assert link is not None
    asked = parse_qs(urlsplit(link.group(1).replace("&amp;", "&")).query)
    page = huda.get(link.group(1).replace("&amp;", "&")).text
    for name in ("from", "to"):
        assert f'value="{asked[name][0]}"' in page
    assert asked["from"][0] == local(console, 0)


def test_the_same_problems_are_shown_as_the_command_names(
    console: Console, nobody_at_all: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check"]) == 1
    named = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("error", "warning"))]
    huda = console.as_("supervisor")
    page = huda.get("/roster").text
    shown = page[page.index('class="problems"') : page.index('id="overrides"')]
    assert shown.count("<li") == len(named) > 0


def test_whoever_is_on_call_says_that_they_are_there_once(world: World, console: Console) -> None:
    zainab = console.as_("counsellor")
    assert 'id="confirm"' in zainab.get("/roster").text
    page = zainab.post("/roster/confirm").text
    assert "تمام، تأكدت مناوبتك" in page
    assert 'id="confirm"' not in page
    zainab.post("/roster/confirm")

    assert [(actor, action) for actor, action, _ in on_record()] == [("zainab", "shift_confirmed")]
    (row,) = world.find(ShiftConfirmation)
    assert (row.counsellor, row.confirmed_at is not None) == ("zainab", True)
    # Nor is she asked on WhatsApp any more.
    world.jobs.run()
    assert world.twilio.sent == []


def test_a_confirmation_in_the_console_answers_the_question_on_whatsapp(
    world: World, console: Console, roster_file: Path
) -> None:
    now = console.time.now().astimezone(ZONE)
    begins = f'from: "{now:%H:%M}", to: "{now - timedelta(minutes=1):%H:%M}"'
    roster_file.write_text(roster_file.read_text().replace('from: "00:00", to: "00:00"', begins))
    confirm.each_minute()
    supervisor = console.as_("supervisor")
    assert supervisor.get("/roster").text.count("ننتظر الجواب") == 2
    zainab = console.as_("counsellor")
    zainab.get("/roster")
    zainab.post("/roster/confirm")
    assert [row.confirmed_at is not None for row in world.find(ShiftConfirmation)] == [True, False]

    console.time.forward(16 * 60)
    page = supervisor.get("/roster").text
    assert page.count("تأكدت المناوبة") == 1
    assert page.count('class="late"') == 1
    assert "لهسه ما تأكدت" in page
    confirm.each_minute()
    world.jobs.run()
    assert [one.key for one in world.watchdog()].count("shift_unconfirmed") == 1


def test_whoever_has_no_shift_now_confirms_none(world: World, console: Console) -> None:
    huda = console.as_("supervisor")
    assert 'id="confirm"' not in huda.get("/roster").text
    assert "ما عندك مناوبة هسه" in huda.post("/roster/confirm").text
    assert world.find(ShiftConfirmation) == []
    assert on_record() == []


def test_my_shifts_are_mine_and_whole(console: Console, roster_file: Path) -> None:
    shifts = """shifts:
  - {days: [sat, sun, mon, tue, wed, thu, fri], from: "20:00", to: "08:00", on_call: [zainab, ahmed]}
  - {days: [sat, sun, mon, tue, wed, thu, fri], from: "08:00", to: "20:00", on_call: [ahmed]}
"""
    text = roster_file.read_text()
    roster_file.write_text(text[: text.index("shifts:")] + shifts)
    page = console.as_("counsellor").get("/roster").text
    card = page[page.index('id="mine"') : page.index('id="week"')]
    assert len(re.findall("20:00\u2069 لحد \\S+ \u206608:00", card)) == 8
    assert "المناوبة الاولى" in card
    assert "المناوبة الثانية" not in card


def test_a_file_that_cannot_be_read_is_said_and_the_last_good_roster_shown(
    console: Console, roster_file: Path
) -> None:
    huda = console.as_("supervisor")
    assert "بيه غلط" not in huda.get("/roster").text
    roster_file.write_text("nothing: [")
    page = huda.get("/roster").text
    assert "ملف الجدول بيه غلط" in page
    assert "زينب" in page

    roster.store._last_good.clear()
    page = huda.get("/roster").text
    assert "ملف الجدول ما ينقري" in page
    assert "زينب" not in page
    # Nothing is changed by what cannot be read.
    huda.get("/me")
    assert (
        huda.post("/roster/overrides", {"from": local(console, 1), "to": local(console, 2)}).status_code
        == 422
    )
    assert on_record() == []
