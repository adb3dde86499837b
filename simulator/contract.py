"""Check a REST request against Twilio's published OpenAPI description."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

Document = Mapping[str, Any]
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


class Contract:
    """Hold one or more OpenAPI documents and find what a request breaks in them."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._operations = [
            (_template(path), method.upper(), operation, item, document)
            for document in documents
            for path, item in document["paths"].items()
            for method, operation in item.items()
            if method in ("get", "post", "put", "delete")
        ]

    def problems(
        self,
        method: str,
        path: str,
        query: Mapping[str, Sequence[str]] | None = None,
        form: Mapping[str, Sequence[str]] | None = None,
        json: Any = None,
    ) -> list[str]:
        """Return what is wrong with a request, or an empty list; each value is a list, as keys repeat."""
        for template, verb, operation, item, document in self._operations:
            found = template.fullmatch(path)
            if verb == method.upper() and found:
                checker = _Checker(document)
                parameters = [*item.get("parameters", ()), *operation.get("parameters", ())]
                return [
                    f"{method} {path}: {problem}"
                    for problem in (
                        *checker.parameters(
                            parameters, "path", {k: [v] for k, v in found.groupdict().items()}
                        ),
                        *checker.parameters(parameters, "query", query or {}),
                        *checker.body(operation.get("requestBody", {}), form or {}, json),
                    )
                ]
        return [f"{method} {path}: not in the contract"]

    def knows(self, method: str, path: str) -> bool:
        """Tell whether any document describes the operation."""
        return any(
            verb == method.upper() and template.fullmatch(path) for template, verb, *_ in self._operations
        )


def _template(path: str) -> re.Pattern[str]:
    parts = re.split(r"{(\w+)}", path)
    pattern = "".join(
        f"(?P<{part}>[^/]+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts)
    )
    return re.compile(pattern)


class _Checker:
    def __init__(self, document: Document) -> None:
        self._document = document

    def parameters(
        self, declared: Sequence[Mapping[str, Any]], where: str, given: Mapping[str, Sequence[str]]
    ) -> list[str]:
        known = {each["name"]: each for each in declared if each["in"] == where}
        problems = [f"unknown {where} parameter {name}" for name in given if name not in known]
        for name, each in known.items():
            if name in given:
                problems += self.values(name, each["schema"], given[name])
            elif each.get("required"):
                problems.append(f"missing {where} parameter {name}")
        return problems

    def body(self, declared: Mapping[str, Any], form: Mapping[str, Sequence[str]], json: Any) -> list[str]:
        content = declared.get("content", {})
        if FORM in content:
            return self.form(self.resolve(content[FORM]["schema"]), form) + (
                ["sends JSON where a form is expected"] if json is not None else []
            )
        if JSON in content:
            return self.json("body", content[JSON]["schema"], json)
        return ["sends a body where none is expected"] if form or json is not None else []

    def form(self, schema: Mapping[str, Any], form: Mapping[str, Sequence[str]]) -> list[str]:
        known = schema.get("properties", {})
        problems = [f"unknown parameter {name}" for name in form if name not in known]
        problems += [f"missing parameter {name}" for name in schema.get("required", ()) if name not in form]
        for name, values in form.items():
            if name in known:
                problems += self.values(name, known[name], values)
        return problems

    def values(self, name: str, schema: Mapping[str, Any], values: Sequence[str]) -> list[str]:
        """Check a parameter's text values (one, or several where it is an array)."""
        schema = self.resolve(schema)
        if schema.get("type") == "array":
            return [problem for value in values for problem in self.text(name, schema["items"], value)]
        if len(values) != 1:
            return [f"{name} is given {len(values)} times"]
        return self.text(name, schema, values[0])

    def text(self, name: str, schema: Mapping[str, Any], value: str) -> list[str]:
        """Check one text value against the type it stands for."""
        schema = self.resolve(schema)
        kind = schema.get("type")
        if kind == "integer" and not re.fullmatch(r"-?\d+", value):
            return [f"{name} is not an integer"]
        if kind == "number" and not re.fullmatch(r"-?\d+(\.\d+)?", value):
            return [f"{name} is not a number"]
        if kind == "boolean" and value.lower() not in ("true", "false"):
            return [f"{name} is not true or false"]
        if kind in ("integer", "number"):
            return _range(name, schema, float(value))
        return _text(name, schema, value)

    def json(self, name: str, schema: Mapping[str, Any], value: Any) -> list[str]:
        """Check a JSON value."""
        schema = self.resolve(schema)
        if value is None:
            return [] if schema.get("nullable") else [f"{name} is missing"]
        kind = schema.get("type")
        expected = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}
        expected["number"] = (int, float)  # type: ignore[assignment]
        if kind in expected and not isinstance(value, expected[kind]):
            return [f"{name} is not of type {kind}"]
        if isinstance(value, dict):
            return self.object(name, schema, value)
        if isinstance(value, list):
            items = schema.get("items", {})
            return [p for n, item in enumerate(value) for p in self.json(f"{name}[{n}]", items, item)]
        return _text(name, schema, value) if isinstance(value, str) else []

    def object(self, name: str, schema: Mapping[str, Any], value: Mapping[str, Any]) -> list[str]:
        known = schema.get("properties", {})
        more = schema.get("additionalProperties", not known)
        problems = [f"{name}.{key} is missing" for key in schema.get("required", ()) if key not in value]
        for key, item in value.items():
            if key in known:
                problems += self.json(f"{name}.{key}", known[key], item)
            elif isinstance(more, Mapping):
                problems += self.json(f"{name}.{key}", more, item)
            elif not more:
                problems.append(f"{name}.{key} is unknown")
        return problems

    def resolve(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """Follow a reference inside the document."""
        while "$ref" in schema:
            found: Any = self._document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            schema = found
        return schema


def _text(name: str, schema: Mapping[str, Any], value: str) -> list[str]:
    problems = []
    if "enum" in schema and value not in schema["enum"]:
        problems.append(f"{name} is {value!r}, not one of {schema['enum']}")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        problems.append(f"{name} does not match {schema['pattern']}")
    if len(value) > schema.get("maxLength", len(value)):
        problems.append(f"{name} is longer than {schema['maxLength']}")
    if len(value) < schema.get("minLength", 0):
        problems.append(f"{name} is shorter than {schema['minLength']}")
    absolute = schema.get("format") == "uri" and not schema.get("x-twilio", {}).get("ignoreFormat")
    if absolute and not re.match(r"https?://[^/\s]", value):
        problems.append(f"{name} is not an absolute URL")
    return problems


def _range(name: str, schema: Mapping[str, Any], value: float) -> list[str]:
    if value < schema.get("minimum", value) or value > schema.get("maximum", value):
        return [f"{name} is outside {schema.get('minimum')} to {schema.get('maximum')}"]
    return []
