"""What a contact whose chat is disguised is told in the place of our own words (docs/decisions/0011)."""

# By what each says: the state stays true, and nothing tells what this is about.
_INSTEAD = {
    "danger.accepted": "disguise.accepted",
    "danger.passed_on": "disguise.calling",
    "danger.unanswered": "disguise.calling",
    "danger.nobody_yet": "disguise.nobody_yet",
    "case.accepted": "disguise.accepted",
    "case.back_to_assistant": "disguise.closed",
    "case.resolved": "disguise.closed",
    "case.not_reached": "disguise.closed",
    "media.lost": "disguise.lost",
    "follow_up.check_in": "disguise.check_in",
}


def instead(text_id: str) -> str:
    """Return the id of what is said instead; a counsellor's own choice of words stays theirs."""
    if text_id.startswith("canned."):
        return text_id
    return _INSTEAD.get(text_id, "disguise.noted")
