"""The team's settings: ``kb.toml``, or ``[tool.kb.vet]`` in pyproject.toml."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from kb.errors import KBError
from kb.vocabulary import Severity


class SettingsError(KBError):
    """The settings cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a team sets once; every command-line option overrides its setting."""

    #: Rule codes, or their beginnings; empty for all.
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    #: Graver or equal alerts are shown.
    minimum_severity: Severity = Severity.NOTE
    #: Graver or equal alerts fail the run.
    fail_on: Severity = Severity.ERROR
    baseline: Path | None = None
    suppressions: Path | None = None
    database: Path | None = None
    #: Address of the published site, for links to rules and claims.
    site: str | None = None


_SEVERITIES = {severity.code: severity for severity in Severity}
_SUPPRESSIONS = "kb-suppressions.toml"


def find_settings(start: Path) -> Settings:
    """
    Return the settings of the nearest folder, ``start`` or above, that has any; else the defaults.

    Paths in the file are taken from the file's folder. A ``kb-suppressions.toml`` in
    ``start`` is taken where no settings name another.

    :raises SettingsError: if a file is no TOML, or a setting is unknown or of the wrong kind.
    """
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        own = candidate / "kb.toml"
        if own.is_file():
            return _with_file(_settings(own, _table(own, "vet")), candidate)
        project = candidate / "pyproject.toml"
        if project.is_file():
            table = _table(project, "tool", "kb", "vet")
            if table is not None:
                return _with_file(_settings(project, table), candidate)
    return _with_file(Settings(), folder)


def read_settings(path: Path) -> Settings:
    """
    Return the settings of this very file.

    :raises SettingsError: as :func:`find_settings`, and if the file is missing.
    """
    names = ("tool", "kb", "vet") if path.name == "pyproject.toml" else ("vet",)
    return _with_file(_settings(path, _table(path, *names)), path.resolve().parent)


def _with_file(settings: Settings, folder: Path) -> Settings:
    default = folder / _SUPPRESSIONS
    if settings.suppressions is not None or not default.is_file():
        return settings
    values = {f.name: getattr(settings, f.name) for f in fields(Settings)}
    return Settings(**{**values, "suppressions": default})


def _table(path: Path, *names: str) -> dict[str, Any] | None:
    try:
        data: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error
    for name in names:
        data = data.get(name)
        if data is None:
            return None
        if not isinstance(data, dict):
            raise SettingsError(f"{path}: [{'.'.join(names)}] must be a table")
    return dict(data)


def _settings(path: Path, table: dict[str, Any] | None) -> Settings:
    known = {field.name.replace("_", "-"): field.name for field in fields(Settings)}
    values: dict[str, Any] = {}
    for key, value in (table or {}).items():
        name = known.get(key.replace("_", "-"))
        if name is None:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(known)}"
            raise SettingsError(f"{path}: unknown setting {key!r}{hint}")
        values[name] = _value(path, key, name, value)
    return Settings(**values)


def _value(path: Path, key: str, name: str, value: Any) -> Any:
    if name in ("select", "ignore"):
        if isinstance(value, list) and all(isinstance(code, str) and code for code in value):
            return tuple(code.upper() for code in value)
        raise SettingsError(f'{path}: {key} must be a list of rule codes, e.g. ["KL014"]')
    if not isinstance(value, str):
        raise SettingsError(f"{path}: {key} must be a text")
    if name in ("minimum_severity", "fail_on"):
        if value not in _SEVERITIES:
            raise SettingsError(f"{path}: {key} must be one of {', '.join(_SEVERITIES)}")
        return _SEVERITIES[value]
    if name == "site":
        if not value.startswith(("https://", "http://")):
            raise SettingsError(f"{path}: site must be an address, e.g. https://kb.example.org")
        return value.rstrip("/")
    return path.resolve().parent / value
