"""The page of all settings, written from their descriptions: docs/settings.md is what this prints."""

from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from helpline.infra.settings import ROOT, Settings, env_name

HEAD = """\
# Settings

Each is an environment variable. This page is written by `helpline settings`; a test compares the two, so
change the descriptions in `helpline/infra/settings.py` and run `helpline settings > docs/settings.md`.

| variable | default | what it does |
|---|---|---|
"""


def page() -> str:
    """Return the page as Markdown, one row a setting, in the order of the code."""
    rows = (_row(name, field) for name, field in Settings.model_fields.items())
    return HEAD + "\n".join(rows)


def _row(name: str, field: FieldInfo) -> str:
    description = " ".join((field.description or "").split()).replace("|", "\\|")
    if get_origin(field.annotation) is Literal:
        allowed = ", ".join(f"`{value}`" for value in get_args(field.annotation))
        description = f"{description} One of {allowed}."
    return f"| `{env_name(name)}` | {_default(field.default)} | {description} |"


def _default(value: object) -> str:
    """Return a default as it would be set; a path inside this copy relative to it."""
    shown = str(value).removeprefix(f"{ROOT}/")
    return f"`{shown}`" if shown else "–"
