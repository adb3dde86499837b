"""No number that is not in the registry, verified, and right for the region."""

from dataclasses import replace
from datetime import date

import pytest

from helpline.content import all_hotlines
from helpline.content.rules.numbers import phone_numbers, registry_findings
from tests.unit.content.wording import wording

REGISTRY = all_hotlines()
TESTED = tuple(
    replace(h, status="verified", last_verified=date(2026, 11, 1)) if h.number == "122" else h
    for h in REGISTRY
)


def levels(text: str, registry: tuple = REGISTRY) -> set[str]:
    return {f.level for f in phone_numbers(wording(text), registry) if f.code == "SM12"}


@pytest.mark.parametrize(
    "text",
    ["الرقم 999", "اتصال ب 07700000001", "اتصال ب ٠٧٧٠٠٠٠٠٠٠١", "+964 770 000 0001",
     "0770-000-0001", "104", "139", "066 264 7979", "0750 309 6649", "122", "119 بكردستان", "6999"],
)  # fmt: skip
def test_unknown_withheld_and_untested_numbers_fail(text: str) -> None:
    assert levels(text) == {"FAIL"}


@pytest.mark.parametrize(
    "text", ["{emergency}", "خلال 15 دقيقة", "سنة 2018", "5-4-3-2-1", "واحد، اثنين، ثلاثة، اربعة", "رقم واحد"]
)
def test_times_years_and_counting_are_no_phone_numbers(text: str) -> None:
    assert levels(text) == set()


def test_a_number_spelled_out_fails() -> None:
    assert levels("الطوارئ تسعة، واحد، واحد") == {"FAIL"}


def test_the_emergency_number_is_to_be_filled_in_not_typed() -> None:
    assert levels("الطوارئ 911") == {"WARN"}


def test_a_regional_number_must_name_its_region() -> None:
    assert levels("الاسعاف 122", TESTED) == {"FAIL"}
    assert levels("الاسعاف باربيل 122", TESTED) == {"WARN"}


def test_a_stale_number_warns_and_blocks_a_release_only() -> None:
    fresh, late = date(2026, 4, 5), date(2026, 4, 6)
    assert "REG01" not in {f.code for f in registry_findings(REGISTRY, fresh, release=True)}
    assert {f.level for f in registry_findings(REGISTRY, late, release=False)} == {"WARN"}
    assert ("REG01", "FAIL") in {(f.code, f.level) for f in registry_findings(REGISTRY, late, release=True)}


def test_a_region_without_a_tested_emergency_number_blocks_a_release() -> None:
    today = date(2026, 11, 2)
    assert "REG02" in {f.code for f in registry_findings(REGISTRY, today, release=True)}
    assert "REG02" not in {f.code for f in registry_findings(TESTED, today, release=True)}
