"""What happens when somebody dials the helpline."""

from __future__ import annotations

import time

import pytest

from simulator import samples

CALLER = "+9647700000001"
MENU = """<Response>
  <Gather numDigits="1" timeout="5" action="/menu"><Say language="ar-AE">اضغط واحد</Say></Gather>
  <Say>ما سمعنا شي</Say><Redirect>/again</Redirect>
</Response>"""


@pytest.fixture
def dial(simulator):
    """Dial the helpline and return the call's SID."""
    return lambda **more: simulator.sim("calls", **({"from": CALLER} | more))["sid"]


def test_a_call_asks_for_twiml_while_it_rings_and_then_speaks(simulator, helpline, dial, eventually):
    helpline.answers["/ivr/incoming"] = "<Response><Say>هلو</Say></Response>"
    sid = dial()
    eventually(lambda: simulator.call(sid)["status"] == "completed")
    first = helpline.received[0]
    assert first["valid"]
    assert first["form"]["CallStatus"] == "ringing"
    assert first["form"]["Direction"] == "inbound"
    assert (first["form"]["From"], first["form"]["To"]) == (CALLER, "+15550100002")
    assert simulator.heard(sid) == ["هلو"]
    (status,) = eventually(lambda: helpline.to("/ivr/status"))
    assert (status["CallSid"], status["CallStatus"]) == (sid, "completed")
    assert int(status["CallDuration"]) >= 0


def test_a_key_pressed_during_the_prompt_goes_to_the_action(simulator, helpline, dial, eventually):
    helpline.answers["/ivr/incoming"] = MENU
    helpline.answers["/menu"] = "<Response><Say>زين</Say></Response>"
    sid = dial()
    simulator.sim(f"calls/{sid}/digits", digits="1")
    eventually(lambda: simulator.heard(sid) == ["اضغط واحد", "زين"])
    (form,) = helpline.to("/menu")
    assert (form["Digits"], form["CallSid"], form["CallStatus"]) == ("1", sid, "in-progress")


def test_silence_falls_through_to_the_next_verb(simulator, helpline, dial, eventually):
    helpline.answers["/ivr/incoming"] = MENU
    helpline.answers["/again"] = "<Response><Hangup/></Response>"
    sid = dial()
    eventually(lambda: simulator.call(sid)["status"] == "completed")
    assert simulator.heard(sid) == ["اضغط واحد", "ما سمعنا شي"]
    assert helpline.to("/menu") == []


def test_staying_silent_can_be_told_without_waiting(make_simulator, helpline, eventually):
    simulator = make_simulator(speed=1.0)
    helpline.answers["/ivr/incoming"] = '<Response><Gather timeout="60"/><Say>باقين وياك</Say></Response>'
    sid = simulator.sim("calls", **{"from": CALLER})["sid"]
    simulator.sim(f"calls/{sid}/silence")
    eventually(lambda: simulator.heard(sid) == ["باقين وياك"], timeout=2)


def test_silence_reaches_the_action_when_it_asks_for_empty_results(simulator, helpline, dial, eventually):
    gather = '<Gather actionOnEmptyResult="true" action="/menu" timeout="2"/>'
    helpline.answers["/ivr/incoming"] = f"<Response>{gather}</Response>"
    helpline.answers["/menu"] = "<Response><Hangup/></Response>"
    dial()
    (form,) = eventually(lambda: helpline.to("/menu"))
    assert form["Digits"] == ""


def test_keys_are_collected_until_the_finishing_key(simulator, helpline, dial, eventually):
    helpline.answers["/ivr/incoming"] = '<Response><Gather action="/menu"/></Response>'
    helpline.answers["/menu"] = "<Response/>"
    sid = dial()
    simulator.sim(f"calls/{sid}/digits", digits="0770#")
    (form,) = eventually(lambda: helpline.to("/menu"))
    assert (form["Digits"], form["FinishedOnKey"]) == ("0770", "#")


def test_speech_arrives_with_its_confidence(simulator, helpline, dial, eventually):
    gather = '<Gather input="dtmf speech" language="ar-IQ" action="/menu"><Say>احچي</Say></Gather>'
    helpline.answers["/ivr/incoming"] = f"<Response>{gather}</Response>"
    helpline.answers["/menu"] = "<Response/>"
    sid = dial()
    simulator.sim(f"calls/{sid}/speech", text="تعبت", confidence=0.42)
    (form,) = eventually(lambda: helpline.to("/menu"))
    assert (form["SpeechResult"], float(form["Confidence"]), form["Language"]) == ("تعبت", 0.42, "ar-IQ")


def test_a_key_means_nothing_where_only_speech_is_heard(simulator, helpline, dial):
    helpline.answers["/ivr/incoming"] = '<Response><Gather input="speech" timeout="9"/></Response>'
    sid = dial()
    refused = simulator.http.post(f"/sim/calls/{sid}/digits", json={"digits": "1", "timeout": 0.1})
    assert refused.status_code == 409


def test_a_withheld_number_shows_as_twilio_shows_it(helpline, dial, eventually):
    helpline.answers["/ivr/incoming"] = "<Response/>"
    dial(withheld=True)
    assert eventually(lambda: helpline.to("/ivr/incoming"))[0]["From"] == "+266696687"


def test_a_failed_voice_webhook_apologises_and_ends_the_call(simulator, helpline, dial, eventually):
    helpline.answers["/ivr/incoming"] = (500, "text/html", "")
    sid = dial()
    eventually(lambda: simulator.call(sid)["status"] == "completed")
    assert "application error" in simulator.heard(sid)[0]


def test_a_failed_voice_webhook_goes_to_the_fallback_url(make_simulator, helpline, eventually):
    simulator = make_simulator(voice_fallback_url=f"{helpline.url}/fallback")
    helpline.answers["/ivr/incoming"] = (500, "text/html", "")
    helpline.answers["/fallback"] = "<Response><Say>هذا رقم الطوارئ</Say></Response>"
    sid = simulator.sim("calls", **{"from": CALLER})["sid"]
    eventually(lambda: simulator.heard(sid) == ["هذا رقم الطوارئ"])
    assert helpline.to("/fallback")[0]["ErrorCode"] == "11200"


def test_broken_twiml_ends_in_the_apology(simulator, helpline, dial, eventually):
    helpline.answers["/ivr/incoming"] = "<Response><Say>"
    sid = dial()
    eventually(lambda: simulator.heard(sid) and "application error" in simulator.heard(sid)[0])
    assert simulator.http.get("/sim/warnings").json()["warnings"][0]["code"] == 12100


def test_an_unknown_attribute_is_warned_about_and_ignored(simulator, helpline, dial, eventually):
    helpline.answers["/ivr/incoming"] = '<Response><Say lang="ar">هلو</Say></Response>'
    sid = dial()
    eventually(lambda: simulator.heard(sid) == ["هلو"])
    (warning,) = simulator.http.get("/sim/warnings").json()["warnings"]
    assert warning["code"] == 12200
    assert "'lang'" in warning["text"]


def test_hanging_up_ends_the_call_at_any_moment(simulator, helpline, dial, eventually):
    helpline.answers["/ivr/incoming"] = '<Response><Pause length="600"/></Response>'
    sid = dial()
    eventually(lambda: simulator.call(sid)["status"] == "in-progress")
    simulator.sim(f"calls/{sid}/hangup")
    assert simulator.call(sid)["status"] == "completed"
    assert eventually(lambda: helpline.to("/ivr/status"))[0]["CallStatus"] == "completed"


def test_a_rejected_call_is_never_answered(simulator, helpline, dial, eventually):
    helpline.answers["/ivr/incoming"] = '<Response><Reject reason="busy"/></Response>'
    sid = dial()
    eventually(lambda: simulator.call(sid)["status"] == "busy")
    assert simulator.heard(sid) == []


def test_a_recording_is_kept_and_handed_to_the_action(simulator, helpline, dial, eventually):
    record = '<Record action="/done" maxLength="60" recordingStatusCallback="/kept"/>'
    helpline.answers["/ivr/incoming"] = f"<Response>{record}</Response>"
    helpline.answers["/done"] = "<Response><Say>شكراً</Say></Response>"
    sid = dial()
    simulator.sim(f"calls/{sid}/speech", text="اتصلوا بيه باچر")
    eventually(lambda: simulator.heard(sid) == ["شكراً"])
    (form,) = helpline.to("/done")
    assert int(form["RecordingDuration"]) > 0
    path = form["RecordingUrl"].split("/Accounts/")[1].split("/", 1)[1]
    assert simulator.rest("GET", f"/{path}.wav").content.startswith(b"RIFF")
    assert eventually(lambda: helpline.to("/kept"))[0]["RecordingSid"] == form["RecordingSid"]


def test_a_recording_of_silence_is_not_kept(simulator, helpline, dial, eventually):
    helpline.answers["/ivr/incoming"] = (
        '<Response><Record action="/done" timeout="2"/><Say>ماكو شي</Say></Response>'
    )
    sid = dial()
    eventually(lambda: simulator.heard(sid) == ["ماكو شي"])
    assert helpline.to("/done") == []


def test_hanging_up_while_recording_still_hands_the_recording_in(simulator, helpline, dial, eventually):
    helpline.answers["/ivr/incoming"] = '<Response><Record action="/done" timeout="600"/></Response>'
    sid = dial()
    simulator.sim(f"calls/{sid}/speech", text="هلو")
    eventually(lambda: simulator.heard(sid, "speech"))
    simulator.sim(f"calls/{sid}/hangup")
    assert eventually(lambda: helpline.to("/done"))[0]["Digits"] == "hangup"


def test_a_prompt_that_cannot_be_played_is_warned_about_and_skipped(simulator, helpline, dial, eventually):
    helpline.answers["/ivr/incoming"] = "<Response><Play>/p/a.wav</Play><Play>/p/b.wav</Play></Response>"
    helpline.answers["/p/a.wav"] = (404, "text/html", "")
    helpline.answers["/p/b.wav"] = (200, "audio/wav", b"RIFF")
    sid = dial()
    eventually(lambda: simulator.call(sid)["status"] == "completed")
    played = [e for e in simulator.call(sid)["transcript"] if e["kind"] == "play"]
    assert [bool(entry.get("error")) for entry in played] == [True, False]


def test_the_rest_api_redirects_and_ends_a_live_call(simulator, helpline, dial, eventually):
    helpline.answers["/ivr/incoming"] = '<Response><Pause length="600"/></Response>'
    helpline.answers["/next"] = '<Response><Say>انتقلنا</Say><Pause length="600"/></Response>'
    sid = dial()
    eventually(lambda: simulator.call(sid)["status"] == "in-progress")
    assert (
        simulator.rest("POST", f"/Calls/{sid}.json", data={"Url": f"{helpline.url}/next"}).status_code == 200
    )
    eventually(lambda: simulator.heard(sid) == ["انتقلنا"])
    again = {"Twiml": '<Response><Say>مرة ثانية</Say><Pause length="600"/></Response>'}
    simulator.rest("POST", f"/Calls/{sid}.json", data=again)
    eventually(lambda: simulator.heard(sid)[-1] == "مرة ثانية")
    ended = simulator.rest("POST", f"/Calls/{sid}.json", data={"Status": "completed"}).json()
    assert ended["status"] == "completed"
    assert ended["duration"] is not None


def test_calls_are_listed_by_number_and_status(simulator, helpline, dial, eventually):
    helpline.answers["/ivr/incoming"] = "<Response/>"
    sid = dial()
    eventually(lambda: simulator.call(sid)["status"] == "completed")
    query = {"From": CALLER, "Status": "completed"}
    listed = simulator.rest("GET", "/Calls.json", params=query).json()["calls"]
    assert [call["sid"] for call in listed] == [sid]
    assert simulator.rest("GET", "/Calls.json", params={"Status": "busy"}).json()["calls"] == []


def test_a_prompt_is_played_as_long_as_it_is(simulator, helpline, dial, eventually):
    helpline.answers["/p/long.wav"] = (200, "audio/wav", samples.recording(20))
    helpline.answers["/ivr/incoming"] = "<Response><Play>/p/long.wav</Play></Response>"
    sid = dial()
    eventually(lambda: simulator.call(sid)["status"] == "completed")
    assert 20 <= simulator.call(sid)["duration"] <= 30


def test_who_has_begun_to_speak_is_not_silent(simulator, helpline, dial, eventually):
    gather = '<Gather input="speech" timeout="4" action="/said"/>'
    helpline.answers["/ivr/incoming"] = f"<Response>{gather}<Say>ماكو أحد</Say></Response>"
    helpline.answers["/said"] = "<Response/>"
    sid = dial()
    eventually(lambda: simulator.call(sid)["doing"] == "listening")
    simulator.sim(f"calls/{sid}/speaking", seconds=2)
    time.sleep(0.5)  # Twenty seconds of the line.
    simulator.sim(f"calls/{sid}/speech", text="آني هنا")
    assert eventually(lambda: helpline.to("/said"))[0]["SpeechResult"] == "آني هنا"
    assert simulator.heard(sid) == []
