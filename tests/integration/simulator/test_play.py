"""Scenarios are played through the control API and their outcome recorded."""

from __future__ import annotations

import io
import json
import threading

import httpx
import pytest

from simulator.counsellor import counsellor_turn
from simulator.play import PlaySettings, play, read, settings_from_env
from simulator.settings import Counsellor

COUNSELLOR = "+9647700000002"


class ToyHelpline:
    """Answer each message, alert the counsellor at a word, keep a case as the real one would."""

    def __init__(self, simulator, helpline) -> None:
        self.simulator = simulator
        self.helpline = helpline
        self.case = None
        self.alerts = []
        types = {"twilio/quick-reply": {"body": "شلونك؟", "actions": [{"title": "زين", "id": "fine"}]}}
        self.menu = simulator.rest("POST", "/v1/Content", json={"language": "ar", "types": types}).json()[
            "sid"
        ]
        end = {"twilio/quick-reply": {"body": "خلصت؟", "actions": [{"title": "خلصت", "id": "resolve:7"}]}}
        self.end = simulator.rest("POST", "/v1/Content", json={"language": "ar", "types": end}).json()["sid"]
        later = [{"title": "لا", "id": "close:7:none"}, {"title": "باچر", "id": "close:7:one_day"}]
        ask = {"twilio/quick-reply": {"body": "نسأل عنه بعدين؟", "actions": later}}
        self.ask = simulator.rest("POST", "/v1/Content", json={"language": "ar", "types": ask}).json()["sid"]
        for name, sid in (("end", self.end), ("ask", self.ask)):
            wish = {"name": name, "category": "UTILITY"}
            simulator.rest("POST", f"/v1/Content/{sid}/ApprovalRequests/whatsapp", json=wish)
        helpline.answers["/whatsapp/inbound"] = self.inbound
        helpline.answers["/dev/state"] = self.state
        helpline.answers["/alert"] = '<Response><Gather numDigits="1" action="/accept"/></Response>'
        helpline.answers["/accept"] = self.accept

    def inbound(self, form):
        threading.Thread(target=self.react, args=(form,)).start()
        return 200, "text/plain", ""

    def react(self, form):
        sender = form["From"].removeprefix("whatsapp:")
        if form.get("ButtonPayload") == "resolve:7":
            self.case["state"] = "resolved"
            self.simulator.send("", to=COUNSELLOR, ContentSid=self.ask)
        elif form.get("ButtonPayload", "").startswith("close:7:"):
            self.case["follow_up"] = form["ButtonPayload"].removeprefix("close:7:")
        elif sender == COUNSELLOR:
            self.simulator.send(form["Body"], to=self.contact)
        elif form["Body"] == "خطر":
            self.contact = sender
            self.case = {"level": "RED", "state": "open"}
            self.alerts.append({"transport": "voice", "to": COUNSELLOR})
            alert = {"To": COUNSELLOR, "From": "+15550100002", "Url": f"{self.helpline.url}/alert"}
            self.simulator.rest("POST", "/Calls.json", data=alert)
            self.simulator.send("اني وياك", to=sender)
        else:
            self.simulator.send("", to=sender, ContentSid=self.menu)

    def accept(self, form):
        assert form["Digits"] == "1"
        self.case["state"] = "acknowledged"
        self.simulator.send("", to=COUNSELLOR, ContentSid=self.end)
        return 200, "text/xml", "<Response/>"

    def state(self, form):
        return 200, "application/json", json.dumps({"case": self.case, "alerts": self.alerts})


@pytest.fixture
def play_lines(simulator, helpline):
    """Play scenarios and return the exit status and what was written."""
    ToyHelpline(simulator, helpline)
    counsellors = (Counsellor("زينب", COUNSELLOR),)
    settings = PlaySettings(
        simulator.url, helpline.url, "test-token", counsellors, settle_after=0.3, patience=3
    )

    def run(*scenarios):
        lines = io.StringIO("\n".join(json.dumps(each, ensure_ascii=False) for each in scenarios))
        out = io.StringIO()
        status = play(lines, out, settings)
        return status, [json.loads(line) for line in out.getvalue().splitlines()]

    return run


def test_replies_and_buttons_are_recorded_per_turn(play_lines):
    status, (played,) = play_lines(
        {"id": "a", "channel": "whatsapp", "turns": [{"user": "هلو"}, {"button": 1}, {"wait": 0}]}
    )
    assert status == 0
    assert "ok" not in played
    menu = [{"text": "شلونك؟", "buttons": ["زين"]}]
    assert [turn["replies"] for turn in played["turns"]] == [menu, menu, []]
    assert played["turns"][0]["user"] == "هلو"
    assert (played["case"], played["alerts"]) == (None, [])


def test_a_counsellor_acknowledges_replies_and_resolves(play_lines):
    turns = [
        {"user": "خطر"},
        {"counsellor": "acknowledge"},
        {"counsellor": "reply: هلا بيك"},
        {"counsellor": "resolve"},
    ]
    expect = {"level": "RED", "state": "resolved", "alerts_min": 1, "says": ["اني وياك", "هلا بيك"]}
    status, (played,) = play_lines({"id": "red", "channel": "whatsapp", "turns": turns, "expect": expect})
    assert played["failures"] == []
    assert (status, played["ok"]) == (0, True)
    assert [reply["text"] for reply in played["turns"][2]["replies"]] == ["هلا بيك"]


@pytest.mark.parametrize(("wish", "chosen"), [("resolve", "none"), ("resolve: باچر", "one_day")])
def test_a_counsellor_who_resolves_gives_the_answer_that_the_scenario_names(play_lines, wish, chosen):
    turns = [{"user": "خطر"}, {"counsellor": "acknowledge"}, {"counsellor": wish}]
    _, (played,) = play_lines(
        {"id": "later", "channel": "whatsapp", "turns": turns, "expect": {"level": "RED"}}
    )
    assert played["failures"] == []
    assert played["case"]["follow_up"] == chosen


def test_an_unmet_expectation_fails_the_play_but_not_the_next_scenario(play_lines):
    wrong = {"level": "RED", "says": ["ما ينگال"], "never_says": ["شلونك"]}
    bad = {"id": "b", "channel": "whatsapp", "turns": [{"user": "هلو"}], "expect": wrong}
    good = {"id": "c", "channel": "whatsapp", "turns": [{"user": "هلو"}], "expect": {"case": False}}
    status, (failed, passed) = play_lines(bad, good)
    assert (status, failed["ok"], passed["ok"]) == (1, False, True)
    assert len(failed["failures"]) == 3
    assert failed["contact"] != passed["contact"]


def test_a_turn_that_cannot_be_taken_is_reported(play_lines):
    status, (played,) = play_lines({"id": "d", "turns": [{"button": 1}], "expect": {}})
    assert (status, played["ok"]) == (1, False)
    assert played["failures"][0].startswith("turn 1:")


def test_a_caller_presses_speaks_and_hangs_up(play_lines, helpline):
    gather = '<Gather input="dtmf speech" timeout="30" action="/step"><Say>احچي أو اضغط</Say></Gather>'
    helpline.answers["/ivr/incoming"] = f"<Response>{gather}</Response>"
    helpline.answers["/step"] = [
        f"<Response><Say>وصل</Say>{gather}</Response>",
        f"<Response><Say>سمعتك</Say>{gather}</Response>",
        f"<Response><Say>باقين</Say>{gather}</Response>",
    ]
    helpline.answers["/step"][0] = helpline.answers["/step"][0].replace(
        'timeout="30"', 'timeout="30" actionOnEmptyResult="true"'
    )
    helpline.answers["/step"][1] = helpline.answers["/step"][1].replace(
        'timeout="30"', 'timeout="30" actionOnEmptyResult="true"'
    )
    turns = [{"digits": "1#"}, {"speech": "تعبت"}, {"silence": True}, {"hangup": True}]
    _, (played,) = play_lines({"id": "v", "channel": "voice", "turns": turns})
    texts = [[reply["text"] for reply in turn["replies"]] for turn in played["turns"]]
    prompt = "احچي أو اضغط"
    assert texts == [[prompt, "وصل", prompt], ["سمعتك", prompt], ["باقين", prompt], []]
    assert [form.get("SpeechResult") for form in helpline.to("/step")] == [None, "تعبت", None]


def test_a_line_that_is_no_scenario_is_named():
    with pytest.raises(ValueError, match="line 2"):
        list(read(io.StringIO('{"turns": []}\n{"turns": 5}\n')))


def test_the_player_learns_the_rest_from_the_running_simulator(simulator, helpline):
    env = {"TWILIO_ACCOUNT_SID": "AC", "TWILIO_AUTH_TOKEN": "t", "TWILIO_API_URL": simulator.url}
    settings = settings_from_env(env)
    assert (settings.simulator_url, settings.public_url) == (simulator.url, helpline.url)
    assert [each.number for each in settings.counsellors] == [COUNSELLOR]


def test_only_the_cases_own_alert_is_acknowledged_when_the_helpline_names_it(simulator, helpline, eventually):
    helpline.answers["/alert"] = '<Response><Gather numDigits="1" action="/accept"/></Response>'
    helpline.answers["/accept"] = "<Response/>"
    form = {"To": COUNSELLOR, "From": "+15550100002", "Url": f"{helpline.url}/alert"}
    ours, other = (simulator.rest("POST", "/Calls.json", data=form).json()["sid"] for _ in range(2))
    counsellors = (Counsellor("زينب", COUNSELLOR),)
    with httpx.Client(base_url=f"{simulator.url}/sim/", verify=False) as http:
        counsellor_turn(http, counsellors, "acknowledge", 3, lambda: {ours})
    assert eventually(lambda: helpline.to("/accept"))[0]["CallSid"] == ours
    assert simulator.call(other)["status"] == "ringing"


def test_several_are_played_at_once_but_none_beside_a_counsellors(simulator, helpline, monkeypatch):
    meeting, playing = threading.Barrier(2, timeout=10), []
    beside_the_counsellors = []

    def play_one(scenario, http, settings):
        playing.append(scenario["id"])
        if "counsellor" in scenario["turns"][0]:
            beside_the_counsellors.append([*playing])
        else:
            meeting.wait()
        playing.remove(scenario["id"])
        return scenario

    monkeypatch.setattr("simulator.play.play_one", play_one)
    alone, together = [{"counsellor": "resolve"}], [{"user": "هلو"}]
    asked = [("a", together), ("b", together), ("c", alone), ("d", alone), ("e", together), ("f", together)]
    lines = io.StringIO("\n".join(json.dumps({"id": name, "turns": turns}) for name, turns in asked))
    out = io.StringIO()
    assert play(lines, out, PlaySettings(simulator.url, helpline.url, "test-token", at_once=2)) == 0
    assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == ["a", "b", "c", "d", "e", "f"]
    assert beside_the_counsellors == [["c"], ["d"]]
