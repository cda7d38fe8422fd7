"""Shares of people whose benefit is told by a whole phrase, not by one word: "nine in ten get their lives back"."""

from __future__ import annotations

from kb.late_pattern import late
from kb.vetting.word_lists import expand
from kb.vocabulary import Role

#: What is eased.
_ILLNESS = (
    r"(?:symptoms?|depression|depressive symptoms?|moods?|anxiety|pain|ptsd|ocd|flashbacks|nightmares|cravings|"
    r"panic|(?:panic |migraine )?attacks|suicidal (?:thoughts|thinking|ideation|feelings)|suicidality|sadness|despair|"
    r"hopelessness|migraines?|heaviness|fog)"
)
_EASES = (
    r"(?:clear(?:s|ed)?(?: up)?|drop(?:s|ped)?|f(?:a|e)lls?|eases?|eased|fad(?:e|es|ed)|lift(?:s|ed|ing)?|"
    r"disappear(?:s|ed)?|vanish(?:es|ed)?|shrinks?|shrank|resolv(?:e|es|ed)|improv(?:e|es|ed|ing)|subsid(?:e|es|ed)|"
    r"let(?:s)? up|quiet(?:s|ed|er)?(?: down)?|go(?:es)? away|went away|melt(?:s|ed)?(?: away)?|diminish(?:es|ed)?|"
    r"lessen(?:s|ed)?|stop(?:s|ped)?|end(?:s|ed)?|lighter|under control|(?:is |are )?(?:cut|halved|reduced|relieved|"
    r"gone))"
)
_GAINED = (
    r"(?:relief|better|improvements?|happier|lighter|calmer|brighter|healthier|hopeful|joy|hope|remission|"
    r"(?:real|clear|noticeable|meaningful|marked|big|huge|dramatic|significant|lasting|substantial|positive|"
    r"measurable|major) (?:\w+ )?(?:changes?|differences?|shifts?|turnarounds?|gains?|progress|reductions?|drops?)|"
    r"(?:a|the) (?:difference|change|shift)|(?:life|lives|selves|joy|spark|control|themselves) back|control of|"
    r"recovery|progress|success|behind them|turn(?:ed|s)? (?:a|the) corner|back to (?:\w+ ){0,2}?(?:life|normal|work|"
    r"themselves)|"
    r"(?:much|far|less|fewer|free (?:of|from)|rid of) (?:\w+ ){0,2}?(?:<ill>|depressed|anxious|suicidal|attacks|"
    r"headaches|"
    r"episodes|pills|medications?)|their gains|safe again|(?:cut(?:ting)? (?:back|down)(?: on)?|com(?:e|ing) "
    r"off|stop taking|off) "
    r"(?:their |of |all )*(?:\w+ )?(?:medications?|medicines?|meds|opioids?|pills?|painkillers?)|depression-free|"
    r"pain-free|symptom-free|feel(?:ing)? (?:safe|well|good|great|alive|normal|like themselves))"
)
_GETS = (
    r"(?:see|feel|notice|report|experience|find|enjoy|get|gain|regain|reach|achieve|show|describe|leave|walk|come|go|"
    r"put|break|hold|keep|maintain|sustain|tell|say|finish|take|have|make|return|live|become|turn|attain|obtain|"
    r"hit|end up|are|is)(?:s|es)?|saw|"
    r"felt|found|got|left|went|came|told|said|had|made|became|were|was|(?:notic|report|experienc|enjoy|gain|regain|"
    r"reach|achiev|show|describ|walk|finish|return|liv|turn)ed"
)
_PEOPLE = (
    r"(?: of)?(?: (?:the|all|our|those|these|my|its|treated))*(?: [\w'-]+){0,3}? (?:patients?|people|clients?|adults?|"
    r"participants?|individuals?|users|members|veterans?|women|men|teens|guests|sufferers|those|them|us|indivduals|"
    r"pateints|persons?|everyone)\b"
)
_ASIDE = (
    r"(?: (?:who|that|we|with|in|on|under|receiving|treated|seen|struggling|living|diagnosed|taking|"
    r"using)\b[^.,;:?!]{1,60}?)?"
)
#: "… of people who finish the series see their depression lift".
_AFTER = late(
    expand(
        rf"^\+?(?: per ?cent)?(?: or (?:more|so|higher))?{_PEOPLE}{_ASIDE},? (?P<said>(?:(?:will|can|do|have|"
        rf"has|had|then|also|now|today|still|go on to|are able to|\w+ly) ){{0,2}}?"
        rf"(?:(?:{_GETS})\b[^.;,?!]{{0,40}}?\b(?:{_GAINED}|{_ILLNESS} (?:\w+ ){{0,2}}?{_EASES})))\b"
    )
)
#: "Suicidal thoughts clear in …", "a real change in …".
_BEFORE = late(
    expand(
        rf"\b(?P<said>{_ILLNESS} (?:\w+ ){{0,2}}?{_EASES}|{_GAINED})(?: [\w'-]+){{0,3}}? (?:in|for|among|with|by) "
        r"(?:about |around |nearly |almost |over |up to |more than |at least |roughly |some |as many as |well over )?$"
    )
)
_COUNTED = late(rf"^\+?(?: per ?cent)?(?:{_PEOPLE}| (?:of )?(?:the |all |our )?cases\b)")
_NOT = late(
    r"\b(?:not|no|never|none|neither|nor|without|little|unable|fail\w*|unlikely|cannot|hardly|worse|lose|lost|"
    r"side effects?|nausea\w*|dizz\w*|dissociat\w*|drows\w*|insurance|appointments?|approv\w*|parking|staff|wait\w*|"
    r"relaps\w*)\b|n't\b"
)


def role_of_benefit(before: str, after: str) -> Role | None:
    """Return response where people of a share are said to gain, in the text before or after the number."""
    said = _AFTER.match(after[:200])
    if said is not None:
        near = after[max(0, said.start("said") - 12) : said.end() + 12]
        return None if _NOT.search(near) else Role.RESPONSE_RATE
    if not _COUNTED.match(after[:80]):
        return None
    told = _BEFORE.search(before[-110:])
    if told is None:
        return None
    return None if _NOT.search(before[-110:][max(0, told.start() - 30) :]) else Role.RESPONSE_RATE
