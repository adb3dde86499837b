"""What the supervisor sees first, checked against cases that were made for it."""

import re
from datetime import timedelta

from helpline.alerts import roster
from helpline.alerts.oversight import exposure
from helpline.alerts.oversight.figures import figures
from helpline.alerts.watchdog import seen
from helpline.alerts.watchdog.finding import Finding
from helpline.cases import State
from helpline.infra import clock
from helpline.infra.audit import AuditEntry
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.triage import Level
from tests.integration.console.conftest import Browser
from tests.integration.console.overview.conftest import House, said
from tests.integration.world import OTHER, RED, SAD, THANKS, WISH

THIRD = "+9647700000503"


def plain(page: str) -> str:
    """Return the words of a page, one space between them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def test_what_is_open_is_counted_by_level_and_state_and_the_longest_wait_is_named(
    house: House, huda: Browser
) -> None:
    page = plain(huda.get("/overview").text)
    assert said("overview.nothing_open") in page and said("overview.unacknowledged", n=0) in page
    red = house.takes(RED)
    house.world.says(RED, OTHER)
    house.world.time.forward(90)
    house.world.says("انسان", THIRD)
    with transaction() as session:
        known = figures(session, clock.now())
    assert known.count[Level.RED, State.OPEN] == 1
    assert known.count[Level.RED, State.ACKNOWLEDGED] == 1
    assert sum(known.count.values()) == 3
    waiting = house.world.open_case(OTHER).id
    assert known.unacknowledged[0].id == waiting
    assert [one.id for one in known.unanswered] == [red]
    page = plain(huda.get("/overview").text)
    assert said("overview.unacknowledged", n=2) in page
    assert said("overview.unanswered", n=1) in page
    assert "زينب أحمد" in page.replace("هدى", ""), "who is on call, first before second"
    # The part that changes says the same.
    assert said("overview.unacknowledged", n=2) in plain(huda.get("/overview/now").text)


def test_the_time_until_somebody_has_it_is_told_apart_for_danger(house: House, huda: Browser) -> None:
    for phone, after in (("+9647700000511", 20), ("+9647700000512", 60), ("+9647700000513", 100)):
        house.closes(house.takes(RED, phone, after), of=phone)
    house.takes("انسان", OTHER, 30)
    with transaction() as session:
        found = figures(session, clock.now()).times
    red, others = found["day", True], found["day", False]
    assert red.count == 3 and red.median is not None and red.p90 is not None
    assert timedelta(seconds=60) <= red.median < timedelta(seconds=75)
    assert timedelta(seconds=100) <= red.p90 < timedelta(seconds=115)
    assert others.count == 1
    assert found["week", True] == red
    page = plain(huda.get("/overview").text)
    assert f"{said('overview.red')} {said('overview.day')} 3 1 د 1 د" in page
    house.world.passes(2 * 86400)
    with transaction() as session:
        found = figures(session, clock.now()).times
    assert (found["day", True].count, found["week", True].count) == (0, 3)


def test_who_carries_how_much(house: House, huda: Browser) -> None:
    house.closes(house.takes(RED))
    house.takes(RED, OTHER)
    house.takes("انسان", THIRD, by="zainab")
    with transaction() as session:
        (load,) = figures(session, clock.now()).load
        assert exposure.red_cases(session, exposure.DAY, clock.now()) == {"zainab": 2}
    assert (load.counsellor, load.held, load.red_day, load.red_week, load.above) == ("zainab", 2, 2, 2, False)
    house.world.time.forward(2 * 86400)
    huda.log_in("huda")
    assert re.search(r"زينب\s+2\s+0\s+2", plain(huda.get("/overview").text))


def test_what_the_watchdog_found_last_is_shown_and_that_it_is_silent(house: House, huda: Browser) -> None:
    assert said("overview.watchdog_never") in huda.get("/overview").text
    with transaction() as session:
        seen.keep(session, [Finding("unsent", 3), Finding("template_not_approved", about="X")], clock.now())
    page = plain(huda.get("/overview").text)
    assert f"{said('overview_findings.unsent')} (3)" in page
    assert f"{said('overview_findings.template_not_approved')} X" in page
    since = clock.now()
    house.world.time.forward(30)
    with transaction() as session:
        seen.keep(session, [Finding("unsent", 4)], clock.now())
        (found,) = seen.last(session).findings
    assert found.count == 4 and found.since < since
    house.world.time.forward(61)
    assert said("overview.watchdog_silent", at="").split(".")[0].strip() in huda.get("/overview").text
    with transaction() as session:
        seen.keep(session, [], clock.now())
    assert said("overview.all_well") in huda.get("/overview").text


def test_a_gap_in_the_roster_is_shouted_and_hides_nothing_else(house: House, huda: Browser) -> None:
    house.world.says(WISH)
    file = settings().roster_file
    file.write_text(file.read_text("utf-8").partition("shifts:")[0] + "shifts: []\n", encoding="utf-8")
    roster.forget(all_of_it=True)
    page = huda.get("/overview").text
    assert said("overview.gap") in page and said("overview.unacknowledged", n=1) in page


def test_nothing_of_a_contact_is_on_the_page_and_looking_leaves_no_trace(house: House, huda: Browser) -> None:
    house.takes(RED)
    house.world.says(SAD)
    before = len(house.world.find(AuditEntry))
    page = huda.get("/overview").text + huda.get("/overview/now").text
    for words in (RED, SAD, THANKS, "7700000501"):
        assert words not in page
    assert len(house.world.find(AuditEntry)) == before
