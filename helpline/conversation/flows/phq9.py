"""PHQ-9: mood, sleep and strength over two weeks, and one literal question about death.

Source: clinical/triage.csv. P9: any answer to item 9 but «not at all» leads into the screening at once,
whatever the total; so do a refusal, silence, and an answer that was not understood twice. PT: from 10 on a
person is offered. PT20: from 20 on a person is told (AMBER) and the screening's questions are asked.
"""

from helpline import screening
from helpline.conversation.flows import asking
from helpline.conversation.plan import Flow, Plan, Turn
from helpline.conversation.say import say
from helpline.outbox.reply import Reply
from helpline.screening import questionnaire
from helpline.screening.frequency import Unmeasured
from helpline.screening.questionnaire import PHQ9, PHQ9_PERSON_FROM, PHQ9_SEVERE_FROM, Progress
from helpline.triage import Assessment, Level

SEVERE = Assessment(Level.AMBER, (), 1.0, ("rule:phq9_severe",), False)


def start(turn: Turn) -> Plan:
    """Return what PHQ-9 is, and whether to begin."""
    return asking.start(turn, PHQ9)


def answered(turn: Turn) -> Plan | None:
    """Return the next item, the result, or the screening that item 9 leads into."""
    return asking.answered(turn, PHQ9, _finish)


def waits(flow: Flow) -> bool:
    """Say whether item 9 is open: silence on it is an answer."""
    if "answers" not in flow.state:
        return False
    return questionnaire.current(PHQ9, Progress.from_json(flow.state)) == PHQ9.literal


def silent(turn: Turn) -> Plan:
    """Take silence on item 9 as a refusal."""
    assert turn.flow is not None
    progress = questionnaire.answer(PHQ9, Progress.from_json(turn.flow.state), None)
    return _finish(turn, progress, Unmeasured.SKIPPED)


def after_screening(turn: Turn) -> tuple[Reply, ...]:
    """Return the result that had to wait while the screening asked, and found nothing."""
    assert turn.flow is not None
    progress = Progress.from_json(turn.flow.state)
    if questionnaire.at_least(PHQ9, progress) >= PHQ9_SEVERE_FROM:
        return ()
    return _result(turn, progress, thoughts(turn.flow))


def thoughts(flow: Flow) -> bool:
    """Say whether item 9 was answered with more than «not at all»: that counts where the rest is left."""
    return bool(flow.state.get("thoughts"))


def _finish(turn: Turn, progress: Progress, said: int | Unmeasured) -> Plan:
    kept = asking.kept(PHQ9, progress)
    severe = questionnaire.at_least(PHQ9, progress) >= PHQ9_SEVERE_FROM
    if said == 0 and not severe:
        return Plan(replies=_result(turn, progress), effects=kept)
    attempt = turn.case is not None and turn.case.past_attempt
    state = screening.start("full", past_attempt_known=attempt)
    thinks = said is Unmeasured.YES or (isinstance(said, int) and said > 0)
    flow = Flow(PHQ9.name, {**progress.to_json(), "thoughts": thinks})
    answered_it = thinks or said == 0
    lead = [say(turn, "screening.intro" if answered_it else "phq9.unanswered")]
    if severe:
        # Clinical protocol, H2: within 4 hours, within one after an attempt.
        lead.insert(0, say(turn, "phq9.result.4", hours=1 if attempt else 4))
    return Plan(
        replies=(*lead, say(turn, screening.question(state))),
        screening=state,
        flow=flow,
        effects=kept,
        assessment=SEVERE if severe else None,
        source="screening" if severe else "triage",
    )


def _result(turn: Turn, progress: Progress, thinks: bool = False) -> tuple[Reply, ...]:
    ending = meaning(progress, thinks)
    heavy = questionnaire.at_least(PHQ9, progress) >= PHQ9_PERSON_FROM
    heard = (say(turn, "phq9.thoughts.heard"),) if thinks and heavy else ()
    return asking.result(turn, PHQ9, progress, ending, *heard)


def meaning(progress: Progress, thinks: bool) -> str | None:
    """Return the text of what the answers may mean, None where that is what the total alone says.

    `thinks` says that item 9 was more than «not at all»: after that no total is «a little tired».
    """
    least = questionnaire.at_least(PHQ9, progress)
    if least >= PHQ9_PERSON_FROM:
        return f"phq9.result.{questionnaire.band(PHQ9, least)}"
    return "phq9.thoughts" if thinks else None
