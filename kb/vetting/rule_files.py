"""
Reads the rules from their files and tries each on its own cases.

A rule whose cases fail refuses to load, and the error names rule and case. Trying all of
them takes half a second, so what was tried is on record: a file whose digest, together
with that of the code it runs on, stands in tried.json is not tried again. Any change to a
rule, a word list or a context is. ``python -m kb.vetting.rule_files`` tries all and renews
the record. Cases of rules that ask the library are tried by the tests and the benchmark.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypedDict

import kb.evidence
import kb.vetting
from kb.errors import KBError
from kb.late_pattern import NEEDS_FILE, WIDE, all_made, digest_of, late
from kb.models import Problem
from kb.vetting.context import Guard
from kb.vetting.grounds import GROUNDS
from kb.vetting.pattern_shape import Needs, needs_of, runs_away
from kb.vetting.registry import CHECKS, PAGE_CHECKS
from kb.vetting.rule import Pattern, PatternText, Rule, RuleText, basis_of
from kb.vetting.rule_cases import failing_cases, needs_library
from kb.vetting.word_lists import expand
from kb.vocabulary import Severity
from kb.yaml_records import YamlReader

RULES_FOLDER = Path(__file__).parent / "rules"
TRIED = "tried.json"
#: Cases a rule must have at least.
FEWEST_MATCH, FEWEST_NO_MATCH = 3, 3
_UNBOUNDED = late(r"(?<!\\)\.[*+]")
#: Modules that decide whether a case holds.
_CODE = (
    "context.py", "contradictions.py", "denial.py", "denial_cues.py", "disclosures.py", "folding.py", "lexical.py",
    "page_quality.py", "page_rules.py", "page_signals.py", "pattern_shape.py", "rebuttal.py", "running.py",
    "sense.py", "sentences.py", "word_lists.py",
)  # fmt: skip


class Tried(TypedDict):
    """What is on record of a rule file that was tried: its digest, and what its expressions need."""

    digest: str
    needs: list[list[list[list[str]]]]


class RuleError(KBError):
    """The rules cannot be used; carries every fault found in them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def load_rules(folder: Path = RULES_FOLDER, *, try_all: bool = False) -> tuple[Rule, ...]:
    """
    Return the rules of a folder in the order of their ids.

    :param try_all: whether to try also what is on record as tried.
    :raises RuleError: naming rule and case, for everything that is wrong with them.
    """
    problems: list[Problem] = []
    tried = {} if try_all else tried_before(folder)
    read = (_read(path, tried, problems) for path in sorted(folder.glob("KL*.yml")))
    rules = tuple(rule for rule in read if rule is not None)
    if not rules and not problems:
        problems.append(_problem(str(folder), 0, "no rule files (KLnnn.yml) here"))
    if problems:
        raise RuleError(problems)
    return rules


def tried_before(folder: Path) -> Mapping[str, Tried]:
    """Return what is on record as tried; nothing where there is no record, or it cannot be read."""
    try:
        record = json.loads((folder / TRIED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def is_on_record(path: Path, tried: Mapping[str, Tried]) -> bool:
    """Say whether a rule file was tried as it is, with the code as it is."""
    before = tried.get(path.name)
    return before is not None and before["digest"] == _digest(path.read_bytes(), _code_digest())


def record_tried(folder: Path = RULES_FOLDER) -> None:
    """
    Try every rule of a folder and put it on record.

    :raises RuleError: if one fails; the record is left as it was.
    """
    rules = load_rules(folder, try_all=True)
    code = _code_digest()
    record = {
        f"{rule.id}.yml": Tried(
            digest=_digest((folder / f"{rule.id}.yml").read_bytes(), code),
            needs=[[[list(group) for group in way] for way in pattern.needs] for pattern in rule.patterns],
        )
        for rule in rules
    }
    (folder / TRIED).write_text(json.dumps(record, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def record_needs() -> None:
    """Put on record what the wide expressions at the top of modules need."""
    for package in (kb.evidence, kb.vetting):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    wide = {pattern for pattern, flags in all_made() if len(pattern) >= WIDE and not flags}
    needs = {digest_of(pattern): needs_of(pattern) for pattern in wide}
    record = {key: its for key, its in sorted(needs.items()) if its}
    NEEDS_FILE.write_text(
        json.dumps(record, separators=(",", ":")).replace("]]],", "]]],\n") + "\n", encoding="utf-8"
    )


def compiled(text: RuleText, needs: Sequence[Needs] | None = None) -> Rule:
    """
    Return a rule ready to run: a pattern for each expression, so that only those run that can match.

    :param needs: what each expression needs, where that is known already.
    :raises KeyError: for a ground or word list that does not exist.
    """
    sources = [(expand(source), pattern) for pattern in text.patterns for source in pattern.find]
    if needs is None:
        needs = [needs_of(source) for source, _ in sources]
    return Rule(
        text=text,
        patterns=tuple(
            _compiled(source, pattern, text, its)
            for (source, pattern), its in zip(sources, needs, strict=True)
        ),
        spared=frozenset(text.spared),
        softened=frozenset(text.softened),
        voices=frozenset(text.voices),
        basis=basis_of(text),
    )


def _compiled(source: str, pattern: PatternText, rule: RuleText, needs: Needs) -> Pattern:
    spared = frozenset(rule.spared) | frozenset(pattern.spared)
    return Pattern(
        sources=(
            source,
            expand(pattern.near) if pattern.near else None,
            expand(pattern.unless) if pattern.unless else None,
            expand(pattern.around) if pattern.around else None,
        ),
        needs=needs,
        severity=pattern.severity or rule.severity,
        message=pattern.message or rule.message,
        spared=spared - {Guard.DENIAL, Guard.EXCLUSION} if pattern.negated_too == "yes" else spared,
    )


def _read(path: Path, tried: Mapping[str, Tried], problems: list[Problem]) -> Rule | None:
    source = path.read_bytes()
    reader = YamlReader(path.name)
    top = reader.compose(source.decode("utf-8"))
    text = reader.record(top, RuleText) if top is not None else None
    problems.extend(reader.problems)
    if text is None:
        return None
    if is_on_record(path, tried):
        return compiled(text, _as_needs(tried[path.name]["needs"]))
    faults = list(_faults(text, path))
    problems.extend(faults)
    if faults:
        return None
    rule = compiled(text)
    problems.extend(_own_cases(rule, path))
    return rule


def _as_needs(record: list[list[list[list[str]]]]) -> list[Needs]:
    return [tuple(tuple(tuple(group) for group in way) for way in its) for its in record]


def _digest(source: bytes, code: bytes) -> str:
    return hashlib.sha256(source + code).hexdigest()[:16]


@cache
def _code_digest() -> bytes:
    here = Path(__file__).parent
    return hashlib.sha256(b"".join((here / name).read_bytes() for name in _CODE)).digest()


def _faults(text: RuleText, path: Path) -> Iterator[Problem]:
    def fault(message: str, line: int = text.line) -> Problem:
        return _problem(path.name, line, f"{text.id}: {message}")

    if text.id != path.stem:
        yield fault(f"the file is called {path.name}")
    for name in text.basis:
        if name not in GROUNDS:
            yield fault(f"no ground {name!r}")
    for names, known in ((text.checks, CHECKS), (text.page_checks, PAGE_CHECKS)):
        for name in names:
            if name not in known:
                yield fault(f"no check {name!r}")
    if not (text.patterns or text.checks or text.page_checks or text.derived):
        yield fault("neither patterns nor checks")
    for pattern in text.patterns:
        for source in (*pattern.find, pattern.near, pattern.unless, pattern.around):
            if source and (why := _pattern_fault(source)):
                yield fault(f"{why}: {source}", pattern.line)


def _pattern_fault(source: str) -> str:
    try:
        wide = expand(source)
        re.compile(wide)
    except KeyError as error:
        return f"no word list {error}"
    except re.error as error:
        return f"not a regular expression ({error})"
    if _UNBOUNDED.search(wide) or runs_away(wide):
        return "may run away, bound the repeat"
    return ""


def _own_cases(rule: Rule, path: Path) -> Iterator[Problem]:
    specs = rule.text.specs
    fewest = 0 if needs_library(rule) else FEWEST_MATCH
    if len(specs.match) < fewest or len(specs.no_match) < FEWEST_NO_MATCH:
        yield _problem(path.name, specs.line, f"{rule.id}: too few cases")
    if needs_library(rule):
        return
    for kind, case in failing_cases(rule):
        verb = "does not report" if kind == "match" else "reports"
        yield _problem(path.name, specs.line, f"{rule.id} {verb} its own case under {kind}: {case}")


def _problem(path: str, line: int, message: str) -> Problem:
    return Problem(code="RULE", severity=Severity.ERROR, message=message, path=path, line=line)


if __name__ == "__main__":
    record_needs()
    record_tried()
