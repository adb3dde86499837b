"""A task for the assistant, or a first hint: not asked about as risk at once; pure.

«اريد خطة» shares its letters with plans of another kind. Where no rule was met, and the assistant is sure
that one of its own tasks is wanted, the task is done and nobody is asked about death for it
(docs/decisions/0016). And where a message is not likely to be about suicide, and is the first of its kind, it
is answered as what it says; the next one is asked about (docs/decisions/0017).
"""

from dataclasses import replace

from helpline.conversation.plan import Turn
from helpline.triage import Assessment, Level, evidence

# What the assistant is asked to do or to tell. Not here: what people also say about their pain (an exercise
# for heavy thoughts, faith and guilt), whether anybody will know, names, and single words.
TASKS = frozenset(
    (
        "ask_activities ask_children_services ask_cost ask_counselling_service ask_counsellor "
        "ask_depression_info ask_disability_services ask_documents ask_elderly_services ask_groups "
        "ask_housing_land ask_inheritance ask_legal ask_livelihood ask_medication ask_menu "
        "ask_my_referral ask_referral ask_register ask_services ask_staff ask_survivor_services ask_topic "
        "ask_topics_list ask_where_when ask_woman ask_women_services check_depression check_myself "
        "check_wellbeing come_back do_problem_solving do_sleep_plan do_small_steps do_support_someone "
        "do_talk_child erase_my_data hide_chat inform_age other_reader make_safety_plan show_my_plan "
        "stop_messages tribal_dispute"
    ).split()
)
# Chosen on the test files of triage and of the assistant (docs/decisions/0016).
SURE = 0.85
QUITE_SURE = 0.5
_LIKELY_RISK = 0.9
# From this chance of suicidality on nobody waits for a second message.
_LIKELY = 0.7


def may_be_task(turn: Turn) -> bool:
    """Say whether the assistant is to be asked what was wanted: AMBER by its letters, and nothing open."""
    return _by_letters(turn) and not turn.assessment.routes and turn.flow is None


def is_first_hint(turn: Turn) -> bool:
    """Say whether a message is answered as what it says, and the next of its kind is asked about.

    Not where anything was heard before, nor where a case or a question is open.
    """
    if turn.case is not None or turn.screening is not None or turn.asked is not None:
        return False
    found = turn.assessment
    if found.level != Level.AMBER or not evidence.only_letters(found.reasons):
        return False
    if evidence.names_route(found.reasons, "gbv"):
        # A beating that was told is answered as one.
        return True
    return found.score < _LIKELY and not turn.hinted and bool(turn.text.strip())


def _by_letters(turn: Turn) -> bool:
    found = turn.assessment
    by_letters = evidence.by_letters(found.reasons)
    free = turn.case is None and turn.screening is None and turn.asked is None
    return found.level == Level.AMBER and by_letters and free and bool(turn.text.strip())


def is_task(assessment: Assessment, intent: str, confidence: float) -> bool:
    """Say whether what the assistant understood outweighs what the letters look like."""
    if intent not in TASKS:
        return False
    return confidence >= (QUITE_SURE if assessment.score < _LIKELY_RISK else SURE)


def settled(turn: Turn) -> Turn:
    """Return the turn as a task or a first hint: somebody who may need support, and no screening."""
    found = turn.assessment
    calm = replace(found, level=Level.BLUE, ask_acuity=False, reasons=("doubted:letters", *found.reasons))
    return replace(turn, assessment=calm)
