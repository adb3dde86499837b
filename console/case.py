"""One case: what happened, and all that can be done; its views by what they are for."""

from console import (
    case_close,
    case_later,
    case_private,
    case_refer,
    case_say,
    case_show,
    case_take,
    case_triage,
)
from console.case_page import page

VIEWS = (case_close, case_later, case_private, case_refer, case_say, case_show, case_take, case_triage)

__all__ = ["VIEWS", "page"]
