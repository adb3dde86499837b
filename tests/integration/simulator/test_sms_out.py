"""SMS that the helpline sends: from its number or by a Messaging Service, shown apart from WhatsApp."""

CONTACT = "+9647700000001"
SERVICE = "MG" + "1" * 32
SMS = "+15550100005"


def sms(simulator, **more):
    return simulator.rest("POST", "/Messages.json", data={"To": CONTACT, "Body": "تنبيه", **more})


def test_an_sms_arrives_with_its_statuses_and_is_never_read(make_simulator, helpline, eventually):
    simulator = make_simulator(sms_number=SMS)
    answer = sms(simulator, From=SMS, StatusCallback=f"{helpline.url}/status")
    assert answer.status_code == 201

    eventually(lambda: [form["MessageStatus"] for form in helpline.to("/status")][-1:] == ["delivered"])
    shown = simulator.http.get(f"/sim/messages/{answer.json()['sid']}").json()
    assert (shown["channel"], shown["phone"], shown["from"]) == ("sms", CONTACT, SMS)
    assert shown["status"] == "delivered"


def test_a_registered_name_sends_too(make_simulator):
    assert sms(make_simulator(sms_number="Wiyak"), From="Wiyak").status_code == 201


def test_a_messaging_service_chooses_the_sender(make_simulator):
    simulator = make_simulator(sms_number=SMS, messaging_service_sid=SERVICE)
    sent = sms(simulator, MessagingServiceSid=SERVICE).json()

    assert (sent["from"], sent["messaging_service_sid"]) == (SMS, SERVICE)


def test_what_the_account_does_not_have_is_refused(make_simulator):
    simulator = make_simulator(sms_number=SMS, messaging_service_sid=SERVICE)

    assert sms(simulator, From="+15550109999").json()["code"] == 21606
    assert sms(simulator, MessagingServiceSid="MG" + "2" * 32).status_code == 404
    assert sms(simulator).json()["code"] == 21603
