"""Check on esketamine offered for home use, or without the two hours of observation (KL013)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.answers import question_before, says_no, says_yes
from kb.vetting.asking import facts_today
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.records import Alert
from kb.vetting.sense import Sense, sense_of
from kb.vocabulary import Drug, FactStatus

_NAME = r"(?:spravato|esketamine)"
_OWN = r"(?:the |your |my |their |his |her |our )(?:own )?"
_FURNITURE = r"(?:living[- ]room|lounge|bedroom|kitchen|sofa|couch|settee|armchair|bed|front room|car|garden)"
_WATCH = (
    r"(?:observation|monitoring|supervision|wait(?:ing)?(?! list)|watch(?:ing)?|recovery time|"
    r"recovery room|stay|"
    r"clinic visits?|rems)"
)
_HOME = late(
    r"\b(?:take|taking|use|using|administer\w*|self-administer\w*|inhale|get|receive|do|"
    rf"have|order|send|mail\w*|ship\w*|deliver\w*|prescri\w+)?\b[^.;,]{{0,30}}\b{_NAME}\b[^.;]{{0,60}}\b"
    r"(?:at|from|in|to) (?:the (?:comfort|privacy|safety|peace|ease|quiet) of )?(?:(?:your |their |my |"
    r"the )?(?:own )?home|(?:your|their|my|the) (?:house|door\w*))\b"
    rf"|\bhome (?:visits?|treatments?|sessions?|dosing) (?:for|of|with) {_NAME}\b"
    rf"|\b(?:bring|take|carry) (?:your |the )?(?:\w+ )?{_NAME}(?: \w+)? home\b"
    r"|\b(?:at-?home|home|take-?home|mail-?order|home (?:delivery|use|supply|"
    rf"administration|dosing|doses?) of|virtual|remote|remotely supervised|video-supervised|telehealth) "
    rf"(?:\w+ )?{_NAME}\b(?!(?: \w+)? (?:consult\w*|evaluation|intake|screening|follow\w*|info\w*|"
    r"appointment|assessment|visits?|check))"
    rf"|\b{_NAME}\b[^.;]{{0,60}}\b(?:take-?home|at-home|home (?:use|delivery|kit|dosing)|for home|"
    r"(?:in|on) (?:your|my|their) own (?:home|bed|sofa|couch|living room|schedule)|"
    r"without (?:ever )?(?:leaving|coming (?:in|to)|visiting|a (?:clinic|trip|visit)|the (?:clinic|"
    r"drive|trip|"
    r"commute)))\b"
    rf"|\b{_NAME}\b[^.;]{{0,70}}\b(?:in|on|from) {_OWN}(?:{_FURNITURE}|(?<!our )office)\b"
    rf"|\b(?:from|in) {_OWN}{_FURNITURE}\b[^.;]{{0,60}}\b{_NAME}\b"
    rf"|\b{_NAME}\b[^.;]{{0,50}}\b(?:by (?:post|mail|courier)|through your letter-?box|"
    r"on your doorstep|from your (?:local )?(?:pharmacy|chemist)|straight to your|"
    r"(?:mailed|shipped|couriered|overnighted|sent) to (?:you|your))\b"
    rf"|\b(?:we|we'll|we can|pharmacy)(?: \w+)? (?:mail|ship|courier|overnight|"
    rf"send)s? (?:you )?(?:your |the )?"
    rf"(?:\w+ )?{_NAME}\b"
    r"|\b(?:your|a) (?:partner|husband|wife|spouse|friend|carer|caregiver|relative|mother|father) (?:can|"
    rf"may|will) (?:give|administer|spray|supervise)[^.;]{{0,40}}\b{_NAME}\b"
    rf"|\b(?:take-?home|at-home) (?:nasal )?spray\b[^.;]{{0,60}}\b{_NAME}\b"
    rf"|\b{_NAME} (?:(?!consult|follow|visit|screen)[\w-]+ ){{0,3}}?(?:by|via|over|through) (?:telehealth|"
    r"tele-?medicine|video|zoom|a video|phone)\b"
)
_SHORT = (
    r"(?:(?:5|10|15|20|25|30|40|45|50|60|90)[ -]?min\w*|(?:five|ten|fifteen|twenty|thirty|forty|forty-five|"
    r"sixty|ninety|a few)[ -]min\w*|(?:an|one|1|a single) hour|half an hour|half-hour|a half hour)"
)
_CUT = (
    r"(?:cut|cuts|cutting|shorten\w*|reduc\w+|waiv\w+|skip\w*|drop\w*|trim\w*|halv\w+|forgo|bypass\w*|"
    r"relax\w*|"
    r"shav\w+|do away with|opt out of|pass on|forget)"
)
#: Less than the two hours under watch that every dose asks for.
_SKIPS = late(
    rf"\b{_NAME}\b[^.;]{{0,60}}\b(?:(?:no|without|skip|skipping) (?:the |any |a )?(?:2-hour |two-hour |long |"
    rf"lengthy )?{_WATCH}|unsupervised|drive (?:yourself )?(?:home|right after))"
    rf"|\b{_CUT} (?:[\w'-]+ ){{0,4}}?{_NAME}(?:'s)? (?:[\w-]+ ){{0,2}}?{_WATCH}\b"
    rf"|\b{_CUT} (?:[\w'-]+ ){{0,4}}?{_WATCH}\b[^.;]{{0,50}}\b{_NAME}\b"
    rf"|\b{_NAME}\b[^.;]{{0,50}}\b{_CUT} (?:[\w'-]+ ){{0,4}}?{_WATCH}\b"
    rf"|\b(?:no|without|zero) (?:more |any |the )*(?:two-hour |2-hour |long |lengthy |in-office )?"
    rf"{_WATCH}\b[^.;]{{0,60}}\b{_NAME}\b"
    r"|\b(?:leave|leaving|go|going|head|heading|drive|driving|walk|be on your way|return|get back|back)\b"
    r"(?: [\w']+){0,4}? (?:right|straight|immediately|directly|minutes|moments|as soon as|just) (?:\w+ )?"
    rf"(?:after|following|once|from)\b[^.;]{{0,30}}\b{_NAME}\b"
    rf"|\b{_NAME}\b[^.;]{{0,50}}\b(?:leave|go|head (?:out|home|back)|drive|walk out|be (?:out|gone|"
    rf"on your way|"
    r"home|back)|return to work|get back)\b(?: [\w']+){0,4}? (?:right away|immediately|"
    r"straight (?:away|after)|"
    rf"(?:with)?in (?:just |about |only )?(?:minutes|{_SHORT})|{_SHORT} later)"
    r"|\b(?:won't|don't|needn't|do not|will not|never) (?:have to|need to|has to)? ?(?:sit (?:through|"
    r"around)|wait(?! for)|stay(?! "
    rf"over)|spend (?:two|2) hours)\b(?![^.;]{{0,20}}\b(?:more|longer|alone))[^.;]{{0,50}}\b{_NAME}\b"
    rf"|\bno need to (?:stay|wait|remain|linger|be (?:watched|observed|monitored))\b[^.;]{{0,40}}\b{_NAME}\b"
)
#: A time under watch that is shorter, unless the two hours are named beside it.
_BRIEF = late(
    rf"\b{_NAME}\b[^.;]{{0,60}}\b(?:observ\w+|monitor\w*|watch\w*|stay|wait\w*|"
    rf"supervis\w+)\b[^.;]{{0,30}}?\b"
    rf"{_SHORT}"
    rf"|\b(?:observ\w+|monitor\w*|watch\w*|stay|wait\w*|"
    rf"keep you)\b[^.;]{{0,25}}?\b{_SHORT}\b[^.;]{{0,20}}\b(?:after|following|"
    rf"post|with|for)\b[^.;]{{0,20}}\b{_NAME}\b"
    rf"|\b{_SHORT} of (?:observation|monitoring|supervision|waiting)\b[^.;]{{0,40}}\b{_NAME}\b"
    rf"|\b(?:after|following|once you have had) (?:[\w']+ ){{0,3}}?{_NAME}\b[^.;]{{0,30}}\byou (?:can|"
    rf"may|will|are free to|are "
    r"able to|are good to) (?:\w+ )?(?:drive|leave|return to work|go (?:straight|right) back|"
    r"head (?:straight|out))\b"
    r"(?![^.;]{0,40}\b(?:next day|tomorrow|with|once|when|until|after))"
    r"|\b(?:your|a) (?:partner|husband|wife|spouse|friend|carer|caregiver|relative|mother|father|mom|"
    r"dad) (?:can|may|will) "
    rf"(?:watch|monitor|observe|look after)[^.;]{{0,40}}\b{_NAME}\b"
)
_ENOUGH = late(r"\b(?:two|2)[ -]hours?|\b120[ -]min|\bat least\b|\bminimum\b|\bevery\b")
_REFUSED = late(r"\b(?:not|never|nobody|none|cannot|no|nor)\b|n't\b")
_DRUG = late(rf"\b{_NAME}\b")
_RIGHTLY = late(
    r"\b(?:must be|only (?:at|in|under)|unlike|opposed|before|ride|someone|drive you|driven|go(?:ing)? home|"
    r"return(?:ing)? home|sent home|leave|rest)\b"
)
_VISITS = late(r"\b(?:consult\w*|follow-?ups?|evaluations?|screening|assessments?|check-?ins?|questions)\b")
_ASKED_HOME = late(
    rf"\b{_NAME}\b[^?]{{0,60}}\b(?:home|telehealth|tele-?medicine|video|virtual\w*|remote\w*|mail\w*|without "
    rf"(?:going|coming|a clinic|monitoring|observation|staying|waiting)|drive (?:myself )?home|"
    rf"leave (?:right|early|"
    rf"straight))\b|\b(?:home|telehealth|virtual|remote|mail-?order|drive (?:myself )?home|leave) "
    rf"(?:[\w-]+ ){{0,4}}?{_NAME}\b"
)
_ASKED_WATCH = late(
    rf"\b(?:stay|wait|observ\w+|monitor\w*|two hours|supervis\w+|watched)\b[^?]{{0,60}}\b{_NAME}\b|"
    rf"\b{_NAME}\b[^?]{{0,60}}\b"
    r"(?:stay|wait|observ\w+|monitor\w*|two hours|supervis\w+|watched)\b"
)
_FREE = late(
    r"\b(?:leave|go home|free to|on your way|skip|drive|not (?:required|needed|necessary)|(?:don't|"
    r"do not) (?:need|have))\b"
)
_AFTER_ALL = late(
    r"\b(?:follow-?up|consult\w*|but (?:the|every|each|only|not)|under supervision|in (?:our|the) clinic)"
)


def _said(given: CheckInput, sense: Sense) -> tuple[int, int] | None:
    """Return where the sentence has esketamine at home or cuts its observation, where it does."""
    lower = sense.lower
    question = question_before(given.copy, given.sentence_index)
    if (
        question
        and says_yes(lower)
        and _ASKED_HOME.search(question)
        and not _VISITS.search(question)
        and not _AFTER_ALL.search(lower)
    ):
        return 0, len(lower)
    if question and says_no(lower) and _ASKED_WATCH.search(question) and _FREE.search(lower):
        return None if _ENOUGH.search(lower) or " until" in lower else (0, len(lower))
    if Drug.ESKETAMINE not in sense.drugs:
        return None
    for match in _SKIPS.finditer(lower):
        if not sense.denied_at(match.start(), match.end()):
            return match.span()
        if "unsupervised" not in match[0] and _takes_back_watch(lower, match) and not sense.excludes:
            return match.span()
    if not _ENOUGH.search(lower):
        for match in _BRIEF.finditer(lower):
            if not sense.denied_at(match.start(), match.end()):
                return match.span()
    for match in _HOME.finditer(lower):
        drug = _DRUG.search(lower, match.start(), match.end())
        named = drug.start() if drug else match.start()
        clause = sense.clause_before(named) + lower[named : match.end()]
        if _RIGHTLY.search(clause) or sense.denied_at(named, match.end()) or sense.denied_at(match.end()):
            continue
        if _VISITS.search(lower) and ("tele" in match[0] or "video" in match[0]):
            continue
        return match.span()
    return None


def _takes_back_watch(lower: str, match: re.Match[str]) -> bool:
    """Whether the match itself begins with the "no" of "no two-hour wait"."""
    first = re.match(r"(?:no|without|zero) (?!way|one)", match[0])
    return first is not None and not _REFUSED.search(lower, match.start() + first.end())


def esketamine_at_home(given: CheckInput) -> Iterator[Alert]:
    """Flag esketamine offered for home use or without its observation (KL013)."""
    span = _said(given, sense_of(sentence_of(given).text))
    if span is None:
        return
    facts = [f for f in facts_today(given, Drug.ESKETAMINE, FactStatus.RESTRICTED) if "home" in f.regimen]
    if facts:
        yield raise_folded(
            given,
            *span,
            "esketamine may be given only at certified centres, with two hours of observation, and never at home",
            suggestion=facts[0].statement,
            evidence=[f.id for f in facts],
        )


CHECKS: dict[str, Check] = {"esketamine_at_home": esketamine_at_home}
