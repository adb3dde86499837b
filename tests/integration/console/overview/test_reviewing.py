"""Closed cases are reviewed: which, by whom, and what stays of it."""

import re

import pytest
from sqlalchemy import select

from helpline.cases import Case, review
from helpline.cases.review import QUESTIONS, CaseReview
from helpline.contacts import erase
from helpline.infra import clock
from helpline.infra.audit import AuditEntry
from helpline.infra.database import transaction
from tests.integration.console.conftest import Browser, Console
from tests.integration.console.overview.conftest import BADLY, WELL, House, said
from tests.integration.world import CONTACT, OTHER, RED

ALL_YES = dict.fromkeys(QUESTIONS, "yes")
THIRD = "+9647700000503"


def listed(page: str) -> list[int]:
    """Return the cases that a page offers for review, in its order."""
    return [int(one) for one in re.findall(r'href="/overview/reviews/(\d+)\?', page)]


def kept_reviews() -> list[CaseReview]:
    """Return every review."""
    with transaction() as session:
        return list(session.scalars(select(CaseReview)))


def again(console: Console, role: str) -> Browser:
    """Return somebody logged in anew, after a week in which their session ended."""
    return console.as_(role)


def test_what_ended_badly_shows_at_once_and_what_is_drawn_after_the_week(
    house: House, huda: Browser, console: Console
) -> None:
    well = house.closes(house.takes(RED), WELL)
    badly = house.closes(house.takes(RED, OTHER), BADLY, OTHER)
    late = house.closes(house.takes(RED, THIRD, 200), WELL, THIRD)
    page = huda.get("/overview/reviews?back=0").text
    assert listed(page) == [badly, late]
    assert said("overview_reviews.why_outcome") in page and said("overview_reviews.why_late") in page
    assert huda.get(f"/overview/reviews/{well}").status_code == 404
    house.week_later()
    for role in ("supervisor", "clinician"):
        assert listed(again(console, role).get("/overview/reviews").text) == [badly, late, well]


def test_a_review_is_kept_once_with_who_and_when_and_is_on_record(house: House, console: Console) -> None:
    case = house.closes(house.takes(RED), BADLY)
    sara, huda = console.as_("clinician"), console.as_("supervisor")
    sara.get(f"/overview/reviews/{case}")
    page = sara.post(f"/overview/reviews/{case}", {**ALL_YES, "met_warmly": "", "note": "ما ضاع"})
    assert page.status_code == 422 and said("overview_reviews.unanswered") in page.text
    assert "ما ضاع" in page.text and page.text.count("checked") == 4
    page = sara.post(f"/overview/reviews/{case}", {**ALL_YES, "met_warmly": "na", "note": "زين"})
    assert said("overview_reviews.kept", case=case) in page.text
    (kept,) = kept_reviews()
    assert (kept.case_id, kept.reviewer, kept.note) == (case, "dr.sara", "زين")
    assert kept.answers == ALL_YES | {"met_warmly": "na"}
    assert ("dr.sara", "case_reviewed") in house.on_record()

    page = huda.get(f"/overview/reviews/{case}").text
    assert said("overview_reviews.by", name="dr.sara") in page and 'name="met_warmly"' not in page
    assert said("overview_reviews.somebody_did") in huda.post(f"/overview/reviews/{case}", ALL_YES).text
    (kept,) = kept_reviews()
    assert kept.reviewer == "dr.sara"


def test_nobody_reviews_a_case_that_they_had(house: House, huda: Browser, console: Console) -> None:
    house.world.says(RED)
    case = house.world.open_case().id
    house.does(huda, case, "take")
    house.closes(case, BADLY, by="huda")
    page = huda.get("/overview/reviews?back=0").text
    assert listed(page) == [] and said("overview_reviews.yours") in page
    assert huda.get(f"/overview/reviews/{case}").status_code == 404
    huda.get("/me")
    assert huda.post(f"/overview/reviews/{case}", ALL_YES).status_code == 404
    assert kept_reviews() == []
    assert listed(console.as_("clinician").get("/overview/reviews?back=0").text) == [case]


def test_who_reviews_sees_what_was_said_but_no_number_and_no_medium(house: House, console: Console) -> None:
    case = house.takes(RED)
    house.world.says("رقم اخوي 07701234567 و٠٧٧٠ ١٢٣ ٤٥٦٨")
    house.world.sends_voice_note()
    house.closes(case, BADLY)
    page = console.as_("clinician").get(f"/overview/reviews/{case}").text
    assert RED in page and "رقم اخوي" in page
    assert "1234567" not in page and "٤٥٦٨" not in page and CONTACT[4:] not in page
    assert "<audio" not in page and "/case/" not in page


def test_an_open_case_and_one_that_there_is_not_cannot_be_reviewed(house: House, huda: Browser) -> None:
    case = house.takes(RED)
    for path in (case, case + 1, 99999999999999999999):
        assert huda.get(f"/overview/reviews/{path}").status_code == 404
    assert huda.get("/overview/reviews?back=x").status_code == 200


def test_erasing_a_contact_takes_the_note_and_leaves_the_answers(house: House, huda: Browser) -> None:
    case = house.closes(house.takes(RED), BADLY)
    huda.get(f"/overview/reviews/{case}")
    huda.post(f"/overview/reviews/{case}", {**ALL_YES, "note": "الشخص گال هواية"})
    with transaction() as session:
        erase.erase(session, session.get_one(Case, case).contact_id, clock.now())
    (kept,) = kept_reviews()
    assert kept.note is None and kept.answers == ALL_YES


@pytest.mark.parametrize("wrong", [{"met_warmly": "maybe"}, {"note": "x" * 2001}])
def test_what_is_no_answer_is_not_kept(house: House, huda: Browser, wrong: dict[str, str]) -> None:
    case = house.closes(house.takes(RED), BADLY)
    huda.get(f"/overview/reviews/{case}")
    assert huda.post(f"/overview/reviews/{case}", ALL_YES | wrong).status_code == 422
    with transaction() as session:
        assert review.of_cases(session, [case]) == {}
    assert not [one for one in house.world.find(AuditEntry) if one.action == "case_reviewed"]
