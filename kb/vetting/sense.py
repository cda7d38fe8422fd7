"""
What a sentence speaks of and how it puts it: drugs, people, routes, denial, doubt, qualifiers.

Everything a guard needs is found once per sentence and compared as data; wordings are
compared only afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from kb.late_pattern import late
from kb.vetting.denial import clause_before, is_denied, is_question
from kb.vetting.folding import fold
from kb.vocabulary import Drug, Population, Route, Term

_T = TypeVar("_T", bound=Term)


def _table(terms: dict[_T, str]) -> tuple[tuple[_T, re.Pattern[str]], ...]:
    return tuple((term, late(rf"\b(?:{pattern})")) for term, pattern in terms.items())


_POPULATIONS = _table(
    {
        Population.TRD: r"(?:treatment|therapy|medication|drug)[- ]?(?:resist\w+|refractory)|"
        r"treatment-?\s?resi?stant|\btrd\b|refractory|resistant (?:major )?depress\w+|"
        r"(?:failed|tried|not responded to|haven't responded to|not helped by|not respond to|"
        r"when) (?:\w+ ){0,4}(?:antidepressants?|medications?|treatments?|options|drugs|"
        r"therapies)",
        Population.BIPOLAR_DEPRESSION: r"bi-?polar",
        Population.MDD: r"major depress\w+|\bmdd\b",
        Population.DEPRESSION: r"depress(?:ion|ive|ed)\b|antidepress\w+|mood disorders?|post-?partum|postnatal|"
        r"anhedoni\w+|loss of (?:pleasure|interest)",
        Population.SUICIDAL_IDEATION: r"suicid\w+",
        Population.PTSD: r"ptsd|post-?\s?traumatic|trauma(?:tic)?\b",
        Population.OCD: r"\bocd\b|obsessive|obsessions?",
        Population.ANXIETY: r"anxiety|anxious|phobi\w+|panic|\bgad\b",
        Population.SUBSTANCE_USE: r"addiction|alcohol(?:ism)?\b|substance (?:use|abuse)|opi(?:oid|ate) (?:use|"
        r"addiction|dependen\w+|abuse)|cocaine",
        Population.CRPS: r"\bcrps\b|complex regional|\brsd\b|reflex sympathetic",
        Population.NEUROPATHIC_PAIN: r"neuropath\w+|nerve pain|phantom|neuralgia",
        Population.FIBROMYALGIA: r"fibro\w*",
        Population.HEADACHE: r"migraines?|cluster headaches?|headache (?:disorders?|relief)",
        Population.CANCER_PAIN: r"cancer[- ](?:related )?pain|hospice|palliative|end[- ]of[- ]life",
        Population.CHRONIC_PAIN: r"chronic pain|pain (?:conditions?|disorders?|syndromes?|relief|management)|back pain",
        Population.ANIMALS: r"mice|mouse|rats?\b|rodents?|animals?\b|monkeys?|in vitro|pre-?clinical|cell "
        r"cultures?|primates",
    }
)
_DRUGS = _table(
    {
        Drug.ESKETAMINE: r"es-?\s?ketamine|spravato|s-ketamine",
        Drug.KETAMINE: r"(?<![a-z])(?<!s-)ketamine|ketamin\b|ketalar|infusions?\b",
        Drug.ANTIDEPRESSANT: r"anti-?depressants?\b(?! (?:effects?|actions?|response|properties|efficacy|relief|"
        r"benefits?))|ssris?\b|snris?\b|prozac|zoloft|lexapro|"
        r"(?:oral|traditional|conventional|standard|typical) (?:medications?|drugs|pharma\w*)",
        Drug.OTHER: r"\bect\b|electro-?\s?convulsive|electroshock|shock therapy|\btms\b|transcranial|"
        r"psilocybin|placebo|opioids?\b|midazolam",
    }
)
_ROUTES = _table(
    {
        Route.IV: r"\biv\b|i\.v\.|intra-?venous\w*|infus\w+|drips?\b",
        Route.IM: r"\bim\b|intra-?muscular\w*|injections?|\bshots?\b",
        Route.SC: r"sub-?cutaneous\w*",
        Route.INTRANASAL: r"nasal\w*|intra-?nasal\w*|nose spray|sprays?\b|spravato",
        Route.ORAL: r"oral(?:ly)?\b|lozenges?|troches?|tablets?|sublingual\w*|by mouth|rapid dissolv\w+|"
        r"\brdt\b",
    }
)
_ANY_TERM = late(
    r"ketamin|spravato|depress|suicid|ptsd|trauma|ocd|obsess|anxi|phobi|panic|gad|addict|"
    r"alcohol|substance|cocaine|crps|regional|rsd|sympath|neuro|"
    r"nerve|phantom|fibro|migrain|headache|cancer|hospice|palliat|end|pain|mice|mouse|rat|"
    r"rodent|animal|monkey|vitro|clinical|cell|primate|resist|refract|"
    r"trd|fail|tried|help|respond|when|polar|mdd|mood|partum|natal|anhedon|loss|infus|"
    r"ssri|snri|prozac|zoloft|lexapro|oral|tradition|convention|standard|"
    r"ect|electro|shock|tms|transcran|psilo|placebo|opi|midaz|iv|i\.v|venous|drip|im|"
    r"muscular|inject|shot|cutan|nasal|nose|spray|lozenge|troche|tablet|mouth|rapid|rdt|"
    r"typical"
)
NEGATION = late(
    r"\b(?:not|no|never|none|neither|nor|cannot|without|nobody|nothing|(?:is|are|was|were|"
    r"do|does|did|has|have|had|ca|wo|should|would|could)n'?t|"
    r"lack(?:s|ing)?|non|un(?:proven|known|clear|likely|tested|approved)|far from|rather "
    r"than|instead of|hardly|fail(?:s|ed)? to|yet to)\b"
)
_EXCLUSION = late(
    r"\b(?:not (?:be )?(?:an? )?(?:good |ideal |suitable )?candidates?|not (?:eligible|"
    r"suitable|appropriate|recommended|advised)|contra-?indicat\w+|exclu(?:de|sion|"
    r"ded)\w*|should not (?:receive|take|have|use)|"
    r"ineligib\w+|rule[sd]? (?:you )?out|disqualif\w+|do not (?:treat|accept|offer)|don't "
    r"(?:treat|accept|offer)|cannot (?:treat|accept))"
)
_N = late(
    r"\bn ?= ?\d+|\b\d+ (?:of|out of) (?:the )?(?!10\b|100\b)\d{2,}\b|(?<!out of )(?<!every )(?<!each )(?<!\d "
    r"in )(?<!/)\b(?:\d+(?!\d| ?%| ?per ?cent)|one hundred|dozens?|(?:seven|eight|nine|six|four|"
    r"fif|thir)teen|twenty\w*|thirty\w*|twelve) (?:[a-z-]+ ){0,4}?(?:patients|people|"
    r"participants|adults|subjects|volunteers|veterans|individuals)\b(?! (?:die|suffer))"
)
_DESIGN = late(
    r"\b(?:open[- ]label|randomi[sz]ed|placebo|midazolam|saline|control (?:group|arm)|"
    r"controlled trial|clinical trial|double[- ]blind|placebo[- ]controlled|crossover|"
    r"cohort|case series|pilot (?:study|trial)|"
    r"meta-?analys[ie]s|systematic review|pooled|observational|retrospective|registry|"
    r"blinded|uncontrolled|in (?:a|one|two|small|the) (?:\w+ ){0,3}(?:stud(?:y|ies)|"
    r"trials?)|trials?\b|real[- ]world|routine care)"
)
_SOURCE = late(
    r"\[\d+(?:[,-] ?\d+)*\]|\([a-z][\w' -]+(?: et al\.?|,| and [\w-]+)? ?,? ?(?:19|"
    r"20)\d\d[a-z]?\)|; ?[a-z][\w'-]+(?: et al\.?)?,? (?:19|20)\d\d[a-z]?\)|\bet al\b|\bdoi\b|\bpmid\b|10\.\d{4,}/|"
    r"\b[a-z]+ \((?:19|20)\d\d\)|\b(?:journal of|jama|lancet|nejm|new england journal|"
    r"psychiatry,? (?:19|20)\d\d|cochrane)"
)
_INTERVAL = late(
    r"\b(?:9[059] ?(?:%|percent)[ -]?(?:ci\b|confidence|credible)|(?:confidence|credible) interval|"
    r"plausible range)"
)
_TIMEPOINT = late(
    r"\b(?:(?:at|after|within|by|in) (?:the )?(?:first |about |around |up to )*(?:\d+|one|"
    r"two|three|four|six|twenty-?four|a single|an?) ?-?(?:hours?|days?|weeks?|months?|"
    r"infusions?|sessions?|treatments?|doses?)|"
    r"day \d+|week \d+|end of (?:the |a )?(?:series|course|treatment)|(?:\d+|an?|one|two|"
    r"three|four|six|twelve) (?:hours?|days?|weeks?|months?) (?:later|after)|finished|"
    r"over the course of)"
)
_DEFINED = late(
    r"\b(?:defined as|at least (?:50|half)|50% (?:or (?:more|greater)|reduction|decrease|"
    r"drop|improvement)|>= ?50|half or more|by (?:at least )?half|halved|response (?:was|"
    r"is|means))"
)
HEDGE = late(
    r"\b(?:may|might|could|can sometimes|possibl[ey]|some (?:patients|people)|suggest\w*|"
    r"appears?|seems?|under (?:study|investigation)|being (?:studied|investigated|"
    r"explored)|off-?\s?label|limited evidence|early evidence|small (?:study|studies|"
    r"trials?)|uncertain|not everyone|varies|vary)\b"
)
_PART_END = late(r"[,;:.]|\band\b|\bbut\b")
_MAY = late(r"\b(?:may|might|could|possibly|potentially)\b")
_EXPERIMENT = late(
    r"\b(?:in (?:mice|rats|rodents|animals|mouse models?|animal models?|cell cultures?|"
    r"the lab)|(?:animal|rodent|mouse|preclinical|pre-clinical|laboratory) (?:stud(?:y|"
    r"ies)|research|models?|experiments?|work|data|evidence))\b"
)


@dataclass(frozen=True, slots=True)
class Sense:
    """A sentence's data; ``lower`` is its folded text in lower case."""

    lower: str
    populations: frozenset[Population]
    drugs: frozenset[Drug]
    routes: frozenset[Route]
    asks: bool
    excludes: bool
    hedged: bool
    in_animals: bool
    #: Which of n, design, source, time point, definition and interval it names.
    qualifiers: frozenset[str]

    def softened_at(self, start: int, end: int) -> bool:
        """Say whether the clause of these words says may, might or could: a possibility, and no plain statement."""
        rest = _PART_END.split(self.lower[end:], maxsplit=1)[0]
        return _MAY.search(self.clause_before(start) + self.lower[start:end] + rest) is not None

    def denied_at(self, start: int, end: int | None = None) -> bool:
        """Say whether what stands from start to end is denied, doubted, asked or warned of."""
        if self.asks or self.excludes:
            return True
        return is_denied(self.lower, start, start if end is None else end)

    def clause_before(self, position: int) -> str:
        """Return the part of the clause that stands before the position, with false negations blanked."""
        return clause_before(self.lower, position)


@lru_cache(maxsize=2048)
def sense_of(text: str) -> Sense:
    """Return what a sentence speaks of."""
    lower = fold(text).lower
    some = _ANY_TERM.search(lower) is not None
    return Sense(
        lower=lower,
        populations=_terms(_POPULATIONS, lower) if some else frozenset(),
        drugs=_terms(_DRUGS, lower) if some else frozenset(),
        routes=_terms(_ROUTES, lower) if some else frozenset(),
        asks=is_question(lower),
        excludes=_EXCLUSION.search(lower) is not None,
        hedged=HEDGE.search(lower) is not None,
        in_animals=_EXPERIMENT.search(lower) is not None,
        qualifiers=qualifiers_of(lower),
    )


def qualifiers_of(lower: str) -> frozenset[str]:
    """Return which of ``n``, ``design``, ``source``, ``time``, ``definition`` and ``interval`` a text names."""
    patterns = {
        "n": _N,
        "design": _DESIGN,
        "source": _SOURCE,
        "time": _TIMEPOINT,
        "definition": _DEFINED,
        "interval": _INTERVAL,
    }
    return frozenset(name for name, pattern in patterns.items() if pattern.search(lower))


def _terms(table: tuple[tuple[_T, re.Pattern[str]], ...], lower: str) -> frozenset[_T]:
    return frozenset(term for term, pattern in table if pattern.search(lower))
