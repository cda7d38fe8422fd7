"""The names of the treatments that copy sets ketamine against, as parts of expressions."""

from __future__ import annotations

ECT = r"(?:\bect\b|electro-?\s?convulsive(?: therapy)?|electroshock|shock therapy)"
SPRAY = r"(?:spravato|es-?\s?ketamine|nasal spray)"
_KINDS = (
    r"(?:other|traditional|conventional|standard|typical|oral|existing|regular|common|older|current|usual|"
    r"daily|prescription|mainstream|first-line|pharmaceutical|psychiatric|established)"
)
#: Medicines against depression; for them the library knows how long they take.
ANTIDEPRESSANTS = (
    r"(?:anti-?depressants?(?: medications?)?|ssris?|snris?|tricyclics?|maois?|prozac|zoloft|lexapro|"
    r"paxil|celexa|effexor|cymbalta|wellbutrin|pills|tablets)"
)
_TABLETS = (
    rf"(?:(?:(?:any |many |most |all )?{_KINDS} )+(?:[\w-]+ )?"
    r"(?:anti-?depressants?|treatments?|medications?|medicines?|meds|drugs?|therap(?:y|ies)|"
    r"options?|pills?|interventions?|approaches|methods?|modalities|care|anxiolytics|pain ?killers|"
    r"analgesics)(?: medications?)?|anti-?depressants?|"
    r"ssris?|snris?|prozac|zoloft|lexapro|paxil|celexa|effexor|cymbalta|wellbutrin|abilify|gabapentin|lyrica|"
    r"xanax|pills|(?<!ketamine )tablets|psychotherapy|talk(?:ing)? therap(?:y|ies)|"
    r"opioids?|opiates?|nsaids?|pain ?killers|benzodiazepines?|benzos|anxiolytics|mood stabili[sz]ers|"
    r"anti-?psychotics|(?:anxiety|pain|psychiatric|sleep|ptsd|ocd) (?:medications?|medicines?|meds|drugs)|"
    r"(?:medications?|therapy|medicine)(?: (?:or|and) (?:medications?|(?:psycho)?therapy))? alone|"
    r"(?:any|every|all) (?:other )?(?:treatments?|medications?|drugs?|options?|pills?|tablets?|anti-?depressants?))"
)
OTHERS = rf"(?:{ECT}|{_TABLETS}|{SPRAY}|\btms\b|transcranial magnetic stimulation)"
