"""
The words by which English denies, doubts, forbids or keeps its distance, by kind.

Everything is for folded lower-case text. The lists are of word classes, not of sentences:
a negator, a verb of refusal, a judgement of untruth, a source that is not vouched for.
"""

from __future__ import annotations

from kb.late_pattern import late

#: Verbs of saying and holding, in any form.
SAY = (
    r"(?:say(?:s|ing)?|said|claim(?:s|ed|ing)?|promis(?:e|es|ed|ing)|advertis(?:e|es|ed|ing)|tell(?:s|ing)?|"
    r"told|tout(?:s|ed|ing)?|market(?:s|ed|ing)?|boast(?:s|ed|ing)?|suggest(?:s|ed|ing)?|impl(?:y|ies|ied|"
    r"ying)|"
    r"insist(?:s|ed|ing)?|assur(?:e|es|ed|ing)|guarantee(?:s|d|ing)?|stat(?:e|es|ed|ing)|assert(?:s|ed|ing)?|"
    r"pretend(?:s|ed|ing)?|offer(?:s|ed|ing)?|declar(?:e|es|ed|ing)|hint(?:s|ed|ing)?|sell(?:s|ing)?|"
    r"writ(?:e|es|ing)|wrote|quot(?:e|es|ed|ing)|cit(?:e|es|ed|ing)|publish(?:es|ed)?|call(?:s|ed|ing)?|"
    r"describ(?:e|es|ed|ing)|think(?:s|ing)?|thought|assum(?:e|es|"
    r"ed|ing)|"
    r"believ(?:e|es|ed|ing)|use[sd]?|talk(?:s|ed|ing)? of)"
)
#: Who says so without our vouching for it; doctors, studies and patients are not among them.
_OTHERS = (
    r"(?:clinics?|providers?|websites?|web ?sites?|sites?|pages?|ads?|adverts?|advertis\w+|firms?|"
    r"compan(?:y|ies)|"
    r"sellers?|marketers?|salespeople|influencers?|brochures?|leaflets?|headlines?|posts?|blogs?|forums?|"
    r"cent(?:er|re)s?|competitors?|vendors?)"
)
_ANYBODY = (
    r"(?:some(?:one|body)|any(?:one|body)|people|others|a friend|they|"
    rf"(?:a|an|any|another|some|every|the|many|most|other|certain|such) (?:[\w-]+ )?{_OTHERS}|"
    r"a (?:[\w-]+ )?(?:doctor|person|practitioner|salesperson|physician|nurse))"
)
#: Somebody else is said to say it.
_DISTANCE = (
    rf"\b(?:some|many|most|(?<!no )other|certain|such|too many|a few|several|unscrupulous|any|"
    rf"these) (?:[\w-]+ )?{_OTHERS} "
    rf"(?:\w+ ){{0,2}}?{SAY}\b|"
    rf"^\W*{_OTHERS} (?:often |sometimes |may |might |like to |still |routinely )*{SAY}\b|"
    rf"\b{_OTHERS} (?:that|who|which) (?:\w+ ){{0,2}}?{SAY}\b|"
    rf"\bany(?:one|body) (?:who|that)\b|\bany clinic\b|"
    rf"\b(?:if|when|where|whenever|wherever|should|in case|even if) {_ANYBODY} (?:\w+ ){{0,2}}?{SAY}\b|"
    rf"\bif you (?:are|were|have been|get) (?:promised|told|offered|guaranteed)|"
    rf"\b(?:if|when|wherever|where|should) you (?:read|hear|see)\b|"
    rf"\b(?:a|any|the) (?:doctor|clinician|person|physician|practitioner) (?:who|that) (?:\w+ )?{SAY}\b|"
    rf"\bthose who {SAY}\b"
)
_NEGATORS = (
    r"not|no|never|none|neither|nor|cannot|can't|cant|without|nobody|nothing|nowhere|isn't|isnt|aren't|arent|"
    r"wasn't|weren't|don't|dont|doesn't|doesnt|didn't|hasn't|haven't|hadn't|won't|wont|wouldn't|shouldn't|"
    r"couldn't|mustn't|needn't|hardly|scarcely|barely|rarely|seldom"
)
#: Verbs whose complement does not hold, or is not to be.
_REFUSALS = (
    r"lacks?|lacking|refus(?:e|es|ed|ing)|declin(?:e|es|ed)|fail(?:s|ed)? to|failing to|(?:un)?able to say|"
    r"unable to|"
    r"reject(?:s|ed|ing)?|disput(?:e|es|ed)|disagree(?:s|d)?|doubt(?:s|ed|ful)?|den(?:y|ies|ied)|object(?:s|"
    r"ed)? (?:to|when)|"
    r"oppos(?:e|es|ed)|disprov\w+|debunk\w*|refut(?:e|es|ed)|retract(?:s|ed)?|withdr(?:aw|ew|awn)|"
    r"warn(?:s|ed|ing)?(?! signs?)(?: \w+){0,4}? (?:against|about|that say|for|not|of)|cautions? against|"
    r"refrain\w*|"
    r"avoid(?:s|ed|ing)?|steer clear|walk away|stay away|stops? short|short of|beware|be careful|"
    r"careful (?:of|with)|"
    r"wary|cautious|scept\w+|skept\w+|suspicious|prohibit\w*|forbid\w*|forbidden|ban(?:s|ned)?|barred|"
    r"(?:has|have) yet to|is yet to|are yet to|remains? to be|wish (?:we|i|it|that|there)|ask for (?:proof|"
    r"evidence|the)"
)
#: Judgements of untruth or of too little ground.
_UNTRUE = (
    r"mistakes?|mistaken(?:ly)?|inaccurate(?:ly)?|incorrect(?:ly)?|erroneous(?:ly)?|wrong(?:ly)? (?:to|"
    r"believe\w*|think\w*|"
    r"assume\w*|say\w*|claim\w*|told|suggest\w*)|false(?:ly)?|falsehood|untrue|unproven|unlikely|"
    r"unrealistic|unreasonable|"
    r"irresponsible|unethical|dishonest|na[iï]ve|mislead\w*|misled|questionable|unclear|unknown|uncertain|"
    r"debat\w+|"
    r"impossible|implausible|premature|too (?:early|soon|weak|small|short|thin|good) to|far from|by no means|"
    r"in no way|at no point|anything but|myths?|misconceptions?|fallac(?:y|ies)|fiction|so-called|"
    r"supposed(?:ly)?|"
    r"exaggerat\w*|overstat\w*|oversell\w*|oversold|hype|hyped|red flags?|warning signs?|used to be|"
    r"(?:used to|once|long) (?:believe|think|thought|considered|believed|said|say|hoped|assumed)|"
    r"(?:stop(?:s|ped)?|ceas(?:e|es|ed)|quit|gave up) (?:saying|claiming|promising|telling|advertising|"
    r"believing)|"
    r"(?:remov|delet|dropp)(?:e|es|ed)|took (?:down|out)|(?:criticis|criticiz|fault|fin|su|rebuk|sanction|"
    r"reprimand|"
    r"censur|accus)(?:e|es|ed)|(?:an? )?(?:stretch|overreach|leap) to|contrary to (?:what|claims?|"
    r"the claim|ads)|"
    r"(?:little|limited|insufficient|weak|scant|thin|inadequate) (?:\w+ )?(?:evidence|proof|data|support)|"
    r"(?:few|hardly any|not many) (?:\w+ )?(?:experts?|doctors?|clinicians?|scientists|trials?|studies|"
    r"people|researchers)"
    r" (?:\w+ )?(?:believe|think|say|claim|support|show|found|find|would|accept|agree)"
)
#: What is only supposed, wished or set against something else.
_IRREALIS = (
    r"(?:idea|notion|belief|assumption|view) (?:that|of)|(?:words?|terms?|phrases?|slogans?|labels?|"
    r"statements?|claims?|"
    r"sentences?|wordings?) (?:like|such as)|talk of|promises? of (?:a|an)|(?:search|hunt|quest|race|"
    r"longing|demand|wish) for|as (?:if|though)|until (?!you)|unless|someday|"
    r"hope (?:that|you)|hopefully|whether|if it (?:were|was) (?:true|so|the case)|were it (?:true|so)|"
    r"rather (?:[\w-]+ ){1,6}than|sooner (?:[\w-]+ ){1,6}than|rather than|instead of|tempting to|"
    r"easy to (?:believe|think)|"
    r"no more"
)
#: "It would be careless to say": what one would be for saying it.
_WOULD_BE = (
    r"would be (?:\w+ly |very |quite |a |an )?(?!happy|glad|proud|fair|right|correct|accurate|safe|"
    r"delighted|honest|easy|"
    rf"remiss)\w+ to {SAY}"
)
NEGATION = late(rf"\b(?:{_NEGATORS}|{_REFUSALS}|{_UNTRUE}|{_IRREALIS}|{_WOULD_BE})\b")
DISTANCED = late(_DISTANCE)

_FACTIVE = (
    r"(?:know|knew|realis\w+|realiz\w+|forget|forgot|notice\w*|understand|appreciate|remember|mention|"
    r"(?:been )?aware|overlook|ignore|underestimate)"
)
#: Words that look like a denial of what follows and are none.
FALSE_NEGATION = late(
    # praise and emphasis
    r"\b(?:(?:don't|doesn't|isn't|aren't|didn't|does not|do not|did not|is not|are not) (?:only|just|merely|"
    r"simply)|not "
    r"(?:only|just|merely|simply|to mention|alone|surprising(?:ly)?|a (?:moment|day|minute) too (?:soon|late))|"
    r"nothing (?:short of|less than|but|like|else)|"
    r"(?:no (?:other|better|finer|safer)|not another) (?:[\w'-]+ ){0,3}?(?:clinic|practice|provider|cent(?:er|re)|team|"
    r"program|doctor|place|facility)\b|barely able to|"
    r"(?:not|without|beyond|never) (?:a |any |the )?(?:shadow|hint|trace|shred) of (?:a )?doubt|"
    r"(?:isn't it|wouldn't (?:you|it)|don't you|aren't you|won't you)|goes without (?:saying|"
    r"question)|not (?:be )?(?:exaggerating|lying|joking|kidding|bragging)|not tried everything|"
    r"(?:no|without(?: a| any)?|beyond|leaves? no(?: room for)?) (?:doubts?|question|wonder|surprise|"
    r"exaggeration|secret|"
    r"denying|mistake|coincidence|accident|joke|argument)|no (?:longer|matter|reason to (?:wait|doubt|worry|"
    r"suffer)|"
    r"need to \w+)|not (?:an? )?(?:exaggeration|secret|surprise|coincidence|accident|joke|hype|myth|dream|"
    r"gimmick|"
    r"fairy ?tale|overstatement)|(?:it'?s|this is|is) no (?:myth|joke|dream|hype|gimmick|lie|secret|"
    r"accident|surprise|"
    r"exaggeration)|"
    # a denial denied
    r"(?:nobody|no one|none(?: of us)?|few|hardly anyone)(?: can| could| would| will| really| seriously|"
    r" ever| today| now)* (?:doubts?|den(?:y|ies)|disputes?|questions?|argues?|disagrees?|knows?|realis\w+|"
    r"realiz\w+|"
    r"tells? you)|(?:cannot|can't|can not|could not|couldn't) (?:be (?:denied|disputed|overstated|ignored|"
    r"stressed|emphasi[sz]ed)|deny|dispute|overstate|wait|believe (?:how|what)|say enough|recommend|help but|"
    r"(?:stress|emphasi[sz]e|repeat|say|praise)(?: \w+){0,2} (?:enough|often|strongly|loudly|highly))|"
    # verbs that take what they speak of as true
    rf"(?:people|patients|americans|families|doctors|clients|many|most|few|some|others|you|they|"
    rf"everyone)(?: may| might| still|"
    rf" simply| just)* (?:don'?t|do not|never|may not|might not|did not|didn't|are not|aren't|were not|weren't|"
    rf"have not|haven't) (?:yet |even |always |fully )?{_FACTIVE}|"
    rf"few(?: \w+)? (?:know|realis\w+|realiz\w+|are aware|understand)|(?:don'?t|do not|never|let's not|"
    rf"must not|"
    rf"should not|shouldn't) (?:ever )?{_FACTIVE}|"
    r"(?:clinics?|doctors?|compan(?:y|ies)|insurers?|they|industry|pharma|physicians|sellers|others) "
    r"(?:won't|will not|don't|do not|never|would rather not|doesn't|does not) (?:want you to know|tell you|"
    r"mention|"
    r"admit|talk about)|not (?:widely |well |commonly |generally )known|little[- ]known|lesser[- ]known|"
    # urgings
    r"(?:couldn'?t|could not|never) (?:be|been|have been) (?:easier|simpler|safer|better|happier)|"
    r"never (?:before|again|look(?:ed)? back|feel|too late|give up|lose|settle|suffer|thought i would)|"
    r"not too late|"
    r"not (?:your|his|her|their) fault|"
    r"(?:don'?t|do not|won'?t|will not|needn'?t|need not) (?:wait|miss|let (?!any|some|an? |them|ads?|"
    r"clinics)|suffer|settle|have to|need to|"
    r"worry|hesitate|"
    r"give up|lose hope|just take|take (?:our|my) word|delay|despair|regret|be afraid|be fooled by low)|"
    # a treatment that failed
    r"(?:hasn'?t|haven'?t|didn'?t|did not|have not|has not|doesn'?t|does not|don'?t|do not|isn'?t|are not|"
    r"aren't|"
    r"could not|couldn't|cannot|can't|not|never|no longer) (?:yet |really |fully |adequately |"
    r"ever )?(?:work(?:ed|ing)?|"
    r"help(?:ed|ing)?|respond(?:ed|ing)?|tolerat\w+|benefit(?:ed|ing)?|(?:been )?enough|(?:find|found|get|"
    r"got|had) (?:any |much |"
    r"enough )?relief|succeeded)(?=[,;:.!?)]| (?:for (?:you|them|him|her|me|us|some|many|all|every\w*|most|"
    r"people|"
    r"patients)|well|to (?!treat|cure)|but|and|or|ketamine|infusions?|with|any ?more|the first|on|is|are|"
    r"can|may|get|find|"
    r"after|even|in the past|before|yet|then|we)\b)|fail(?:s|ed)? to (?:help|respond|bring relief)|"
    r"(?:nothing|no (?:other )?(?:tablet|pill|drug|medication|medicine|treatment|"
    r"antidepressant)s?)(?: else)?(?: has| had| have|"
    r" ever)* (?:helped|helps?|worked|works?|touched|compares?|comes close|can help)|"
    r"contrary to (?:(?:popular|common) (?:belief|opinion)|what (?:you|people|many|most|some)(?: \w+){1,4}?"
    r" (?:heard|read|think|believe|told)(?! (?:about|on|in|online|that|of|from)\b))|"
    r"why not|if not)\b"
)
_SUBJECT = (
    r"(?:\[?ketamine\]?|it|its|it's|this|that|these|they|we|we're|you|you'll|our|your|infusions?|patients?|"
    r"spravato|esketamine|the|iv|there|there's|he|she|i|\d+ ?%|\d+ (?:of|out of|in)|treatment|lozenges|"
    r"many|most|some|all|each|every|studies|results|here|a single|relief|depression|half|nearly|about|"
    r"almost|around)(?!\w)"
)
_VERB = (
    r"(?:is|are|was|were|can|will|has|have|may|might|does|do|offers?|provides?|works?|brings?|gives?|"
    r"delivers?|helps?|makes?|stands?|responds?|repairs?|treats?|prevents?|improves?|feels?|acts?|grows?|"
    r"rebuilds?|"
    r"remains?|cures|heals|means|shows?|took|takes|lifts?|relieves?|guarantees?|ends?|stops?|beats?|"
    r"outperforms?|"
    r"always|effectively|never|respond|heal|cure|fix|repair|treat|restore|rebuild|target|eases?|reverses?|restores?|saves?|carries|poses)"
)
#: Where what was said before no longer governs what follows.
CLAUSE = late(
    rf"[;:.!?]|(?<!anything )(?<!nothing )\bbut\b|\b(?:(?<!not )(?<!n't )yet(?! to\b)|however|although|though|"
    rf"while|whereas|because|since|therefore|thus)\b|"
    rf"[,)] (?:and |so |which |then )?(?={_SUBJECT}[^,;]{{0,50}}?\b{_VERB}\b)|"
    rf"\b(?:and|so) (?={_SUBJECT} (?:\w+ )?{_VERB}\b)| , |\bwhy wait when\b"
)
_ADVERBS = r"(?:\w+ly |just |all |a |an |also |still |often |quite |so |too )*"
#: A judgement that takes back its subject, after it.
_JUDGED = (
    r"(?:myths?|false|untrue|misleading|wrong|mistaken|incorrect|fiction|nonsense|hype|exaggerat\w*|"
    r"overstat\w*|unproven|"
    r"unsupported|unfounded|inaccurate|unfair|untenable|simplistic|indefensible|unknown|unclear|uncertain|"
    r"doubtful|misconceptions?|dishonest|irresponsible|"
    r"unethical|wishful|"
    r"absurd|impossible|unrealistic|red flags?|warning signs?|ignored|disappointed|avoided|debunked|"
    r"retracted|rejected|"
    r"disproved|disproven|treated with|met with|rare|prohibited|banned|outdated|refuted|too good to be true|"
    r"baseless|"
    r"open to doubt|contradicted|mistakes?\b|(?:not |dis)honest|a stretch|lacking|missing|thin\b|weak|poor|"
    r"scarce|scant|limited|absent|mixed(?! (?:fresh|by|for|to order|with|in (?:a|our|the))\b)|"
    r"disputed|in dispute|inconclusive|conflicting|preliminary|yet to|"
    r"breaking)"
)
_NOT_IS = (
    r"(?:(?:is|are|was|were|does|do|has|have|can|should|must|will|would|could)(?: not|n't)|cannot|never|"
    r"no longer|"
    r"nowhere)"
)
_DENIED_OF_IT = (
    r"(?:possible|what (?:we|it|they|the)|something|anything|available|exist|true|realistic|on offer|"
    r"ours?\b|known|so\b|"
    r"guaranteed|promised|established|proven|proved|part of|appropriate|used here|supported|trusted|"
    r"believed|called|a claim|"
    r"claims?|accurate|correct|allowed|expected|offered|given|made|said|taken|belong|apply|hold|the case|"
    r"shown|found|"
    r"confirmed|backed|borne out|a (?:wording|phrase|word|promise|statement)|words? (?:we|of ours)|follow|"
    r"fit|survive|"
    r"appear|in our|promising|convincing|conclusive|clear|our (?:way|word)|how we|why we|a reason|"
    r"to be (?:trusted|believed|expected|found)|follow from)"
)
#: Talk about the words themselves: "cure" is a word we banned.
_A_WORD = (
    r"(?:is|are|was|were) (?:not )?(?:an? |the |one )?(?:\w+ )?(?:words?|terms?|phrases?|labels?|claims?|"
    r"promises?|slogans?) "
    r"(?:that |which )?(?:\w+ ){0,2}?(?:struck|banned|ban|avoid|dropped|removed|retired|left out|"
    r"refuse|dislike|distrust|will not|won't|do not|don't|never|cannot|can't|should not|shouldn't)\b"
)
#: What follows the words and takes them back, without a new clause between.
_STEP = r"(?: (?!(?:when|where|if|because|that|who|which|but|and|or|while|unlike|since)\b)[\w'\"%-]+){0,5}?"
AFTER = late(
    rf"^[\"'\w]*[\"']?{_STEP}[\"']? (?:{_NOT_IS} (?:be |been |ever |yet )?{_ADVERBS}{_DENIED_OF_IT}|"
    rf"(?:is|are|was|were|would be|should be|may be|will be|might be|has been|have been|sounds?|remains?|"
    rf"seems?) "
    rf"{_ADVERBS}{_JUDGED}|(?:has|have) yet to|remains? to be|lacks? (?:support|evidence|proof)|"
    rf"{_A_WORD}|"
    r"goes? (?:far |well )?beyond the|breaks? the (?:rules|law)|appears? nowhere|ha(?:s|ve) no place)"
    rf"|^[\"'\w]*[\"']?{_STEP}[\"']?,? it (?:is|was|does|has|will)(?: not|n't)\b(?! (?:only|just))"
    rf"|^[^.;]{{0,80}}[,\"'] ?(?:as |or so )?(?:some |many |other |certain |the )?{_OTHERS} (?:\w+ )?{SAY}\b"
    r"|^[^.;?!]{0,80}[\"']?: (?:false|a myth|myth|wrong|untrue|not true|fiction|no)\b"
)
#: The same after the end of a that-clause or quotation, which may be long.
JUDGED_LATER = late(
    rf"\b(?:is|are|was|were|would be|has been|have been|remains?|sounds?|seems?) {_ADVERBS}{_JUDGED}|"
    rf"\b{_NOT_IS} (?:be |been |ever |yet )?{_ADVERBS}{_DENIED_OF_IT}|\blacks? (?:support|evidence|proof)|"
    r"\b(?:mislead|overstat|exaggerat|goes? (?:far |well )?beyond|breaks? the (?:rules|law)|has (?:no|"
    r"little) (?:support|basis))"
)
#: A noun that stands for a statement, opening the clause that states it.
STATED = late(
    r"\b(?:idea|claim|notion|evidence|proof|reports?|hope|data|suspicion|belief|statement|view|assertion|"
    r"suggestion|assumption|theory|story|rumou?r|"
    r"impression|"
    r"promise|saying|advertising|ads?|words?|phrase|slogan|headline)s? (?:that|of|like|such as|for|saying|"
    r"which say|to)\b|"
    r"^\W*(?:that|saying|claiming|calling|promising|to (?:say|claim|call|promise)|advertising|telling) |"
    r"\b(?:saying|calling|to (?:say|claim|call|promise)|claiming|promising) (?:that |it |ketamine |anyone )|"
    r"\b(?:describ|label|present|portray|market|advertis|sell|bill|paint|pass)(?:l?ing) (?:it|ketamine|this|"
    r"these|them|"
    r"the \w+|infusions?)(?: off)? as\b"
)
#: What the reader meets elsewhere, to be set right after a turn.
HEARSAY = late(
    r"\b(?:you|we|patients|people)(?: may| might| will| can| often| sometimes| could)* (?:\w+ )?(?:read|"
    r"hear|heard|see|seen)\b|"
    r"\b(?:tempting|easy) to\b|\b(?:some|others|many|people|they|critics|fans|"
    r"enthusiasts)(?: \w+){0,2} (?:call|say|"
    r"describe|hail|dub|think|believe)\b|\bit (?:sounds|seems|looks)\b|\b(?:media|press|headlines?|internet|"
    r"rumou?r)\b"
)
#: A turn that takes back the whole statement before it.
_GROUND = (
    r"(?:the )?(?:trials?|evidence|data|figures?|facts?|science|research|studies|truth|reality|"
    r"labels?|results?)"
)
TAKEN_BACK = late(
    r"(?:\bbut\b|\bhowever\b|\byet\b|;| ,|,)(?: (?:in (?:fact|truth|reality)|sadly|unfortunately),?)? (?:"
    rf"(?:that|this|it|which|they|both|all of (?:it|this))(?:'s| is| are| was|'re|"
    rf" were)? {_ADVERBS}(?:not (?:true|so|the case|right|"
    r"correct|accurate|supported|what)|false|wrong|untrue|a myth|misleading|mistaken|nonsense|hype|"
    r"an exaggeration|"
    r"too good to be true)|"
    r"(?:that|this|it|which)(?: is|'s)?(?:n't| not) (?:true|so|the case|right|correct|accurate|supported|what)|"
    rf"{_GROUND} (?:\w+ )?(?:do|does|did|has|have)(?:n't| not) (?:\w+ )?(?:show|support|bear|back|confirm|"
    rf"prove|agree|say|"
    r"find|shown|found)(?:s)?(?: (?:this|that|it|them|so|us)\b| (?:any of )?(?:this|that|it)\b|[.!]?$)|"
    rf"{_GROUND} (?:says?|tells?|shows?|points?) (?:otherwise|something else|the opposite|a different|another)|"
    r"(?:or )?so (?:the )?(?:ads?|some|they|it)\b[^.]{0,20}(?:say|claim|goes)|we disagree|don't believe it|"
    r"there (?:is|are)(?:n't| not| none| no such)\b|none exists|"
    r"(?:nobody|no one|no (?:study|trial)) (?:has|have) (?:ever |yet )?(?:measured|shown|proved|proven|"
    r"demonstrated|seen|tested)\b|"
    r"(?:we|this|it|ours) (?:is|are|am)(?:n't| not) (?:it\b|the (?:right )?(?:place|clinic|answer|case|one)|"
    r"your|for you|right|what)|"
    r"do not believe it)"
)
#: A turn after hearsay.
TURN = late(r"(?:\b(?:but|however|though|although|yet|in (?:fact|truth|reality)|whereas)\b| , |; |\. )")
DOUBT = late(
    r"\b(?:not|n't|no|never|mixed|limited|modest|smaller|short(?:er)?|uncertain|depends|evidence|only|"
    r"overstat\w*|exaggerat\w*|hype|misleading|careful|cautious|avoid|less|trials|far|temporary|small|"
    r"weak|wrong|false|otherwise)\b|n't\b"
)
