"""
YAML text into frozen records, with the line of every fault.

PyYAML's ``safe_load`` keeps the last of two equal keys in silence, reads
``012345`` as an octal number and ``no`` as false. So the text is only composed
into nodes here; every scalar is text with a line, and the annotation of the
record's field decides what it becomes. Anchors and aliases are refused: nothing
in our files needs them, and nested aliases grow without bound.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar, Union

import yaml

from kb.models import Problem
from kb.near_words import did_you_mean
from kb.vocabulary import Severity, Term

R = TypeVar("R")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlReader:
    """Reads one YAML text; collects a :class:`Problem` for every fault."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def fault(self, code: str, message: str, line: int, remedy: str = "") -> None:
        """Record an error at ``line`` (from 1)."""
        self.problems.append(
            Problem(
                code=code, severity=Severity.ERROR, message=message, path=self.path, line=line, remedy=remedy
            )
        )

    def compose(self, text: str) -> yaml.MappingNode | None:
        """Return the document's top mapping, or None with a fault recorded."""
        node = self.node(text)
        if node is not None and not isinstance(node, yaml.MappingNode):
            self.fault("YML002", "expected keys and values at the top", _line(node), "start with `claims:`")
            return None
        return node

    def node(self, text: str) -> yaml.Node | None:
        """Return the document's top node, or None with a fault recorded."""
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                anchor = getattr(event, "anchor", None)
                if anchor is not None:
                    line = event.start_mark.line + 1 if event.start_mark else 1
                    self.fault("YML004", f"anchor or alias {anchor!r}", line, "write the value out")
                    return None
            node = yaml.compose(text, Loader=_LOADER)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            what = getattr(error, "problem", None) or str(error).splitlines()[0]
            self.fault("YML001", f"not YAML: {what}", mark.line + 1 if mark else 1)
            return None
        except RecursionError:
            self.fault("YML001", "not YAML: nested too deeply", 1)
            return None
        if node is None:
            self.fault("YML002", "the file is empty", 1, "start with `claims:`")
            return None
        return node

    def entries(
        self, node: yaml.MappingNode, known: typing.Collection[str], what: str
    ) -> dict[str, yaml.Node]:
        """Return the mapping's values by key; unknown and repeated keys are faults."""
        found: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            line = _line(key_node)
            if not isinstance(key, str):
                self.fault("YML002", f"a key of {what} is not a word", line)
            elif key not in known:
                self.fault("YML005", f"unknown key {key!r} in {what}", line, _nearest_or_all(key, known))
            elif key in found:
                self.fault("YML003", f"key {key!r} stands twice in {what}", line, "keep one of them")
            else:
                found[key] = value
        return found

    def records(self, node: yaml.Node, kind: type[R]) -> list[R]:
        """Return the records of a list; what cannot be read is left out, with its fault."""
        if _is_blank(node):
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.fault("YML002", f"expected a list of {_name(kind)} entries", _line(node))
            return []
        read = (self.record(item, kind) for item in node.value)
        return [record for record in read if record is not None]

    def record(self, node: yaml.Node, kind: type[R]) -> R | None:
        """Return one record, or None with the faults recorded."""
        what = _name(kind)
        if not isinstance(node, yaml.MappingNode):
            self.fault("YML002", f"expected the keys of one {what}", _line(node))
            return None
        shape = shape_of(typing.cast(typing.Hashable, kind))
        before = len(self.problems)
        entries = self.entries(node, shape.types, what)
        values: dict[str, Any] = {}
        for key, value in entries.items():
            if _is_blank(value) and key not in shape.required:
                continue
            values[key] = self._value(value, shape.types[key], f"{key} of {what}")
        label = values.get("id") or values.get("publication") or ""
        for key in shape.required:
            if key not in entries:
                named = f"{what} {label!r}" if label else what
                self.fault("YML006", f"{named} has no {key!r}", _line(node), f"add `{key}:`")
        if len(self.problems) > before:
            return None
        if shape.line_field:
            values[shape.line_field] = _line(node)
        return kind(**values)

    def _value(self, node: yaml.Node, wanted: Any, where: str) -> Any:
        wanted = _without_none(wanted)
        if typing.get_origin(wanted) is tuple:
            inner = typing.get_args(wanted)[0]
            if dataclasses.is_dataclass(inner):
                return tuple(self.records(node, typing.cast(type[Any], inner)))
            if _is_blank(node):
                return ()
            if not isinstance(node, yaml.SequenceNode):
                self.fault("YML002", f"expected a list for {where}", _line(node))
                return ()
            return tuple(self._value(item, inner, where) for item in node.value)
        if dataclasses.is_dataclass(wanted):
            return self.record(node, typing.cast(type[Any], wanted))
        if not isinstance(node, yaml.ScalarNode):
            self.fault("YML002", f"expected a single value for {where}", _line(node))
            return None
        return self._scalar(node, wanted, where)

    def _scalar(self, node: yaml.ScalarNode, wanted: Any, where: str) -> Any:
        text = " ".join(node.value.split())
        line = _line(node)
        if not text:
            self.fault("YML006", f"{where} is empty", line)
            return None
        if wanted is str:
            if "\x00" in text:
                self.fault("YML007", f"{where} holds a NUL character", line)
            return text
        if issubclass(wanted, Term):
            try:
                return wanted.of(text)
            except ValueError:
                codes = [term.code for term in wanted]
                self.fault("YML008", f"unknown code {text!r} for {where}", line, _nearest_or_all(text, codes))
                return None
        readers: dict[type, typing.Callable[[str], Any]] = {
            int: _int,
            Decimal: _decimal,
            date: date.fromisoformat,
        }
        try:
            return readers[wanted](text)
        except (ValueError, InvalidOperation):
            expected = {int: "a whole number", Decimal: "a number", date: "a date such as 2026-11-21"}[wanted]
            self.fault("YML007", f"{text!r} for {where} is not {expected}", line)
            return None


def plain_data(text: str) -> object:
    """
    Return any YAML text as text, lists and dictionaries, whatever its keys; None if it cannot be read.

    White space is collapsed as in records, a repeated key keeps its last value, and text with anchors is
    not read.
    """
    node = YamlReader("").node(text)
    try:
        return None if node is None else _plain(node)
    except RecursionError:
        return None


def _plain(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {
            str(key.value): _plain(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)
        }
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return " ".join(str(node.value).split())


@dataclasses.dataclass(frozen=True)
class Shape:
    """What a record's fields are: their types, which are required, which holds the line."""

    types: dict[str, Any]
    required: tuple[str, ...]
    line_field: str | None


@functools.cache
def shape_of(kind: type[Any]) -> Shape:
    """Return the shape of a record class; position fields are not part of the text."""
    hints = typing.get_type_hints(kind)
    fields = dataclasses.fields(kind)
    text_fields = [f for f in fields if not f.metadata.get("position")]
    required = tuple(f.name for f in text_fields if f.default is dataclasses.MISSING)
    line_field = next((f.name for f in fields if f.metadata.get("position")), None)
    return Shape({f.name: hints[f.name] for f in text_fields}, required, line_field)


def _without_none(wanted: Any) -> Any:
    if typing.get_origin(wanted) in (Union, types.UnionType):
        return next(arg for arg in typing.get_args(wanted) if arg is not type(None))
    return wanted


def _int(text: str) -> int:
    if not text.lstrip("-").isdecimal():
        raise ValueError(text)
    return int(text)


def _decimal(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return number


def _is_blank(node: yaml.Node) -> bool:
    return (
        isinstance(node, yaml.ScalarNode) and node.value.strip() in ("", "~", "null") and node.style is None
    )


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _name(kind: type) -> str:
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in kind.__name__)
    return words.strip()


def _nearest_or_all(word: str, known: typing.Collection[str]) -> str:
    listed = "known: " + ", ".join(sorted(known)) if len(known) <= 30 else ""
    return did_you_mean(word, known) or listed
