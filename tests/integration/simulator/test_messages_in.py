"""What the helpline receives when somebody writes."""

from __future__ import annotations

import base64

CONTACT = "+9647700000001"


def test_a_text_reaches_the_webhook_signed_and_with_twilios_parameters(simulator, helpline):
    answer = simulator.sim("messages", **{"from": CONTACT, "body": "هلو", "profile_name": "سارة"})
    (received,) = helpline.received
    assert received["path"] == "/whatsapp/inbound"
    assert received["valid"]
    assert answer["deliveries"][0]["status"] == 200
    form = received["form"]
    assert form["MessageSid"] == form["SmsMessageSid"] == form["SmsSid"] == answer["sid"]
    assert form["From"] == f"whatsapp:{CONTACT}"
    assert form["To"] == "whatsapp:+15550100001"
    assert (form["Body"], form["NumMedia"], form["ProfileName"]) == ("هلو", "0", "سارة")
    assert form["WaId"] == CONTACT.removeprefix("+")
    assert form["MessageType"] == "text"


def test_a_voice_note_can_be_fetched_by_its_link_and_deleted(simulator, helpline):
    simulator.sim("messages", **{"from": CONTACT, "media": [{"placeholder": "audio", "seconds": 2}]})
    form = helpline.received[0]["form"]
    assert form["MessageSid"].startswith("MM")
    assert (form["NumMedia"], form["MediaContentType0"], form["MessageType"]) == ("1", "audio/ogg", "audio")
    path = form["MediaUrl0"].split("/Accounts/")[1].split("/", 1)[1]
    assert simulator.http.get(f"{simulator.root}/{path}").status_code == 401
    redirected = simulator.rest("GET", f"/{path}")
    assert redirected.status_code == 307
    content = simulator.rest("GET", f"/{path}", follow_redirects=True)
    assert content.content.startswith(b"OggS")
    assert content.headers["Content-Type"] == "audio/ogg"
    listing = simulator.rest("GET", f"/Messages/{form['MessageSid']}/Media.json").json()
    assert [medium["content_type"] for medium in listing["media_list"]] == ["audio/ogg"]
    assert simulator.rest("DELETE", f"/{path}").status_code == 204
    assert simulator.rest("GET", f"/{path}").status_code == 404


def test_media_bytes_arrive_as_they_were_sent(simulator, helpline):
    item = {"content_type": "image/jpeg", "content_base64": base64.b64encode(b"jpeg bytes").decode()}
    simulator.sim("messages", **{"from": CONTACT, "media": [item]})
    path = helpline.received[0]["form"]["MediaUrl0"].split("/Accounts/")[1].split("/", 1)[1]
    assert simulator.rest("GET", f"/{path}", follow_redirects=True).content == b"jpeg bytes"


def test_a_location_carries_its_coordinates(simulator, helpline):
    place = {"latitude": 33.31, "longitude": 44.36, "label": "بغداد"}
    simulator.sim("messages", **{"from": CONTACT, "location": place})
    form = helpline.received[0]["form"]
    assert (form["Latitude"], form["Longitude"], form["Label"]) == ("33.31", "44.36", "بغداد")


def test_the_same_message_can_be_delivered_again_with_the_same_sid(simulator, helpline):
    sid = simulator.sim("messages", **{"from": CONTACT, "body": "مرتين", "times": 2})["sid"]
    simulator.sim(f"messages/{sid}/redeliver", times=1)
    assert [form["MessageSid"] for form in helpline.to("/whatsapp/inbound")] == [sid] * 3
    assert len({entry["token"] for entry in helpline.received}) == 3


def test_a_messaging_webhook_that_fails_is_dropped_and_stays_in_the_log(simulator, helpline):
    helpline.answers["/whatsapp/inbound"] = (500, "text/plain", "")
    answer = simulator.sim("messages", **{"from": CONTACT, "body": "ضاعت"})
    assert len(helpline.received) == 1
    listed = simulator.rest("GET", "/Messages.json", params={"From": f"whatsapp:{CONTACT}"}).json()
    assert [message["sid"] for message in listed["messages"]] == [answer["sid"]]
    assert listed["messages"][0]["direction"] == "inbound"
    assert simulator.http.get("/sim/warnings").json()["warnings"][0]["code"] == 11200


def test_a_failed_webhook_goes_to_the_fallback_url_with_the_error(make_simulator, helpline):
    simulator = make_simulator(message_fallback_url=f"{helpline.url}/fallback")
    helpline.answers["/whatsapp/inbound"] = (502, "text/plain", "")
    sid = simulator.sim("messages", **{"from": CONTACT, "body": "هلو"})["sid"]
    (form,) = helpline.to("/fallback")
    assert form["MessageSid"] == sid
    assert form["ErrorCode"] == "11200"
    assert form["ErrorUrl"].endswith("/whatsapp/inbound")


def test_a_lost_webhook_never_arrives(simulator, helpline):
    simulator.sim("faults", target="webhook message", kind="lost", count=1)
    simulator.sim("messages", **{"from": CONTACT, "body": "واحد"})
    simulator.sim("messages", **{"from": CONTACT, "body": "اثنين"})
    assert [form["Body"] for form in helpline.to("/whatsapp/inbound")] == ["اثنين"]


def test_a_reply_in_twiml_is_sent(simulator, helpline, eventually):
    helpline.answers["/whatsapp/inbound"] = "<Response><Message>وصلت رسالتك</Message></Response>"
    simulator.sim("messages", **{"from": CONTACT, "body": "هلو"})
    found = simulator.http.get("/sim/messages", params={"direction": "outbound"}).json()["messages"]
    assert [message["body"] for message in found] == ["وصلت رسالتك"]


def test_a_form_from_another_web_page_is_refused(simulator):
    refused = simulator.http.post("/sim/messages", data={"from": CONTACT, "body": "x"})
    assert refused.status_code == 415
