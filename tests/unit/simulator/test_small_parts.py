"""TwiML's schema, faults, settings, samples, expectations."""

from __future__ import annotations

import pytest

from simulator import samples, twiml
from simulator.expectations import failures_of
from simulator.faults import Faults
from simulator.formats import new_sid
from simulator.phones import Phones
from simulator.rest import target_of
from simulator.settings import Counsellor, from_env

ENV = {"TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": "t"}


@pytest.mark.parametrize("document", ["", "هلو", "<Say>x</Say>", "<Response><Say></Response>"])
def test_what_is_not_a_response_cannot_be_executed(document):
    with pytest.raises(twiml.TwimlInvalid):
        twiml.parse(document)


@pytest.mark.parametrize(
    ("inside", "warning"),
    [
        ("<Say language='ar-AE'>x</Say>", ""),
        ("<Speak>x</Speak>", "unknown verb <Speak>"),
        ("<Gather numdigits='1'/>", "'numdigits'"),
        ("<Gather><Dial>x</Dial></Gather>", "may not stand in <Gather>"),
        ("<Gather><Say lang='ar'>x</Say></Gather>", "'lang'"),
    ],
)
def test_mistakes_in_twiml_are_warned_about(inside, warning):
    found = " ".join(twiml.warnings_of(twiml.parse(f"<Response>{inside}</Response>")))
    assert warning in found
    assert bool(found) is bool(warning)


def test_the_words_of_a_say_are_read_without_their_ssml():
    root = twiml.parse(
        "<Response><Say>هلو <break time='1s'/> <prosody rate='slow'>بيك</prosody></Say></Response>"
    )
    assert twiml.text_of(root[0]) == "هلو بيك"


def test_a_fault_is_used_up_by_matching_requests_only():
    faults = Faults()
    faults.add("POST Messages", "429", 2)
    assert faults.take("GET Messages") is None
    assert [bool(faults.take("POST Messages")) for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize(
    ("target", "kind"), [("POST Messages", "lost"), ("webhook message", "429"), ("POST X", "?")]
)
def test_a_fault_that_makes_no_sense_is_refused(target, kind):
    with pytest.raises(ValueError, match="kind"):
        Faults().add(target, kind)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/2010-04-01/Accounts/AC1/Messages.json", "POST Messages"),
        (f"/2010-04-01/Accounts/AC1/Calls/{'CA' + '0' * 32}.json", "POST Calls/Sid"),
        ("/v1/Content", "POST Content"),
        ("/v2/Indicators/Typing.json", "POST Indicators/Typing"),
    ],
)
def test_faults_name_a_request_by_its_resource(path, target):
    assert target_of("POST", path) == target


def test_settings_come_from_the_environment_with_paths_on_the_public_url():
    more = {
        "PUBLIC_URL": "https://helpline.example/",
        "WHATSAPP_NUMBER": "whatsapp:+15550100009",
        "SIMULATOR_COUNSELLORS": "زينب=+9647700000002, علي=+9647700000003",
        "SIMULATOR_VOICE_FALLBACK_URL": "/ivr/fallback",
        "MISSED_CALL_NUMBER": "+15550100003",
    }
    settings = from_env(ENV | more)
    assert settings.message_url == "https://helpline.example/whatsapp/inbound"
    assert settings.voice_url == "https://helpline.example/ivr/incoming"
    assert settings.voice_fallback_url == "https://helpline.example/ivr/fallback"
    assert settings.message_fallback_url == ""
    assert settings.whatsapp_number == "+15550100009"
    assert settings.numbers == ("+15550100002", "+15550100009", "+15550100003")
    assert settings.counsellors == (Counsellor("زينب", "+9647700000002"), Counsellor("علي", "+9647700000003"))


def test_missing_credentials_and_malformed_counsellors_are_named():
    with pytest.raises(ValueError, match="TWILIO_AUTH_TOKEN"):
        from_env({"TWILIO_ACCOUNT_SID": "AC"})
    with pytest.raises(ValueError, match="SIMULATOR_COUNSELLORS"):
        from_env(ENV | {"SIMULATOR_COUNSELLORS": "زينب"})


def test_a_phone_has_only_habits_that_exist():
    phones = Phones()
    phones.change("+9647700000001", {"answer": "human", "press": "1"})
    assert phones.change("+9647700000001", {"after": 5}).press == "1"
    for wrong in ({"answer": "maybe"}, {"mood": "good"}):
        with pytest.raises(ValueError, match=r"answer|mood"):
            phones.change("+9647700000001", wrong)


def test_sids_look_like_twilios():
    sid = new_sid("SM")
    assert len(sid) == 34
    assert int(sid[2:], 16) >= 0


def test_a_voice_note_is_an_ogg_stream_whose_pages_check_out():
    note = samples.voice_note(2.5)
    pages = note.split(b"OggS")[1:]
    assert len(pages) == 2 + 3
    assert b"OpusHead" in pages[0]
    for page in pages:
        raw = b"OggS" + page
        stored = int.from_bytes(raw[22:26], "little")
        assert samples._ogg_crc(raw[:22] + b"\0\0\0\0" + raw[26:]) == stored
    granule = int.from_bytes((b"OggS" + pages[-1])[6:14], "little")
    assert granule == 125 * samples.OPUS_FRAME


def test_a_recording_is_as_long_as_it_says():
    wav = samples.recording(1.5)
    assert wav[:4] == b"RIFF"
    assert len(wav) == 44 + int(1.5 * 8000) * 2


def scenario(case=None, alerts=(), replies=()):
    return {"case": case, "alerts": list(alerts), "turns": [{"replies": list(replies)}]}


@pytest.mark.parametrize(
    ("expected", "failures"),
    [
        ({"level": "RED", "state": "open", "alerts_min": 1, "says": ["وياك", "اي"]}, 0),
        ({"level": "AMBER"}, 1),
        ({"alerts_min": 2}, 1),
        ({"alerts_max": 0}, 1),
        ({"never_says": ["وياك"]}, 1),
        ({"case": False}, 1),
        ({"levle": "RED"}, 1),
    ],
)
def test_expectations_are_compared_with_what_happened(expected, failures):
    happened = scenario({"level": "RED", "state": "open"}, [{}], [{"text": "اني وياك", "buttons": ["اي"]}])
    assert len(failures_of(expected, happened)) == failures


def test_a_case_that_could_not_be_read_is_a_failure():
    happened = scenario() | {"state_error": "/dev/state: refused"}
    assert "/dev/state: refused" in failures_of({"level": "RED"}, happened)
    assert failures_of({"says": []}, happened) == []


def test_a_wav_says_how_long_it_is_and_other_bytes_do_not():
    whole = samples.recording(3)
    assert samples.seconds_of(whole) == samples.seconds_of(whole[:44]) == 3.0
    assert samples.seconds_of(samples.voice_note(3)) is None
    assert samples.seconds_of(b"RIFF") is None
    assert samples.seconds_of(whole[:40] + b"\xff" * 4) is None
