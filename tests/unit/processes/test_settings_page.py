"""The page of settings, and the command that prints it."""

from helpline.infra.settings import ROOT, Settings, env_name
from processes.cli import main
from processes.settings_page import page


def test_each_setting_is_one_row_of_three_cells() -> None:
    rows = [line for line in page().splitlines() if line.startswith("| `")]

    assert len(rows) == len(Settings.model_fields)
    for row in rows:
        assert row.replace("\\|", "").count("|") == 4, row


def test_the_order_is_that_of_the_code() -> None:
    names = [line.split("`")[1] for line in page().splitlines() if line.startswith("| `")]

    assert names == [env_name(name) for name in Settings.model_fields]


def test_the_allowed_values_and_the_defaults_are_shown() -> None:
    assert "One of `development`, `production`." in page()
    assert "| `ROSTER_FILE` | `config/roster.yml` |" in page()
    assert "| `HELPLINE_TIME_SCALE` | `1.0` |" in page()
    assert str(ROOT) not in page()


def test_the_command_prints_it(capsys) -> None:  # type: ignore[no-untyped-def]
    assert main(["settings"]) == 0
    assert capsys.readouterr().out.strip() == page().strip()
