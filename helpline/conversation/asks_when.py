"""Whoever waits for a person asks when one comes."""

import re

from helpline.text import normalise

# The whole message: «شوكت يجي» is about somebody of ours, «شوكت يجي يومي» is not.
_WHEN = re.compile(
    r"(?:و|بس |زين |طيب |يعني )?(?:شوكت|شوكتين|يمته|يمتي|متي|وين) "
    r"(?:يجي|تجي|تجون|يجون|يتصل|يتصلون|تتصلون|يرد|يردون|تردون|يجاوب|يجاوبون|تجاوبون|يوصل)"
    r"(?: (?:الموظف|المرشد|المرشده|مرشد|مرشده|احد|شخص|واحد|واحد منكم|الرد|الجواب|جوابكم|عليه|عليا|هسه))*"
)


def asks_when(text: str) -> bool:
    """Say whether a message asks when somebody comes or answers, and nothing else."""
    return bool(_WHEN.fullmatch(normalise(text).strip(" .،!؟?")))
