"""Every rule fires on its example, stays quiet on its counter-example, and is well formed."""

import pytest

from helpline.triage import ROUTES, Level
from helpline.triage.matcher import matcher
from helpline.triage.rule import Frame, Rule
from helpline.triage.rules import FRAMES, RULES


def fired(text: str, disclosed: bool = False) -> set[str]:
    found = matcher().find(matcher().read(text), disclosed=disclosed)
    return {rule.id for rule in found.rules}


def framed(text: str) -> set[str]:
    return {frame.id for frame in matcher().find(matcher().read(text)).frames}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_fires_on_its_example_and_not_on_its_counter_example(rule: Rule) -> None:
    assert rule.id in fired(rule.fires, rule.after_disclosure)
    assert rule.id not in fired(rule.quiet, rule.after_disclosure)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.id)
def test_a_frame_is_seen_in_its_example_and_not_in_its_counter_example(frame: Frame) -> None:
    assert frame.id in framed(frame.inside)
    assert frame.id not in framed(frame.outside)


def test_every_id_is_used_once() -> None:
    ids = [entry.id for entry in (*RULES, *FRAMES)]
    assert len(ids) == len(set(ids))


def test_rules_name_only_known_routes_and_no_green() -> None:
    for rule in RULES:
        assert set(rule.routes) <= set(ROUTES), rule.id
        assert rule.level > Level.GREEN, rule.id


def test_what_counts_after_a_disclosure_is_quiet_without_one() -> None:
    for rule in RULES:
        if rule.after_disclosure:
            assert rule.id not in fired(rule.fires)


@pytest.mark.parametrize(
    ("rule", "said", "meant_otherwise"),
    [
        ("not_want_live", "ما اريد هالعمر", "ما احب انطي عمري لأحد بالنت"),
        ("not_wake", "ياريت ما اگعد باچر", "جارنا يشرب واريد ادخله مصحة"),
        ("wait_my_turn", "گاعد وانتظر دوري", "انتظر دوري رقم ٢٠ بالمصرف"),
        ("en_kill_threat", "my uncle says he'll kill me", "my mom will kill me"),
        ("en_kill_threat", "they're going to kill me", "my family will kill me with laughter"),
        ("en_kill_threat", "my family are going to kill me for honour", "my brother's jokes will kill me"),
        ("en_armed_threat", "my dad will kill me with his gun if I fail", "my dad will kill me if I fail"),
        ("throw_self", "اذب روحي بالنهر، شقتنا بالطابق الارضي", "اذب روحي من شباك الطابق الارضي"),
        ("throw_self", "راح اذب روحي، اصعد من الطابق الارضي للسطح", "اذا خسرنا اذب روحي من الطابق الارضي"),
        ("en_cannot_go_on_alone", "i can't go on, my family left me", "i can't go on my trip"),
        ("en_not_breathing", "she doesn't breathe", "i am not breathing through the mask"),
        (
            "en_made_to",
            "the teacher makes me take pictures with no dress",
            "my boss makes me send him the report",
        ),
        ("es_kill_self", "me voy a matar", "me voy a dormir"),
        ("ku_wish", "dmawet bmrm", "dmawet bxom"),
        ("ku_now", "ئةمشةو خوم ئةكوزم", "ئةمشةو دةخةوم"),
        ("ku_will_swallow", "دێ هەمی حەبان خۆم و مرم", "حەبەکانم هەموو ڕۆژێک دەخۆم"),
        ("ku_will_swallow", "هەموو حەبەکان دەخۆم", "نامەوێت هەموو ئەو حەبانە بخۆم"),
        ("ku_burnt_self", "دوهی من خۆ کوشتبا بەلێ من نەشیا", "دەستی خۆم سووتاند"),
        ("ku_kill_threat", "bawkm damkuzhet", "bawkm lera nya"),
        ("ku_beaten", "merdakam hamu rozh lem dadat", "merdakam nan dadat"),
        ("ku_beaten_now", "مێردەکەم ئێستا لێم دەدات، زەنگ بۆ پۆلیس بدەن", "مێردەکەم ئێستا زەنگم لێ دەدات"),
    ],
)
def test_the_same_words_of_another_matter_are_not_met(rule: str, said: str, meant_otherwise: str) -> None:
    assert rule in fired(said)
    assert rule not in fired(meant_otherwise)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("not_want_live", "مرات اكول ما اريد اعيش بعد"),
        ("not_here_tomorrow", "باچر ما راح اكون موجود لا بدوام ولا بالبيت"),
        ("end_the_thing", "اريد انهيها بعد هاي المحادثة"),
        ("wait_death", "الطبيب گال ماكو علاج واني انتظر الموت"),
    ],
)
def test_a_word_of_everyday_beside_it_takes_no_wish_away(rule: str, said: str) -> None:
    assert rule in fired(said)
