"""
Frames in which copy sets ketamine above other treatments without a plain "better than".

Each frame comes with the severity of its alert; None leaves it to how the sentence is put.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.rivals import ECT, OTHERS
from kb.vetting.sense import Sense
from kb.vocabulary import Severity

_WORDS = r"(?:[\w'-]+,? )"
_LISTED = rf"{OTHERS}(?:,? (?:and |or )?{OTHERS}){{0,3}}"
_HARMS = r"(?:side[- ]effects?|adverse (?:effects|events|reactions))"
_FEWER = rf"(?:fewer|less|milder|less severe|gentler|reduced) {_WORDS}{{0,3}}?{_HARMS}"
#: Fewer side effects than another treatment.
_GENTLER = late(
    rf"\b{_FEWER}(?: [\w'-]+){{0,4}}? (?:than|compared (?:to|with)|versus|vs\.?|relative to) {_WORDS}{{0,4}}?"
    rf"{OTHERS}|\b(?:unlike|compared (?:to|with)) {_WORDS}{{0,3}}?{_LISTED}[^.;:?!]{{0,90}}?\b{_FEWER}"
)
_MASKS = (
    r"(?:(?:only |merely |just |simply |often |typically |usually |mainly |primarily |tend to |may |can ){0,2}"
    r"(?:mask|numb|suppress|dull|hide|cover up|blunt|manage|treat)(?:s|es|ing)? (?:(?:the|your|only|just) ){0,2}"
    r"(?:symptoms?|pain|feelings|emotions|problem|surface)|"
    r"(?:only |merely |just |simply |mainly |primarily )(?:address|target|focus on|deal with)(?:s|es)? "
    r"(?:the )?symptoms?|"
    r"(?:only |merely |just |simply |often ){0,2}(?:temporarily|(?:offer|provide|give|bring)s? (?:only )?"
    r"(?:temporary|short-term|partial))|"
    r"(?:do(?:es)?n't|do(?:es)? not|fails? to|rarely) (?:address|treat|reach|get (?:to|at)|target|fix|resolve|"
    r"heal))"
)
#: Its own advantages over another treatment, or the other's harms left out.
_SPARED = late(
    rf"\b{_HARMS},? (?:that |which )?(?:\w+ ){{0,3}}?(?:of|from|with|in|by) {_WORDS}{{0,3}}?{OTHERS}"
    r"(?: \([^)]{1,60}\))?,? (?:do(?:es)?|are|is)(?: not|n't) (?:happen|occur|seen|found|present|"
    r"a (?:problem|concern|factor)|an issue|apply)\b"
    rf"|\b(?:does not|doesn't) (?:cause|have|come with|carry|bring) "
    rf"{_WORDS}{{0,3}}?{_HARMS} (?:that |which |of |associated with |common (?:to|with|in) |typical of |seen with )"
    rf"{_WORDS}{{0,3}}?{OTHERS}"
    rf"|\b(?:does not|doesn't) (?:cause|have|come with|carry|bring) {_WORDS}{{1,7}}?(?:that|which) "
    rf"{_WORDS}{{0,2}}?{OTHERS} (?:\w+ ){{0,2}}?(?:cause|bring|have|come with|do|carry)\b"
    rf"|\b(?:advantages?|edge|superiority) over {_WORDS}{{0,3}}?{OTHERS}"
)
#: "Compared to pills, it has a deeper effect".
_SET_AGAINST = late(
    rf"\b(?:unlike|compared (?:to|with)|in comparison (?:to|with)|relative to) {_WORDS}{{0,3}}?{_LISTED}\b"
    r"[^.;:?!]{0,90}?\b(?:(?:greater|better|superior|stronger|deeper|higher|longer[- ]lasting|"
    r"more (?:effective|powerful|lasting|profound|potent|robust|durable|significant|"
    r"substantial))(?:,? (?:and )?)){1,2}"
    r"(?:more \w+ )?"
    r"(?:[\w-]+ ){0,2}?(?:results?|outcomes?|impact|effects?|reach|efficacy|relief|improvements?|response|"
    r"remission|"
    r"reduction|benefits?)\b"
)
#: "Unlike pills, which only mask the pain", "in ways that tablets can't".
_FALLS_SHORT = late(
    rf"\b(?:unlike|compared (?:to|with)|than) {_WORDS}{{0,3}}?{_LISTED},? (?:that |which ){_MASKS}"
    rf"|\b(?:in (?:a )?ways?|at (?:a )?(?:levels?|depths?)|to places|(?:for|achieves?|does|do) what|"
    rf"(?:more than|beyond|better than) what)"
    rf" (?:that |which )?{_WORDS}{{0,1}}?{OTHERS}(?: [\w'-]+){{0,2}}? (?:simply |just |often )?"
    r"(?:can't|cannot|can not|couldn't|could not|never (?:can|could|will|did)|(?:won|don|doesn|didn)'t|"
    r"(?:will|do|does|did) not|is able to|can|could)\b"
    r"|\b(?:instead of|rather than|(?:doesn't|does not|not) (?:just|merely|simply|only)) (?:\w+ )?"
    r"(?:mask|numb|suppress|dull|manag|cover|treat|hid)(?:e|ing)? (?:up )?(?:(?:the|your) )?"
    r"(?:symptoms?|pain|feelings|emotions),? "
    rf"(?:like|as|the way) {_WORDS}{{0,3}}?{OTHERS}"
    rf"|\b(?:beyond|past) the (?:limits?|limitations|reach) of {_WORDS}{{0,2}}?{OTHERS}"
)
_YEARS_OF = (
    r"(?:years|months|decades|a decade) of (?:[\w'-]+ ){0,2}?(?:therapy|psychotherapy|counsell?ing|effort|"
    r"medications?|medicines|treatments?|analysis|antidepressants|pills|talking|trying|struggle|work)"
)
#: "What years of therapy could not do."
_MORE_THAN_YEARS = late(
    rf"\b(?:what|more than|as much as|the (?:work|equivalent) of|equivalent to|(?:feels? |is |be )?like) "
    rf"(?:[\w'-]+ ){{0,4}}?{_YEARS_OF}(?: [\w'-]+){{0,2}}? "
    r"(?:haven't|have not|hasn't|hadn't|couldn't|could not|can't|cannot|never|didn't|did not|failed|in (?:a|one|"
    r"just|only|\w+ (?:hours?|sessions?|days?|weeks?)))\b"
    r"|\b(?:what|that|which) (?:(?:would|could|can|might|may|usually|normally|often|otherwise|"
    r"typically) ){0,2}takes? "
    r"(?:\w+ )?(?:months|years|decades) (?:of|in|with|to [\w ]{3,20} in) (?:[\w'-]+ ){0,2}?(?:therapy|"
    r"psychotherapy|"
    r"counsell?ing|analysis|treatment|medications?)\b"
)
_OUTCOME = (
    r"(?:relief|reductions?|efficacy|effectiveness|outcomes?|results?|improvements?|response|remission|"
    r"benefits?|symptom|symptoms|healing|pain control|success)"
)
#: A comparative that leaves out what it compares with.
_BARE = late(
    rf"\b(?:superior|unmatched|unparall?el+ed|unrivall?ed|unsurpassed|unequall?ed) (?:[\w-]+ ){{0,2}}?{_OUTCOME}\b"
    rf"|\b{_OUTCOME} (?:that (?:is|are) )?(?:unmatched|unparall?el+ed|unrivall?ed|unsurpassed|second to none)\b"
    r"|\b(?:an?|the|this|newer|new|and|yet|but),? "
    r"(?:(?!(?:if|need|find|is|are|was|were|be|than|that|which|with|to|of)\b)[\w-]+,? ){0,2}?"
    r"(?:(?:far|much|even|often) )?(?:more (?:effective|powerful|potent)|superior),? "
    r"(?:(?!(?:ways?|methods?|routes?|forms?|to|than|for|in|of|at)\b)[\w-]+,? ){0,3}?"
    r"(?:alternative|option|treatment|"
    r"therapy|solution|medication|antidepressant|medicine|choice|answer)s?\b"
    r"(?! (?:plans?|for (?:you|your|some|him|her|them)|approach|if|depends|is to))"
)
#: What must be spoken of for a comparative that stands alone.
_OF_KETAMINE = late(
    r"\b(?:ketamine|esketamine|spravato|infusions?|it|this|lozenges?|therapy|treatments?|sessions?|results)\b"
)
_OF_US = late(r"\b(?:our|we|us|clinic|team|providers?|staff|doctors?|care|facility|practice)\b")
#: One way of giving ketamine is set above the others, which is another matter.
_OF_ROUTE = late(r"\b(?:sublingual|lozenges?|troches?|intramuscular|nasal|oral) ?(?:\w+ ?)?\W*(?:\w+ ){0,3}$")
#: Characters before a comparative in which its route is named.
_NEAR = 60
#: A better treatment that is wished for, or left open.
SOUGHT = late(
    r"\b(?:if|looking for|search\w*|seek\w*|need\w*|want\w*|hop(?:e|es|ed|ing)|find|found|explor\w*|might be|"
    r"develop\w*|may be|could be|as (?:an?|the)|wherever|whether|until|will become|hunt|quest)\b[^,;]{0,60}$"
)
#: Said to be like no other treatment, of what it does and not of how.
_UNIQUE = late(
    r"\b(?:unique|one of a kind|stands? (?:alone|apart|out)|in a class of its own|sets? (?:it|ketamine) apart) "
    rf"(?:among|amongst|from|in|of) {_WORDS}{{0,4}}?(?:treatments?|therap(?:y|ies)|medications?|medicines|"
    r"antidepressants?|options)\b"
    r"|\b(?:unlike|like no) (?:any )?other (?:[\w-]+ ){0,3}?(?:treatment|therapy|medication|medicine|"
    r"antidepressant|drug)\b|\bworks? like (?:nothing else|no other)\b"
    r"|\b(?:singular|unmatched|unrivall?ed|unparall?el+ed|unique) (?:power|ability|capacity|potential) to (?:\w+ )?"
    r"(?:relieve|ease|heal|treat|lift|alleviate|reduce|end|break|help|stop|calm|combat|improve)\b"
)
_MECHANISM = late(
    r"\b(?:mechanism|glutamat\w*|nmda|receptors?|pathways?|neuro\w+|dissociat\w*|anesthetics?|anaesthetics?|"
    r"class|hallucin\w*|schedule|approved|surgery|breath\w*)\b"
)
#: Relief where others failed, as a fact of the treatment and not of the people it is meant for.
_WHERE_FAILED = late(
    rf"\b(?:work(?:s|ed|ing)?|help(?:s|ed|ing)?|succeeds?|effective|relief|results|improvement|success|benefits?)"
    rf"(?: (?P<when>when)|,? (?:even )?where) {_WORDS}{{0,2}}?(?:{OTHERS}|nothing else|everything else|all else)"
    r"(?: \([^)]{1,60}\))?(?: [\w'-]+){0,1}? "
    r"(?:fail\w*|fall(?:s|en)? short|fell short|(?:have|has|had|did|do|does|could|would)(?:n't| not)|can't|"
    r"cannot)\b"
    r"|\b(?:work(?:s|ed|ing)?|help(?:s|ed|ing)?|reliev\w+|relief|effective|results|success) (?:[\w'-]+ ){0,4}?"
    r"(?:where|for whom|that) (?:nothing else|no other (?:treatment|therapy|medication|medicine))"
    r"(?: (?:has|had|have|ever))* (?:work(?:s|ed)?|help(?:s|ed)?)\b"
)
_POSSIBLY = late(r"\b(?:can|may|might|could|hope|option|aims?|designed|people|those|patients|anyone)\b")


def set_apart(sense: Sense) -> Iterator[tuple[re.Match[str], Severity | None]]:
    """Yield the places at which a sentence sets ketamine above other treatments."""
    lower = sense.lower
    for match in _GENTLER.finditer(lower):
        if not (re.search(ECT, match[0]) and re.search(r"\b(?:memory|cognit)", lower)):
            yield match, None
    yield from ((match, None) for match in _SET_AGAINST.finditer(lower))
    yield from ((match, None) for match in _FALLS_SHORT.finditer(lower))
    yield from ((match, Severity.WARNING) for match in _SPARED.finditer(lower))
    if _OF_KETAMINE.search(lower):
        yield from ((match, None) for match in _MORE_THAN_YEARS.finditer(lower))
    for match in _BARE.finditer(lower):
        before = sense.clause_before(match.start())
        if _OF_ROUTE.search(lower[: match.start()][-_NEAR:]):
            continue
        ours = _OF_US.search(before) or SOUGHT.search(before)
        stated = _OF_KETAMINE.search(before) or before.strip(' "-*') == ""
        if not ours and stated:
            yield match, None
    if not _MECHANISM.search(lower):
        yield from ((match, Severity.WARNING) for match in _UNIQUE.finditer(lower))
    for match in _WHERE_FAILED.finditer(lower):
        if not match["when"] or not _POSSIBLY.search(sense.clause_before(match.start())):
            yield match, Severity.WARNING
