"""What becomes of messages the helpline sends."""

from __future__ import annotations

import json

import pytest

CONTACT = "+9647700000001"
QUICK = {
    "friendly_name": "asq",
    "language": "ar",
    "types": {
        "twilio/quick-reply": {
            "body": "{{1}}",
            "actions": [{"title": "اي", "id": "yes"}, {"title": "لا", "id": "no"}],
        }
    },
}
LIST = {
    "language": "ar",
    "types": {
        "twilio/list-picker": {
            "body": "شتختار؟",
            "button": "اختار",
            "items": [
                {"item": "نفس", "id": "breathe", "description": "تمرين"},
                {"item": "نوم", "id": "sleep"},
            ],
        }
    },
}


@pytest.fixture
def session(simulator):
    """Open the contact's 24-hour session."""
    simulator.sim("messages", **{"from": CONTACT, "body": "هلو"})
    return simulator


def statuses(helpline):
    return [form["MessageStatus"] for form in helpline.to("/status")]


def test_a_message_runs_through_its_statuses_in_order(session, helpline, eventually):
    answer = session.send(StatusCallback=f"{helpline.url}/status?outbox=7")
    assert answer.status_code == 201
    assert answer.json()["status"] == "queued"
    eventually(lambda: statuses(helpline)[-1:] == ["read"])
    assert statuses(helpline) == ["queued", "sent", "delivered", "read"]
    callbacks = [entry for entry in helpline.received if entry["path"] == "/status"]
    assert all(entry["valid"] and entry["query"] == {"outbox": "7"} for entry in callbacks)
    sid = answer.json()["sid"]
    assert {form["MessageSid"] for form in helpline.to("/status")} == {sid}
    assert session.rest("GET", f"/Messages/{sid}.json").json()["status"] == "read"


def test_free_text_outside_the_window_is_accepted_and_then_fails(simulator, helpline, eventually):
    answer = simulator.send(StatusCallback=f"{helpline.url}/status")
    assert answer.status_code == 201
    eventually(lambda: statuses(helpline)[-1:] == ["failed"])
    assert helpline.to("/status")[-1]["ErrorCode"] == "63016"
    assert simulator.rest("GET", f"/Messages/{answer.json()['sid']}.json").json()["error_code"] == 63016


def test_the_window_closes_after_a_day(session, eventually):
    session.sim("clock", advance=24 * 3600 + 1)
    sid = session.send().json()["sid"]
    eventually(lambda: session.rest("GET", f"/Messages/{sid}.json").json()["error_code"] == 63016)


def test_an_approved_template_opens_a_conversation_and_an_unapproved_one_does_not(simulator, eventually):
    content = simulator.rest("POST", "/v1/Content", json=QUICK).json()["sid"]
    variables = json.dumps({"1": "هلو"})
    early = simulator.send("", ContentSid=content, ContentVariables=variables).json()["sid"]
    eventually(lambda: simulator.rest("GET", f"/Messages/{early}.json").json()["error_code"] == 63016)
    wish = {"name": "asq", "category": "UTILITY"}
    submitted = simulator.rest("POST", f"/v1/Content/{content}/ApprovalRequests/whatsapp", json=wish)
    assert submitted.json()["status"] == "received"
    approval = simulator.rest("GET", f"/v1/Content/{content}/ApprovalRequests").json()["whatsapp"]
    assert approval["status"] == "approved"
    later = simulator.send("", ContentSid=content, ContentVariables=variables).json()["sid"]
    eventually(lambda: simulator.rest("GET", f"/Messages/{later}.json").json()["status"] == "read")


def test_a_list_is_never_approved_for_opening_a_conversation(simulator):
    content = simulator.rest("POST", "/v1/Content", json=LIST).json()["sid"]
    wish = {"name": "menu", "category": "UTILITY"}
    simulator.rest("POST", f"/v1/Content/{content}/ApprovalRequests/whatsapp", json=wish)
    approval = simulator.rest("GET", f"/v1/Content/{content}/ApprovalRequests").json()["whatsapp"]
    assert approval["status"] == "rejected"


def test_quick_replies_go_out_in_a_session_and_a_tap_comes_back(session, helpline, eventually):
    content = session.rest("POST", "/v1/Content", json=QUICK).json()["sid"]
    sent = session.send("", ContentSid=content, ContentVariables=json.dumps({"1": "سؤال"})).json()
    assert sent["body"] == "سؤال"
    eventually(lambda: session.http.get(f"/sim/messages/{sent['sid']}").json()["seen"])
    session.sim(f"numbers/{CONTACT}/tap", button="yes")
    form = helpline.to("/whatsapp/inbound")[-1]
    assert (form["ButtonText"], form["ButtonPayload"], form["Body"]) == ("اي", "yes", "اي")
    assert form["OriginalRepliedMessageSid"] == sent["sid"]
    assert form["MessageType"] == "button"


def test_a_list_comes_back_as_a_list_reply(session, helpline, eventually):
    content = session.rest("POST", "/v1/Content", json=LIST).json()["sid"]
    sid = session.send("", ContentSid=content).json()["sid"]
    eventually(lambda: session.http.get(f"/sim/messages/{sid}").json()["seen"])
    session.sim(f"messages/{sid}/tap", button=1)
    form = helpline.to("/whatsapp/inbound")[-1]
    assert (form["ListId"], form["ListTitle"], form["Body"]) == ("breathe", "نفس", "نفس")
    assert "ButtonPayload" not in form


def test_too_many_quick_replies_are_refused_by_whatsapp(session, eventually):
    many = {"body": "x", "actions": [{"title": str(n), "id": str(n)} for n in range(4)]}
    template = {"language": "ar", "types": {"twilio/quick-reply": many}}
    content = session.rest("POST", "/v1/Content", json=template).json()["sid"]
    sid = session.send("", ContentSid=content).json()["sid"]
    eventually(lambda: session.rest("GET", f"/Messages/{sid}.json").json()["error_code"] == 63013)


def test_a_list_of_eleven_rows_cannot_be_created(simulator):
    rows = [{"item": str(n), "id": str(n)} for n in range(11)]
    template = {
        "language": "ar",
        "types": {"twilio/list-picker": {"body": "x", "button": "y", "items": rows}},
    }
    refused = simulator.rest("POST", "/v1/Content", json=template)
    assert refused.status_code == 400
    assert refused.json().keys() == {"code", "message", "more_info", "status"}


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"Body": "x" * 1601}, 21617),
        ({"Body": ""}, 21619),
        ({"Body": "x", "To": "whatsapp:abc"}, 21211),
        ({"Body": "x", "To": CONTACT}, 21910),
        ({"Body": "x", "From": "whatsapp:+15550109999"}, 63007),
        ({"ContentSid": "HX" + "0" * 32}, 21655),
    ],
)
def test_twilio_refuses_at_once_what_can_never_be_sent(simulator, form, code):
    sender = {"To": f"whatsapp:{CONTACT}", "From": "whatsapp:+15550100001"}
    refused = simulator.rest("POST", "/Messages.json", data=sender | form)
    assert (refused.status_code, refused.json()["code"]) == (400, code)


def test_wrong_credentials_are_refused(simulator):
    refused = simulator.http.get(f"{simulator.root}/Messages.json", auth=("AC" + "1" * 32, "wrong"))
    assert (refused.status_code, refused.json()["code"]) == (401, 20003)


def test_a_list_pages_through_everything_once_while_new_messages_arrive(session):
    sent = [session.send(str(n)).json()["sid"] for n in range(5)]
    query = {"To": f"whatsapp:{CONTACT}", "PageSize": "2"}
    page = session.rest("GET", "/Messages.json", params=query).json()
    seen = [message["sid"] for message in page["messages"]]
    session.send("جديد")
    while page["next_page_uri"]:
        page = session.http.get(page["next_page_uri"], auth=("AC" + "1" * 32, "test-token")).json()
        seen += [message["sid"] for message in page["messages"]]
    assert seen == sent[::-1]


def test_messages_are_found_by_day_and_time(session):
    session.send()
    today = session.state.clock.now()
    for query, expected in [
        ({"DateSent": today.strftime("%Y-%m-%d")}, True),
        ({"DateSent>": today.strftime("%Y-%m-%dT00:00:00Z")}, True),
        ({"DateSent<": "2020-01-01"}, False),
    ]:
        listed = session.rest("GET", "/Messages.json", params=query).json()["messages"]
        assert bool(listed) is expected, query


@pytest.mark.parametrize(("kind", "status"), [("429", 429), ("500", 500), ("503", 503)])
def test_an_injected_refusal_hits_the_next_requests_only(session, kind, status):
    session.sim("faults", target="POST Messages", kind=kind, count=2)
    assert [session.send().status_code for _ in range(3)] == [status, status, 201]


def test_a_dropped_response_leaves_the_message_sent(session):
    import httpx

    session.sim("faults", target="POST Messages", kind="drop_response")
    with pytest.raises(httpx.TransportError):
        session.send("وصلت؟")
    listed = session.rest("GET", "/Messages.json", params={"To": f"whatsapp:{CONTACT}"}).json()["messages"]
    assert [message["body"] for message in listed] == ["وصلت؟"]


def test_a_dropped_connection_leaves_nothing_behind(session):
    import httpx

    session.sim("faults", target="POST Messages", kind="drop_connection")
    with pytest.raises(httpx.TransportError):
        session.send("راحت")
    listed = session.rest("GET", "/Messages.json", params={"To": f"whatsapp:{CONTACT}"}).json()["messages"]
    assert listed == []


def test_an_unreachable_phone_reports_undelivered(session, helpline, eventually):
    session.sim(f"numbers/{CONTACT}", messages="undelivered")
    session.send(StatusCallback=f"{helpline.url}/status")
    eventually(lambda: statuses(helpline)[-1:] == ["undelivered"])
    assert helpline.to("/status")[-1]["ErrorCode"] == "63024"


def test_a_phone_with_the_habit_taps_by_itself(session, helpline, eventually):
    content = session.rest("POST", "/v1/Content", json=QUICK).json()["sid"]
    session.sim(f"numbers/{CONTACT}", tap="^no$")
    session.send("", ContentSid=content, ContentVariables=json.dumps({"1": "سؤال"}))
    taps = eventually(lambda: [f for f in helpline.to("/whatsapp/inbound") if "ButtonPayload" in f])
    assert taps[0]["ButtonPayload"] == "no"


def test_typing_is_shown_only_for_a_message_that_came_in(session, helpline):
    sid = helpline.to("/whatsapp/inbound")[0]["MessageSid"]
    shown = session.rest("POST", "/v2/Indicators/Typing.json", data={"channel": "whatsapp", "messageId": sid})
    assert shown.json() == {"success": True}
    wrong = {"channel": "whatsapp", "messageId": "SM" + "0" * 32}
    assert session.rest("POST", "/v2/Indicators/Typing.json", data=wrong).status_code == 400


def test_every_request_is_kept_for_checking_against_the_contract(session):
    session.send("هلو")
    (entry,) = session.http.get("/sim/requests").json()["requests"]
    assert (entry["method"], entry["path"]) == ("POST", f"{session.root}/Messages.json")
    assert entry["form"]["Body"] == ["هلو"]
    assert entry["status"] == 201


def test_media_are_fetched_from_the_helpline_and_shown(session, helpline, eventually):
    helpline.answers["/note"] = (200, "audio/ogg", b"OggS")
    sid = session.send("", MediaUrl=f"{helpline.url}/note").json()["sid"]
    seen = eventually(lambda: (one := session.http.get(f"/sim/messages/{sid}").json())["seen"] and one)
    assert (seen["kind"], seen["body"]) == ("audio", "")
    assert session.http.get(seen["media"][0]).content == b"OggS"


@pytest.mark.parametrize(
    "answer", [(404, "text/plain", ""), (200, "text/html", "<p>"), (200, "application/zip", b"PK")]
)
def test_media_that_cannot_be_fetched_or_shown_fail_the_message(session, helpline, eventually, answer):
    helpline.answers["/note"] = answer
    sid = session.send("", MediaUrl=f"{helpline.url}/note", StatusCallback=f"{helpline.url}/status").json()[
        "sid"
    ]
    eventually(lambda: statuses(helpline)[-1:] == ["failed"])
    assert session.rest("GET", f"/Messages/{sid}.json").json()["error_code"] == 63019


def test_an_address_that_is_none_is_refused_at_once(session):
    assert session.send("", MediaUrl="/whatsapp/media/1").json()["code"] == 21620
