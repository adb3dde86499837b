"""check-content holds the directory that programme staff edit."""

from datetime import date
from pathlib import Path

import pytest

from helpline.content.catalogue import ContentError
from helpline.content.check import main
from helpline.content.directory import all_services, load
from helpline.content.directory.load import SERVICES, read_rows
from helpline.content.rules.finding import FAIL
from helpline.content.rules.services import directory_findings

REAL = """
entries:
  - id: real-one
    type: art
    governorate: نينوى
    district: الموصل
    mobile: false
    place: قاعة الفن
    for: [children]
    cost: بلاش
    hours: الصبح
    reach: يم السوگ
    women_only: false
    accessible: true
    last_verified: 2026-01-01
    placeholder: false
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the real directory, its examples replaced by one real entry."""
    for path in SERVICES.glob("*.yml"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    (tmp_path / "entries_examples.yml").write_text(REAL, "utf-8")
    return tmp_path


def check(folder: Path, release: bool = False) -> tuple[bool, str]:
    """Return whether the directory blocks, and what is said of it."""
    found = [
        one
        for one in directory_findings(read_rows(folder), date(2026, 3, 1), release)
        if one.code.startswith("SRV")
    ]
    return any(one.level == FAIL for one in found), "\n".join(
        f"{one.level} {one.code} {one.where} {one.says}" for one in found
    )


def spoil(folder: Path, old: str, new: str, name: str = "entries_examples.yml") -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_good_entry_passes(folder: Path) -> None:
    assert check(folder) == (False, "")
    assert load(folder).entries[0].audience == ("children",)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("type: art", "type: dancing", "unknown type 'dancing'"),
        ("governorate: نينوى", "governorate: نينوه", "unknown governorate"),
        ("district: الموصل", "district: الموصلل", "no district"),
        ("    hours: الصبح\n", "", "lacks hours"),
        ("hours: الصبح", "hours: ''", "hours is empty"),
        ("for: [children]", "for: [kids]", "for: unknown kids"),
        ("last_verified: 2026-01-01", "last_verified: soon", "last_verified"),
        ("placeholder: false", "placeholder: false\n    phone: x", "unknown field phone"),
        ("last_verified: 2026-01-01", "last_verified: 2027-01-01", "to come"),
    ],
)
def test_what_is_wrong_is_named(folder: Path, old: str, new: str, says: str) -> None:
    spoil(folder, old, new)
    blocks, out = check(folder)
    assert blocks and "real-one" in out and says in out


def test_a_broken_directory_is_not_loaded(folder: Path) -> None:
    spoil(folder, "type: art", "type: dancing")
    with pytest.raises(ContentError, match="unknown type"):
        load(folder)


def test_an_entry_that_nobody_checked_lately_warns_and_blocks_a_release(folder: Path) -> None:
    spoil(folder, "2026-01-01", "2025-11-01")
    blocks, out = check(folder)
    assert not blocks and "WARN SRV02" in out
    assert "FAIL SRV02" in check(folder, release=True)[1]


def test_an_example_warns_and_blocks_a_release(folder: Path) -> None:
    spoil(folder, "placeholder: false", "placeholder: true")
    assert "WARN SRV03" in check(folder)[1]
    assert "FAIL SRV03" in check(folder, release=True)[1]


def test_words_of_the_directory_are_held_to_the_rules_of_every_text(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, "يم السوگ", "اتصل 07701234567")
    assert main(["--assistant", "--services", str(folder), "--today", "2026-03-01"]) == 1
    assert "SM12" in capsys.readouterr().out


def test_everything_of_the_programme_has_its_place() -> None:
    kinds = set(all_services().types)
    assert kinds >= {
        *("counselling_individual", "counselling_clinical", "support_groups", "relaxation_workshops"),
        *("psychological_first_aid", "group_discussions", "awareness_sessions", "art", "music", "sport"),
        *("cultural_events", "mobile_teams", "community_centres", "social_cohesion", "mediation"),
        *("caregiver_courses", "personal_development", "vocational_training", "income_generation"),
        *("livelihood_grants", "housing", "title_deeds", "ownership_proof", "civil_documents", "inheritance"),
        *("protection", "care_women", "care_disability", "care_survivors", "care_older", "care_orphans"),
        *("care_children", "referral_other"),
    }


def test_no_sentence_of_a_service_is_long_and_every_name_fits_a_button() -> None:
    for kind in all_services().types.values():
        assert len(kind.name) <= 24, kind.name
        assert len(kind.what.split()) <= 45, kind.id
