"""Which units a kind of number can have: one table for findings, one for the numbers of claims."""

from __future__ import annotations

from kb.vocabulary import Metric, Role, Unit

TIMES = frozenset({Unit.MINUTES, Unit.HOURS, Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS})
_PEOPLE = frozenset({Unit.PEOPLE, Unit.MILLION_PEOPLE})
_SCORES = frozenset({Unit.POINTS, Unit.PERCENT, Unit.MMHG}) | TIMES
_DOSES = frozenset({Unit.MG, Unit.MG_PER_KG})
_MONEY = frozenset({Unit.USD, Unit.USD_BILLION})
_SHARE = frozenset({Unit.PERCENT})
_RATIO = frozenset({Unit.RATIO})

#: Units a finding may have, by its metric; a metric that is not named here may have any.
METRIC_UNITS: dict[Metric, frozenset[Unit]] = {
    Metric.PROPORTION: _SHARE,
    Metric.COUNT: _PEOPLE | {Unit.EVENTS, Unit.INFUSIONS},
    Metric.MEAN_CHANGE: _SCORES | {Unit.INFUSIONS},
    Metric.MEAN_DIFFERENCE: _SCORES | {Unit.INFUSIONS},
    Metric.RISK_DIFFERENCE: _SHARE,
    Metric.SMD: frozenset({Unit.SD}),
    Metric.PERCENT_CHANGE: _SHARE,
    Metric.ODDS_RATIO: _RATIO,
    Metric.RISK_RATIO: _RATIO,
    Metric.HAZARD_RATIO: _RATIO,
    Metric.CORRELATION: _RATIO,
    Metric.MEDIAN_TIME: TIMES,
    Metric.MEAN_TIME: TIMES,
    Metric.EARLIEST_TIME: TIMES,
    Metric.LATEST_TIME: TIMES,
    Metric.LENGTH: TIMES,
    Metric.NNT: frozenset({Unit.PEOPLE, Unit.RATIO}),
    Metric.DOSE: _DOSES,
    Metric.AMOUNT: _MONEY,
}

_AMOUNT_OF_PEOPLE = _SHARE | _PEOPLE
#: Units a number of a claim may have, by its role; a role that is not named here may have any.
ROLE_UNITS: dict[Role, frozenset[Unit]] = {
    Role.RESPONSE_RATE: _SHARE,
    Role.REMISSION_RATE: _SHARE,
    Role.RELAPSE_RATE: _SHARE,
    Role.IMPROVEMENT: frozenset({Unit.PERCENT, Unit.POINTS, Unit.SD, Unit.FOLD}),
    Role.ONSET: TIMES | {Unit.INFUSIONS},
    Role.EFFECT_DURATION: TIMES,
    Role.INFUSION_DURATION: TIMES,
    Role.ADVERSE_EVENT_RATE: _SHARE,
    Role.ADVERSE_EVENT_DURATION: TIMES,
    Role.RELATIVE_EFFECT: frozenset({Unit.FOLD, Unit.PERCENT, Unit.RATIO}),
    Role.PREVALENCE: _AMOUNT_OF_PEOPLE,
    Role.COST: _MONEY | {Unit.PERCENT, Unit.FOLD},
    Role.DOSE: _DOSES | {Unit.PERCENT, Unit.FOLD},
    Role.SESSIONS: frozenset({Unit.INFUSIONS}),
    Role.INTERVAL: TIMES,
    Role.WAITING_TIME: TIMES,
    Role.COMPARATOR_LAG: TIMES,
    Role.DEATHS: frozenset({Unit.PEOPLE, Unit.EVENTS}),
    Role.PARTICIPANTS: frozenset({Unit.PEOPLE}),
    Role.DATE: frozenset({Unit.YEAR}),
    Role.YEARS_OF_USE: frozenset({Unit.YEARS}),
    Role.AGE: frozenset({Unit.YEARS}),
    Role.OTHER_RATE: _SHARE,
}
