"""What is closest to a contact: number, plan, recordings, for who holds the case, each look on record."""

import uuid

from sqlalchemy import select

from helpline.cases import Case
from helpline.contacts import safety_plan
from helpline.contacts.media import Medium
from helpline.infra import clock
from helpline.infra.audit import AuditEntry
from helpline.infra.database import transaction
from tests.integration.console.case.conftest import Desk
from tests.integration.console.conftest import Browser
from tests.integration.world import CONTACT, OTHER, RED

HX = {"HX-Request": "true"}


def test_the_number_is_shown_for_a_reason_and_that_is_on_record(
    desk: Desk, mine: int, zainab: Browser
) -> None:
    assert CONTACT not in desk.page(zainab, mine)
    assert CONTACT in desk.does(zainab, mine, "number", reason="emergency")
    with transaction() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.action, entry.detail) == ("number_shown", {"case": mine, "reason": "emergency"})
    # It is in no page that follows.
    assert CONTACT not in desk.page(zainab, mine)
    desk.page(zainab, mine)
    form = {"csrf_token": zainab.token(), "reason": "other"}
    part = zainab.client.post(f"/case/{mine}/number", data=form, headers=HX)
    assert CONTACT in part.text and "<html" not in part.text
    assert part.headers["Cache-Control"] == "no-store"


def test_without_a_reason_or_the_case_there_is_no_number(desk: Desk, mine: int, zainab: Browser) -> None:
    ahmed = desk.colleague()
    for browser, reason in ((zainab, ""), (zainab, "because"), (ahmed, "emergency")):
        page = desk.does(browser, mine, "number", reason=reason)
        assert CONTACT not in page
    assert "number_shown" not in [act for _, act in desk.on_record()]
    assert "/number" not in desk.page(ahmed, mine)


def test_the_plans_steps_are_for_who_holds_the_case_or_oversees_it(
    desk: Desk, mine: int, zainab: Browser
) -> None:
    with transaction() as session:
        contact_id = session.get_one(Case, mine).contact_id
        answers = {"signs": "ما انام", "people": "اختي"}
        safety_plan.finish(session, contact_id, answers, clock.now())
    page = desk.page(zainab, mine)
    assert "خطة الامان" in page and "اختي" not in page
    assert "اختي" in desk.does(zainab, mine, "plan")
    assert "اختي" in desk.does(desk.console.as_("supervisor"), mine, "plan")
    assert "اختي" not in desk.does(desk.colleague(), mine, "plan")
    assert [one for one in desk.on_record() if one[1] == "safety_plan_read"] == [
        ("zainab", "safety_plan_read"),
        ("huda", "safety_plan_read"),
    ]


def test_a_voice_note_is_played_here_kept_by_nobody_and_each_look_is_on_record(
    desk: Desk, mine: int, zainab: Browser
) -> None:
    desk.world.sends_voice_note()
    with transaction() as session:
        token = session.scalars(select(Medium.token)).one()
    path = f"/case/{mine}/media/{token}"
    page = desk.page(zainab, mine)
    assert f'<audio controls preload="none" src="{path}"' in page
    heard = zainab.get(path)
    assert (heard.data, heard.mimetype) == (b"OggS", "audio/ogg")
    assert heard.headers["Cache-Control"] == "private, no-store"
    assert zainab.get(path, headers={"Range": "bytes=2-3"}).data == b"gS"
    assert [act for _, act in desk.on_record()].count("medium_opened") == 1
    assert desk.console.browser().get(path).request.path == "/login"


def test_a_picture_waits_behind_a_tap_and_a_file_is_never_run(desk: Desk, mine: int, zainab: Browser) -> None:
    pairs = (("image/jpeg", b"\xff\xd8"), ("text/html", b"<script>alert(1)</script>"))
    for number, (kind, data) in enumerate(pairs):
        url = f"https://api.twilio.com/Media/ME{number}"
        desk.world.media.holds[url] = (kind, data)
        desk.world.says("", NumMedia="1", MediaUrl0=url, MediaContentType0=kind)
    page = desk.page(zainab, mine)
    assert '<details class="seen-by-tap"' in page and 'loading="lazy"' in page
    with transaction() as session:
        tokens = list(session.scalars(select(Medium.token).order_by(Medium.id)))
    file = zainab.get(f"/case/{mine}/media/{tokens[1]}")
    assert file.mimetype == "application/octet-stream"
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_what_another_contact_sent_is_not_to_be_had_through_this_case(
    desk: Desk, mine: int, zainab: Browser
) -> None:
    desk.world.says(RED, OTHER)
    desk.world.sends_voice_note(OTHER)
    with transaction() as session:
        token = session.scalars(select(Medium.token)).one()
    assert zainab.get(f"/case/{mine}/media/{token}").status_code == 404
    assert zainab.get(f"/case/{mine}/media/{uuid.uuid4()}").status_code == 404
    assert "medium_opened" not in [act for _, act in desk.on_record()]
