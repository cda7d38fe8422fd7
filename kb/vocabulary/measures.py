"""The numbers: what a finding measures, what a claim states."""

from __future__ import annotations

from kb.vocabulary.term import Term


class Metric(Term):
    """The kind of number a finding is."""

    PROPORTION = "proportion", "Share of people, in percent."
    COUNT = "count", "Number of people, events or studies."
    MEAN = "mean", "Mean level."
    MEAN_CHANGE = "mean-change", "Mean change from baseline within one arm."
    MEAN_DIFFERENCE = "mean-difference", "Difference between arms, in the scale's points."
    RISK_DIFFERENCE = "risk-difference", "Difference between two shares, in percentage points."
    SMD = "standardised-mean-difference", "Difference between arms in standard deviations (d or g)."
    PERCENT_CHANGE = "percent-change", "Mean change from baseline in percent of the baseline score."
    ODDS_RATIO = "odds-ratio", "Odds ratio."
    RISK_RATIO = "risk-ratio", "Risk ratio."
    HAZARD_RATIO = "hazard-ratio", "Hazard ratio."
    CORRELATION = "correlation", "Correlation coefficient."
    MEDIAN = "median", "Median, of a count or a score."
    MEDIAN_TIME = "median-time", "Median time to an event."
    MEAN_TIME = "mean-time", "Mean time to an event."
    EARLIEST_TIME = "earliest-time", "First time point at which a difference was seen."
    LATEST_TIME = "latest-time", "Last time point at which a difference was still seen."
    LENGTH = "length", "Length of an infusion, a course or an observation."
    NNT = "number-needed-to-treat", "Number needed to treat."
    DOSE = "dose", "Amount of drug."
    AMOUNT = "amount", "Money."


class Unit(Term):
    """The unit of a value."""

    PERCENT = "percent", "Percent."
    POINTS = "points", "Points of the scale named."
    SD = "sd", "Standard deviations."
    RATIO = "ratio", "A ratio or coefficient without unit."
    PEOPLE = "people", "People."
    MILLION_PEOPLE = "million-people", "Millions of people."
    EVENTS = "events", "Events or studies."
    INFUSIONS = "infusions", "Infusions or doses."
    MINUTES = "minutes", "Minutes."
    HOURS = "hours", "Hours."
    DAYS = "days", "Days."
    WEEKS = "weeks", "Weeks."
    MONTHS = "months", "Months."
    YEARS = "years", "Years."
    MG_PER_KG = "mg/kg", "Milligrams per kilogram of body weight."
    MG = "mg", "Milligrams."
    MMHG = "mmHg", "Millimetres of mercury."
    USD = "usd", "US dollars."
    USD_BILLION = "usd-billion", "Billions of US dollars."
    YEAR = "calendar-year", "A calendar year."
    FOLD = "fold", "Times as much."


class Improvement(Term):
    """Which sign of a difference or change is the better one."""

    NEGATIVE = "negative", "A negative number means that people got better, or better than the other arm."
    POSITIVE = "positive", "A positive number means that people got better, or better than the other arm."


class Role(Term):
    """What a number in a claim is."""

    RESPONSE_RATE = "response-rate", "Share of people who respond."
    REMISSION_RATE = "remission-rate", "Share of people in remission."
    RELAPSE_RATE = "relapse-rate", "Share of people who relapse."
    IMPROVEMENT = "improvement", "How far a score falls."
    ONSET = "onset", "Time until the effect begins."
    EFFECT_DURATION = "effect-duration", "How long the effect lasts."
    INFUSION_DURATION = "infusion-duration", "How long an infusion takes."
    ADVERSE_EVENT_RATE = "adverse-event-rate", "Share of people with an adverse event."
    ADVERSE_EVENT_DURATION = "adverse-event-duration", "How long an adverse event lasts."
    RELATIVE_EFFECT = "relative-effect", "Effect as a multiple of another treatment's."
    PREVALENCE = "prevalence", "How many people have an illness."
    COST = "cost", "Money."
    DOSE = "dose", "Amount of drug."
    SESSIONS = "sessions", "Number of infusions or doses."
    INTERVAL = "dosing-interval", "Time between doses, or length of a course."
    WAITING_TIME = "waiting-time", "Time to wait, e.g. before driving."
    COMPARATOR_LAG = "comparator-lag", "Time another treatment takes to work."
    THRESHOLD = "definition-threshold", "A number inside a definition."
    DEATHS = "deaths", "Number of deaths."
    PARTICIPANTS = "participants", "Number of people studied."
    DATE = "date", "A calendar year."
    YEARS_OF_USE = "years-of-use", "How long something has been in use."
    AGE = "age", "Age in years."
    OTHER_RATE = "other-rate", "Another share, named in the text."


class Comparison(Term):
    """How a claim puts its number."""

    EXACTLY = "=", "The number as it stands."
    ABOUT = "about", "About the number."
    AT_LEAST = ">=", "The number or more."
    AT_MOST = "<=", "The number or less."
    MORE_THAN = ">", "More than the number."
    LESS_THAN = "<", "Less than the number."
    RANGE = "range", "From value to high."
