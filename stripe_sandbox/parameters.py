"""A form-encoded request → nested values, checked against the parameters that the pinned SDK knows."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from stripe_sandbox.errors import ApiError

KNOWN: dict[str, Any] = json.loads((Path(__file__).parent / "known_parameters.json").read_text("utf-8"))
API_VERSION: str = KNOWN["api_version"]
KEY = re.compile(r"^([^\[\]]+)((?:\[[^\[\]]*\])*)$")
INTEGER = re.compile(r"^-?[0-9]{1,18}$")


def nested(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Form pairs as Stripe reads them: `a[b]=1`, `a[0][b]=1` and `a[]=1`."""
    tree: dict[str, Any] = {}
    for key, value in pairs:
        match = KEY.match(key)
        if match is None:
            raise ApiError(f"Received unknown parameter: {key}", code="parameter_unknown", param=key)
        path = [match[1], *re.findall(r"\[([^\[\]]*)\]", match[2])]
        node = tree
        for part, following in pairwise(path):
            # A list is a dict with numbers for keys until the end, so that its parts may come in any order.
            node = node.setdefault(part or str(len(node)), {})
            if not isinstance(node, dict):
                raise ApiError(f"Invalid parameter: {key} ({following})", param=key)
        node[path[-1] or str(len(node))] = value
    return tree


def checked(endpoint: str, tree: dict[str, Any]) -> dict[str, Any]:
    """The request's values with their types. Raises what Stripe answers for an unknown, missing or malformed one."""
    shape = KNOWN[endpoint]
    unknown = _unknown(tree, shape, "")
    if unknown:
        text = f"Received unknown parameter{'s' if len(unknown) > 1 else ''}: {', '.join(unknown)}"
        raise ApiError(text, code="parameter_unknown", param=unknown[0])
    return _object(tree, shape, "")


def checked_json(endpoint: str, tree: Any) -> dict[str, Any]:
    """The same for a v2 request, whose values come with their types."""
    shape = KNOWN[endpoint]
    if not isinstance(tree, dict):
        raise ApiError("The request's body must be a JSON object.")
    unknown = [name.replace("[", ".").replace("]", "") for name in _unknown(tree, shape, "")]
    if unknown:
        raise ApiError(f"Received unknown parameter: {unknown[0]}", code="parameter_unknown", param=unknown[0])
    _check_json(tree, shape, "")
    return tree


def _check_json(value: Any, shape: Any, name: str) -> None:
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            raise ApiError(f"`{name}` must be an object.", param=name)
        for key in shape:
            if key.startswith("!") and key[1:] not in value:
                missing = f"{name}.{key[1:]}" if name else key[1:]
                raise ApiError(f"Missing required parameter: {missing}.", code="parameter_missing", param=missing)
        for key, inner in value.items():
            _check_json(inner, _field(shape, key), f"{name}.{key}" if name else key)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            raise ApiError(f"`{name}` must be an array.", param=name)
        for index, inner in enumerate(value):
            _check_json(inner, shape[0], f"{name}[{index}]")
    else:
        wanted = {"int": int, "bool": bool, "map": dict}.get(shape.rstrip("?"), str)
        if type(value) is not wanted:
            raise ApiError(f"`{name}` has the wrong type.", param=name)
        if shape.startswith("=") and value not in shape[1:].split("|"):
            raise ApiError(f"`{name}` must be one of {shape[1:].replace('|', ', ')}.", param=name)


def _field(shape: dict[str, Any], key: str) -> Any:
    return shape.get(key, shape.get("!" + key)) if key else None


def _unknown(tree: dict[str, Any], shape: dict[str, Any], prefix: str) -> list[str]:
    names: list[str] = []
    for key, value in tree.items():
        name = f"{prefix}[{key}]" if prefix else key
        field = _field(shape, key)
        if field is None:
            names.append(name)
        elif isinstance(value, dict) and isinstance(field, dict):
            names += _unknown(value, field, name)
        elif isinstance(value, dict) and isinstance(field, list) and isinstance(field[0], dict):
            for index, entry in value.items():
                if isinstance(entry, dict):
                    names += _unknown(entry, field[0], f"{name}[{index}]")
    return names


def _object(tree: dict[str, Any], shape: dict[str, Any], prefix: str) -> dict[str, Any]:
    for key in shape:
        if key.startswith("!") and key[1:] not in tree:
            name = f"{prefix}[{key[1:]}]" if prefix else key[1:]
            raise ApiError(f"Missing required param: {name}.", code="parameter_missing", param=name)
    return {k: _value(v, _field(shape, k), f"{prefix}[{k}]" if prefix else k) for k, v in tree.items()}


def _value(value: Any, shape: Any, name: str) -> Any:
    if isinstance(shape, dict):
        if isinstance(value, dict):
            return _object(value, shape, name)
        if value == "":
            return ""
        if "" in shape:
            return _scalar(value, shape[""], name)
        raise ApiError("Invalid object", param=name)
    if isinstance(shape, list):
        if isinstance(value, dict):
            if not all(key.isdigit() for key in value):
                raise ApiError("Invalid array", param=name)
            rows = sorted(value.items(), key=lambda row: int(row[0]))
            return [_value(entry, shape[0], f"{name}[{index}]") for index, entry in rows]
        if value == "":
            return []
        raise ApiError("Invalid array", param=name)
    if shape.startswith("map"):
        if value == "":
            return ""
        if not isinstance(value, dict):
            raise ApiError("Invalid object", param=name)
        return _metadata(value, name) if name.endswith(("metadata", "metadata]")) else value
    if isinstance(value, dict):
        raise ApiError(f"Invalid string: {json.dumps(value)}", param=name)
    return _scalar(value, shape, name)


def _scalar(value: str, shape: str, name: str) -> Any:
    can_unset = shape.endswith("?")
    shape = shape.rstrip("?")
    if value == "":
        if can_unset or name == "description":
            return ""
        short = name
        text = (
            f"You passed an empty string for '{short}'. We assume empty values are an attempt to unset a parameter; "
            f"however '{short}' cannot be unset. You should remove '{short}' from your request or supply a "
            "non-empty value."
        )
        raise ApiError(text, code="parameter_invalid_empty", param=name)
    if shape == "int":
        # isdigit() would let other scripts' digits through.
        if not INTEGER.match(value):
            raise ApiError(f"Invalid integer: {value}", code="parameter_invalid_integer", param=name)
        return int(value)
    if shape == "bool":
        if value not in ("true", "false"):
            raise ApiError(f"Invalid boolean: {value}", param=name)
        return value == "true"
    if shape.startswith("="):
        choices = shape[1:].split("|")
        if value not in choices:
            listed = ", ".join(choices[:-1]) + (", or " if len(choices) > 2 else " or ") + choices[-1]
            text = f"Invalid {name}: must be {'one of ' + listed if len(choices) > 1 else choices[0]}"
            raise ApiError(text, param=name)
    if len(value) > 5000:
        text = f"Invalid string: {value[:10]}…; must be at most 5000 characters"
        raise ApiError(text, code="parameter_invalid_string_long", param=name)
    return value


def _metadata(tree: dict[str, Any], name: str) -> dict[str, str]:
    if len(tree) > 50:
        raise ApiError("Metadata can have up to 50 keys.", param=name)
    for key, value in tree.items():
        if not isinstance(value, str):
            raise ApiError("Metadata values must be strings.", param=f"{name}[{key}]")
        if len(key) > 40:
            raise ApiError("Metadata keys can be up to 40 characters long.", param=f"{name}[{key}]")
        if len(value) > 500:
            text = "Metadata values can have up to 500 characters, but you passed in a value that is "
            raise ApiError(f"{text}{len(value)} characters. Invalid value: {value[:20]}…", param=f"{name}[{key}]")
    return tree
