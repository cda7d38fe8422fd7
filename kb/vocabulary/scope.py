"""Of whom, of what, by which drug and route, and when."""

from __future__ import annotations

from kb.vocabulary.term import Term


class Kind(Term):
    """What sort of statement a claim is; decides which designs can settle it."""

    EFFECT = "effect", "A benefit of treatment."
    HARM = "harm", "A harm of treatment, or its absence."
    COMPARISON = "comparison", "One treatment set against another."
    MECHANISM = "mechanism", "How a treatment or an illness works."
    EPIDEMIOLOGY = "epidemiology", "How common, costly or heavy an illness is, or how it is defined."
    REGULATORY = "regulatory", "What a regulator or the law has decided; the history of that."
    PRACTICE = "practice", "How treatment is given: dose, length, schedule, setting, price."
    OPINION = "opinion", "Praise or a promise that no study could settle."


class Topic(Term):
    """The shelf on which a claim stands on the site."""

    RESPONSE_RATE = "response-rate", "How many people respond"
    ONSET = "onset", "How fast it works"
    DURATION = "duration", "How long it lasts"
    EFFICACY = "efficacy", "Whether it works for depression"
    SUICIDALITY = "suicidality", "Suicidal thoughts"
    OTHER_INDICATIONS = "other-indications", "Other conditions"
    PAIN = "pain", "Pain"
    COMPARISON = "comparison", "Against other treatments"
    SAFETY = "safety", "Safety and side effects"
    ADDICTION = "addiction", "Addiction and withdrawal"
    MECHANISM = "mechanism", "How it works"
    DOSING = "dosing", "Dose and schedule"
    REGULATORY = "regulatory", "Approval and the law"
    EPIDEMIOLOGY = "epidemiology", "How common and how heavy depression is"
    COST = "cost", "Price and insurance"


class Population(Term):
    """Of whom a claim or a finding speaks."""

    DEPRESSION = "depression", "People with depression, of any kind."
    MDD = "mdd", "Major depressive disorder."
    TRD = "trd", "Depression that has not responded to at least two adequate treatments."
    BIPOLAR_DEPRESSION = "bipolar-depression", "Depressive episode of bipolar disorder."
    SUICIDAL_IDEATION = "suicidal-ideation", "People with suicidal thoughts."
    PTSD = "ptsd", "Post-traumatic stress disorder."
    OCD = "ocd", "Obsessive-compulsive disorder."
    ANXIETY = "anxiety", "Anxiety disorders."
    SUBSTANCE_USE = "substance-use", "Substance use disorders."
    CHRONIC_PAIN = "chronic-pain", "Chronic pain of any kind."
    CRPS = "crps", "Complex regional pain syndrome."
    NEUROPATHIC_PAIN = "neuropathic-pain", "Neuropathic pain, phantom limb pain included."
    FIBROMYALGIA = "fibromyalgia", "Fibromyalgia."
    HEADACHE = "headache", "Migraine, cluster and other headaches."
    CANCER_PAIN = "cancer-pain", "Pain of cancer."
    HEALTHY = "healthy-volunteers", "Healthy volunteers."
    GENERAL = "general-population", "The population at large."
    TREATED = "treated-patients", "Anyone given the drug medically, for any condition."
    SURGICAL = "surgical-patients", "People given the drug as an anaesthetic."
    RECREATIONAL = "recreational-users", "People who use the drug outside medicine."
    ANIMALS = "animals", "Laboratory animals or cells."
    OTHER = "other", "Others, named in the text."
    NOT_APPLICABLE = "not-applicable", "Speaks of no people: a law, a price, a molecule."


#: The group that each narrower group belongs to.
BROADER: dict[Population, Population] = {
    Population.MDD: Population.DEPRESSION,
    Population.TRD: Population.MDD,
    Population.BIPOLAR_DEPRESSION: Population.DEPRESSION,
    Population.CRPS: Population.CHRONIC_PAIN,
    Population.NEUROPATHIC_PAIN: Population.CHRONIC_PAIN,
    Population.FIBROMYALGIA: Population.CHRONIC_PAIN,
    Population.HEADACHE: Population.CHRONIC_PAIN,
    Population.CANCER_PAIN: Population.CHRONIC_PAIN,
}


class Drug(Term):
    """The drug a claim or study speaks of."""

    KETAMINE = "ketamine", "Racemic ketamine."
    ESKETAMINE = "esketamine", "Esketamine, the S-enantiomer (Spravato)."
    ANY_KETAMINE = "ketamine-or-esketamine", "Racemic ketamine or esketamine."
    ANTIDEPRESSANT = "antidepressant", "Conventional antidepressants."
    OTHER = "other", "Another drug or treatment, named in the text."
    NONE = "none", "No drug."


class Route(Term):
    """How the drug is given."""

    IV = "iv", "Into a vein."
    IM = "im", "Into a muscle."
    SC = "subcutaneous", "Under the skin."
    INTRANASAL = "intranasal", "Nasal spray."
    ORAL = "oral", "Swallowed, or held in the mouth (lozenge, troche)."
    ANY = "any", "Any route, or not stated."
    NONE = "none", "No drug is given."


class Outcome(Term):
    """What was measured, or what a claim promises."""

    RESPONSE = "response", "At least half off the score of a depression scale, unless defined otherwise."
    REMISSION = "remission", "Score below the scale's threshold for illness."
    RELAPSE = "relapse", "Return of illness after response or remission."
    DEPRESSION_SEVERITY = "depression-severity", "Score on a depression scale."
    ANHEDONIA = "anhedonia", "Loss of pleasure, by scale."
    SUICIDAL_IDEATION = "suicidal-ideation", "Suicidal thoughts, by scale or item."
    SUICIDE = "suicide", "Suicide attempts or deaths."
    ANXIETY_SEVERITY = "anxiety-severity", "Score on an anxiety scale."
    PTSD_SEVERITY = "ptsd-severity", "Score on a PTSD scale."
    OCD_SEVERITY = "ocd-severity", "Score on an OCD scale."
    ABSTINENCE = "abstinence", "Days or proportion free of the substance."
    PAIN = "pain-intensity", "Pain score."
    FUNCTION = "function", "Daily function or disability."
    ADVERSE_EVENT = "adverse-event", "Any adverse event, named in the definition."
    DISSOCIATION = "dissociation", "Dissociative symptoms, by scale or report."
    BLOOD_PRESSURE = "blood-pressure", "Blood pressure or heart rate."
    RESPIRATION = "respiration", "Breathing."
    COGNITION = "cognition", "Memory and thinking."
    DEPENDENCE = "dependence", "Craving, misuse, dependence or withdrawal."
    MORTALITY = "mortality", "Death."
    NEURAL_STRUCTURE = "neural-structure", "Spines, synapses, neurons."
    NEURAL_ACTIVITY = "neural-activity", "Receptor action, transmitter release, connectivity, BDNF."
    PHARMACOKINETICS = "pharmacokinetics", "Absorption and level of the drug."
    PREVALENCE = "prevalence", "How many people have an illness."
    COST = "cost", "Money."
    STATUS = "regulatory-status", "Approval, schedule, label."
    PRACTICE = "practice", "How treatment is given."
    OTHER = "other", "Another outcome, named in the definition."


class Window(Term):
    """When: the time point of a finding, or the time a claim speaks of."""

    MINUTES = "minutes", "Within two hours of a dose."
    HOURS = "hours", "Two to 20 hours after a dose."
    DAY_1 = "day-1", "About a day (20 to 36 hours) after a dose."
    WEEK_1 = "week-1", "Two to ten days after a dose."
    WEEKS_2_4 = "weeks-2-4", "Eleven to 31 days after a single dose."
    END_OF_SERIES = "end-of-series", "During or at the end of a series of doses, up to about six weeks."
    MONTHS = "months", "One to twelve months after treatment, or under maintenance."
    YEARS = "years", "Beyond a year."
    LIFETIME = "lifetime", "Ever in life, up to the survey."
    YEAR = "twelve-months", "Within the last twelve months, for prevalence and yearly cost."
    DURING = "during-dose", "While the drug is given."
    UNSTATED = "unstated", "Not stated, or does not apply."
