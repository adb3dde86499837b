"""The conversations of referrals and registrations, turn by turn, without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from helpline import content
from helpline.contacts.code_word import made_of
from helpline.contacts.inbox import Channel, Content
from helpline.content import directory
from helpline.conversation import news, turn
from helpline.conversation.flows import FLOWS
from helpline.conversation.plan import CaseView, Plan, Private, Turn
from helpline.conversation.referral_effects import Consent, LeaveSeat, Offer, Refuse, TakeSeat, Told, Withdraw
from helpline.outbox.reply import Reply
from helpline.referrals import ReferralView, Seat, SeatView, Shared, State, View, Way
from helpline.triage import Assessment, Level, assess

CALM = Assessment(Level.GREEN, (), 0.0, (), False)
NOW = datetime(2026, 12, 1, 16, tzinfo=UTC)


def said(text: str, before: Plan | None = None, **more: Any) -> Turn:
    """Return a turn with words, or with the button whose id or title they are."""
    offered = before.replies[-1].buttons if before and before.replies else ()
    pressed = next((one.id for one in offered if text in (one.id, one.title)), None)
    if text.startswith("flow:"):
        pressed = text
    values: dict[str, Any] = {
        **{"channel": Channel.WHATSAPP, "content": Content.TEXT, "text": text, "button": pressed},
        **{
            "assessment": CALM,
            "address": "neutral",
            "governorate": "نينوى",
            "language": "ar",
            "first": False,
        },
        **{"screening": None, "screened_recently": False, "asked": None, "danger_replies": 0, "case": None},
        "flow": before.flow if before else None,
    }
    return Turn(**{**values, **more})


def talk(*texts: str, **more: Any) -> tuple[Plan, list[Any]]:
    """Say one thing after the other; returns the last plan and every effect."""
    plan, effects = None, []
    for text in texts:
        plan = turn.decide(said(text, plan, **more))
        effects += plan.effects
    assert plan is not None
    return plan, effects


def words(plan: Plan) -> str:
    return "\n".join(reply.text for reply in plan.replies)


AGREED = ("flow:referral:civil_documents", "اي", "رقمي وشنو احتاج", "هويتي ضايعة", "اكتبولي هنا", "العصر")


def test_the_whole_way_to_a_consent() -> None:
    plan, effects = talk(*AGREED)
    version = content.all_texts()["referral.consent"].version
    assert effects == [
        Offer("civil_documents"),
        Consent(
            service="civil_documents",
            text=f"referral.consent@{version}",
            shared=Shared.NUMBER_AND_NEED,
            way=Way.WRITE,
            safe_time="afternoon",
            governorate="نينوى",
            district=None,
            need="هويتي ضايعة",
        ),
    ]
    assert plan.flow is None
    # What to do in danger is said with it: that never waits for this.
    assert "طلبي" in words(plan) and "خطر" in words(plan)


def test_what_it_is_for_is_said_before_anything_is_asked() -> None:
    plan, _ = talk("flow:referral:inheritance")
    assert directory.all_services().types["inheritance"].name in words(plan)


def test_the_kind_of_service_is_asked_once_and_else_left_to_the_team() -> None:
    plan, effects = talk("flow:referral", "ورث ابويه", governorate=None)
    assert effects == [Offer("inheritance")]
    plan, effects = talk("flow:referral:", "مدري", "مدري والله")
    assert effects == [Offer("referral_other")] and plan.flow is not None


def test_nothing_but_a_yes_is_a_consent() -> None:
    for words_ in ("شنو يعني", "لازم", "اذا تگولون"):
        plan, effects = talk("flow:referral:art", words_)
        assert effects == [Offer("art")]
        assert plan.flow is not None and plan.flow.state["stage"] == "consent"
        assert plan.replies[-1].buttons
        # Asked once more; after that it is about something else.
        assert turn.decide(said(words_, plan)).ask_rasa


@pytest.mark.parametrize("no", ["لا", "لا، ما اريد", "ما اريد", "ref_no"])
def test_a_no_passes_nothing_on(no: str) -> None:
    plan, effects = talk("flow:referral:art", no)
    assert effects == [Offer("art"), Refuse()] and plan.flow is None


@pytest.mark.parametrize("at", range(2, 6))
def test_it_can_be_dropped_at_every_question(at: int) -> None:
    if at == 3:
        pytest.skip("their own words are taken as they are")
    plan, effects = talk(*AGREED[:at], "بطلت")
    assert effects[-1] == Refuse() and plan.flow is None
    assert not any(isinstance(one, Consent) for one in effects)


@pytest.mark.parametrize("at", range(1, 7))
def test_danger_and_a_person_come_before_every_question(at: int) -> None:
    before, _ = talk(*AGREED[: min(at, 5)])
    red = replace(said("هسه راح اقتل نفسي", before), assessment=replace(CALM, level=Level.RED))
    assert turn.decide(red).danger
    asked = turn.decide(said("انسان", before))
    assert asked.person_wanted and not asked.effects
    assert turn.decide(said("نهاية", before)).remember == {"opted_out": True}
    left = turn.decide(said("الغاء", before))
    assert any(isinstance(one, Refuse) for one in left.effects) and not left.remember, "only the referral"


def test_whoever_wants_to_hear_of_it_only_when_they_write_gives_no_hour() -> None:
    _, effects = talk("flow:referral:art", "اي", "رقمي بس", "بس من اكتب اني")
    assert effects[-1].way is Way.WHEN_THEY_WRITE and effects[-1].safe_time is None


def test_the_place_is_asked_where_it_is_not_known_and_once() -> None:
    plan, _ = talk("flow:referral:art", "اي", "رقمي بس", governorate=None)
    assert plan.flow is not None and plan.flow.state["stage"] == "place"
    _, effects = talk("flow:referral:art", "اي", "رقمي بس", "بسنجار", "خابروني", "الصبح", governorate=None)
    assert (effects[-1].governorate, effects[-1].district) == ("نينوى", "سنجار")
    _, effects = talk("flow:referral:art", "اي", "بلا رقمي", "ما اگول", "خابروني", "الصبح", governorate=None)
    assert effects[-1].governorate is None and effects[-1].shared is Shared.NOTHING


def test_a_button_of_something_else_leaves_it() -> None:
    plan, _ = talk("flow:referral:art")
    other = replace(said("x", plan), button="/breathing_exercise")
    assert turn.decide(other).ask_rasa


SENT = ReferralView(7, "civil_documents", State.SENT, "مكتب المحامين", "number", news=True)
HERE = ReferralView(8, "art", State.CONSENTED, None, "nothing", news=False)


def mine(*referrals: ReferralView, sessions: tuple[SeatView, ...] = ()) -> View:
    return View(tuple(referrals), sessions)


def test_the_word_says_where_it_stands_and_what_was_shared_with_whom() -> None:
    plan, effects = talk("احالتي", referrals=mine(SENT, HERE))
    assert "مكتب المحامين" in words(plan) and "رقمك واسم الخدمة" in words(plan)
    assert len(plan.replies[-1].buttons) == 2
    assert effects == [Told()]


def test_one_is_taken_back_at_a_word_and_of_several_the_one_that_is_tapped() -> None:
    plan, effects = talk("احالتي", "وگفوها", referrals=mine(HERE))
    assert effects == [Withdraw(8)] and "ما يوصل شي" in words(plan)
    plan, effects = talk("احالتي", "ref_stop:7", referrals=mine(SENT, HERE))
    assert effects[-1] == Withdraw(7) and "اللي وصلهم خلاص" in words(plan)
    _, effects = talk("احالتي", "وگفوها", referrals=mine(SENT, HERE))
    assert not any(isinstance(one, Withdraw) for one in effects)


def test_without_any_one_is_offered() -> None:
    plan, _ = talk("احالتي")
    assert plan.replies[-1].buttons[0].id == "flow:referral"
    # Nor is one that they did not want: no service has refused them.
    refused = ReferralView(9, "civil_documents", State.DECLINED, None, None, False)
    assert "ماكو" in words(talk("احالتي", referrals=mine(refused))[0])


def test_one_that_was_only_explained_is_gone_on_with() -> None:
    plan, effects = talk("احالتي", referrals=mine(replace(HERE, state=State.OFFERED)))
    assert "ما راح شي من عدنا" in words(plan) and effects == []
    assert [one.id for one in plan.replies[-1].buttons] == [f"flow:referral:{HERE.service}"]
    begun = turn.decide(said(plan.replies[-1].buttons[0].title, plan))
    assert begun.flow is not None and begun.flow.state["stage"] == "consent"


WAITS = CaseView(
    Level.BLUE, held=False, waiting=timedelta(minutes=5), routes=(), reason="asked", nobody_yet=True
)


def test_whoever_waits_for_a_person_hears_that_the_request_stands() -> None:
    plan, _ = talk("طلبي", case=WAITS)
    assert words(plan) == content.text("referral.person_wanted", emergency=content.emergency_number("نينوى"))
    # Not once somebody has spoken with them.
    plan, _ = talk("طلبي", case=replace(WAITS, nobody_yet=False))
    assert words(plan) == content.text("referral.none")
    # A referral is told of as ever.
    assert "مكتب المحامين" in words(talk("طلبي", case=WAITS, referrals=mine(SENT))[0])


@pytest.mark.usefixtures("environment")
def test_a_code_word_stands_before_it() -> None:
    locked = Private(code=made_of("نخلة كبيرة"))
    plan, _ = talk("احالتي", referrals=mine(SENT), private=locked)
    assert "محامين" not in words(plan)
    plan, _ = talk("احالتي", "نخلة كبيرة", referrals=mine(SENT), private=locked)
    assert "مكتب المحامين" in words(plan)


def session(
    id: int, free: int, seat: Seat | None = None, *, news: bool = False, title: str = "رسم"
) -> SeatView:
    return SeatView(id, title, "نينوى", NOW + timedelta(days=id), free, seat, news)


def test_what_is_open_is_shown_and_a_place_taken() -> None:
    sessions = (session(1, 3), session(2, 0, title="خياطة"))
    plan, _ = talk("flow:registration", referrals=mine(sessions=sessions))
    assert "بيها مكان" in words(plan) and "قائمة انتظار" in words(plan)
    plan, effects = talk("flow:registration", "تسجيل رقم 1", referrals=mine(sessions=sessions))
    assert effects == [TakeSeat(1, Seat.TAKEN)] and "محفوظ" in words(plan)
    plan, effects = talk("flow:registration", "تسجيل رقم 2", referrals=mine(sessions=sessions))
    assert effects == [TakeSeat(2, Seat.WAITING)] and "قائمة الانتظار" in words(plan)


def test_the_word_shows_their_own_place_and_lets_them_leave() -> None:
    sessions = (session(1, 0, Seat.TAKEN, news=True),)
    plan, effects = talk("تسجيلي", referrals=mine(sessions=sessions))
    assert "محفوظ" in words(plan) and effects == [Told()]
    _, effects = talk("تسجيلي", "seat_leave:1", referrals=mine(sessions=sessions))
    assert effects[-1] == LeaveSeat(1)


def test_a_session_that_was_closed_meanwhile_says_so() -> None:
    plan, _ = talk("flow:registration", referrals=mine(sessions=(session(1, 3),)))
    gone = said("seat_take:1", plan)
    assert "انسد" in words(turn.decide(gone))


def test_without_sessions_their_wish_is_left_with_the_team_at_a_yes_alone() -> None:
    plan, effects = talk("flow:registration")
    assert [one.id for one in plan.replies[-1].buttons] == ["seat_wish", "/ask_counsellor"]
    assert effects == [] and "قائمة انتظار" in words(plan)
    kept, effects = talk("flow:registration", "اي")
    version = content.all_texts()["registration.none"].version
    assert effects == [
        Consent(
            service="support_groups",
            text=f"registration.none@{version}",
            shared=Shared.NOTHING,
            way=Way.WHEN_THEY_WRITE,
            safe_time=None,
            governorate="نينوى",
            district=None,
            need=None,
        )
    ]
    # It is no place, and nobody knows when one will be there.
    assert "مو مكان محفوظ" in words(kept) and "طلبي" in words(kept)
    for other in ("لا", "ما اعرف"):
        assert talk("flow:registration", other)[1] == []
    assert turn.decide(said("ما گدرت انام البارحة", plan)).ask_rasa
    # In the middle of a question «stop» means the question, and not every message.
    left = turn.decide(said("الغاء", plan))
    assert words(left) == content.text("registration.nothing_changed") and not left.remember


def test_what_they_wish_for_is_the_kind_that_they_named() -> None:
    plan = FLOWS["registration"].start(said("اريد اسجل بدورة خياطة"))
    assert plan.flow is not None and plan.flow.state == {"wish": "vocational_training"}
    assert directory.all_services().types["vocational_training"].name in words(plan)


def test_a_wish_that_the_team_has_is_not_left_twice() -> None:
    there = replace(HERE, service="support_groups")
    plan, _ = talk("flow:registration", referrals=mine(there))
    assert plan.flow is None and words(plan) == content.text(
        "registration.wish_is_there", service=directory.all_services().types["support_groups"].name
    )


def test_news_comes_before_the_answer_once_and_names_nothing() -> None:
    this = said("هلو", referrals=mine(SENT))
    plan = news.told(this, Plan(replies=(Reply("هلا"),)))
    assert [one.text for one in plan.replies] == [content.text("referral.news"), "هلا"]
    assert plan.effects == (Told(),)
    assert "اوراق" not in words(plan)


@pytest.mark.parametrize(
    "change",
    [
        {"channel": Channel.VOICE},
        {"private": Private(disguised=True)},
        {"assessment": replace(CALM, level=Level.AMBER)},
        {"referrals": View()},
    ],
)
def test_news_waits_where_something_weighs_more_or_somebody_may_listen(change: dict[str, Any]) -> None:
    this = replace(said("هلو", referrals=mine(SENT)), **change)
    plan = Plan(replies=(Reply("هلا"),))
    assert news.told(this, plan) == plan


def test_every_text_of_a_flow_is_heard_in_time() -> None:
    for channel in Channel:
        plan, _ = talk(*AGREED[:1], channel=channel)
        assert plan.replies
    assert {"referral", "my_referral", "registration"} <= set(FLOWS)


@pytest.mark.parametrize("channel", [Channel.WHATSAPP, Channel.VOICE])
def test_no_button_is_taken_for_danger(channel: Channel) -> None:
    """A title comes back as words, and words are triaged: one that sounds like risk would raise a case."""
    sessions = (session(1, 3), session(2, 0, Seat.WAITING))
    shown = [
        *(talk(*AGREED[:number], channel=channel)[0] for number in range(1, 6)),
        talk("احالتي", referrals=mine(SENT, HERE), channel=channel)[0],
        talk("احالتي", channel=channel)[0],
        talk("flow:registration", referrals=mine(sessions=sessions), channel=channel)[0],
        talk("flow:registration", channel=channel)[0],
    ]
    titles = {one.title for plan in shown for reply in plan.replies for one in reply.buttons}
    assert len(titles) > 15
    assert [title for title in sorted(titles) if assess(title, []).level >= Level.AMBER] == []


@pytest.mark.parametrize("question", ["شنو الاوراق المطلوبة", "وين مكانهم", "يطلبون فلوس؟"])
def test_a_question_before_they_agree_is_not_answered_with_a_guess(question: str) -> None:
    plan, effects = talk("flow:referral:civil_documents", question)
    assert words(plan) == content.text("referral.they_know") and plan.replies[-1].buttons
    assert not any(isinstance(effect, Consent) for effect in effects)
    agreed = turn.decide(said("اي", plan))
    assert words(agreed) == content.text("referral.share")
