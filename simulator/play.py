"""Play scenarios against the running helpline: people write, dial and answer through the simulator.

Scenarios in which no counsellor does anything may be played several at a time: each has a contact of its own,
while a counsellor's phone is one and the same in all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

import httpx

from simulator.counsellor import counsellor_turn
from simulator.expectations import failures_of
from simulator.players import Caller, Player, Writer
from simulator.settings import Counsellor, from_env


@dataclass(frozen=True, slots=True)
class PlaySettings:
    """Say where the simulator and the helpline are; ``settle_after`` and ``patience`` in seconds.

    ``at_once`` scenarios are played at a time, where no counsellor takes part.
    """

    simulator_url: str
    public_url: str
    auth_token: str
    counsellors: tuple[Counsellor, ...] = ()
    settle_after: float = 0.6
    patience: float = 12.0
    at_once: int = 1


def settings_from_env(env: Mapping[str, str] | None = None) -> PlaySettings:
    """Read settings from the environment and the running simulator; raise ValueError or httpx.HTTPError."""
    env = os.environ if env is None else env
    account = from_env(env)
    url = (env.get("SIMULATOR_URL") or env.get("TWILIO_API_URL") or account.api_url).rstrip("/")
    running = httpx.get(f"{url}/sim/state", timeout=10, trust_env=False).raise_for_status().json()
    counsellors = tuple(Counsellor(each["name"], each["number"]) for each in running["counsellors"])
    return PlaySettings(url, running["public_url"], account.auth_token, counsellors)


def play(file: TextIO, out: TextIO, settings: PlaySettings) -> int:
    """Play every scenario of a file, write a JSON line each in its order; return 1 if any failed, else 0."""
    status = 0
    with httpx.Client(base_url=f"{settings.simulator_url}/sim/", timeout=30, trust_env=False) as http:
        for played in _played(read(file), http, settings):
            out.write(json.dumps(played, ensure_ascii=False) + "\n")
            out.flush()
            if played.get("ok") is False:
                status = 1
    return status


def _played(
    scenarios: Iterable[dict[str, Any]], http: httpx.Client, settings: PlaySettings
) -> Iterator[dict[str, Any]]:
    """Yield each scenario as it was played, in the order given."""
    with ThreadPoolExecutor(settings.at_once) as pool:
        for answered, some in groupby(scenarios, _counsellor_takes_part):
            if answered:
                yield from (play_one(one, http, settings) for one in some)
            else:
                yield from pool.map(lambda one: play_one(one, http, settings), some)


def _counsellor_takes_part(scenario: dict[str, Any]) -> bool:
    return any("counsellor" in turn for turn in scenario["turns"])


def read(file: TextIO) -> Iterator[dict[str, Any]]:
    """Yield the scenarios of a file; raise ValueError naming the line that is not one."""
    for number, line in enumerate(file, 1):
        if not line.strip() or line.lstrip().startswith("//"):
            continue
        try:
            scenario = json.loads(line)
        except ValueError as failure:
            raise ValueError(f"line {number}: not JSON ({failure})") from failure
        if not isinstance(scenario, dict) or not isinstance(scenario.get("turns"), list):
            raise ValueError(f"line {number}: a scenario is an object with turns")
        yield scenario


def play_one(scenario: dict[str, Any], http: httpx.Client, settings: PlaySettings) -> dict[str, Any]:
    """Play one scenario with a contact of its own; return it with replies, case, alerts and the verdict."""
    number = fresh_number(http, settings)
    player = _player(scenario.get("channel"), http, number, settings)
    turns: list[dict[str, Any]] = []
    trouble: list[str] = []
    for turn in scenario["turns"]:
        try:
            replies = _take(player, turn, http, settings, number)
        except (httpx.HTTPStatusError, ValueError) as failure:
            # The rest still plays, so that the record shows where things went wrong.
            replies = []
            trouble.append(f"turn {len(turns) + 1}: {_reason(failure)}")
        turns.append({**turn, "replies": replies})
    player.close()
    state = dev_state(settings, number)
    del state["busy"]
    played = {**scenario, "turns": turns, "contact": number, **state}
    if trouble or "expect" in scenario:
        failures = trouble + failures_of(scenario.get("expect", {}), played)
        played |= {"ok": not failures, "failures": failures}
    return played


def _player(channel: str | None, http: httpx.Client, number: str, settings: PlaySettings) -> Player:
    if channel == "voice":
        return Caller(http, number, settings.settle_after, settings.patience)

    def busy() -> bool:
        return bool(dev_state(settings, number)["busy"])

    return Writer(http, number, settings.settle_after, settings.patience, busy)


def _take(
    player: Player, turn: dict[str, Any], http: httpx.Client, settings: PlaySettings, number: str
) -> list[dict[str, Any]]:
    if "counsellor" in turn:
        wish = str(turn["counsellor"])
        counsellor_turn(
            http, settings.counsellors, wish, settings.patience, lambda: _alerts_of(settings, number)
        )
        return player.settle(hopeful=False)
    return player.take(turn)


def _reason(failure: Exception) -> str:
    if isinstance(failure, httpx.HTTPStatusError):
        return f"{failure.request.url.path}: {failure.response.status_code} {failure.response.text[:200]}"
    return str(failure)


def _alerts_of(settings: PlaySettings, number: str) -> set[str]:
    return {alert["sid"] for alert in dev_state(settings, number)["alerts"] if alert.get("sid")}


def fresh_number(http: httpx.Client, settings: PlaySettings) -> str:
    """Return a fictitious number nobody has used yet; counsellors keep the low ones."""
    while True:
        number = f"+964770000{secrets.randbelow(9000) + 1000}"
        messages = http.get("messages", params={"number": number, "limit": 1}).json()["messages"]
        calls = http.get("calls", params={"number": number}).json()["calls"]
        if not messages and not calls and dev_state(settings, number)["case"] is None:
            return number


def dev_state(settings: PlaySettings, number: str) -> dict[str, Any]:
    """Ask the helpline for a contact's case and alerts; says so where it cannot be asked."""
    try:
        answer = httpx.get(
            f"{settings.public_url}/dev/state",
            params={"number": number},
            headers={"Authorization": f"Bearer {settings.auth_token}"},
            timeout=10,
            trust_env=False,
        )
        answer.raise_for_status()
        found = answer.json()
    except (httpx.HTTPError, ValueError) as failure:
        return {"case": None, "alerts": [], "busy": False, "state_error": f"/dev/state: {failure}"}
    return {"case": found.get("case"), "alerts": found.get("alerts", []), "busy": bool(found.get("busy"))}


def main(arguments: list[str] | None = None) -> int:
    """Play the file named on the command line (``-``: standard input) to standard output."""
    parser = argparse.ArgumentParser(prog="helpline play", description=main.__doc__)
    parser.add_argument("file", help="a file of scenarios, one JSON object a line; -: standard input")
    parser.add_argument("--at-once", type=int, default=1, metavar="N", help="scenarios played at a time")
    options = parser.parse_args(arguments)
    if options.at_once < 1:
        parser.error("--at-once is at least 1")
    settings = replace(settings_from_env(), at_once=options.at_once)
    from_stdin = options.file == "-"
    with nullcontext(sys.stdin) if from_stdin else Path(options.file).open(encoding="utf-8") as file:
        return play(file, sys.stdout, settings)


if __name__ == "__main__":
    raise SystemExit(main())
