"""After danger a counsellor is asked how they are, and a supervisor calls whoever wants to talk."""

from helpline.alerts.oversight.debrief import Debrief
from helpline.infra.audit import AuditEntry
from tests.integration.console.conftest import Browser, Console
from tests.integration.console.overview.conftest import House, said
from tests.integration.world import OTHER, RED

ASKED = said("overview_debrief.talk")
THIRD = "+9647700000503"


def says(by: Browser, answer: str, on: str = "queue") -> str:
    by.get(f"/{on}")
    return by.post("/debrief", {"answer": answer, "on": on}).text


def test_whoever_closed_danger_is_asked_and_nobody_else(house: House, console: Console) -> None:
    zainab, huda = console.as_("counsellor"), console.as_("supervisor")
    case = house.takes(RED)
    assert ASKED not in zainab.get("/me").text
    house.closes(case)
    for path in ("/me", "/queue"):
        assert ASKED in zainab.get(path).text
        assert ASKED not in huda.get(path).text


def test_what_was_never_danger_asks_nobody(house: House, console: Console) -> None:
    case = house.takes("انسان")
    house.closes(case, "111")
    assert ASKED not in console.as_("counsellor").get("/queue").text


def test_a_yes_stands_on_the_supervisors_page_until_somebody_called(house: House, console: Console) -> None:
    zainab, huda = console.as_("counsellor"), console.as_("supervisor")
    house.closes(house.takes(RED))
    assert said("overview_debrief.said_yes") in says(zainab, "yes")
    assert ASKED not in zainab.get("/queue").text
    assert said("overview_debrief.called_soon") in zainab.get("/me").text
    page = huda.get("/overview").text
    assert said("overview.debriefs") in page and "زينب" in page
    (row,) = house.world.find(Debrief)
    assert said("overview.called") in huda.post(f"/overview/debriefs/{row.id}/called").text
    assert said("overview.debriefs") not in huda.get("/overview").text
    assert said("overview_debrief.called_soon") not in zainab.get("/me").text
    (row,) = house.world.find(Debrief)
    assert row.called_by == "huda" and row.called_at is not None
    assert huda.post(f"/overview/debriefs/{row.id}/called").status_code == 404
    acts = [(one.actor, one.action, one.detail) for one in house.world.find(AuditEntry)]
    assert ("zainab", "debrief_answered", {}) in acts, "what was said is not in the log"
    assert ("huda", "debrief_called", {"debrief": row.id}) in acts


def test_a_no_is_seen_by_nobody_and_holds_until_the_next_danger(house: House, console: Console) -> None:
    zainab, huda = console.as_("counsellor"), console.as_("supervisor")
    house.closes(house.takes(RED))
    house.closes(house.takes(RED, OTHER), of=OTHER)
    says(zainab, "no", "me")
    assert ASKED not in zainab.get("/me").text, "one question for both"
    assert said("overview.debriefs") not in huda.get("/overview").text
    house.world.time.forward(60)
    house.closes(house.takes(RED, THIRD), of=THIRD)
    assert ASKED in zainab.get("/me").text


def test_later_is_later_and_a_week_after_it_is_not_brought_up(house: House, console: Console) -> None:
    zainab = console.as_("counsellor")
    house.closes(house.takes(RED))
    says(zainab, "later")
    house.world.time.forward(11 * 3600)
    assert ASKED not in zainab.get("/queue").text
    house.world.time.forward(2 * 3600)
    zainab.log_in("zainab")
    assert ASKED in zainab.get("/queue").text
    house.world.time.forward(7 * 86400)
    zainab.log_in("zainab")
    assert ASKED not in zainab.get("/queue").text


def test_an_answer_that_there_is_not_and_whoever_is_on_no_roster(house: House, console: Console) -> None:
    zainab, sara = console.as_("counsellor"), console.as_("clinician")
    house.closes(house.takes(RED))
    zainab.get("/me")
    assert zainab.post("/debrief", {"answer": "maybe"}).status_code == 404
    sara.get("/me")
    assert sara.post("/debrief", {"answer": "yes"}).status_code == 404
    # Whoever is not asked leaves nothing behind.
    says(zainab, "no")
    says(zainab, "yes")
    assert [one.answer for one in house.world.find(Debrief)] == ["no"]
