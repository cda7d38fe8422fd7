"""The documentation page of a rule, generated from its file and what was measured."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kb.vetting.grounds import GROUNDS
from kb.vetting.records import Voice
from kb.vetting.rule import Rule

#: How many of a rule's cases its page shows.
_SHOWN = 4


def rule_page(rule: Rule, measured: Mapping[str, object] | None) -> str:
    """
    Return the page of a rule as Markdown.

    :param measured: ``right``, ``allowed``, ``wrong``, ``missed``, ``precision`` and ``recall`` of
        the benchmark, or None where it has no case of the rule.
    """
    text = rule.text
    lines = [
        f"## {rule.id} {text.title}",
        "",
        f"{text.severity.code.capitalize()}, {text.kind.code}, version {text.version}, "
        f"in force from {text.effective_from}.",
        "",
        text.why,
        "",
        f"Says: {_plain(text.message)}",
        "",
        f"Way out: {text.suggestion}",
        "",
        "Ground:",
        "",
        *(f"- {name}. {GROUNDS[name].sentence}" for name in text.basis),
        "",
    ]
    if text.spared:
        lines += ["Lets pass:", "", *(f"- {guard.definition}" for guard in text.spared), ""]
    if text.softened:
        lines += ["Reports a note where:", "", *(f"- {guard.definition}" for guard in text.softened), ""]
    if Voice.PATIENT in text.voices or Voice.CLINIC not in text.voices:
        lines += ["Looks at the words of: " + ", ".join(voice.code for voice in text.voices) + ".", ""]
    for title, cases in (("Reports", text.specs.match), ("Does not report", text.specs.no_match)):
        if cases:
            lines += [f"{title}:", "", *(f"- {_case(case)}" for case in cases[:_SHOWN]), ""]
    lines += [_measured(measured), ""]
    return "\n".join(lines)


def _plain(message: str) -> str:
    return (
        message.replace('"{match}"', "the words found")
        .replace("({match})", "")
        .replace("{match}", "the words found")
    )


def _case(case: str) -> str:
    shown = re.sub(r"([*_`<>\[\]#|])", r"\\\1", case)
    return shown if len(shown) <= 240 else f"{shown[:237].rsplit(' ', 1)[0]} ..."


def _measured(measured: Mapping[str, object] | None) -> str:
    if measured is None:
        return "Measured: the benchmark holds no case of this rule outside its own."
    precision, recall = (_share(measured.get(name)) for name in ("precision", "recall"))
    return (
        f"Measured: precision {precision}, recall {recall} (right {measured.get('right')}, let stand "
        f"{measured.get('allowed')}, wrong {measured.get('wrong')}, missed {measured.get('missed')})."
    )


def _share(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, int | float) else "not measured"
