"""What is wrong with a configuration, in one sentence that somebody who never saw Python understands.

Knows the shape of the file, sections and a list of sources, and the kinds of pydantic's errors; knows no option by name.
"""

import difflib
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

Location = tuple[int | str, ...]
Model = type[BaseModel]

_NUMBERS = frozenset({"int_type", "int_parsing", "int_from_float", "float_type", "float_parsing"})
_PLAIN = {
    "bool_type": "should be true or false",
    "bool_parsing": "should be true or false",
    "string_type": "should be a text in quotes",
}


def sections(model: Model) -> dict[str, Model]:
    """Name → model of every section of the file; [[sources]] are a list and not among them."""
    annotations = {name: field.annotation for name, field in model.model_fields.items()}
    return {
        name: section
        for name, section in annotations.items()
        if isinstance(section, type) and issubclass(section, BaseModel)
    }


def refusal(error: ValidationError, raw: Mapping[str, Any], model: Model) -> str:
    """Name the first wrong key with its value, and say what is wanted."""
    first = error.errors()[0]
    location, value = first["loc"], first["input"]
    key = ".".join(str(part) for part in location)
    whose = _named(location, raw)
    if first["type"] == "extra_forbidden" and len(location) == 1:
        return _unknown_at_the_top(key, value, model)
    if first["type"] == "extra_forbidden":
        return _unknown_key(location, value, whose, model)
    if first["type"] == "missing":
        return f"{key} is missing{whose}"
    message = first["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return f"{key} = {value!r}{whose}: {_wanted(first['type'], location, model) or message}"


def _unknown_key(location: Location, value: object, whose: str, model: Model) -> str:
    near = difflib.get_close_matches(str(location[-1]), _siblings(location, model), n=1)
    hint = f"did you mean {near[0]}?" if near else "see docs/configuration.md for all keys"
    return f"unknown key {'.'.join(map(str, location))} = {value!r}{whose}; {hint}"


def _unknown_at_the_top(key: str, value: object, model: Model) -> str:
    """A section that is none, or a key that stands before any section."""
    if isinstance(value, dict):
        near = difflib.get_close_matches(key, model.model_fields, n=1)
        hint = f"did you mean [{near[0]}]?" if near else "see docs/configuration.md for all sections"
        return f"unknown section [{key}]; {hint}"
    homes = [name for name, section in sections(model).items() if key in section.model_fields]
    hint = f"did you mean [{homes[0]}] {key}?" if homes else "keys stand below a [section]"
    return f"unknown key {key} = {value!r} above the first section; {hint}"


def _wanted(kind: str, location: Location, model: Model) -> str | None:
    """What a value of the wrong kind should have been; None where the library's own words will do."""
    section = sections(model).get(str(location[0]))
    if kind in {"model_type", "dict_type", "tuple_type"} and (section is None or len(location) == 1):
        if section is None:
            return "should be a [[sources]] block with a name and a url"
        return f"should be a section: [{location[0]}] on a line of its own, its keys below"
    field = section.model_fields[str(location[1])] if section else None
    if field is not None and kind == "tuple_type":
        return f"should be a list of {'whole numbers, such as [123]' if 'int' in str(field.annotation) else 'texts in quotes'}"
    if field is not None and kind in _NUMBERS:
        example = f"{field.default:g}" if isinstance(field.default, int | float) else "123"
        return f"should be a {'whole ' * kind.startswith('int')}number, such as {example}"
    return _PLAIN.get(kind)


def _named(location: Location, raw: Mapping[str, Any]) -> str:
    """Which source is meant: a number alone says little in a list of thirty."""
    if len(location) > 1 and location[0] == "sources" and isinstance(location[1], int):
        item = raw["sources"][location[1]]
        if isinstance(item, dict):
            return f" in the source {item.get('name') or item.get('url') or item!r}"
    return ""


def _siblings(location: Location, model: Model) -> list[str]:
    """The keys that could have stood in the place of the last one."""
    top = str(location[0])
    inner: Model = sections(model).get(top) or get_args(model.model_fields[top].annotation)[0]
    return list(inner.model_fields)
