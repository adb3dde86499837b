"""The rules of check-content, one kind a file; each takes an Item and yields what it finds wrong."""

from helpline.content.rules import danger, form, language, numbers, safe_messaging
from helpline.content.rules.finding import Finding, Rule

# numbers.phone_numbers is not here: it needs the registry as well; `services` looks at the directory.
RULES: tuple[Rule, ...] = (
    *safe_messaging.RULES,
    *danger.RULES,
    *language.RULES,
    *form.RULES,
)

__all__ = ["RULES", "Finding", "Rule", "numbers"]
