"""The check on lists of conditions that ketamine is said to treat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kb.late_pattern import late
from kb.vetting.asking import known_claim
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.records import Alert, BlockKind, Voice
from kb.vetting.sense import HEDGE, sense_of
from kb.vocabulary import Direction, Drug, Severity, Verdict

#: Conditions as copy names them, with the claim that says what the library holds on each.
CONDITIONS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (name, claim, late(rf"\b(?:{pattern})\b"))
    for name, claim, pattern in (
        ("post-traumatic stress disorder", "treats-ptsd", r"ptsd|post-?\s?traumatic stress(?: disorder)?"),
        ("obsessive-compulsive disorder", "treats-ocd", r"ocd|obsessive[- ]compulsive(?: disorder)?"),
        (
            "anxiety",
            "treats-anxiety",
            r"anx(?:iety|eity|ity)(?: disorders?)?|generali[sz]ed anxiety|panic (?:attacks?|disorders?)",
        ),
        ("phobias", "treats-anxiety", r"(?:social )?phobias?|agoraphobia"),
        ("fibromyalgia", "treats-fibromyalgia", r"fibromyalgia"),
        ("migraine", "treats-migraine", r"migraines?"),
        ("cluster headache", "treats-cluster-headache", r"cluster headaches?"),
        (
            "complex regional pain syndrome",
            "treats-crps",
            r"crps|complex regional pain syndrome|rsd|reflex sympathetic dystrophy",
        ),
        (
            "neuropathic pain",
            "treats-neuropathic-pain",
            r"neuropath(?:y|ic pain)|nerve pain|trigeminal neuralgia|neuralgia|small fib(?:er|re) "
            r"neuropathy|post-?herpetic(?: neuralgia)?|shingles(?: pain)?",
        ),
        ("phantom limb pain", "treats-neuropathic-pain", r"phantom limb(?: pain)?"),
        ("cancer pain", "works-well-in-cancer-pain-and-hospice", r"cancer(?:-related)? pain"),
        ("chronic fatigue syndrome", "treats-chronic-fatigue-syndrome", r"chronic fatigue(?: syndrome)?"),
        (
            "substance use disorders",
            "used-for-substance-use-disorders",
            r"(?:alcohol|opioid|opiate|cocaine|drug|substance)(?: use| abuse)? (?:disorders?|"
            r"addiction|dependence|abuse)|alcoholism|addictions?",
        ),
        ("bipolar disorder", "option-mdd-and-bipolar", r"bipolar(?: disorder| depression)?"),
        ("Lyme disease", "", r"lyme(?: disease)?"),
        ("eating disorders", "", r"eating disorders?|anorexia|bulimia"),
        ("autism", "", r"autism|autistic"),
        ("ADHD", "", r"adhd|attention deficit\w*"),
        ("Parkinson's disease", "", r"parkinson'?s?(?: disease)?"),
        ("Alzheimer's disease", "", r"alzheimer'?s?(?: disease)?|dementia"),
        ("multiple sclerosis", "", r"multiple sclerosis"),
        ("back pain", "", r"(?:low(?:er)? )?back pain"),
        ("postpartum depression", "", r"post-?partum depression|postnatal depression"),
        ("arthritis", "", r"(?:rheumatoid )?arthritis"),
        ("insomnia", "", r"insomnia"),
        ("tinnitus", "", r"tinnitus"),
        ("schizophrenia", "", r"schizophrenia"),
        ("personality disorders", "", r"(?:borderline )?personality disorders?"),
        ("menopause", "", r"(?:peri-?)?menopaus\w+|hot flush\w*|hot flash\w*"),
        ("chronic stress", "", r"(?:chronic|persistent|severe|toxic|prolonged|unrelenting) stress"),
        ("burnout", "", r"burn-?out"),
        ("jet lag", "", r"jet-? ?lag"),
        ("heartbreak or grief", "", r"heart-?break|broken hearts?|break-?ups?|grief|bereavement"),
        ("hangovers", "", r"hang-?overs?"),
        ("long Covid", "", r"long[- ]covid|long[- ]haul(?:ers?)?"),
        (
            "brain fog",
            "",
            r"brain fog|low energy|low libido|writer's block|exam nerves|stage fright|procrastination",
        ),
        ("ageing or weight", "", r"anti-?age?ing|weight loss|obesity|overeating|wrinkles"),
        ("premenstrual disorders", "", r"pmdd|pms\b"),
        ("gut disorders", "", r"ibs\b|irritable bowel|crohn's"),
        ("asthma or allergies", "", r"asthma|allerg(?:y|ies)|eczema|psoriasis"),
        ("stroke or brain injury", "", r"strokes?\b|brain injur\w+|concussions?|epilepsy|stutter\w*|vertigo"),
        ("gambling or smoking", "", r"gambling|smoking|nicotine|porn\w*"),
        (
            "joint or pelvic pain",
            "",
            r"sciatica|endometriosis|tmj|pelvic pain|lupus|ehlers-danlos|sickle cell(?: disease| pain)?|"
            r"failed back(?: surgery)?(?: syndrome)?|spinal cord injur\w+|whiplash|spinal stenosis",
        ),
        (
            "habits or temper",
            "",
            r"(?:bad )?habits?(?: change)?|anger(?: issues| management)?|low self-esteem",
        ),
    )
)
#: Any of them; most texts name none.
_ANY = late("|".join(pattern.pattern for _, _, pattern in CONDITIONS))


@lru_cache(maxsize=1024)
def conditions_in(lower: str) -> tuple[tuple[str, str, re.Match[str]], ...]:
    """Return the conditions that a folded text names, each with its claim and where it first stands."""
    if not _ANY.search(lower):
        return ()
    return tuple(
        (name, claim, match) for name, claim, pattern in CONDITIONS if (match := pattern.search(lower))
    )


_RARER = late(
    r"chronic fatigue|lyme|eating|anorexia|bulimia|autis|adhd|attention|parkinson|"
    r"alzheimer|dementia|sclerosis|arthritis|insomnia|tinnitus|schizo|personality|"
    r"headache|disorder|stress|menopaus|burn-?out|jet|heart-?break|broken heart|break-?up|grief|bereave|hang-?over|"
    r"covid|"
    r"brain fog|low energy|libido|block|exam|stage fright|procrast|age?ing|weight|obesity|pmdd|pms|ibs|"
    r"bowel|crohn|"
    r"asthma|allerg|eczema|psoria|stroke|injur|concuss|epilep|stutter|vertigo|gambl|smok|nicotine|"
    r"habit|anger|self-esteem|sciatica|endometri|tmj|pelvic|lupus|ehlers|sickle|failed back|spinal|whiplash|"
    r"shingles|herpetic|anxeity|anxity"
)
_TREATS = late(
    r"\b(?:(?:effective(?:ly)?|successful(?:ly)?|proven|powerful|excellent|great|helpful|"
    r"beneficial|promising)\b[^.;]{0,50}\b(?:for|in|against|treat\w*|with)|treats?\b|"
    r"treating|cures?|cured|curing|beats?|ends?|eliminat\w+|overcom\w+|treated (?:effectively |"
    r"successfully )?with|treatment (?:of|for)|"
    r"helps?\b|helping|relie[fv]\w*|heal\w*|works? (?:\w+ )?(?:for|against|in|on)|"
    r"alleviat\w+|therapy for|benefit\w*|eas(?:e|es|ing)\b|manag(?:e|es|ing)|infusions? "
    r"for|ketamine for|candidate\w*|option for|improv\w+|respon[ds]\w* (?:\w+ )?to|"
    r"works?\b(?! (?:with|up|out|as|at|day|closely|together|hours|by))|conditions (?:we treat|treated|"
    r"include)|used (?:\w+ )?(?:for|to treat)|(?:drip|ketamine|infusion|session|spray|treatment) "
    r"(?:\w+ )?(?:for|can) "
    r"(?:that|this|it|them|you|all|every\w*|any\w*|help)|got you covered|sort(?:s|ed)? (?:you|it|them)|"
    r"tackl\w+|"
    r"fix(?:es)?|banish\w*|goodbye to|(?:answer|solution|remedy|fix|key) (?:for|to)\b|target\w*|drips? for|"
    r"indications? (?:for|of)|indicated (?:for|in)|"
    r"hope (?:for|to)\b|(?:miracle|lifeline|life-?chang\w+|game-?chang\w+|godsend|breakthrough) (?:for|to)\b|"
    r"gives? (?:[\w']+ ){1,4}back|find(?:s|ing)? (?:peace|freedom|calm)|good for|(?:used|given|prescribed|"
    r"offered) (?:\w+ )?(?:in|for|against)|uses:)"
)
_EPIDEMIC = late(
    r"\b(?:suffer(?:s|ing)? from|symptoms of|diagnos\w+ (?:with|of)|history of|such as a "
    r"history|signs of|causes?|caused|risk of|comorbid\w*|contraindicat\w*|tell (?:us|"
    r"your)|if you have|side effects?|screen\w*|referr\w+|alternative\w*|"
    r"insur\w+|reimburs\w+|pays? for|costs?)\b"
)
#: A heading that names its topic, a treatment for one condition, and states nothing.
_TOPIC = late(r"^\W*(?:[\w-]+ ){0,3}?ketamine(?:[- ][\w-]+){0,3} (?:for|and|in) (?:[\w'()-]+ ?){1,4}[^\w?]*$")
#: Illnesses with which people are invited, which is for another rule, rather than treated for.
_INVITED = frozenset({"schizophrenia", "Alzheimer's disease"})
_INVITES = late(r"\b(?:fit|match|candidates?|welcome|barrier|eligible|suitable) (?:for|to|with|here)\b")
#: "Whether you live with one or the other": both are meant, and nothing is left open.
_WHETHER = late(
    r"^\W*whether (?:you|your|it is|it's|the)\b(?!.{0,400}(?:\b(?:not|no|never|without)\b|n't\b))"
)
#: What else a clinic treats with.
_OTHER_CARE = late(
    r"\b(?:talk therapy|psychotherapy|counsel\w+|medication management|tms|transcranial|"
    r"cognitive behaviou?ral|cbt|"
    r"nutrition|vitamins?|physical therapy)\b"
)
_DEPRESSION = late(r"\bdepression\b")
#: From how many conditions on a sentence is a list.
_A_LIST = 3


def condition_without_evidence(given: CheckInput) -> Iterator[Alert]:
    """Flag, in a list of conditions ketamine is said to treat, each without support in the library (KL022)."""
    sentence = sentence_of(given)
    if sentence.voice is Voice.ABSTRACT:
        return
    sense = sense_of(sentence.text)
    if (
        len(sense.lower) < 12
        or sense.asks
        or sense.excludes
        or ("off-label" in sense.lower and sense.hedged and "treat" not in sense.lower)
    ):
        return
    if sentence.kind is BlockKind.HEADING and (sense.hedged or _TOPIC.match(sense.lower)):
        return
    treats = _TREATS.search(sense.lower)
    if treats is None or not (sense.populations or _RARER.search(sense.lower)):
        return
    named = conditions_in(sense.lower)
    if not named:
        return
    if not (
        sense.drugs & {Drug.KETAMINE, Drug.ESKETAMINE}
        or re.search(
            r"\b(?:we treat|it (?:treats|helps|works)|our (?:clinic|infusions|treatment)|"
            r"conditions (?:we treat|treated)|what it (?:helps|treats)|(?:come|turn)s? to us|"
            r"(?:our|this) (?:iv|drip|infusion) (?:program\w*|protocol|series|therapy)|our (?:program\w*|"
            r"protocol))\b",
            sense.lower,
        )
    ):
        return
    if Drug.KETAMINE not in sense.drugs and _OTHER_CARE.search(sense.lower):
        return
    first = min(match.start() for _, _, match in named)
    if (
        (sense.denied_at(first) and not _WHETHER.match(sense.lower))
        or sense.in_animals
        or {"source", "n", "design"} & sense.qualifiers
    ):
        return
    if re.search(
        r"\b(?:being (?:studied|investigated|explored|researched)|under (?:study|"
        r"investigation)|research(?:ers)? (?:is|are|into|on)|studies are|not (?:yet )?known|"
        r"little evidence|evidence is|unproven)\b",
        sense.lower,
    ):
        return
    strong = (
        re.search(
            r"\b(?:effective\w*|proven|success\w*|cures?|excellent|powerful|works? (?:well|"
            r"great)|(?:drip|ketamine|infusion|session|spray|treatment) for (?:that|this|it|them|all|"
            r"every\w*|any\w*)|"
            r"got you covered|banish\w*|goodbye to|fix(?:es)?|answer to|miracle|godsend)\b",
            sense.lower,
        )
        is not None
    )
    unlinked = [(name, claim, match) for name, claim, match in named if not is_linked(given, claim)]
    listed = len(named) + (_DEPRESSION.search(sense.lower) is not None and not treats[0].startswith("relie"))
    if listed < _A_LIST and not any(not claim or is_unsupported(given, claim) for _, claim, _ in unlinked):
        return
    if _EPIDEMIC.search(sense.lower) and not strong:
        return
    if not unlinked:
        return
    names = [name for name, _, _ in unlinked]
    if _INVITED.issuperset(names) and _INVITES.search(sense.lower):
        return
    none_at_all = [name for name, claim, _ in unlinked if not claim or is_unsupported(given, claim)]
    hedged = HEDGE.search(sense.clause_before(first)) is not None
    severity = Severity.ERROR if none_at_all and strong and not hedged else Severity.WARNING
    claims = [given.knowledge.claims[claim] for _, claim, _ in unlinked if claim in given.knowledge.claims]
    start, end = min(m.start() for _, _, m in unlinked), max(m.end() for _, _, m in unlinked)
    message = (
        f"no evidence in the library that supports ketamine for {_and(none_at_all)}" if none_at_all else ""
    )
    disputed = [name for name in names if name not in none_at_all]
    if disputed:
        message += ("; " if message else "") + f"overstated or disputed for {_and(disputed)}"
    best = (
        claims[0]
        if len(claims) == 1
        else known_claim(given, "effectively-treats-long-list", "treats-conditions-beyond-depression")
    )
    yield raise_folded(
        given,
        start,
        end,
        message,
        severity=severity,
        claim=best,
        evidence=[source for claim in claims for source in claim.sources()][:8],
        suggestion=" ".join(dict.fromkeys(claim.holds for claim in claims[:3])) or None,
    )


def is_linked(given: CheckInput, claim: str) -> bool:
    """Say whether the library supports a claim as it stands."""
    known = given.knowledge.claims.get(claim)
    return known is not None and known.verdict is Verdict.SUPPORTED


def is_unsupported(given: CheckInput, claim: str) -> bool:
    """Say whether the library holds nothing that supports a claim."""
    known = given.knowledge.claims.get(claim)
    return (
        known is None
        or known.verdict in (Verdict.UNSUPPORTED, Verdict.CONTRADICTED)
        or not known.sources(Direction.SUPPORTS)
    )


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


CHECKS: dict[str, Check] = {"condition_without_evidence": condition_without_evidence}
