"""The registry gives the right number for a place and never leaves somebody without one."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from helpline.content import all_hotlines, emergency_number, hotlines, region_of, usable

HEADER = "number,service,role,region,last_verified,status,source\n"
FEDERAL = "911,Emergency,emergency,federal,2026-01-05,verified,x\n"


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def write(rows: str) -> None:
        path = tmp_path / "hotlines.csv"
        path.write_text(HEADER + rows, encoding="utf-8")
        loaded = hotlines.load(path)
        monkeypatch.setattr(hotlines, "all_hotlines", lambda: loaded)

    return write


@pytest.mark.parametrize(
    "place", ["اربيل", "أربيل", "محافظة السليمانية", "سليمانية", "دهوك", "حلبجة", "Erbil", "هەولێر"]
)
def test_the_four_governorates_are_the_region(place: str) -> None:
    assert region_of(place) == "KRI"


@pytest.mark.parametrize("place", [None, "", "بغداد", "نينوى", "كركوك", "البصرة", "ما ادري"])
def test_any_other_or_unknown_place_is_federal(place: str | None) -> None:
    assert region_of(place) == "federal"
    assert emergency_number(place) == "911"


def test_the_regions_number_is_given_only_after_a_test_call(registry) -> None:
    assert emergency_number("اربيل") == "911"
    registry(FEDERAL + "122,Ambulance,emergency,KRI,2026-11-01,verified,x\n")
    assert emergency_number("اربيل") == "122"
    assert emergency_number("بغداد") == "911"


def test_a_stale_entry_never_takes_the_number_away(registry) -> None:
    registry(FEDERAL.replace("2026-01-05", "2001-01-01"))
    assert emergency_number(None) == "911"
    assert hotlines.all_hotlines()[0].stale(date(2026, 1, 1))


def test_stale_begins_after_ninety_days() -> None:
    line = next(h for h in all_hotlines() if h.number == "911")
    assert line.last_verified is not None
    assert not line.stale(line.last_verified + timedelta(days=90))
    assert line.stale(line.last_verified + timedelta(days=91))


@pytest.mark.parametrize("place", [None, "اربيل"])
def test_numbers_that_may_not_be_given_are_never_offered(place: str | None) -> None:
    assert {h.status for h in usable(place)} <= {"verified"}
    withheld = {h.number for h in all_hotlines() if h.status == "withheld"}
    assert {"104", "139", "497", "0662647979", "+9647503096649"} == withheld


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("122,Ambulance,emergency,KRI,2026-11-01,verified,x\n", "federal emergency"),
        (FEDERAL + "122,A,emergency,KRI,,verified,x\n", "no date"),
        (FEDERAL + "122,A,emergency,Mars,2026-01-01,verified,x\n", "region"),
        (FEDERAL + "122,A,emergency,KRI,2026-01-01,perhaps,x\n", "status"),
    ],
)
def test_a_wrong_registry_is_refused(registry, rows: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        registry(rows)
