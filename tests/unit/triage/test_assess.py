"""What a message comes out as: the traps, the routes, the memory, and that nothing breaks it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpline.triage import ROUTES, Level, assess

GREEN, BLUE, AMBER, RED = Level.GREEN, Level.BLUE, Level.AMBER, Level.RED


@pytest.mark.parametrize(
    ("text", "level"),
    [
        # not wanting to live is risk, not wanting to die is a denial
        ("ما اريد اعيش", AMBER),
        ("مااريد اعيش بعد", AMBER),
        ("ما اريد اموت", GREEN),
        ("ما راح انتحر", GREEN),
        # a beating, not a death
        ("رجلي كتلني", BLUE),
        # news, games, prices
        ("تفجير انتحاري بالسوك", GREEN),
        ("المدرب انتحر بالتشكيلة", GREEN),
        # idioms
        ("راح اموت من الضحك", GREEN),
        ("الامتحان كتلني", GREEN),
        ("اموت بيچ", GREEN),
        # now
        ("بلعت الحبوب كلهن", RED),
        ("اريد انتحر هسه", RED),
        ("السكين بيدي واريد اخلص روحي", RED),
        ("سامحوني راح انتحر الليلة", RED),
        # thanks
        ("شكرا هواية", GREEN),
    ],
)
def test_the_traps_of_the_dialect(text: str, level: Level) -> None:
    assert assess(text).level == level


def test_tired_of_everything_and_not_wanting_to_live_asks_for_acuity() -> None:
    found = assess("تعبت من كلشي ومااريد اعيش بعد")
    assert found.level >= AMBER and found.ask_acuity


def test_a_passive_wish_does_not_ask_for_acuity_first() -> None:
    found = assess("انام وما اگعد")
    assert found.level == AMBER and not found.ask_acuity


def test_a_denial_covers_its_own_clause_only() -> None:
    assert assess("ما اريد انتحر بس ما اريد اعيش").level == AMBER


def test_an_idiom_lowers_only_what_nothing_else_supports() -> None:
    assert assess("راح انتحر من الامتحان").level < AMBER
    assert assess("راح انتحر من الامتحان وما اريد اعيش").level >= AMBER


@pytest.mark.parametrize(
    "text",
    [
        "areed amoot",
        "ma areed a3eesh",
        "ra7 anta7ir",
        "aktil roo7i",
        "i wanna amoot walla",
        "ba3ad ma areed a3eesh",
    ],
)
def test_arabizi_says_the_same(text: str) -> None:
    assert assess(text).level >= AMBER


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("i want to die", AMBER),
        ("i will kill myself tonight", RED),
        ("i took all the pills", RED),
        ("دەمەوێت بمرم", AMBER),
        ("ئەمشەو خۆم دەکوژم", RED),
        ("دڤێت بمرم", AMBER),
        ("نامەوێت بژیم", AMBER),
        ("کۆتایی بە ژیانم دەهێنم", AMBER),
        ("خۆزگە بمردمایە", AMBER),
        ("لە ژیان بێزارم", AMBER),
        ("خوزی ئەز مربام", AMBER),
        ("دڤێم بمرم", AMBER),
        ("خۆم دەسووتێنم", RED),
        ("نەوتم بە خۆمدا کردووە", RED),
        ("دەمارەکانم بڕی", RED),
        ("ئەگەر کەسوکارم بزانن دەمکوژن", RED),
        ("i can't go on like this", AMBER),
        ("i'm going to jump", AMBER),
        ("ئەز دخازم بمرم", AMBER),
        ("ئەز ژ ژیانێ وەستیامە", AMBER),
        ("ölmek istiyorum", AMBER),
        ("olmek isteyirem", AMBER),
        ("اولمك ايستيرم", AMBER),
        ("kendimi öldüreceğim bu gece", RED),
        ("میخوام بمیرم", AMBER),
        ("می خواهم خودم را بکشم", AMBER),
        ("امشب خودمو میکشم", RED),
    ],
)
def test_the_plainest_words_of_danger_in_other_languages(text: str, level: Level) -> None:
    assert assess(text).level >= level


@pytest.mark.parametrize(
    "text",
    [
        "نامەوێت بمرم",
        "هەوڵی خۆم دا",
        "کۆتایی بە کاری خۆم دێنم",
        "خۆزگە نەخۆش نەبوومایە",
        "نەوتم بۆ خۆم کڕی",
        "باوکم یارمەتیم دەدات",
        "ئەز باشم سوپاس",
    ],
)
def test_kurdish_that_only_shares_their_words_is_no_danger(text: str) -> None:
    assert assess(text).level < AMBER


@pytest.mark.parametrize(
    ("text", "route", "least"),
    [
        ("اخوي يكول يريد ينتحر", "third_party", AMBER),
        ("اختي بلعت حبوب", "third_party", RED),
        ("اهلي يريدون يذبحوني", "gbv", RED),
        ("رجلي كتلني", "gbv", BLUE),
        ("والله اقتله", "harm_to_others", BLUE),
        ("ابوي ما ديتنفس", "medical", RED),
        ("اشرّط ايدي", "self_harm", AMBER),
        ("عمري 14 وابوي يضربني", "child", BLUE),
    ],
)
def test_routes_are_named(text: str, route: str, least: Level) -> None:
    found = assess(text)
    assert route in found.routes
    assert found.level >= least


@pytest.mark.parametrize(
    "text", ["ا ن ت ح ر", "ان.تحر", "انت7ر", "اريد امووووت", "أُرِيدُ أَمُوتُ", "اريداموت", "ار\u200bيد ام\u200bوت"]
)
def test_hidden_or_mistyped_words_are_still_read(text: str) -> None:
    assert assess(text).level >= AMBER


def test_pieces_of_a_sentence_are_read_as_one() -> None:
    assert assess("اموت").level < AMBER
    assert assess("اموت", recent=["اريد"]).level >= AMBER


def test_pieces_far_apart_are_not_joined() -> None:
    long = "اليوم رحت للسوك واشتريت هواية غراض وطبخت للجهال وقعدت اشوف المسلسل وية امي وخالتي"
    assert assess("الجو حلو", recent=["اريد", long]).level == GREEN


def test_a_benign_frame_after_a_disclosure_stays_serious() -> None:
    assert assess("راح اموت من الضحك").level == GREEN
    assert assess("راح اموت من الضحك", recent=["ما اريد اعيش"]).level >= AMBER


@pytest.mark.parametrize("text", ["هسه", "مع السلامة", "خلص"])
def test_after_a_disclosure_a_word_of_leaving_or_now_is_danger(text: str) -> None:
    assert assess(text).level < RED
    assert assess(text, recent=["اريد اموت"]).level == RED


def test_thanks_after_a_disclosure_is_not_a_new_alarm() -> None:
    assert assess("شكرا الكم", recent=["اريد اموت"]).level < AMBER


def test_the_score_follows_suicidality_and_not_other_danger() -> None:
    assert assess("اريد انتحر هسه").score > 0.9
    assert assess("شلونكم").score < 0.5


def test_reasons_say_why_and_never_repeat_the_message() -> None:
    found = assess("ما اريد اعيش")
    assert "rule:not_want_live" in found.reasons
    assert all(
        reason.split(":")[0] in {"rule", "frame", "ngram", "recent", "classifier"} for reason in found.reasons
    )
    assert not any("ما اريد اعيش" in reason for reason in found.reasons)


def test_danger_in_the_middle_of_a_very_long_message_is_found() -> None:
    padding = "رحت للسوك واشتريت غراض. " * 400
    assert assess(padding + "بلعت الحبوب كلهن. " + padding).level == RED


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300), st.lists(st.text(max_size=60), max_size=4))
def test_any_text_gets_an_assessment(text: str, recent: list[str]) -> None:
    found = assess(text, recent)
    assert 0.0 <= found.score <= 1.0
    assert list(found.routes) == [r for r in ROUTES if r in found.routes]
    assert not found.ask_acuity or found.level >= AMBER


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="اريدموتنحرقبل بس،.\n", max_size=500))
def test_any_arabic_gets_the_same_assessment_twice(text: str) -> None:
    assert assess(text) == assess(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\x00", "\ud800", "👍", "ا" * 2000, "ا ب " * 500, "a" * 2000, "'" * 2000]
)
def test_odd_messages_are_answered(text: str) -> None:
    assert assess(text).level in Level


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "text",
    ["ما اريد " * 250, "اريد اموت ما " * 150, "ا.ب" * 660, "ا ب ج " * 330, "areed amoot " * 160, "x'" * 1000],
)
def test_hostile_repetition_does_not_grow_into_a_standstill(text: str) -> None:
    # How long it takes is measured by `make bench`; this only ends a runaway.
    assert assess(text * 10).level in Level


@pytest.mark.parametrize(
    ("earlier", "text"),
    [
        (["رتبت كل شي بالبيت", "والمفتاح يم الجيران"], "والليلة ارتاح من روحي"),
        (["تعبت ومليت", "ماكو احد يريدني"], "وما اريد اكمل بعد"),
    ],
)
def test_a_build_up_over_several_messages_counts(earlier: list[str], text: str) -> None:
    assert assess(text, recent=earlier).level >= AMBER


def test_what_the_classifier_heard_before_lowers_what_is_needed_now() -> None:
    before = "حضرت كل شي ومحد راح يلكاني الا الصبح"
    assert assess(before).level >= AMBER
    assert assess("خلص هسه", recent=[before]).level >= assess("خلص هسه").level
    assert "recent:disclosed" in assess("خلص هسه", recent=[before]).reasons


def test_thanks_after_a_disclosure_raise_no_new_alarm() -> None:
    assert assess("شكرا الك هواية", recent=["ما اريد اعيش"]).level < AMBER
    assert assess("باچر عندي امتحان رياضيات", recent=["حضرت كل شي ومحد راح يلكاني الا الصبح"]).level < AMBER
