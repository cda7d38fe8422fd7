"""
The forms in which copy appeals to studies: who showed, what was shown, where it was seen.

"Studies show that it helps", "it has been shown to help", "a drug shown to help", "it has
shown efficacy", "relief seen in several trials", "the most scientific backing": in each a
result is put forward as found, whether or not anybody is named who found it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.late_pattern import late

_MUCH = (
    r"(?:clinical |scientific |recent |numerous |many |several |multiple |countless |"
    r"new |medical |published |peer-reviewed |various |large |other |some |most |extensive |early |"
    r"growing |ongoing |emerging |preliminary |modern |current |decades of |years of |dozens of |hundreds of |"
    r"thousands of |scores of |countless )"
)
_STUDY = (
    rf"(?:{_MUCH}*(?:stud(?:y|ies|ys)|research(?:ers)?|trials?|science|scientists|evidence|data|"
    r"literature|findings|papers|publications|"
    r"(?:journal|research|scientific|medical) articles|"
    r"meta-?analys[ei]s|case (?:reports|series)|clinical experience|"
    r"(?:top |leading |major |many |several |elite |prestigious )+(?:universities|hospitals|institutions|"
    r"(?:medical )?schools|doctors|psychiatrists|labs)))"
)
_EVEN = (
    r"(?:(?:has|have|had|also|now|consistently|repeatedly|clearly|already|been|even|further|"
    r"overwhelmingly|increasingly|strongly|recently|keeps?|continues? to|is|are|all) )"
)
_FINDS = (
    r"(?P<verb>show(?:s|n|ed|ing)?|prov(?:e|es|en|ed|ing)|demonstrat\w+|found|finds?|finding|"
    r"confirm\w*|indicat\w+|suggest\w*|reveal\w*|support(?:s|ed|ing)?|establish\w*|report(?:s|"
    r"ed)?|discover\w*|conclud\w+|document(?:s|ed)?|highlight(?:s|ed)?|observed|points? to|reinforc\w+|"
    r"validat\w+|corroborat\w+|substantiat\w+|verif\w+|affirm\w*|attests? to|underscor\w+|"
    r"agree(?! on| to)|says?|"
    r"back(?:s|ed)? (?:up )?(?:it|this|up|what|our|that|ketamine|the use)|"
    r"describ(?:e|es|ed)|tells? us|makes? (?:it )?clear)\b"
)
_WORKS = (
    r"(?:effective(?:ly)?|efficac\w+|help(?:s|ful|ing)?|benefi\w+|useful|success\w*|safe(?:ly|ty)?|"
    r"reliev\w+|relief|reduc\w+|improv\w+|eas(?:e|es|ing)|alleviat\w+|lower\w*|lift\w*|treat\w*|"
    r"work(?:s|ing)?|rapid(?:ly)?|quick(?:ly)?|fast|remarkabl\w+|significant\w*|promot\w+|increas\w+|"
    r"enhanc\w+|boost\w*|restor\w+|well tolerated|superior|results?|outcomes?|advantage\w*|impact|"
    r"respon(?:se|d\w*)|remission|potential|provid\w+|produc\w+|decreas\w+|powerful|"
    r"transform\w+|stimulat\w+|target\w*|generat\w+|support\w*|"
    r"have (?:[\w-]+ ){0,4}?(?:effects?|properties|benefits?|action|impact|potential|efficacy|results)|"
    r"be (?:an? |as |at least |both |\w+ly )*(?:effective|helpful|beneficial|useful|successful|safe|superior|"
    r"well[- ]tolerated|powerful|valuable|promising|life\w*|more|better|equal|viable|good|great|excellent|"
    r"potent|treatment|option|game))"
)
_FOUND = r"(?:shown|demonstrated|found|proven|proved|documented)"
_HOW = (
    r"(?:(?:repeatedly|consistently|widely|clinically|scientifically|also|now|recently|clearly|often|even|"
    r"time and again|highly|very|especially|particularly|remarkably|extremely|incredibly|dramatically|"
    r"significantly|especially|quite|exceptionally|generally) )"
)
_TRIALS = (
    r"(?:(?:multiple|several|many|numerous|countless|various|dozens of|hundreds of|clinical|peer-reviewed|"
    r"published|recent|controlled|scientific|medical|rigorous|randomi[sz]ed|well-controlled|large) )+"
    r"(?:studies|trials|research)"
)
_SHOWS = late(
    rf"\b(?P<show>{_STUDY}(?: (?:on|of|into|in|at|by|from|about|with|using|behind|around) (?:[\w'-]+ "
    rf"){{1,6}}?|, [^,.;:]{{1,40}}, | and (?:[\w-]+ ){{1,3}}?| ){_EVEN}*{_FINDS})"
    rf"|\b(?P<long>(?:stud(?:y|ies)|trials|research)\b[^.;:?]{{0,160}}? (?:has|have) {_EVEN}*"
    r"(?:shown|demonstrated|proven|confirmed|found) (?:that|how|ketamine|it|this|the|these|infus\w+))\b"
    rf"|(?:(?<=^)|(?<=[,;:] ))(?P<within>(?:in|across|throughout) (?:{_TRIALS}|"
    r"(?:most|all|the|early) (?:clinical )?(?:studies|trials)|(?:a|one) (?:(?:landmark|recent|large|new|major|"
    r"peer-reviewed|published|groundbreaking|clinical|scientific|national) )+(?:study|trial|survey)),? "
    rf"(?=[^.;:?]{{0,60}}?\b(?:relie|reduc|improv|eas|succe|help|lift|lower|work|respon|benefit|effective)"
    r"[a-z]*))"
    r"|\b(?P<proven>(?:clinically|scientifically|medically|research|scientific|well)[- "
    r"](?:proven|shown|tested and proven|validated|demonstrated)|proven (?:by (?:science|"
    r"research|studies)|in (?:clinical )?(?:studies|trials)|to (?!be a (?:challenge|"
    r"struggle))|effective\w*|treatments?|results|therap(?:y|ies)|relief|efficacy|safe|solutions?|options?|approach(?:es)?|"
    r"medicines?|methods?|protocols?|healing|benefits|success|alternatives?|interventions?|antidepressants?)|"
    r"proven,(?: and)? (?:effective|safe|fast|rapid|reliable)|"
    r"(?:has|have) been (?:clinically |scientifically )?proven|(?:is|are) (?:a )?proven)"
    r"|\b(?P<passive>(?:has|have) been (?:repeatedly |consistently |widely |clinically "
    r")?(?:shown|demonstrated|found) (?:to|in|by)\b)"
    rf"|\b(?P<said>(?:(?:has|have) (?:also |now |since |long )?been {_HOW}*{_FOUND}|"
    rf"(?:(?:is|are|was|were|been|being) )?{_HOW}*(?:shown|found|demonstrated)) (?:to {_HOW}*{_WORKS}|"
    rf"(?:as )?{_HOW}*(?:effective|helpful|beneficial|useful|successful|safe)|"
    rf"(?:in|by) (?={_TRIALS}))\b)"
    rf"|\b(?P<active>(?:has|have) {_HOW}*(?:shown|demonstrated|proved|proven) (?:itself |themselves )?"
    r"(?:(?:to be|[a-z]+ly|its|their|a|an|the|great|strong|clear|clinical|remarkable|significant|real|rapid|"
    r"impressive|consistent|incredible|excellent|high|tremendous|dramatic|considerable|notable|very|highly|"
    r"long-term|both|antidepressant|therapeutic) ){0,4}?"
    r"(?:effective\w*|efficacy|benefits?|beneficial|success\w*|results|improvements?|relief|"
    r"reductions?|helpful|ability|response|outcomes|safe(?:ty)?|antidepressant effects?|effects? on)\b)"
    rf"|\b(?P<seen>(?:reduc\w+|improve\w+|benefits?|effective\w*|efficacy|relief|response|remission|"
    rf"decreas\w+|success\w*)\b[^.;]{{0,60}}?\b(?:in|across|by) {_TRIALS})\b"
    r"|\b(?P<backing>(?:the (?:strongest|most|best)|solid|robust|strong|largest|extensive|ample|abundant|"
    r"mounting|decades of|years of|wealth of|(?:growing|large|enormous|huge|vast|significant|strong|solid|"
    r"substantial|extensive|impressive) body of|overwhelming|considerable|plenty of) "
    r"(?:(?:scientific|clinical|medical|published|peer-reviewed|research|strong) ){0,2}"
    r"(?:evidence(?: base)?|backing|research|data|science|support|proof|studies)"
    r"(?= (?:for|behind|to date|to support|supporting|of any|showing|that|on its side|in favou?r)\b)|"
    r"(?:well|extensively|widely|thoroughly|repeatedly)[- ](?:documented|researched|replicated|"
    r"established)\b(?! safety)(?=[^.;]{0,40}\b(?:benefit|effective|efficacy|treat|relief|option|therap|result|"
    r"for (?:depress|anxi|ptsd|pain|chronic)))|(?:has|have) been (?:\w+ly )?replicated\b)"
)
#: Another sentence names the study that these words go back to.
_SAME_STUDY = late(
    r"^\W*(?:(?:in|for|from|during) )?(?:the|this|that|these|those|its|their|both) (?:same |latter |former |two |"
    r"pilot |small |large |clinical |\w+ )?(?:stud(?:y|ies)|trials?|authors?|research(?:ers)?|team|findings|"
    r"results|data|review|analysis|meta-analysis)\b|^\W*(?:they|it) (?:also )?(?:found|reported|concluded|"
    r"showed)\b"
)
_PROVEN = late(r"\bprove[nd]\b")


@dataclass(frozen=True, slots=True)
class Appeal:
    """Words that appeal to studies, by place; whether they speak of proof, or of results in trials."""

    start: int
    end: int
    text: str
    proof: bool
    in_trials: bool


def appeals_in(lower: str) -> Iterator[Appeal]:
    """Yield the appeals to studies of a folded sentence, in order."""
    for match in _SHOWS.finditer(lower):
        text = match[0].strip()
        proof = match["proven"] is not None or (match["verb"] or "").startswith("prov")
        proof = proof or _PROVEN.search(match["said"] or match["active"] or match["long"] or "") is not None
        in_trials = match["seen"] is not None or match["within"] is not None
        yield Appeal(match.start(), match.end(), text, proof, in_trials)


def refers_back(lower: str) -> bool:
    """Say whether a sentence goes on telling of a study that was named before it."""
    return _SAME_STUDY.match(lower) is not None
