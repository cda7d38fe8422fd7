"""Word lists that the patterns of rules share; a pattern names one as ``<name>``."""

from __future__ import annotations

from functools import cache

from kb.late_pattern import late

#: Alternatives for folded lower-case text; each stands in a non-capturing group where it is used.
WORD_LISTS: dict[str, str] = {
    "drug": r"ketamine|ketamin|es-?ketamine|spravato|infusions?|treatments?|therap(?:y|ies)|"
    r"medications?|medicines?|drug|protocol|procedure",
    "condition": r"depress\w*|anxiety|ptsd|trauma|ocd|pain|bipolar|suicidal (?:thoughts|ideation)|symptoms?|"
    r"migraines?|fibromyalgia|crps|addiction|alcoholism|mental (?:illness|health condition)s?|"
    r"mood disorders?|despair|darkness|illness|condition|suffering",
    "brain": r"brains?|minds?|neural|neuro\w*|neurons?|circuit\w*|pathways?|synap\w*|mental|"
    r"thoughts? patterns?|thinking",
    "people": r"patients?|clients?|people|individuals?|adults?|everyone|everybody|persons?",
    "not": r"not|never|cannot|cant|\w{2,6}n'?t",
    "ill": r"depression|depressive episodes?|anxiety|ptsd|ocd|panic(?: attacks?)?|flashbacks?|nightmares?|"
    r"(?:chronic |nerve |constant |back |daily )?pain|migraines?|trauma|"
    r"despair|sadness|misery|gloom|black dog|(?:dark |black )clouds?|darkness|low moods?|blues|symptoms|"
    r"fibromyalgia|crps|addiction|cravings|(?:mental )?illness|hopelessness|dark days|bad days|demons|"
    r"suffering|heartache|dread|worries",
    "rival": r"ssris?|snris?|anti-?depressants?|tablets?|pills?|prozac|zoloft|lexapro|(?:es)?citalopram|sertraline|"
    r"fluoxetine|paroxetine|venlafaxine|duloxetine|mirtazapine|bupropion|wellbutrin|cymbalta|effexor|celexa|"
    r"paxil|"
    r"lithium|tricyclics?|ect|electro-?convulsive therapy|electroshock|shock (?:therapy|treatment)|tms|cbt|"
    r"psychotherapy|talk(?:ing)? (?:therapy|therapies|cures?)|counselling|spravato|esketamine|opioids?|"
    r"painkillers|"
    r"(?:other|any other|every other|all other|conventional|traditional|standard|usual|old-fashioned|"
    r"ordinary|oral|"
    r"existing|everyday|older|old) (?:[\w-]+ )?(?:treatments?|medications?|medicines?|drugs?|therap(?:y|ies)|"
    r"options?|anti-?depressants?|pills?|tablets?|meds|approach(?:es)?|methods?|interventions?|modalities)|"
    r"nsaids?|opiates?|benzodiazepines?|"
    r"anxiolytics?|everything else|anything else|the competition|the alternatives|gabapentin|pregabalin|lyrica|"
    r"xanax|benzos|anti-?psychotics|mood stabili[sz]ers",
    "kin": r"husband|hubby|wife|mum|mam|mom|mother|dad|father|son|daughter|brother|sister|partner|fianc[e\u00e9]e?|"
    r"boyfriend|girlfriend|nan|gran|granny|grandma|grandad|grandmother|grandfather|aunt(?:ie)?|uncle|cousin|"
    r"niece|nephew|mate|friend|other half|better half|missus|teenager|lad|lass|boy|girl",
    "well": r"(?:much |so much |far |a lot |way )?(?:better|happier|lighter|clearer|calmer|stronger|healthier|freer)|"
    r"(?:alive|human|normal|whole|hopeful|optimistic|motivated|grounded|centered|connected|present|joyful|"
    r"healed|cured|renewed|transformed|reborn|rejuvenated|unburdened|energi[sz]ed|stable|free|well)(?: again)?|"
    r"(?:more |most )?(?:like )?(?:myself|themselves|himself|herself|their old selves|me|them)(?: again)?|"
    r"like (?:a|an|the) (?:[\w-]+ )?(?:new|different|whole|normal|changed)? ?(?:person|man|woman|people|human)|"
    r"(?:pain|depression|anxiety|symptom|medication)[- ]free|free (?:of|from)|in remission|at peace|"
    r"less (?:depressed|anxious|overwhelmed|irritable|stressed|reactive|hopeless|stuck|burdened|pain|anxiety|"
    r"depression)|(?:more|newly) (?:alive|hopeful|present|connected|open|resilient|confident|optimistic|"
    r"motivated|joyful|grounded|positive|engaged|balanced|compassionate|energy|hope|joy)",
    "group": r"pregnan(?:t|cy)|(?:expecting|expectant|nursing|new) (?:mothers?|moms?|mums?|mamas?|parents?|women)|"
    r"(?:moms|mums|mothers)-to-be|breast-?feed(?:ing|s)?|children|kids|teens?|teenage(?:rs?|d)?|tweens?|"
    r"adolescents?|"
    r"minors|"
    r"youths?|youngsters|young people|(?:high|middle)[- ]school(?:ers?| students?| kids)?|under-?(?:18|16)s?|"
    r"(?:patients|people|clients|anyone|those) (?:under|younger than|below) (?:the age of |age )?(?:18|16|eighteen|"
    r"sixteen)|schizo\w+|psychosis|psychotic(?: (?:breaks?|episodes?|disorders?|symptoms?|illness))?|"
    r"(?:prenatal|antenatal|perinatal) depression|(?:hear(?:s|ing)?|with) voices|hallucinat\w+|paranoi\w+|"
    r"delusions?|"
    r"manic|mania|dementia|alzheimer's|uncontrolled (?:hypertension|(?:high )?blood pressure)|"
    r"(?:untreated|severe) (?:hypertension|high blood pressure)|(?:alcohol|opioid|opiate|substance|drug|cocaine|"
    r"heroin|meth\w*|chemical|fentanyl) (?:use|abuse|misuse|addictions?|dependen\w+|problems?)|addict(?:s|ed|"
    r"ions?)?|"
    r"alcoholi(?:sm|cs?)|suboxone|(?:heroin|meth|cocaine|opioid|opiate|drug|fentanyl|substance) users?|"
    r"(?:heavy|problem|binge) drink(?:ers?|ing)",
    "insurer": r"insurers?|insurances?(?: compan(?:y|ies)| plans?| providers?| carriers?)?|"
    r"(?:health )?plans?|carriers?|medicare|medicaid",
}

_NAME = late(r"(?<!\?P)<([a-z]+)>")


@cache
def expand(pattern: str) -> str:
    """
    Return the pattern with the word lists in place of their names.

    :raises KeyError: for a name that is no list.
    """
    return _NAME.sub(lambda match: f"(?:{WORD_LISTS[match[1]]})", pattern)
