"""What a single setting may look like (a leave period, hours, text), and the sentence when it does not."""

from __future__ import annotations

import datetime as dt
import difflib
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError


class _Loader(yaml.SafeLoader):
    """Safe YAML in which dates stay text (so a wrong one has a key path) and a key given twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        twice = next((key for i, key in enumerate(keys) if key in keys[:i]), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"{twice} is given twice", node.start_mark)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def read_yaml(text: str) -> Any:
    """YAML -> plain data. Raises yaml.YAMLError."""
    return yaml.load(text, _Loader)


def as_text(value: Any) -> str:
    """YAML reads 12 as a number and NO as false; a name is text all the same. Raises ValueError otherwise."""
    if value is None:
        return ""
    if isinstance(value, bool):
        raise ValueError("is read as yes/no by YAML; put the name in quotes")
    if isinstance(value, str | int | float):
        return str(value)
    raise ValueError("must be text")


def as_date(value: Any) -> dt.date:
    """A YAML date or ISO text -> date. Raises ValueError."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(str(value).strip())


def as_period(value: Any) -> tuple[dt.date, dt.date]:
    """``2026-12-24..2027-01-02``, one day, or a pair -> (first, last). Raises ValueError."""
    parts = value.split("..") if isinstance(value, str) else value if isinstance(value, list | tuple) else [value]
    try:
        days = [as_date(part) for part in parts]
    except ValueError:
        raise ValueError("is not a period; write 2026-12-24..2027-01-02 or one day") from None
    if len(days) not in (1, 2) or days[-1] < days[0]:
        raise ValueError("must be FIRST..LAST with FIRST not after LAST")
    return days[0], days[-1]


def as_span_of_hours(value: Any) -> tuple[dt.time, dt.time]:
    """``09:00-17:00`` -> (from, to). Raises ValueError."""
    start, end = _times(value, "09:00-17:00")
    if end <= start:
        raise ValueError("must end after it starts")
    return start, end


def as_span_of_night(value: Any) -> tuple[dt.time, dt.time]:
    """``20:00-08:00`` -> (from, to), over midnight or not; the same time twice = never. Raises ValueError."""
    return _times(value, "20:00-08:00")


def _times(value: Any, example: str) -> tuple[dt.time, dt.time]:
    parts = str(value).split("-") if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else []
    try:
        start, end = (t if isinstance(t, dt.time) else dt.time.fromisoformat(str(t).strip()) for t in parts)
    except ValueError:
        raise ValueError(f'is not a span of hours; write "{example}" in quotes') from None
    return start, end


def sentence(error: ValidationError, file: str, root: type[BaseModel]) -> str:
    """The first fault of ``error`` as one sentence with key path, value and what is allowed."""
    first, more = error.errors()[0], error.error_count() - 1
    path = ".".join(str(part) for part in first["loc"] if part != "[key]")
    if first["type"] == "extra_forbidden":
        text = f"{path} is not a setting; {_nearest(first['loc'], root)}"
    elif first["type"] == "missing":
        text = f"{path} is missing"
    elif not first["loc"]:
        text = first["msg"].removeprefix("Value error, ")
    else:
        allowed = first["msg"].removeprefix("Value error, ").replace("Input should", "it should")
        allowed = f"it {allowed}" if allowed.split()[0] in ("is", "must") else allowed
        text = f"{path} is {first['input']!r}, but {allowed}"
    others = f" ({more} more like this.)" if more else ""
    return f"{file}: {text.rstrip('.')}{'' if text.endswith('?') else '.'}{others}"


def _nearest(loc: tuple[Any, ...], root: type[BaseModel]) -> str:
    known = _fields_at(loc[:-1], root)
    near = difflib.get_close_matches(str(loc[-1]), known, n=1, cutoff=0.5)
    return f"did you mean {near[0]}?" if near else f"known here are {', '.join(known)}"


def _fields_at(loc: tuple[Any, ...], model: type[BaseModel]) -> list[str]:
    """The names of the settings that stand at the key path ``loc``."""
    for part in loc:
        if part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for arg in get_args(annotation) if (m := _model_in(arg))), None)
