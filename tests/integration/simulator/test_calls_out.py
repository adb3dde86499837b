"""Calls the helpline places, and how it connects people."""

from __future__ import annotations

import pytest

CALLER = "+9647700000001"
COUNSELLOR = "+9647700000002"
OTHER = "+9647700000003"
WHISPER = (
    '<Response><Gather numDigits="1" action="/accept"><Say>حالة مستعجلة. اضغط واحد</Say></Gather>'
    "<Hangup/></Response>"
)


@pytest.fixture
def place(simulator, helpline):
    """Place a call to the counsellor and return its SID."""

    def call(**more):
        form = {"To": COUNSELLOR, "From": "+15550100002", "Url": f"{helpline.url}/alert"}
        form |= {"StatusCallback": f"{helpline.url}/status"}
        form["StatusCallbackEvent"] = ["initiated", "ringing", "answered", "completed"]
        answer = simulator.rest("POST", "/Calls.json", data=form | more)
        assert answer.status_code == 201, answer.text
        return answer.json()["sid"]

    return call


def statuses(helpline):
    return [form["CallStatus"] for form in helpline.to("/status")]


def test_a_phone_rings_until_it_is_answered_and_a_key_reaches_the_action(
    simulator, helpline, place, eventually
):
    helpline.answers["/alert"] = WHISPER
    helpline.answers["/accept"] = "<Response><Say>شكراً</Say></Response>"
    sid = place()
    simulator.sim(f"numbers/{COUNSELLOR}/answer")
    simulator.sim(f"calls/{sid}/digits", digits="1")
    eventually(lambda: statuses(helpline)[-1:] == ["completed"])
    assert statuses(helpline) == ["initiated", "ringing", "in-progress", "completed"]
    assert helpline.to("/accept")[0]["Digits"] == "1"
    assert helpline.to("/alert")[0]["Direction"] == "outbound-api"
    numbers = [int(form["SequenceNumber"]) for form in helpline.to("/status")]
    assert numbers == [0, 1, 2, 3]


def test_a_phone_left_ringing_is_no_answer(simulator, helpline, place, eventually):
    place(Timeout="5")
    eventually(lambda: statuses(helpline)[-1:] == ["no-answer"])
    assert helpline.to("/alert") == []


@pytest.mark.parametrize(
    ("habit", "status"), [("decline", "busy"), ("busy", "busy"), ("unreachable", "failed")]
)
def test_phones_with_a_habit_refuse(simulator, helpline, place, eventually, habit, status):
    simulator.sim(f"numbers/{COUNSELLOR}", answer=habit, after=0.5)
    place()
    eventually(lambda: statuses(helpline)[-1:] == [status])


def test_a_phone_with_the_habit_answers_and_presses_one(simulator, helpline, place, eventually):
    simulator.sim(f"numbers/{COUNSELLOR}", answer="human", after=1, press="1")
    helpline.answers["/alert"] = WHISPER
    helpline.answers["/accept"] = "<Response/>"
    place()
    assert eventually(lambda: helpline.to("/accept"))[0]["Digits"] == "1"


def test_a_voicemail_is_recognised_and_presses_nothing(simulator, helpline, place, eventually):
    simulator.sim(f"numbers/{COUNSELLOR}", answer="machine", press="1")
    helpline.answers["/alert"] = WHISPER
    place(MachineDetection="Enable")
    eventually(lambda: statuses(helpline)[-1:] == ["completed"])
    assert helpline.to("/alert")[0]["AnsweredBy"] == "machine_start"
    assert helpline.to("/status")[-1]["AnsweredBy"] == "machine_start"
    assert helpline.to("/accept") == []


def test_asynchronous_detection_reports_while_the_call_goes_on(simulator, helpline, place, eventually):
    simulator.sim(f"numbers/{COUNSELLOR}", answer="human")
    helpline.answers["/alert"] = '<Response><Pause length="600"/></Response>'
    place(MachineDetection="Enable", AsyncAmd="true", AsyncAmdStatusCallback=f"{helpline.url}/amd")
    assert eventually(lambda: helpline.to("/amd"))[0]["AnsweredBy"] == "human"
    assert "AnsweredBy" not in helpline.to("/alert")[0]


def test_a_ringing_call_can_be_cancelled(simulator, helpline, place, eventually):
    sid = place()
    eventually(lambda: simulator.call(sid)["status"] == "ringing")
    simulator.rest("POST", f"/Calls/{sid}.json", data={"Status": "completed"})
    eventually(lambda: statuses(helpline)[-1:] == ["canceled"])


@pytest.mark.parametrize(
    ("form", "code"),
    [({"To": ""}, 21201), ({"From": ""}, 21213), ({"From": OTHER}, 21210), ({"Url": "x"}, 21205)],
)
def test_a_call_that_cannot_be_placed_is_refused_at_once(simulator, helpline, form, code):
    whole = {"To": COUNSELLOR, "From": "+15550100002", "Url": f"{helpline.url}/alert"} | form
    refused = simulator.rest("POST", "/Calls.json", data=whole)
    assert (refused.status_code, refused.json()["code"]) == (400, code)


@pytest.fixture
def dialled(simulator, helpline, eventually):
    """Have a caller whom the helpline connects to the counsellor after a whisper."""
    number = f'<Number url="/whisper">{COUNSELLOR}</Number>'
    helpline.answers["/ivr/incoming"] = (
        f'<Response><Dial action="/after" timeout="20">{number}</Dial></Response>'
    )
    helpline.answers["/whisper"] = WHISPER
    helpline.answers["/accept"] = "<Response/>"
    helpline.answers["/after"] = "<Response><Say>رجعنا الك</Say></Response>"
    return simulator.sim("calls", **{"from": CALLER})["sid"]


def leg_of(simulator, number=COUNSELLOR):
    return simulator.http.get("/sim/calls", params={"number": number}).json()["calls"][-1]["sid"]


def test_the_called_person_hears_the_whisper_and_then_both_talk(simulator, helpline, dialled, eventually):
    simulator.sim(f"numbers/{COUNSELLOR}/answer")
    leg = leg_of(simulator)
    simulator.sim(f"calls/{leg}/digits", digits="1")
    eventually(lambda: simulator.call(dialled)["doing"] == "talking")
    assert simulator.heard(dialled) == []
    simulator.sim(f"calls/{leg}/speech", text="هلا، وياك زينب")
    eventually(lambda: simulator.heard(dialled, "voice") == ["هلا، وياك زينب"])
    simulator.sim(f"calls/{dialled}/speech", text="هلا بيچ")
    eventually(lambda: simulator.heard(leg, "voice") == ["هلا بيچ"])
    simulator.sim(f"calls/{leg}/hangup")
    eventually(lambda: simulator.heard(dialled) == ["رجعنا الك"])
    (form,) = helpline.to("/after")
    assert (form["DialCallStatus"], form["DialCallSid"], form["DialBridged"]) == ("completed", leg, "true")
    assert helpline.to("/whisper")[0]["CallSid"] == leg
    assert helpline.to("/whisper")[0]["ParentCallSid"] == dialled


def test_a_whisper_without_a_key_is_no_answer(simulator, helpline, dialled, eventually):
    simulator.sim(f"numbers/{COUNSELLOR}/answer")
    leg = leg_of(simulator)
    simulator.sim(f"calls/{leg}/silence")
    (form,) = eventually(lambda: helpline.to("/after"))
    assert (form["DialCallStatus"], form["DialBridged"]) == ("no-answer", "false")
    assert simulator.call(leg)["status"] == "completed"


def test_an_unanswered_dial_reports_no_answer(simulator, helpline, dialled, eventually):
    (form,) = eventually(lambda: helpline.to("/after"))
    assert form["DialCallStatus"] == "no-answer"
    eventually(lambda: simulator.heard(dialled) == ["رجعنا الك"])


def test_a_caller_who_hangs_up_stops_the_ringing(simulator, helpline, dialled, eventually):
    eventually(lambda: simulator.http.get("/sim/calls", params={"number": COUNSELLOR}).json()["calls"])
    leg = leg_of(simulator)
    eventually(lambda: simulator.call(leg)["status"] == "ringing")
    simulator.sim(f"calls/{dialled}/hangup")
    eventually(lambda: simulator.call(leg)["status"] == "canceled")
    assert eventually(lambda: helpline.to("/after"))[0]["DialCallStatus"] == "canceled"


def test_several_phones_ring_and_the_first_to_answer_gets_the_call(simulator, helpline, eventually):
    numbers = f"<Number>{COUNSELLOR}</Number><Number>{OTHER}</Number>"
    helpline.answers["/ivr/incoming"] = f"<Response><Dial>{numbers}</Dial></Response>"
    caller = simulator.sim("calls", **{"from": CALLER})["sid"]
    simulator.sim(f"numbers/{OTHER}/answer")
    eventually(lambda: simulator.call(caller)["doing"] == "talking")
    assert simulator.call(leg_of(simulator, COUNSELLOR))["status"] == "canceled"
    assert simulator.call(leg_of(simulator, OTHER))["doing"] == "talking"


def test_redirecting_the_caller_hangs_up_the_other_leg(simulator, helpline, dialled, eventually):
    helpline.answers["/elsewhere"] = '<Response><Say>لحظة</Say><Pause length="600"/></Response>'
    helpline.answers["/whisper"] = "<Response/>"
    simulator.sim(f"numbers/{COUNSELLOR}/answer")
    eventually(lambda: simulator.call(dialled)["doing"] == "talking")
    simulator.rest("POST", f"/Calls/{dialled}.json", data={"Url": f"{helpline.url}/elsewhere"})
    eventually(lambda: simulator.heard(dialled) == ["لحظة"])
    eventually(lambda: simulator.call(leg_of(simulator))["status"] == "completed")


def test_redirecting_the_called_leg_keeps_it_and_frees_the_caller(simulator, helpline, dialled, eventually):
    helpline.answers["/elsewhere"] = '<Response><Say>لحظة</Say><Pause length="600"/></Response>'
    helpline.answers["/whisper"] = "<Response/>"
    simulator.sim(f"numbers/{COUNSELLOR}/answer")
    eventually(lambda: simulator.call(dialled)["doing"] == "talking")
    leg = leg_of(simulator)
    simulator.rest("POST", f"/Calls/{leg}.json", data={"Url": f"{helpline.url}/elsewhere"})
    eventually(lambda: simulator.heard(dialled) == ["رجعنا الك"])
    eventually(lambda: simulator.heard(leg)[-1:] == ["لحظة"])
    assert simulator.call(leg)["status"] == "in-progress"
