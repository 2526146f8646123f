"""config.yaml and the workbook's Settings -> frozen records; an error names the key path.

A person's file is laid over the documented defaults; a workbook carries the result in its Settings table, so a
teammate with nothing but the file gets the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from leadbook.config_records import Config
from leadbook.config_values import read_yaml, sentence
from leadbook.errors import ConfigError

NAME_LISTS = ("stages", "owners", "givers", "sources", "channels", "outcomes", "events")


@lru_cache(maxsize=1)
def defaults() -> dict[str, dict[str, Any]]:
    """The content of the documented ``config.yaml``, unchecked. Do not change the returned dict."""
    loaded: dict[str, dict[str, Any]] = read_yaml(defaults_text())
    return loaded


def defaults_text() -> str:
    """The documented ``config.yaml`` as it is, with its comments."""
    here = Path(__file__).parent
    path = next(p for p in (here / "config.yaml", here.parent / "config.yaml") if p.exists())
    return path.read_text(encoding="utf-8")


def default_config() -> Config:
    """The settings as shipped."""
    return checked(defaults(), "config.yaml")


def load(path: Path) -> Config:
    """A person's YAML file over the defaults. Raises ConfigError in one sentence."""
    try:
        mine = read_yaml(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"Cannot read the settings file {path}: {error.strerror or error}.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" in line {where.line + 1}" if where else ""
        why = getattr(error, "problem", None) or "check indents and colons"
        raise ConfigError(f"{path.name} is not readable as YAML{line}: {why}.") from error
    if mine is not None and not isinstance(mine, dict):
        raise ConfigError(f"{path.name}: expected sections such as 'business:' and 'stages:' at the top.")
    return checked(merged(mine or {}), path.name)


def merged(mine: Mapping[str, Any]) -> dict[str, Any]:
    """``mine`` over the defaults: lists of names replace whole, other sections are merged key by key."""
    whole: dict[str, Any] = dict(defaults())
    for section, values in mine.items():
        if section in NAME_LISTS or section not in whole or not isinstance(values, dict):
            whole[section] = {} if values is None and section in NAME_LISTS else values
        else:
            whole[section] = {**whole[section], **values}
    return whole


def checked(raw: Mapping[str, Any], file: str) -> Config:
    """Validate plain data into a Config.

    Raises ConfigError: the key path, the value, what is allowed, and for an unknown key the nearest known name.
    """
    try:
        return Config.model_validate(
            {k: _dashes_to_empty(v) if k in NAME_LISTS else v for k, v in raw.items()})
    except ValidationError as error:
        raise ConfigError(sentence(error, file, Config)) from None


def _dashes_to_empty(names: Any) -> Any:
    """``[Ann, Bob]`` and ``{Ann: }`` are allowed short forms of ``{Ann: {}, Bob: {}}``."""
    if isinstance(names, list):
        return {str(name): {} for name in names}
    if isinstance(names, dict):
        return {str(name): {} if value is None else value for name, value in names.items()}
    return names


def to_rows(config: Config) -> list[tuple[str, str, str]]:
    """Settings as rows (Section, Name, Value) for the workbook; Value is YAML in one line."""
    rows = []
    for section, values in config.model_dump(mode="json", exclude_defaults=False).items():
        for name, value in values.items():
            rows.append((section, name, _one_line(section, name, value)))
    return rows


def _one_line(section: str, name: str, value: Any) -> str:
    if (section, name) in (("business", "working_hours"), ("quiet_hours", "hours")):
        value = "-".join(t[:5] for t in value)
    if section == "owners":
        value = {**value, "leave": ["..".join(p) for p in value["leave"]]}
    if isinstance(value, dict):
        value = {k: v for k, v in value.items() if v not in (None, "", [], (), {})}
    text: str = yaml.safe_dump(value, default_flow_style=True, width=10**6, allow_unicode=True, sort_keys=False)
    return text.strip().removesuffix("...").strip()


def from_rows(rows: Iterable[tuple[str, str, str]], file: str) -> Config:
    """The inverse of ``to_rows``; settings that a workbook lacks come from the defaults.

    Raises ConfigError naming the file, the sheet Settings and the key path.
    """
    mine: dict[str, dict[str, Any]] = {section: {} for section in NAME_LISTS}
    where = f"{file}, sheet Settings"
    for section, name, value in rows:
        if not section or section == "workbook":
            continue
        try:
            parsed = read_yaml(value) if value else ({} if section in NAME_LISTS else "")
        except yaml.YAMLError:
            raise ConfigError(f"{where}: {section}.{name} has the value {value!r}, which is not readable.") from None
        if name in mine.setdefault(section, {}):
            raise ConfigError(f"{where}: {section}.{name} is given twice; delete one of the rows.")
        mine[section][name] = parsed
    if not mine["stages"]:
        del mine["stages"]
    for needed in ("channels", "outcomes"):
        if not mine.get(needed):
            mine.pop(needed, None)
    return checked(merged(mine), where)
