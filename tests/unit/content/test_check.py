"""check-content says what is wrong, and its exit status can be built upon."""

from pathlib import Path

import pytest

from helpline.content.check import main
from helpline.content.hotlines import REGISTRY

TEXTS = Path(__file__).parents[3] / "helpline" / "content" / "texts"
FRESH = "2026-03-01"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of the real texts to spoil."""
    for path in TEXTS.glob("*.yml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def run(content: Path, *more: str) -> int:
    return main(["--texts", str(content), "--assistant", "--today", FRESH, *more])


def spoil(content: Path, name: str, old: str, new: str) -> None:
    path = content / name
    body = path.read_text(encoding="utf-8")
    assert old in body
    path.write_text(body.replace(old, new, 1), encoding="utf-8")


def test_the_texts_as_they_are_pass_and_their_drafts_are_counted(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(content) == 0
    out = capsys.readouterr().out
    assert "are drafts" in out and ": 0 failed" in out.splitlines()[-1]


def test_a_release_is_refused_while_texts_are_drafts(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(content, "--release") == 1
    assert "FAIL  REV01" in capsys.readouterr().out


def test_a_release_passes_once_everything_is_signed_and_tested(content: Path, tmp_path: Path) -> None:
    for path in content.glob("*.yml"):
        path.write_text(
            path.read_text(encoding="utf-8").replace("status: draft", "status: reviewed"), encoding="utf-8"
        )
    registry = tmp_path / "hotlines.csv"
    rows = REGISTRY.read_text(encoding="utf-8").replace("2022-03-01,needs_test_call", f"{FRESH},verified")
    registry.write_text(rows, encoding="utf-8")
    services = tmp_path / "services"
    services.mkdir()
    released = ("--release", "--hotlines", str(registry), "--services", str(services))
    assert run(content, *released) == 0
    assert run(content, *released, "--today", "2027-01-01") == 1


def test_an_unsafe_word_fails_and_is_shown(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(content, "danger.yml", "سلامتك اول شي", "بعّد السلاح اول شي")
    assert run(content) == 1
    assert "FAIL  SM01  danger.yml: danger.violence (neutral)" in capsys.readouterr().out


def test_a_missing_text_fails(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(content, "danger.yml", "id: danger.calling", "id: danger.ringing")
    assert run(content) == 1
    assert "danger.calling: is missing" in capsys.readouterr().out


def test_an_unsafe_response_of_the_assistant_fails(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    domain = tmp_path / "domain.yaml"
    domain.write_text("responses: {utter_x: [{text: الرقم 104}]}", encoding="utf-8")
    assert main(["--texts", str(content), "--today", FRESH, "--assistant", str(domain)]) == 1
    assert "utter_x[0]" in capsys.readouterr().out


def test_a_broken_file_fails_with_its_name(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "broken.yml").write_text("texts: [", encoding="utf-8")
    assert run(content) == 1
    assert "broken.yml" in capsys.readouterr().out


def test_stale_numbers_warn_without_failing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(content, "--today", "2026-12-01") == 0
    assert "WARN  REG01  hotlines.csv: 911" in capsys.readouterr().out


def test_every_draft_is_listed_when_asked(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(content, "--drafts")
    assert "REV01  danger.yml: danger.calling: version 1 is a draft" in capsys.readouterr().out


def test_instruments_in_our_own_words_are_named_until_they_are_signed(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(content) == 0
    out = capsys.readouterr().out
    assert "WARN  INS01  questionnaire.yml: phq9: 9 items" in out
    assert "who5: 5 items" in out and "asq: 5 items" in out

    for path in content.glob("*.yml"):
        body = path.read_text(encoding="utf-8")
        path.write_text(body.replace("status: draft", "status: reviewed"), encoding="utf-8")
    assert run(content) == 0
    assert "INS01" not in capsys.readouterr().out
