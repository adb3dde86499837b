"""Referrals and places in groups, end to end: by consent, told safely, taken back, and danger first."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import inspect, text

from helpline import content, referrals
from helpline.alerts.referrals import each_hour
from helpline.alerts.referrals.cli import main as cli
from helpline.infra import clock
from helpline.infra.audit import AuditEntry
from helpline.infra.database import engine, transaction
from helpline.referrals import GroupSession, Referral, ReferralEvent, Registration, Seat, State
from tests.integration.world import CONTACT, HUDA, OTHER, RED, THANKS, World
from tests.integration.world import text as said

CONSENT = f"referral.consent@{content.all_texts()['referral.consent'].version}"

BAGHDAD = ZoneInfo("Asia/Baghdad")
THIRD = "+9647700000503"
ANSWERS = ("اي", "رقمي وشنو احتاج", "هويتي ضايعة من النزوح", "بالموصل", "اكتبولي هنا", "العصر")


def begins(world: World, phone: str = CONTACT, service: str = "civil_documents") -> list[str]:
    """Let the assistant offer the button that begins a referral, and tap it."""
    world.rasa.offer("نوصلك؟", (f"flow:referral:{service}", "اتواصل وياهم"))
    world.says(THANKS, phone)
    return world.taps(phone, f"flow:referral:{service}", "اتواصل وياهم")


def agrees(world: World, phone: str = CONTACT, *answers: str) -> list[str]:
    begins(world, phone)
    last: list[str] = []
    for answer in answers or ANSWERS:
        last = world.says(answer, phone)
    return last


def row(world: World) -> Referral:
    return world.find(Referral)[-1]


def at(world: World, hour: int, day: int = 0) -> None:
    """Move on to an hour of a local day to come, and let the hourly run do its work."""
    now = clock.now().astimezone(BAGHDAD)
    wanted = now.replace(hour=hour, minute=3, second=0, microsecond=0) + timedelta(days=day)
    if wanted <= now:
        wanted += timedelta(days=1)
    world.time.forward((wanted - now).total_seconds())
    each_hour()
    world.jobs.run()


def moves(referral: int, state: str, *more: str) -> int:
    return cli(["move", str(referral), state, "--by", "zainab", *more])


def test_a_button_that_was_passed_over_still_begins_its_referral(world: World) -> None:
    begins(world)
    world.rasa.offer("على راحتك")
    world.says("عوفها")
    world.says(THANKS)

    begun = world.taps(CONTACT, "flow:referral:civil_documents", "اتواصل وياهم")
    assert begun == [said("referral.consent", service="اوراق وهويات")]


def test_a_consent_is_kept_with_its_text_and_the_team_hears_of_it(world: World) -> None:
    assert said("referral.done", service="اوراق وهويات") == agrees(world)[-1]

    referral = row(world)
    assert (referral.state, referral.consent, referral.shared) == ("consented", CONSENT, "need")
    assert (referral.way, referral.safe_time) == ("write", "afternoon")
    assert referral.about == {"governorate": "نينوى", "district": "الموصل", "need": "هويتي ضايعة من النزوح"}
    assert world.contact().governorate == "نينوى"
    assert [event.after for event in world.find(ReferralEvent)] == ["offered", "consented"]
    at(world, 10)
    told = world.twilio.texts(HUDA)[-1]
    assert f"#{referral.id}" in told and "هوية" not in told


def test_what_it_is_about_is_encrypted(world: World) -> None:
    agrees(world)
    moves(row(world).id, "sent", "--to", "مكتب المحامين", "--note", "بيد سارة")

    with engine().connect() as connection:
        for table in inspect(connection).get_table_names():
            for line in connection.execute(text(f'SELECT * FROM "{table}"')):
                assert not any(word in str(line) for word in ("civil_documents", "هويتي", "المحامين", "سارة"))


def test_without_consent_nothing_is_shared_and_the_team_sees_nothing(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    begins(world)
    world.says("اي")
    world.says("بطلت")

    assert row(world).state == State.DECLINED
    assert row(world).consent is None and row(world).about == {}
    assert moves(row(world).id, "sent", "--to", "x") == 2
    cli(["list"])
    assert "0 referrals" in capsys.readouterr().out


def test_the_team_cannot_consent_in_somebodys_place(world: World) -> None:
    begins(world)
    with pytest.raises(SystemExit):
        moves(row(world).id, "consented")
    assert moves(row(world).id, "accepted") == 2
    assert row(world).state == State.OFFERED


def test_the_team_moves_it_on_and_every_step_has_its_line(world: World) -> None:
    agrees(world)
    number = row(world).id

    assert moves(number, "sent") == 2
    for step in ("sent", "waiting", "accepted", "seen", "closed"):
        assert moves(number, step, *(["--to", "مكتب المحامين"] if step == "sent" else [])) == 0
    assert moves(number, "sent", "--to", "x") == 2
    assert [event.after for event in world.find(ReferralEvent)][2:] == [
        "sent",
        "waiting",
        "accepted",
        "seen",
        "closed",
    ]
    moved = [one for one in world.find(AuditEntry) if one.action == "referral_moved"]
    assert {one.actor for one in moved} == {"zainab"} and len(moved) == 5
    assert not any("محامين" in str(one.detail) for one in moved)


def test_the_list_and_the_page_show_what_may_be_passed_on(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    agrees(world)
    cli(["list"])
    listed = capsys.readouterr().out
    assert "civil_documents" in listed and "نينوى" in listed and CONTACT not in listed
    cli(["show", str(row(world).id), "--by", "zainab"])
    shown = capsys.readouterr().out
    assert CONTACT in shown and "هويتي ضايعة" in shown and CONSENT in shown
    assert [one.action for one in world.find(AuditEntry)][-1] == "referral_read"


def test_a_number_that_may_not_be_passed_on_is_not_shown(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    agrees(world, CONTACT, "اي", "بلا رقمي", "بالموصل", "لمن اني اكتب")
    cli(["show", str(row(world).id), "--by", "zainab"])
    assert CONTACT not in capsys.readouterr().out


def test_news_comes_in_the_safe_hour_and_names_nothing(world: World) -> None:
    agrees(world)
    at(world, 9, day=1)
    world.says(THANKS)
    moves(row(world).id, "sent", "--to", "مكتب المحامين")
    before = len(world.twilio.texts(CONTACT))

    at(world, 10)
    assert len(world.twilio.texts(CONTACT)) == before
    at(world, 15)
    assert world.twilio.texts(CONTACT)[before:] == [said("referral.news")]
    at(world, 15)
    assert len(world.twilio.texts(CONTACT)) == before + 1


def test_whoever_wants_it_only_when_they_write_hears_it_then_and_once(world: World) -> None:
    agrees(world, CONTACT, "اي", "رقمي بس", "بالموصل", "لمن اني اكتب")
    moves(row(world).id, "sent", "--to", "مكتب المحامين")
    before = len(world.twilio.texts(CONTACT))
    for hour in (10, 15, 20):
        at(world, hour)
    assert len(world.twilio.texts(CONTACT)) == before

    world.rasa.offer("هلا")
    assert world.says(THANKS) == [said("referral.news"), "هلا"]
    assert world.says(THANKS) == ["هلا"]
    where = world.says("احالتي")[-1]
    assert "مكتب المحامين" in where and "اوراق وهويات" in where


def test_whoever_stopped_messages_gets_none_until_they_write(world: World) -> None:
    agrees(world)
    world.says("نهاية")
    moves(row(world).id, "sent", "--to", "مكتب المحامين")
    before = len(world.twilio.texts(CONTACT))
    at(world, 15)
    assert len(world.twilio.texts(CONTACT)) == before


def test_it_is_withdrawn_at_a_word_and_then_cannot_be_sent(world: World) -> None:
    agrees(world)
    world.says("احالتي")
    assert world.says("وگفوها") == [said("referral.withdrawn")]

    assert row(world).state == State.WITHDRAWN
    assert moves(row(world).id, "sent", "--to", "x") == 2
    # And may be begun again.
    agrees(world)
    assert [one.state for one in world.find(Referral)] == ["withdrawn", "consented"]


def test_nobody_withdraws_what_is_somebody_elses(world: World) -> None:
    agrees(world)
    agrees(world, OTHER)
    world.says("احالتي", OTHER)
    world.says("وگفوها", OTHER)
    assert [one.state for one in world.find(Referral)] == ["consented", "withdrawn"]


@pytest.mark.parametrize("answered", range(len(ANSWERS)))
def test_danger_never_waits_for_a_referral(world: World, answered: int) -> None:
    begins(world)
    for answer in ANSWERS[:answered]:
        world.says(answer)

    assert world.says(RED) == [said("danger.calling")]
    assert ("zainab", "voice") in world.alerts()
    assert all(one.consent is None for one in world.find(Referral))


def test_the_team_is_reminded_of_what_does_not_move_and_not_for_ever(world: World) -> None:
    agrees(world)
    reminders = []
    for day in range(7):
        before = len(world.twilio.texts(HUDA))
        at(world, 10, day=min(day, 1))
        at(world, 12)
        reminders.append(len(world.twilio.texts(HUDA)) - before)
    assert sum(reminders) == 3
    assert max(reminders) == 1
    # It moves: the count begins again.
    moves(row(world).id, "sent", "--to", "x")
    at(world, 10, day=2)
    assert row(world).reminded == 1


def test_nobody_is_reminded_at_night(world: World) -> None:
    agrees(world)
    at(world, 22)
    assert row(world).reminded == 0


def opens(world: World, places: int = 1, title: str = "مجموعة دعم") -> int:
    starts = (clock.now().astimezone(BAGHDAD) + timedelta(days=5)).replace(tzinfo=None)
    status = cli(
        [
            *("session", "--title", title, "--service", "support_groups", "--governorate", "نينوى"),
            *("--at", starts.isoformat(), "--places", str(places), "--by", "zainab"),
        ]
    )
    assert status == 0
    return int(world.find(GroupSession)[-1].id)


def registers(world: World, phone: str) -> list[str]:
    world.rasa.wants = [{"helpline": "flow", "name": "registration"}]
    world.says(THANKS, phone)
    world.rasa.wants = []
    return world.says("1", phone)


def seats(world: World) -> list[str]:
    return [one.seat for one in world.find(Registration)]


def test_places_go_in_turn_and_the_waiting_list_moves_up(world: World) -> None:
    opens(world)
    assert "محفوظ" in registers(world, CONTACT)[-1]
    assert "قائمة الانتظار" in registers(world, OTHER)[-1]
    registers(world, THIRD)
    assert seats(world) == ["taken", "waiting", "waiting"]

    world.says("تسجيلي", CONTACT)
    world.says("1", CONTACT)
    assert seats(world) == ["left", "taken", "waiting"]
    # Who moved up hears of it when they write; the other does not.
    assert said("referral.news_seat") in world.says(THANKS, OTHER)
    assert said("referral.news_seat") not in world.says(THANKS, THIRD)
    assert "محفوظ" in world.says("تسجيلي", OTHER)[-1]


def test_who_moved_up_is_told_in_the_hour_they_called_safe(world: World) -> None:
    at(world, 12)
    agrees(world, OTHER)
    opens(world)
    registers(world, CONTACT)
    registers(world, OTHER)
    world.says("تسجيلي", CONTACT)
    world.says("1", CONTACT)
    before = len(world.twilio.texts(OTHER))
    at(world, 13)
    assert len(world.twilio.texts(OTHER)) == before
    at(world, 15)
    assert world.twilio.texts(OTHER)[before:] == [said("referral.news_seat")]


def test_two_who_want_the_last_place_do_not_both_get_it(world: World) -> None:
    number = opens(world)
    for phone in (CONTACT, OTHER):
        world.says(THANKS, phone)
    ids = [world.contact(phone).id for phone in (CONTACT, OTHER)]
    with transaction() as first:
        assert referrals.take_seat(first, number, ids[0], clock.now()) is Seat.TAKEN
        first.commit()
    with transaction() as second:
        assert referrals.take_seat(second, number, ids[1], clock.now()) is Seat.WAITING


def test_a_session_that_is_over_takes_nobody(world: World) -> None:
    number = opens(world)
    world.says(THANKS)
    world.time.forward(6 * 86400)
    with transaction() as session:
        assert referrals.take_seat(session, number, world.contact().id, clock.now()) is None


def test_a_place_of_somebody_erased_goes_to_whoever_waits(world: World) -> None:
    opens(world)
    registers(world, CONTACT)
    registers(world, OTHER)
    agrees(world, CONTACT)
    world.says("امسح بياناتي", CONTACT)
    world.says("اي", CONTACT)
    assert world.find(Referral) == [] and world.find(ReferralEvent) == []
    assert seats(world) == ["taken"]
    assert [row.news for row in world.find(Registration)] == [True]


def test_sessions_are_shown_with_the_hour_of_the_place(world: World) -> None:
    opens(world)
    starts = world.find(GroupSession)[-1].starts_at.astimezone(BAGHDAD)
    world.rasa.wants = [{"helpline": "flow", "name": "registration"}]
    assert f"{starts:%H:%M}" in world.says(THANKS)[-1]
    assert isinstance(starts, datetime)


def test_a_wish_where_no_session_is_open_is_with_the_team_and_nothing_of_it_is_passed_on(
    world: World,
) -> None:
    world.rasa.offer("نسجل؟", ("flow:registration", "تسجيل"))
    world.says(THANKS)
    name = "مجاميع دعم"
    asked = world.taps(CONTACT, "flow:registration", "تسجيل")
    assert asked == [said("registration.none", service=name)]
    assert world.says("اي") == [said("registration.wish_kept", service=name)]

    wish = row(world)
    version = content.all_texts()["registration.none"].version
    assert (wish.service, wish.state, wish.shared, wish.way) == (
        "support_groups", "consented", "nothing", "wait",
    )  # fmt: skip
    assert wish.consent == f"registration.none@{version}"
    at(world, 10)
    assert f"#{wish.id}" in world.twilio.texts(HUDA)[-1]
    assert "عند فريقنا" in world.says("طلبي")[-1]
