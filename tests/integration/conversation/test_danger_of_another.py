"""Whoever writes about somebody else in danger is answered about them, until they speak of themselves."""

from tests.integration.world import World, text


def test_what_to_do_for_a_friend_is_told(world: World) -> None:
    assert world.says("صديقي كتبلي يريد ينتحر هسه") == [text("danger.third_party")]
    assert world.says("شسوي") == [text("danger.other.now")]
    assert world.says("اخاف اتصل باهله") == [text("danger.other.family")]
    assert world.says("اي")[0].startswith(text("danger.other.stay.3")[:20])


def test_an_own_wish_ends_it(world: World) -> None:
    world.says("صديقي كتبلي يريد ينتحر هسه")
    world.says("واني هم اريد اقتل نفسي هسه")
    assert world.says("ما ادري شسوي") == [text("danger.about.now")]


def test_who_found_a_child_hurt_is_not_asked_about_their_own_death(world: World) -> None:
    assert world.says("بنتي شفت ايدها مجرحة وتگول اريد اموت") == [text("amber.third_party")]
    world.says("خطر")
    assert world.says("شگللها") == [text("danger.other.say")]
