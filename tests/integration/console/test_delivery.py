"""What every page comes with: its headers, its weight, its cookies."""

import gzip
import re
from pathlib import Path

import psycopg
import pytest
from cryptography.fernet import Fernet

from tests.conftest import clear_caches
from tests.integration.console.conftest import Browser, Console

GZIP = {"Accept-Encoding": "gzip"}


def test_a_page_runs_and_loads_nothing_but_the_consoles_own(console: Console) -> None:
    answer = console.as_("counsellor").get("/me")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert re.findall(r"<script(?! src=)|<style| style=| on\w+=", answer.text) == []
    assert re.findall(r"(?:src|href|action)=\"(?!/|#)[^\"]+", answer.text) == []


def test_no_page_is_kept_and_every_file_is(console: Console) -> None:
    answer = console.as_("counsellor").get("/me")
    assert answer.headers["Cache-Control"] == "no-store"
    for path in re.findall(r'(?:src|href)="(/static/[^"]+)"', answer.text):
        kept = console.app.test_client().get(path)
        assert kept.status_code == 200
        assert "max-age=31536000" in kept.headers["Cache-Control"]


def test_the_first_view_weighs_less_than_60_kb(console: Console) -> None:
    client = console.app.test_client()
    page = client.get("/login", headers=GZIP)
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', gzip.decompress(page.data).decode())
    weights = {path: len(client.get(path, headers=GZIP).data) for path in files}
    assert sum(weights.values()) + len(page.data) < 30_000, weights
    assert any("htmx" in path for path in files)


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "nothing.js"])
def test_only_the_consoles_files_are_sent(console: Console, name: str) -> None:
    assert console.app.test_client().get(f"/static/0/{name}").status_code in (302, 404)


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(console: Console) -> None:
    cookie = console.app.test_client().get("/login").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.fixture
def production(console: Console, environment: pytest.MonkeyPatch, redis_url: str) -> Console:
    """The console as production has it, behind a proxy."""
    from console.app import create_app

    sids = dict.fromkeys(("ALERT_CONTENT_SID", "REOPEN_CONTENT_SID"), "HX" + "0" * 32)
    more = {"HELPLINE_ENV": "production", "HELPLINE_ENCRYPTION_KEYS": Fernet.generate_key().decode()}
    for name, value in {
        **sids,
        **more,
        "WATCHDOG_URL": "https://watch.example.org",
        "CONSOLE_URL": "https://console.example.org",
        "TWILIO_API_URL": "",
    }.items():
        environment.setenv(name, value)
    clear_caches()
    return Console(create_app(), console.time)


def test_in_production_everything_is_over_tls_but_the_supervisors_look(production: Console) -> None:
    client = production.app.test_client()
    assert client.get("/login").location == "https://localhost/login"
    assert client.get("/health").status_code == 200
    answer = client.get("/login", headers={"X-Forwarded-Proto": "https"})
    assert answer.status_code == 200
    assert answer.headers["Set-Cookie"].startswith("__Host-console=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_behind_a_proxy_each_address_counts_for_itself(production: Console) -> None:
    def at(address: str) -> Browser:
        client = production.app.test_client()
        client.environ_base |= {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": address}
        browser = Browser(client, production.time)
        browser.get("/login")
        return browser

    guesser, other = at("192.0.2.1"), at("192.0.2.2")
    tries = [
        guesser.post("/login", {"name": f"nobody{number}", "password": "x"}).status_code
        for number in range(41)
    ]
    assert (tries[0], tries[-1]) == (401, 429)
    assert other.post("/login", {"name": "another", "password": "x"}).status_code == 401


def test_health_says_whether_the_database_answers(console: Console) -> None:
    assert console.app.test_client().get("/health").data == b"ok\n"


@pytest.mark.parametrize(
    "statement", ["TRUNCATE audit_log", "DELETE FROM audit_log", "UPDATE audit_log SET actor = 'nobody'"]
)
def test_what_is_in_the_audit_log_stays_in_it(console: Console, database: str, statement: str) -> None:
    console.as_("counsellor")
    with psycopg.connect(database) as connection, pytest.raises(psycopg.errors.RaiseException):
        connection.execute(statement)


def test_htmx_comes_out_of_its_package() -> None:
    root = Path(__file__).resolve().parents[3] / "console" / "static"
    assert [path.name for path in root.rglob("*htmx*")] == []
