"""helpline triage reads lines or JSONL and writes one object for each."""

import io
import json

from helpline.triage.cli import main


def run(source: str) -> tuple[int, list[dict[str, object]]]:
    out = io.StringIO()
    code = main(io.StringIO(source), out)
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def test_plain_lines_are_texts() -> None:
    code, rows = run("شلونك\nما اريد اعيش\n")
    assert code == 0
    assert [row["text"] for row in rows] == ["شلونك", "ما اريد اعيش"]
    assert [row["level"] for row in rows] == ["GREEN", "AMBER"]
    assert set(rows[0]) == {"text", "level", "routes", "score", "reasons"}


def test_json_lines_may_bring_earlier_texts() -> None:
    code, rows = run(json.dumps({"text": "هسه", "recent": ["اريد اموت"]}) + "\n")
    assert (code, rows[0]["level"]) == (0, "RED")


def test_arabic_is_written_as_arabic() -> None:
    out = io.StringIO()
    main(io.StringIO("شلونك\n"), out)
    assert "شلونك" in out.getvalue()


def test_a_bad_line_is_answered_with_an_error_and_reading_goes_on() -> None:
    code, rows = run('{"text": \n{"recent": []}\n{"text": "x", "recent": "y"}\nشكرا\n')
    assert code == 1
    assert [row.get("line") for row in rows[:3]] == [1, 2, 3]
    assert all("error" in row for row in rows[:3])
    assert rows[3]["level"] == "GREEN"


def test_empty_lines_are_passed_over() -> None:
    assert run("\n  \n") == (0, [])
