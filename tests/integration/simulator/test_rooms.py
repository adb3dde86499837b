"""Conferences and queues."""

from __future__ import annotations

import pytest

CALLER = "+9647700000001"
COUNSELLOR = "+9647700000002"


@pytest.fixture
def meeting(simulator, helpline):
    """Have a caller who waits in a conference for a counsellor."""
    events = 'statusCallback="/conf" statusCallbackEvent="start end join leave mute hold"'
    caller = f'startConferenceOnEnter="false" endConferenceOnExit="true" waitUrl="/wait" {events}'
    helpline.answers["/ivr/incoming"] = (
        f'<Response><Dial action="/after"><Conference {caller}>case-7</Conference></Dial></Response>'
    )
    helpline.answers["/wait"] = '<Response><Say>باقين وياك</Say><Pause length="5"/></Response>'
    helpline.answers["/after"] = "<Response/>"
    helpline.answers["/join"] = "<Response><Dial><Conference>case-7</Conference></Dial></Response>"
    return simulator.sim("calls", **{"from": CALLER})["sid"]


def bring(simulator, helpline, eventually):
    """Call the counsellor into the conference and return the leg's SID."""
    form = {"To": COUNSELLOR, "From": "+15550100002", "Url": f"{helpline.url}/join"}
    sid = simulator.rest("POST", "/Calls.json", data=form).json()["sid"]
    simulator.sim(f"numbers/{COUNSELLOR}/answer")
    eventually(lambda: simulator.call(sid)["doing"] == "conference")
    return sid


def events(helpline):
    return [form["StatusCallbackEvent"] for form in helpline.to("/conf")]


def room_of(simulator):
    return simulator.rest("GET", "/Conferences.json", params={"FriendlyName": "case-7"}).json()[
        "conferences"
    ][0]


def test_a_caller_waits_to_twiml_until_the_counsellor_comes(simulator, helpline, meeting, eventually):
    eventually(lambda: simulator.heard(meeting)[:1] == ["باقين وياك"])
    assert room_of(simulator)["status"] == "init"
    leg = bring(simulator, helpline, eventually)
    eventually(lambda: simulator.call(meeting)["doing"] == "conference")
    assert room_of(simulator)["status"] == "in-progress"
    simulator.sim(f"calls/{leg}/speech", text="هلا بيك")
    eventually(lambda: simulator.heard(meeting, "voice") == ["هلا بيك"])


def test_the_conference_ends_when_the_caller_leaves(simulator, helpline, meeting, eventually):
    leg = bring(simulator, helpline, eventually)
    eventually(lambda: simulator.call(meeting)["doing"] == "conference")
    simulator.sim(f"calls/{meeting}/hangup")
    eventually(lambda: simulator.call(leg)["status"] == "completed")
    eventually(lambda: "conference-end" in events(helpline))
    assert events(helpline)[:5] == [
        "participant-join",
        "conference-start",
        "participant-join",
        "participant-leave",
        "conference-end",
    ]
    assert helpline.to("/conf")[4]["CallSidEndingConference"] == meeting
    assert all(e["valid"] for e in helpline.received)


def test_a_participant_can_be_muted_held_and_removed(simulator, helpline, meeting, eventually):
    leg = bring(simulator, helpline, eventually)
    room = room_of(simulator)["sid"]
    listed = simulator.rest("GET", f"/Conferences/{room}/Participants.json").json()["participants"]
    assert {each["call_sid"] for each in listed} == {meeting, leg}
    path = f"/Conferences/{room}/Participants/{meeting}.json"
    assert simulator.rest("POST", path, data={"Muted": "true"}).json()["muted"] is True
    eventually(lambda: simulator.call(meeting)["doing"] == "conference")
    simulator.sim(f"calls/{meeting}/speech", text="تسمعوني؟")
    eventually(lambda: simulator.heard(meeting, "speech"))
    assert simulator.heard(leg, "voice") == []
    held = {"Hold": "true", "HoldUrl": f"{helpline.url}/wait"}
    assert simulator.rest("POST", path, data=held).json()["hold"] is True
    eventually(lambda: simulator.call(meeting)["doing"] in ("held", "speaking"))
    simulator.rest("POST", path, data={"Hold": "false"})
    eventually(lambda: simulator.call(meeting)["doing"] == "conference")
    assert simulator.rest("DELETE", path).status_code == 204
    assert eventually(lambda: helpline.to("/after"))[0]["DialCallStatus"] == "answered"
    eventually(
        lambda: {"participant-mute", "participant-hold", "participant-unhold"} <= set(events(helpline))
    )


def test_a_conference_can_be_ended_by_the_api(simulator, helpline, meeting, eventually):
    bring(simulator, helpline, eventually)
    room = room_of(simulator)["sid"]
    ended = simulator.rest("POST", f"/Conferences/{room}.json", data={"Status": "completed"}).json()
    assert (ended["status"], ended["reason_conference_ended"]) == ("completed", "conference-ended-via-api")
    eventually(lambda: simulator.call(meeting)["status"] == "completed")


def test_the_api_can_call_somebody_into_a_conference(simulator, helpline, meeting, eventually):
    eventually(lambda: simulator.rest("GET", "/Conferences.json").json()["conferences"])
    form = {"To": COUNSELLOR, "From": "+15550100002", "EndConferenceOnExit": "true"}
    room = room_of(simulator)["sid"]
    leg = simulator.rest("POST", f"/Conferences/{room}/Participants.json", data=form).json()["call_sid"]
    simulator.sim(f"numbers/{COUNSELLOR}/answer")
    eventually(lambda: simulator.call(meeting)["doing"] == "conference")
    simulator.sim(f"calls/{leg}/hangup")
    eventually(lambda: helpline.to("/after"))


@pytest.fixture
def queued(simulator, helpline, eventually):
    """Have a caller who waits in a queue."""
    helpline.answers["/ivr/incoming"] = (
        '<Response><Enqueue waitUrl="/wait" action="/out">oncall</Enqueue></Response>'
    )
    helpline.answers["/wait"] = '<Response><Say>دورك جاي</Say><Pause length="3"/></Response>'
    helpline.answers["/out"] = "<Response><Say>طلعت من الدور</Say></Response>"
    sid = simulator.sim("calls", **{"from": CALLER})["sid"]
    eventually(lambda: simulator.heard(sid)[:1] == ["دورك جاي"])
    return sid


def test_a_queued_caller_hears_the_waiting_twiml_with_the_place_in_the_queue(
    simulator, helpline, queued, eventually
):
    form = helpline.to("/wait")[0]
    assert (form["QueuePosition"], form["CurrentQueueSize"]) == ("1", "1")
    eventually(lambda: len(helpline.to("/wait")) > 1)
    (queue,) = simulator.rest("GET", "/Queues.json").json()["queues"]
    assert (queue["friendly_name"], queue["current_size"]) == ("oncall", 1)
    members = simulator.rest("GET", f"/Queues/{queue['sid']}/Members.json").json()["queue_members"]
    assert [member["call_sid"] for member in members] == [queued]


def test_dialling_the_queue_connects_the_front_caller_after_an_announcement(
    simulator, helpline, queued, eventually
):
    helpline.answers["/take"] = '<Response><Dial><Queue url="/soon">oncall</Queue></Dial></Response>'
    helpline.answers["/soon"] = "<Response><Say>راح نوصلك</Say></Response>"
    form = {"To": COUNSELLOR, "From": "+15550100002", "Url": f"{helpline.url}/take"}
    leg = simulator.rest("POST", "/Calls.json", data=form).json()["sid"]
    simulator.sim(f"numbers/{COUNSELLOR}/answer")
    eventually(lambda: simulator.call(queued)["doing"] == "talking")
    assert "راح نوصلك" in simulator.heard(queued)
    simulator.sim(f"calls/{leg}/speech", text="هلا")
    eventually(lambda: simulator.heard(queued, "voice") == ["هلا"])
    simulator.sim(f"calls/{leg}/hangup")
    assert eventually(lambda: helpline.to("/out"))[0]["QueueResult"] == "bridged"


def test_leaving_the_queue_goes_on_with_the_action(simulator, helpline, queued, eventually):
    helpline.answers["/wait"] = "<Response><Leave/></Response>"
    assert eventually(lambda: helpline.to("/out"))[0]["QueueResult"] == "leave"
    eventually(lambda: simulator.heard(queued)[-1] == "طلعت من الدور")


def test_a_key_in_the_waiting_twiml_may_leave_the_queue(simulator, helpline, queued, eventually):
    helpline.answers["/wait"] = '<Response><Gather numDigits="1" timeout="9" action="/key"/></Response>'
    helpline.answers["/key"] = "<Response><Leave/></Response>"
    simulator.sim(f"calls/{queued}/digits", digits="2")
    assert eventually(lambda: helpline.to("/out"))[0]["QueueResult"] == "leave"


def test_hanging_up_in_the_queue_is_reported(simulator, helpline, queued, eventually):
    simulator.sim(f"calls/{queued}/hangup")
    assert eventually(lambda: helpline.to("/out"))[0]["QueueResult"] == "hangup"
    (queue,) = simulator.rest("GET", "/Queues.json").json()["queues"]
    assert queue["current_size"] == 0


def test_a_queued_caller_can_be_redirected_by_the_api(simulator, helpline, queued, eventually):
    (queue,) = simulator.rest("GET", "/Queues.json").json()["queues"]
    helpline.answers["/elsewhere"] = "<Response><Say>تحويل</Say></Response>"
    path = f"/Queues/{queue['sid']}/Members/Front.json"
    assert simulator.rest("POST", path, data={"Url": f"{helpline.url}/elsewhere"}).status_code == 200
    eventually(lambda: simulator.heard(queued)[-1] == "تحويل")
