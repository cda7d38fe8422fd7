"""
How English denies and how it only seems to, crossed by the tests with what each error rule looks for.

``{c}`` is a clause that a rule reports, ``{v}`` its verb phrase, ``{n}`` its noun phrase, ``{m}`` the
noun phrase without its article; capitals begin a sentence.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass

from benchmarks.vet_scores import LABELS


@dataclass(frozen=True)
class Violation:
    """What a rule reports, in three shapes."""

    clause: str
    verb_phrase: str
    noun_phrase: str

    def put_into(self, form: str) -> str:
        """Return the form with this violation in it."""
        bare = self.noun_phrase.removeprefix("an ").removeprefix("a ")
        values = {"c": self.clause, "v": self.verb_phrase, "n": self.noun_phrase, "m": bare}
        capital = {name.upper(): text[0].upper() + text[1:] for name, text in values.items()}
        return form.format_map(values | capital)


VIOLATIONS = {
    "KL001": Violation(
        "ketamine is a miracle drug",
        "work like a miracle drug",
        "a miracle drug",
    ),
    "KL002": Violation(
        "ketamine cures depression",
        "cure depression",
        "a cure for depression",
    ),
    "KL003": Violation(
        "our infusions always work",
        "guarantee relief",
        "guaranteed relief",
    ),
    "KL004": Violation(
        "ketamine is completely safe",
        "make ketamine completely safe",
        "a completely safe drug",
    ),
    "KL005": Violation(
        "ketamine has no side effects",
        "come without side effects",
        "a drug without side effects",
    ),
    "KL006": Violation(
        "ketamine is non-addictive",
        "make ketamine non-addictive",
        "a non-addictive ketamine",
    ),
    "KL007": Violation(
        "ketamine is FDA-approved for depression",
        "have FDA approval for depression",
        "an FDA-approved ketamine for depression",
    ),
    "KL011": Violation(
        "ketamine lozenges are available for use at home",
        "offer ketamine lozenges for use at home",
        "ketamine lozenges for use at home",
    ),
    "KL012": Violation(
        "our spray is the same as Spravato",
        "sell generic Spravato",
        "a generic Spravato",
    ),
    "KL013": Violation(
        "Spravato can be taken at home",
        "take Spravato at home",
        "Spravato at home",
    ),
    "KL014": Violation(
        "90% of patients respond to ketamine",
        "work for 90% of patients",
        "a 90% response rate with ketamine",
    ),
    "KL016": Violation(
        "ketamine is three times more effective than antidepressants",
        "work three times better than antidepressants",
        "a treatment three times as effective as antidepressants",
    ),
    "KL017": Violation(
        "ketamine relieves depression within minutes",
        "relieve depression within minutes",
        "relief from depression within minutes",
    ),
    "KL019": Violation(
        "ketamine is more effective than ECT",
        "work better than ECT",
        "a treatment more effective than ECT",
    ),
    "KL021": Violation(
        "ketamine prevents suicide",
        "prevent suicide",
        "a drug that prevents suicide",
    ),
    "KL022": Violation(
        "ketamine effectively treats Lyme disease",
        "effectively treat Lyme disease",
        "an effective ketamine treatment for Lyme disease",
    ),
    "KL027": Violation(
        "ketamine is clinically proven to relieve depression",
        "have clinically proven results in depression",
        "a clinically proven treatment for depression",
    ),
    "KL028": Violation(
        "ketamine repairs damaged nerves in the brain",
        "repair damaged nerves in the brain",
        "a ketamine treatment that repairs damaged nerves in the brain",
    ),
}

with (LABELS / "denial_forms.csv").open(encoding="utf-8", newline="") as _lines:
    _FORMS = [(row["covers"], row["form"]) for row in csv.DictReader(_lines)]
#: Forms in which the violation is denied, doubted, warned of, or put into the mouth of others.
DENIED = tuple(form for covers, form in _FORMS if covers != "nothing")
#: Forms in which a denial is near, and does not cover the violation.
STILL_SAID = tuple(form for covers, form in _FORMS if covers == "nothing")
