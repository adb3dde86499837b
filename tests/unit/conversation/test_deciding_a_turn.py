"""What one message leads to, before Rasa is asked: pure, from a turn to a plan."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpline import content, screening
from helpline.contacts.inbox import Channel, Content
from helpline.conversation.plan import CaseView, Plan, Turn
from helpline.conversation.screening_turn import silent
from helpline.conversation.turn import decide
from helpline.triage import ROUTES, Assessment, Level
from tests.unit.conversation.turns import PLAIN

AMBER = Assessment(Level.AMBER, (), 0.9, ("rule:tired_of_life",), False)
WISH = Assessment(Level.AMBER, (), 0.9, ("rule:wish_die",), True)
RED = Assessment(Level.RED, (), 0.9, (), True)
OPEN = CaseView(Level.AMBER, False, timedelta(minutes=1), (), "risk")
HELD = replace(OPEN, held=True)
IN_DANGER = replace(OPEN, level=Level.RED)

levels = st.sampled_from(list(Level))
assessments = st.builds(
    Assessment,
    levels,
    st.lists(st.sampled_from(ROUTES), unique=True).map(tuple),
    st.just(0.5),
    st.just(()),
    st.booleans(),
)
views = st.none() | st.builds(
    CaseView,
    st.sampled_from([Level.BLUE, Level.AMBER, Level.RED]),
    st.booleans(),
    st.integers(0, 600).map(lambda seconds: timedelta(seconds=seconds)),
    st.just(()),
    st.sampled_from(["risk", "media", "asked", "failure"]),
)
screenings = st.none() | st.sampled_from(["full", "acuity_first"]).map(screening.start)
turns = st.builds(
    Turn,
    channel=st.just(Channel.WHATSAPP),
    content=st.sampled_from([Content.TEXT, Content.BUTTON, Content.MEDIA, Content.LOCATION, Content.EMPTY]),
    text=st.sampled_from(["", "نعم", "لا", "انسان", "نهاية", "خطر", "شنو", "1", "اريد احچي ويه بنية"]),
    button=st.sampled_from([None, "yes", "no", "danger_yes", "danger_no", "/greet"]),
    assessment=assessments,
    address=st.sampled_from(["neutral", "m", "f"]),
    governorate=st.sampled_from([None, "بغداد", "اربيل"]),
    first=st.booleans(),
    screening=screenings,
    screened_recently=st.booleans(),
    asked=st.sampled_from([None, "danger"]),
    danger_replies=st.integers(0, 12),
    case=views,
)


def ids(plan: Plan) -> list[str]:
    """Return the text ids of a plan's replies."""
    known = {
        content.text(
            name, emergency=content.emergency_number(None), hours=4, n=1, **dict.fromkeys((), "")
        ): name
        for name, item in content.all_texts().items()
        if item.kind in ("danger", "amber", "screening", "media", "menu", "handover")
        and "{name}" not in item.forms["neutral"]
    }
    return [known[reply.text] for reply in plan.replies]


@settings(deadline=None)  # the first example compiles the phrases
@given(turns)
def test_every_message_is_answered_relayed_or_left_to_the_assistant(turn: Turn) -> None:
    plan = decide(turn)

    assert plan.replies or plan.relay or plan.ask_rasa
    assert all(reply.text.strip() for reply in plan.replies)


@settings(deadline=None)  # the first example compiles the phrases
@given(turns)
def test_danger_is_never_left_to_the_assistant(turn: Turn) -> None:
    plan = decide(turn)
    held = turn.case is not None and turn.case.held

    if turn.assessment.level == Level.RED and not held:
        assert plan.danger
        assert not plan.ask_rasa
        assert plan.assessment is not None
        assert plan.assessment.level == Level.RED
    if turn.case is not None and turn.case.level == Level.RED and not held:
        assert plan.danger


@settings(deadline=None)  # the first example compiles the phrases
@given(turns)
def test_amber_always_reaches_the_case(turn: Turn) -> None:
    plan = decide(turn)
    screened = turn.screening is not None or turn.asked is not None
    in_danger = turn.case is not None and turn.case.level == Level.RED

    if turn.assessment.level == Level.AMBER and not screened and not in_danger:
        assert plan.assessment is not None
        assert plan.assessment.level >= Level.AMBER


@settings(deadline=None)  # the first example compiles the phrases
@given(turns)
def test_while_a_counsellor_has_the_case_the_bot_says_nothing(turn: Turn) -> None:
    plan = decide(replace(turn, case=HELD))

    assert plan.relay
    assert plan.replies == ()
    assert not plan.ask_rasa


@settings(deadline=None)  # the first example compiles the phrases
@given(turns)
def test_a_text_in_danger_carries_the_emergency_number(turn: Turn) -> None:
    plan = decide(replace(turn, assessment=RED))

    if plan.danger:
        assert content.emergency_number(turn.governorate) in plan.replies[0].text


def test_danger_comes_before_everything_else() -> None:
    everything = replace(
        PLAIN,
        assessment=RED,
        screening=screening.start("full"),
        asked="danger",
        content=Content.MEDIA,
        text="نهاية",
    )

    assert ids(decide(everything)) == ["danger.calling"]


@pytest.mark.parametrize(
    ("routes", "text_id"),
    [
        ((), "danger.calling"),
        (("self_harm",), "danger.calling"),
        (("medical", "gbv"), "danger.medical"),
        (("child", "third_party"), "danger.third_party"),
        (("child",), "danger.child"),
        (("gbv",), "danger.violence"),
        (("harm_to_others",), "danger.harm_to_others"),
    ],
)
def test_the_first_words_of_danger_fit_what_it_is(routes: tuple[str, ...], text_id: str) -> None:
    red = replace(RED, routes=routes, reasons=("rule:kill_threat",))
    assert ids(decide(replace(PLAIN, assessment=red))) == [text_id]


def test_what_only_letters_take_for_a_childs_matter_is_danger_in_plain_words() -> None:
    for routes in (("child",), ("gbv",), ("harm_to_others",)):
        red = replace(RED, routes=routes, score=0.95, reasons=("ngram:x",))
        assert ids(decide(replace(PLAIN, assessment=red))) == ["danger.calling"]


def test_each_further_message_is_met_with_other_words() -> None:
    said = [ids(decide(replace(PLAIN, case=IN_DANGER, danger_replies=count)))[0] for count in range(1, 6)]

    assert len(set(said)) == 5


def test_after_three_minutes_the_truth_is_told_that_nobody_has_answered() -> None:
    late = replace(IN_DANGER, waiting=timedelta(minutes=4))
    said = [ids(decide(replace(PLAIN, case=late, danger_replies=count)))[0] for count in range(1, 7)]

    assert said.count("danger.nobody_yet") == 3


def test_a_wish_is_asked_about_now_and_hopelessness_from_the_start() -> None:
    assert ids(decide(replace(PLAIN, assessment=WISH))) == ["asq.acuity_first", "asq.5"]
    assert ids(decide(replace(PLAIN, assessment=AMBER))) == ["screening.intro", "asq.1"]


def test_somebody_elses_danger_is_not_screened_in_the_messenger() -> None:
    plan = decide(replace(PLAIN, assessment=replace(AMBER, routes=("third_party",))))

    assert ids(plan) == ["amber.third_party"]
    assert plan.screening is None


def test_silence_about_now_is_danger_and_at_another_question_leads_to_it() -> None:
    now = silent(PLAIN, screening.start("acuity_first"))
    assert now.danger
    assert ids(now) == ["screening.stopped_silence"]

    first = silent(PLAIN, screening.start("full"))
    assert ids(first) == ["asq.5"]


@pytest.mark.parametrize(
    "words", ["انسان", "إنسان!", "person", "مرۆڤ", "اريد انسان مو اسئلة", "اريد احچي ويه شخص حقيقي"]
)
def test_who_asks_for_a_person_is_asked_about_now_alone(words: str) -> None:
    plan = decide(replace(PLAIN, text=words, screening=screening.start("full")))

    assert plan.person_wanted
    assert ids(plan) == ["case.person_told", "asq.5"]
    assert plan.screening is not None
    again = decide(replace(PLAIN, text=words, screening=plan.screening))
    assert again.person_wanted
    assert again.screening == plan.screening


@pytest.mark.parametrize("words", ["كافي", "وگف ما اريد اكمل", "بطلت ما اريد", "لا تسألني بعد"])
def test_who_wants_no_more_questions_is_asked_about_now_alone(words: str) -> None:
    plan = decide(replace(PLAIN, text=words, screening=screening.start("full")))
    assert ids(plan) == ["screening.last", "asq.5"]

    # Nobody said that there is no danger: a no makes it no more than possible, all else is danger.
    no = decide(replace(PLAIN, text="لا", screening=plan.screening))
    assert no.assessment is not None
    assert no.assessment.level == Level.AMBER


@pytest.mark.parametrize("words", ["اي، اريد شخص", "اي اريد انسان حقيقي"])
def test_a_yes_counts_whatever_is_asked_for_beside_it(words: str) -> None:
    now = decide(replace(PLAIN, text=words, screening=screening.start("acuity_first")))
    assert now.danger

    first = decide(replace(PLAIN, text=words, screening=screening.start("full")))
    assert ids(first) == ["case.person_told", "asq.2"]
    assert first.person_wanted


@pytest.mark.parametrize("words", ["كافي", "انسان", "اريد شخص حقيقي"])
def test_where_now_was_answered_first_the_questions_end(words: str) -> None:
    after_no = decide(replace(PLAIN, text="لا", screening=screening.start("acuity_first"))).screening
    assert after_no is not None
    plan = decide(replace(PLAIN, text=words, screening=after_no))

    assert plan.screening is None
    assert plan.assessment is not None
    assert plan.assessment.level == Level.AMBER


@pytest.mark.parametrize("words", ["ما اريد شخص يتصل بيه", "لا ما اريد انسان"])
def test_who_wants_nobody_is_promised_nobody(words: str) -> None:
    plan = decide(replace(PLAIN, text=words, screening=screening.start("full")))
    assert not plan.person_wanted


def test_a_voice_note_beside_such_words_is_unread_all_the_same() -> None:
    for words in ("كافي", "انسان"):
        turn = replace(PLAIN, text=words, content=Content.MEDIA, screening=screening.start("full"))
        plan = decide(turn)
        assert plan.assessment is not None
        assert plan.reason == "media"


def test_an_older_button_for_a_person_is_a_wish_for_one() -> None:
    state = screening.start("full")
    plan = decide(replace(PLAIN, text="اريد انسان", stale_button=True, screening=state))
    assert plan.person_wanted


def test_the_button_of_an_older_question_answers_no_question_of_the_screening() -> None:
    state = screening.start("full")
    plan = decide(replace(PLAIN, text="اي، امان", stale_button=True, screening=state))

    assert ids(plan) == ["asq.1"]
    assert plan.screening == state


@pytest.mark.parametrize("asked", ["yes", "اي", "danger_yes"])
def test_yes_to_danger_after_a_voice_note_is_red(asked: str) -> None:
    form = {"button": asked} if asked == "danger_yes" else {"text": asked}
    plan = decide(replace(PLAIN, asked="danger", **form))

    assert plan.danger
    assert plan.source == "screening"


def test_media_is_unread_until_a_person_hears_it() -> None:
    plan = decide(replace(PLAIN, content=Content.MEDIA, text=""))

    assert (plan.reason, plan.asked) == ("media", "danger")
    assert plan.assessment is not None
    assert plan.assessment.level == Level.AMBER


@pytest.mark.parametrize("screened", [None, "full", "acuity_first"])
def test_an_answer_that_a_counsellors_hand_crossed_is_still_heard(screened: str | None) -> None:
    """The question was ours; the counsellor took the case before the answer came."""
    state = screening.start(screened) if screened else None
    plan = decide(replace(PLAIN, text="اي", screening=state, case=HELD))

    expected = Level.RED if screened == "acuity_first" else None
    assert (plan.assessment.level if plan.assessment else None) == expected
    assert plan.screening is None


@pytest.mark.parametrize("question", ["full", "acuity_first"])
def test_a_no_with_something_calm_beside_it_is_a_no(question: str) -> None:
    state = screening.start(question)
    calm = decide(replace(PLAIN, text="لا هسه زين بس اليوم تذكرت", screening=state))
    plain = decide(replace(PLAIN, text="لا", screening=state))
    assert calm.screening == plain.screening and ids(calm) == ids(plain)


def test_a_no_with_a_wish_beside_it_is_none() -> None:
    wish = Assessment(Level.AMBER, (), 0.9, ("rule:wish_die",), True)
    state = screening.start("acuity_first")
    plan = decide(replace(PLAIN, text="لا اريد اموت", screening=state, assessment=wish))
    assert ids(plan) != ids(decide(replace(PLAIN, text="لا", screening=state)))


def test_whoever_asks_what_the_question_is_for_is_told() -> None:
    plan = decide(replace(PLAIN, text="شدخل الموت بهالموضوع", screening=screening.start("full")))
    assert ids(plan) == ["screening.why", "asq.1"]


def test_whoever_is_called_for_because_of_no_answer_is_told_why() -> None:
    state = screening.start("acuity_first")
    once = decide(replace(PLAIN, text="عندي شغل", screening=state))
    assert ids(once) == ["screening.again", "asq.5"]
    twice = decide(replace(PLAIN, text="عندي شغل", screening=once.screening))
    assert ids(twice) == ["screening.not_known"] and twice.danger
    assert twice.assessment is not None and "rule:asq:not_answered" in twice.assessment.reasons
    clear = decide(replace(PLAIN, text="اي", screening=state))
    assert ids(clear) == ["danger.calling"]
