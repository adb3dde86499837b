"""Triage's errors: worked through, and taken out without who they are about."""

import io
import json
from typing import Any

import pytest
from sqlalchemy import select, update

from helpline.alerts.oversight import cli
from helpline.cases import Case
from helpline.cases.triage_mark import TriageMark
from helpline.contacts import Contact, erase
from helpline.contacts.inbox import Inbox
from helpline.infra import clock
from helpline.infra.audit import AuditEntry
from helpline.infra.database import transaction
from tests.integration.console.conftest import Browser, Console
from tests.integration.console.overview.conftest import House, said
from tests.integration.world import CONTACT, OTHER, RED

TOLD = "اسمي زينب علي من الموصل عمري 25 ورقمي 07701234567 واريد اموت"
LEAVES = "اسمي [اسم] من [مكان] عمري [عمر 18 الى 29] ورقمي [رقم] واريد اموت"


class Marked:
    """A case with a message of which somebody said that triage was wrong."""

    def __init__(self, house: House, zainab: Browser, of: str = CONTACT, agreed: bool = True) -> None:
        self.house, self.of = house, of
        self.case = house.takes(RED, of)
        house.world.says(TOLD, of)
        with transaction() as session:
            self.message = session.scalars(select(Inbox.id).order_by(Inbox.id.desc())).first()
        form = {"level": "1", "routes": "gbv"} | ({"agreed": "yes"} if agreed else {})
        house.does(zainab, self.case, f"triage/{self.message}", **form)
        (*_, self.id) = (one.id for one in house.world.find(TriageMark))


@pytest.fixture
def zainab(console: Console) -> Browser:
    """The counsellor who marks."""
    return console.as_("counsellor")


def exported(by: Browser) -> list[dict[str, Any]]:
    by.get("/overview/triage-errors")
    answer = by.post("/overview/triage-errors.jsonl")
    assert answer.status_code == 200 and answer.mimetype == "application/x-ndjson"
    return [json.loads(line) for line in answer.text.splitlines()]


def looks(by: Browser, mark: int, words: str = "release", read: str = LEAVES) -> str:
    by.get("/overview/triage-errors")
    return by.post(f"/overview/triage-errors/{mark}", {"words": words, "read": read}).text


def test_words_leave_only_after_consent_closing_and_somebody_who_read_them(
    house: House, zainab: Browser, huda: Browser
) -> None:
    marked = Marked(house, zainab)
    page = huda.get("/overview/triage-errors").text
    assert LEAVES in page and "زينب علي" not in page and said("overview_errors.stays_open") in page
    assert said("overview_errors.stays") in looks(huda, marked.id)
    house.closes(marked.case)
    assert exported(huda)[0]["words"] is None
    assert said("overview_errors.stays") in looks(huda, marked.id, read="شي ثاني"), (
        "what was read is what leaves"
    )
    assert said("overview_errors.released") in looks(huda, marked.id)
    (row,) = exported(huda)
    with transaction() as session:
        was = session.get_one(Inbox, marked.message)
    assert row == {
        "contact": 1,
        "month": f"{clock.now():%Y-%m}",
        "channel": "whatsapp",
        "was": {"level": {3: "RED", 2: "AMBER", 1: "BLUE", 0: "GREEN"}[was.level], "routes": was.routes},
        "should": {"level": "BLUE", "routes": ["gbv"]},
        "rules": was.reasons,
        "words": LEAVES,
    }
    # It is not on the list any more, and can be taken back.
    assert LEAVES not in huda.get("/overview/triage-errors").text
    assert LEAVES in huda.get("/overview/triage-errors?done=1").text
    looks(huda, marked.id, "stay")
    assert exported(huda)[0]["words"] is None


def test_without_consent_the_verdict_leaves_and_the_words_stay(
    house: House, zainab: Browser, huda: Browser
) -> None:
    marked = Marked(house, zainab, agreed=False)
    house.closes(marked.case)
    assert said("overview_errors.stays_not_agreed") in huda.get("/overview/triage-errors").text
    looks(huda, marked.id)
    (row,) = exported(huda)
    assert row["words"] is None and row["should"]["level"] == "BLUE"


@pytest.mark.parametrize("against", ["child", "disguised", "erased", "marked anew"])
def test_what_speaks_against_it_holds_after_the_words_were_let_go(
    house: House, zainab: Browser, huda: Browser, against: str
) -> None:
    marked = Marked(house, zainab)
    house.closes(marked.case)
    looks(huda, marked.id)
    assert exported(huda)[0]["words"] == LEAVES
    with transaction() as session:
        contact = session.scalars(select(Contact)).one()
        if against == "child":
            session.execute(update(Case).values(routes=["child"]))
        elif against == "disguised":
            contact.disguised_at = clock.now()
        elif against == "erased":
            erase.erase(session, contact.id, clock.now())
    if against == "marked anew":
        house.does(zainab, marked.case, f"triage/{marked.message}", level="2", agreed="yes")
    (row,) = exported(huda)
    assert row["words"] is None
    if against == "erased":
        with transaction() as session:
            mark = session.get_one(TriageMark, marked.id)
        assert not mark.agreed and not mark.released


def test_a_contact_is_a_number_of_the_file_and_each_taking_is_on_record(
    house: House, zainab: Browser, console: Console
) -> None:
    first = Marked(house, zainab)
    Marked(house, zainab, of=OTHER)
    house.does(zainab, first.case, f"triage/{first.message}", level="none")
    sara = console.as_("clinician")
    rows = exported(sara)
    assert sorted(one["contact"] for one in rows) == [1, 2]
    assert [one["should"] for one in rows if one["should"] is None] == [None]
    assert not {"case", "id", "author", "at", "phone"} & set(rows[0])
    output = io.StringIO()
    assert cli.main(["export", "--by", "huda"], output) == 0
    assert [json.loads(line) for line in output.getvalue().splitlines()] == rows
    entries = [one for one in house.world.find(AuditEntry) if one.action == "triage_exported"]
    assert [(one.actor, one.detail) for one in entries] == [
        ("dr.sara", {"marks": 2, "with_words": 0}),
        ("huda", {"marks": 2, "with_words": 0}),
    ]


def test_a_mark_that_there_is_not_is_not_found_and_getting_the_file_changes_nothing(
    house: House, huda: Browser
) -> None:
    huda.get("/overview/triage-errors")
    assert huda.post("/overview/triage-errors/99999999999999999999", {"words": "stay"}).status_code == 404
    huda.get("/overview/triage-errors")
    assert huda.post("/overview/triage-errors/7", {"words": "stay"}).status_code == 404
    assert huda.client.get("/overview/triage-errors.jsonl").status_code in (404, 405)
