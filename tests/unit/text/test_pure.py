"""The text room needs the standard library only, so it runs inside Rasa too."""

import ast
import sys
from pathlib import Path

import helpline.text


def test_the_text_room_imports_the_standard_library_and_itself_only() -> None:
    imported: set[str] = set()
    for path in Path(helpline.text.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
    ours = {name for name in imported if name.startswith("helpline.")}
    assert all(name.startswith("helpline.text") for name in ours)
    assert {name.split(".")[0] for name in imported - ours} <= set(sys.stdlib_module_names)
