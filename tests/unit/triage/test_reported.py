"""Whose wish it is: somebody else's words are not asked about as the writer's own."""

import pytest

from helpline.triage import Level, assess


@pytest.mark.parametrize(
    "text",
    [
        "ابني يگول اريد اموت",
        "ابني يكول اريد اموت شسوي",
        "بنتي تكول اريد انتحر",
        "صديقي كتبلي مااريد اعيش",
        "صديقتي قالت لي اريد اموت واني خايفة عليها",
        "اختي كالت راح اقتل نفسي",
        "امي تكول ريتني اموت",
        "يكول اخوي اريد اموت",
        "زميلتي دزتلي رسالة ما اريد اعيش بعد",
        "بنتي لگيتها مجرحة ايدها وتگول اريد اموت",
    ],
)
def test_a_wish_that_is_reported_is_the_others(text: str) -> None:
    found = assess(text)

    assert found.level >= Level.AMBER
    assert "third_party" in found.routes
    assert not found.ask_acuity
    assert any(reason.startswith("reported:") for reason in found.reasons)


@pytest.mark.parametrize(
    "text",
    [
        "اريد اموت",
        "كلت لامي اريد اموت",
        "امي تكول شبيج واريد اموت",
        "امي تكول لازم تتزوجين اريد اموت",
        "ابني يكول اريد اموت واني هم تعبت ومااريد اعيش",
        "ابوي يگول انتي عار واني اريد اموت",
        "ابني يكول جوعان. اريد اموت",
        "كالولي اهلي تزوجي ومااريد اعيش",
        "ابوية الله يرحمه كان يكول اصبر وهسه اريد اموت",
        "رجال ويگول اريد اموت، تخيل",
        "زوجي كال اطلگج اريد انتحر",
        "ابوي يگول اريد ازوجج واريد اموت",
        "اختي يمي هسه. امي تكول اريد انام. اريد اموت",
    ],
)
def test_an_own_wish_is_asked_about_whoever_else_is_quoted(text: str) -> None:
    found = assess(text)

    assert found.level >= Level.AMBER
    assert found.ask_acuity
