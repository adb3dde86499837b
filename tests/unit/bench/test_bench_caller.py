"""A caller who follows TwiML."""

from types import SimpleNamespace

from bench.caller import Caller, Next, follow

AT = "http://127.0.0.1:9000/ivr/incoming?step=1"


def test_a_question_leads_to_its_action_with_what_may_be_said() -> None:
    question = '<Gather action="/ivr/step/2" input="dtmf speech"><Say>y</Say></Gather>'
    twiml = f"<Response><Say>x</Say>{question}</Response>"
    assert follow(twiml, AT) == Next("http://127.0.0.1:9000/ivr/step/2", True, "dtmf speech")


def test_a_question_without_an_action_is_answered_where_it_was_asked() -> None:
    assert follow("<Response><Gather/></Response>", AT).url == AT


def test_a_redirect_is_followed() -> None:
    twiml = "<Response><Pause/><Redirect>/ivr/wait</Redirect></Response>"
    assert follow(twiml, AT) == Next("http://127.0.0.1:9000/ivr/wait")


def test_a_call_that_hangs_up_or_is_put_through_leads_nowhere() -> None:
    for verb in ("<Hangup/>", "<Dial>+15550100009</Dial>", "<Enqueue>a</Enqueue>"):
        assert follow(f"<Response>{verb}<Redirect>/x</Redirect></Response>", AT) == Next(None)


def test_twiml_that_ends_leads_nowhere() -> None:
    assert follow("<Response><Say>x</Say></Response>", AT) == Next(None)


def test_star_and_hash_are_pressed_and_words_only_said_where_words_are_heard() -> None:
    settings = SimpleNamespace(
        twilio_auth_token="t", public_url="http://127.0.0.1", twilio_account_sid="AC", voice_number="+1"
    )
    caller = Caller(settings, "+9647700000001", (), 0)  # type: ignore[arg-type]
    assert caller._said("#", "dtmf speech") == {"Digits": "#"}
    assert caller._said("*", "dtmf") == {"Digits": "*"}
    assert caller._said("هلو", "dtmf speech")["SpeechResult"] == "هلو"
    assert caller._said("هلو", "dtmf") == {"Digits": "1"}
