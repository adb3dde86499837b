"""The safety plan, end to end: written, read back, shown to the counsellor."""

from sqlalchemy import text

from helpline.infra.database import engine
from helpline.triage import Level
from tests.integration.conversation.private_things import ANSWERS, plans, with_a_plan
from tests.integration.world import RED, WISH, ZAINAB, World
from tests.integration.world import text as said


def test_a_plan_is_read_back_and_comes_again_by_its_word(world: World) -> None:
    whole = with_a_plan(world)
    assert all(answer in whole[0] for answer in ANSWERS)

    again = world.says("خطتي")
    assert all(answer in again[0] for answer in ANSWERS) and "«خطر»" in again[0]


def test_what_was_written_before_danger_is_kept_and_gone_on_with(world: World) -> None:
    world.says("خطة الامان")
    world.says("انام هواية")
    world.says(RED)
    world.acknowledges()
    world.says("كلام", ZAINAB)
    world.closes()

    again = world.says("خطة الامان")
    assert said("plan.ask.alone") in again


def test_a_risk_told_in_an_answer_is_asked_about_first(world: World) -> None:
    world.says("خطة الامان")

    assert world.says(WISH) == [said("asq.acuity_first"), said("asq.5")]
    assert world.open_case().level == Level.AMBER


def test_a_plan_done_anew_takes_the_place_of_the_one_before(world: World) -> None:
    with_a_plan(world)
    world.says("خطة الامان")
    for number in range(7):
        world.says(f"جديد {number}")

    again = world.says("خطتي")[0]
    assert "جديد 3" in again and not any(answer in again for answer in ANSWERS)
    assert len(plans()) == 1


def test_a_plan_lies_encrypted(world: World) -> None:
    with_a_plan(world)

    with engine().connect() as connection:
        raw = connection.execute(text("SELECT answers FROM safety_plans")).scalar_one()
    assert "فيروز".encode() not in bytes(raw) and b"\\u0641" not in bytes(raw)


def test_the_counsellor_reads_that_there_is_a_plan_and_its_steps_when_they_ask(world: World) -> None:
    with_a_plan(world)
    world.says(RED)
    first = world.acknowledges()
    assert "خطة امان" in first[0] and "ام علي" not in first[0].split("آخر كلامه")[0]

    steps = world.says("ملخص", ZAINAB)[-1]
    assert all(f"{answer}" in steps for answer in ANSWERS)


def test_in_danger_the_plan_comes_beside_the_true_state(world: World) -> None:
    with_a_plan(world)
    world.says(RED)

    state, plan = world.says("خطتي")[-2:]
    assert "911" in state and ANSWERS[1] in plan
