"""
The ways of saying that nerve cells grow, that a brain is mended, and that this lifts symptoms.

Word classes first, then the frames made of them. Everything is for folded lower-case text.
"""

from __future__ import annotations

from kb.late_pattern import late

_FEW = (
    r"(?:(?!(?:around|against|at|near|from|with|for|about|on|by|who|that|when|where|because|if|but|"
    r"between)\b)[\w'-]+,? ){0,5}?"
)
_OF_BRAIN = (
    r"(?:neural|neuronal|neuro-?biological|neurological|nerve|brain(?:'s)?|synaptic|cortical|prefrontal|mood)"
)
_PARTS = (
    r"(?:pathways?|connections?|networks?|circuits?|circuitry|tissue|links?|wiring|cells?|fib(?:re|er)s?)"
)
#: What of the nervous system is said to grow or to be mended.
TISSUE = (
    r"(?:nerves?\b(?! (?:pain|blocks?|injur\w+|growth factors?|stimulat\w+|agents?|cells?|connections?|"
    r"endings?|tissue|damage|fib\w+|pathways?|growth))|neurons?|synap(?:se|ses|tic (?:density|number|"
    r"strength|contacts?|links?|"
    rf"connections?|spines?))|brain cells?|gr[ae]y matter|dendri\w+|(?:neuronal )?spines|spine density|"
    rf"hippocampus|{_OF_BRAIN} (?:[\w'-]+ )?{_PARTS}|"
    r"(?:connections?|links|pathways?|communication) (?:in|within|between|among|across|inside) (?:the |your |"
    r"regions of the |damaged |different )*(?:brain|neurons|brain cells|brain regions|nerve cells|synapses)|"
    r"pathways? (?:behind|that (?:control|govern|regulate|drive)|responsible for|"
    r"involved in) (?:[\w',]+ ){0,3}?(?:mood|emotions?|thinking|cognition|thoughts?|pain|memory|stress|"
    r"motivation|reward)|(?:mood|fear|stress|reward|emotional|thought) circuits?|(?:fear|mood|"
    r"trauma) (?:pathways?|"
    r"networks?|wiring)|wiring (?:in|inside|of) (?:the|your|his|her|my|their|a|our) (?:\w+ )?brain|"
    r"circuits (?:worn|damaged|"
    r"weakened|behind|hurt|lost))"
)
#: The same without the brain named: counts where the brain stands nearby.
_UNNAMED = (
    r"(?:(?:new|fresh|healthy|healthier|stronger|lost|damaged|broken|frayed|vital)(?: (?:and |or |"
    r", )?[\w-]+){0,2}? (?:connections?|pathways?|routes?|links?|circuits?|networks?|ones)(?! (?:to|of|for|"
    r"with) (?:\w+ )?(?:care|treatment|heal\w+|recovery|wellness|relief|family|friends|people|others|"
    r"the world|loved|yourself)))"
)
_LOSS = (
    r"(?:(?:the |any |this |that |some of the |years of )*(?:structural |lasting |physical |"
    r"neural )?damage\b(?! to (?:the )?(?:bladder|liver|kidneys?|urinary|relationships?|"
    r"your (?:\w+ )?(?:relationship|marriage|career|family)))|(?:the )?(?:[\w-]+ )?(?:effects?|impact|toll|"
    r"harm) (?:of|from|left by) (?:[\w-]+ ){0,3}?on (?:the|your|a|our) (?:brain|neurons|nerve cells|"
    r"synapses)|(?:brain|nerve|neuronal|neural|cell|mitochondrial) damage|(?:dendritic |brain |neuronal |"
    r"synaptic )?atrophy|shrin(?:king|kage) of|(?:synap\w+|neuron\w*|nerve|brain(?: cell)?|"
    r"dendri\w+)[ -](?:loss|shrinkage|degeneration|changes)|neuro-?degenerati\w+|(?:structural |physical |"
    r"brain |neural )+changes)"
)
_OF_CELLS = (
    r"\b(?:brain|neur\w+|nerves?|synap\w+|dendri\w+|hippocamp\w+|mitochondri\w+|cells?|cellular|stress|"
    r"depress\w+|trauma|mind|anxiety)\b"
)
_MEND = (
    r"(?:re-?pair(?:s|ed|ing)?|re-?grow(?:s|n|ing)?|re-?build(?:s|ing)?|rebuilt|re-?generat(?:e|es|ed|ing)|"
    r"restor(?:e|es|ed|ing)|heal(?:s|ed|ing)?|re-?connect(?:s|ed|ing)?|mend(?:s|ed|ing)?|fix(?:es|ed|ing)?|"
    r"reviv(?:e|es|ed|ing)|re-?invigorat(?:e|es|ed|ing)|rejuvenat(?:e|es|ed|ing)|renew(?:s|ed|ing)?|"
    r"replenish(?:es|ed|ing)?|re-?establish(?:es|ed|ing)?|giv(?:es?|ing) back|br(?:ings?|inging) back|"
    r"resurrect\w*|re-?awaken(?:s|ed|ing)?|repopulat\w+|replac(?:e|es|ed|ing)|recover(?:s|ed|ing)?|"
    r"nourish(?:es|ing)?)"
)
_GROW = (
    r"(?:grow(?:s|ing)?|sprout(?:s|ed|ing)?|form(?:s|ed|ing)?(?! of\b)|creat(?:e|es|ed|ing)|build(?:s|ing)?|"
    r"re-?wir(?:e|es|ed|ing)|strengthen(?:s|ed|ing)?|generat(?:e|es|ed|ing)|forg(?:e|es|ed|ing)|"
    r"establish(?:es|ing)?|develop(?:s|ing)?|lay(?:s|ing)? down|add(?:s|ing)?|produc(?:e|es|ing)|multipl(?:y|"
    r"ies|ied)|re-?form(?:s|ing)?|re-?shap(?:e|es|ed|ing)|increas(?:e|es|ed|ing))"
)
_UNDO = (
    r"(?:revers(?:e|es|ed|ing)|(?:reversal|resolution|repair|healing|restoration) of|resolv(?:e|es|ed|ing)|"
    r"undo(?:es|ing)?|undid|repair(?:s|ed|ing)?|heal(?:s|ed|ing)?|mend(?:s|ed|ing)?|offset(?:s|ting)?|"
    r"counter-?act(?:s|ed|ing)?|prevent(?:s|ed|ing)?|halt(?:s|ed|ing)?|restor(?:e|es|ed|ing)|overcom(?:e|es|"
    r"ing)|fix(?:es|ed|ing)?|correct(?:s|ed|ing)?|eras(?:e|es|ed|ing)|combat(?:s|ing)?)"
)
#: Verbs that further something; what they further must itself be growth.
_FURTHER = (
    r"(?:promot(?:e|es|ed|ing|ion of)|stimulat(?:e|es|ed|ing|ion of)|boost(?:s|ed|ing)?|support(?:s|ed|ing)?|"
    r"enhanc(?:e|es|ed|ing|ement of)|trigger(?:s|ed|ing)?|encourag(?:e|es|ed|ing)|foster(?:s|ed|ing)?|"
    r"spark(?:s|ed|ing)?|induc(?:e|es|ed|ing)|facilitat(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|fuel(?:s|led|"
    r"ling)?|accelerat(?:e|es|ed|ing)|activat(?:e|es|ed|ing)|driv(?:e|es|ing)|ignit(?:e|es|ed|ing)|caus(?:e|"
    r"es|ed|ing)|increas(?:e|es|ed|ing)|improv(?:e|es|ed|ing)|kick-?start(?:s|ed|ing)?|spur(?:s|red|ring)?|"
    r"heighten(?:s|ed|ing)?|lead(?:s|ing)? to|led to|result(?:s|ed|ing)? in|harness(?:es|ing)?|unlock(?:s|ed|"
    r"ing)?|start(?:s|ed|ing)?|initiat(?:e|es|ed|ing)|set(?:s|ting)? (?:off|in motion)|begin(?:s|ning)?|"
    r"kick(?:s|ing)? off|work(?:s|ing)? on|allow(?:s|ing)?(?: for)?|creat(?:e|es|ed|ing)|cataly[sz]\w+|"
    r"help(?:s|ing)?|open(?:s|ed|ing)?)"
)
_GROWTH = (
    r"(?:(?:re-?)?growth|formation|creation|sprouting|repair|regeneration|re-?generation|renewal|restoration|"
    r"rebuilding|rejuvenation|re-?connection|rewiring|recovery|reversal|remodell?ing|healing|birth|"
    r"generation)"
)
_MADE_NEW = (
    r"(?:formed|created|restored|repaired|rebuilt|regrown|strengthened|renewed|healed|built|regenerated|"
    r"re-?established|reconnected|revived|replaced|mended)"
)
#: The readiness of a brain to change: a mechanism by itself.
_PLASTICITY = (
    r"(?:(?:neuro|neural |neuronal |brain |synaptic )-?plasticity|neuro-?plastic (?:changes?|growth)|"
    r"plasticity|(?:brain|neural|neuronal|synaptic|functional) connectivity|brain(?:'s)? flexibility)"
)
_FUNCTION = (
    r"(?:(?:healthy |healthier |normal |optimal |proper |lost |full )*(?:brain|neural|neuronal|neurological|"
    r"synaptic)(?:'s)? (?:function(?:ing)?|flexibility|plasticity|resilience|capacity))"
)
#: The brain itself, right behind a verb of mending.
_BRAIN = (
    r"(?:(?:the|your|a|an|their|our|my|every|damaged|injured|stressed|depressed|tired|aging|ageing|whole|"
    r"human|traumati[sz]ed) ){0,3}(?:brain\b(?! (?:fog|zaps?|scans?|imaging|mapping|tumou?rs?|cells?|"
    r"health journey))|nervous system\b)"
)

#: Growth or repair of nerve tissue told outright.
GROWTH = late(
    rf"\b(?:{_MEND}|{_GROW}) {_FEW}(?:{TISSUE})"
    rf"|\b(?:{_MEND}) (?:and \w+ )?(?:{_FUNCTION}|{_BRAIN}|(?:(?:the|your|dormant|damaged|key|affected|those|"
    rf"these) )*"
    r"(?:(?:another |each |every |one )?(?:areas?|regions?|parts?|pieces?|cent(?:er|re)s) of (?:the|"
    r"your) (?:[\w-]+ )?brain|(?:prefrontal )?cortex)\b)"
    r"|\bprotect(?:s|ed|ing)? (?:your |the |vulnerable |healthy )*(?:neurons|brain cells|nerve cells|"
    r"synapses)\b"
    rf"|\bmak(?:e|es|ing) {_FEW}(?:connections?|{TISSUE}) (?:stronger|healthier|grow\w*|whole|denser)"
    rf"|\b(?:{_UNDO}) (?:[\w'-]+,? ){{0,3}}?{_LOSS}"
    rf"|\b{_FURTHER} (?:[\w'-]+,? ){{0,4}}?{_GROWTH}(?:,? (?:and |or )?[\w-]+){{0,3}}? (?:of|in|within|"
    rf"inside|between|across) (?:[\w'-]+,? ){{0,4}}?(?:{TISSUE}|brain|cells|mind|nerve endings|hippocampus)\b"
    rf"|\b{_FURTHER} (?:[\w'-]+,? ){{0,4}}?(?:(?:cellular|cell|neural|neuronal|neurological|nerve|brain|"
    rf"synap\w+|dendri\w+|spine|mitochondrial|tissue) {_GROWTH}|(?:new|more|fresh|stronger|additional|"
    rf"healthier|lost) (?:[\w'-]+ ){{0,2}}?(?:{TISSUE})|neuro-?genesis|synapto-?genesis|spino-?genesis|"
    rf"(?:healthy|healthier) "
    r"(?:brain|neural|synaptic) (?:activity|function\w*|cells|growth))"
    rf"|\b{_GROWTH}(?: and [\w-]+)? of (?:[\w'-]+,? ){{0,4}}?(?:{TISSUE})"
    rf"|\b(?:synap(?:se|tic)|neuron(?:al)?|neural|neurological|dendri(?:te|tic)|spine) (?:re-?)?(?:growth|"
    r"regeneration|repair|renewal)\b|\b(?:neuro-?genesis|synapto-?genesis|spino-?genesis)\b"
    rf"|\b(?:{TISSUE})(?: [\w'-]+){{0,4}}? (?:are|is|get|gets|be|being|been|"
    rf"begin to be) (?:\w+ly )?{_MADE_NEW}\b"
    rf"|\b(?:{TISSUE}) (?:can |are able to |start to |begin to |to )?(?:\w+ )?(?:communicate|connect|talk|"
    rf"fire|work|thrive)"
    r"(?: \w+){0,3}? again\b"
    rf"|\b(?:results?|benefits?|outcome)(?: is| are)?\W{{1,3}}(?:[\w'-]+ ){{0,3}}?(?:stronger|healthier|"
    rf"restored|repaired|new) (?:{TISSUE})"
    rf"|\b(?:make|makes|making|let|lets|help|helps|helping|causes?|gets?|(?:as|when|while|once) (?:new|more|"
    rf"lost|damaged|these)) (?:[\w'-]+ ){{0,2}}?(?:{TISSUE}) (?:to )?(?:sprout|(?:re-?)?grow|re-?connect|"
    rf"re-?generate|heal|bloom|form|return|re-?form|mend)s?\b"
    r"|\bgrowth factors? (?:that|which|to) (?:repair|heal|re-?build|restore|mend|re-?grow)s?\b"
    rf"|\b(?:new|fresh) (?:[\w-]+ ){{0,2}}?(?:{TISSUE}) (?:form|grow|sprout|appear|emerge|develop)s?\b"
    r"(?=[^.;]{0,40}\b(?:within|after (?:an?|each|one|the|your)|during|overnight|with each)\b)"
    r"|\b(?:re-?grows?|grows?|growing|sprouts?) (?:new|fresh|healthy|lost) (?:[\w-]+ )?(?:connections|"
    r"pathways|circuits|"
    r"links|branches)\b"
    r"|\b(?:turn|switch|activat|trigger|unleash|wak|awaken|start|tap)(?:s|es|e|ing)? (?:on |up |into |"
    r"off )?(?:the|your) (?:brain|"
    r"mind|nervous system)'s (?:own |natural |innate )*(?:repair|healing|regenerat\w+|self-repair|"
    r"recovery|renewal)\b"
    rf"|\b(?:{TISSUE})(?:,? [\w'-]+){{0,6}}? (?:(?:comes?|came|grows?|grew|springs?|springing|coming|"
    rf"growing) back|re-?grows?|"
    rf"re-?grew|(?:gets?|grows?) (?:thicker|denser|bigger|larger)|thickens?)\b"
    rf"|\b(?:new |lost |damaged |broken |more |stronger |healthier )+(?:[\w'-]+ ){{0,2}}?(?:{TISSUE}) (?:are|"
    rf"to|will|can|"
    r"may|begin|start)\b[^.;]{0,20}(?:form\w*|grow\w*|built|creat\w+|restor\w+|develop\w*)"
)
#: What an item of a list names as a gain.
GAINED = late(
    rf"^\W*(?:new|stronger|healthier|restored|repaired|regrown|regenerated|rebuilt|more|"
    rf"renewed) (?:[\w-]+ ){{0,2}}?(?:{TISSUE})(?:\W*$|, (?:new|stronger|better|brighter))"
)
#: The same of "new connections" and the like, where the brain stands elsewhere in the sentence or above it.
GROWTH_UNNAMED = late(
    rf"\b{_UNNAMED} (?:(?:are|is|get|gets|be|being|been) (?:\w+ly )?{_MADE_NEW}|(?:re-?connect|heal|"
    rf"re-?grow|come back|"
    rf"spring back|take root))\b|"
    rf"\b(?:{_MEND}|{_GROW}|open(?:s|ing)?) (?:[\w'-]+,? ){{0,3}}?{_UNNAMED}"
)
#: What the sentence before named, mended: "Our infusions grow it back".
MENDS_IT = late(
    r"\b(?:re-?grow|grow|build|re-?build|bring|repair|restore|reverse|heal|mend|fix|undo|revive|re-?connect|"
    r"regenerate|replace|renew|turn)(?:e?s|ed|ing)? (?:it|them|this|that|those|these)\b"
    r"(?! (?:is|are|was|means|process|with|to|from|space|time)\b)"
)
#: What makes a sentence one about harm to nerve tissue.
HARMED = late(
    rf"\b(?:{TISSUE}|your brain|the brain)\b[^.;]{{0,60}}\b(?:shr[iau]nk\w*|damag\w*|wither\w*|lost|"
    rf"los(?:e|es|ing)|weak\w*|"
    rf"wear\w*|worn|atroph\w*|die|dies|dying|disconnect\w*|break\w*|broken|prun\w+|fray\w*)\b|"
    rf"\b(?:shr[iau]nk\w*|damag\w*|wither\w*|los(?:e|es|ing)|weaken\w*|wears? (?:down|away)|kill\w*|"
    rf"destroy\w*|erod\w+|breaks?|"
    rf"prun\w+|fray\w*|sever\w*) (?:[\w'-]+ ){{0,3}}?(?:{TISSUE}|brain)\b"
)
#: Work in animals carried over to the reader.
CARRIED_OVER = late(
    r"\b(?:you|your brain|(?:our )?patients|people|humans|we)(?: [\w']+){0,4}? (?:too|as well|"
    r"likewise|the same|that "
    r"(?:same )?(?:change|effect|difference|lift|growth))\b"
    r"|\b(?:exactly|just|precisely) (?:what|how)\b[^.;]{0,40}\b(?:you|your|people|patients|humans)\b"
    r"|\bsame (?:[\w-]+ ){0,4}(?:happens?|occurs?|is true|goes|holds|takes? place|works|awaits|"
    r"unfolds)\b[^.;]{0,30}\b(?:you|"
    r"your|people|patients|humans|us)\b"
    r"|\b(?:so|and) (?:can|will|do|does) (?:you|your \w+|yours|our patients|people)\b"
    r"|\band (?:that's |that is |this is )?(?:why |how )?(?:our patients|you|people) (?:feel|see|get|"
    r"enjoy|notice|experience|bounce|"
    r"recover)\b"
    r"|\b(?:in|for) (?:you|your brain|people|humans|our patients),? too\b"
    r"|\b(?:works?|happens?|holds?|does) (?:just )?(?:as well |the same )?(?:in|for) (?:our patients|"
    r"you|your|human|people|patients)\b"
)
BRAIN_NEARBY = late(r"\b(?:brain(?:'s)?|neur\w+|synap\w+|glutamate|bdnf)\b")
CELLS_NEARBY = late(_OF_CELLS)
PLASTIC = late(
    rf"\b(?:{_FURTHER}|{_MEND}) (?:[\w'-]+,? ){{0,4}}?{_PLASTICITY}"
    rf"|\b(?:increased?|enhanced|heightened|improved|greater|rapid) (?:[\w-]+ ){{0,2}}?{_PLASTICITY}"
    rf"|\b{_PLASTICITY} (?:is|are|gets?) (?:\w+ly )?(?:increased|enhanced|boosted|restored|promoted|"
    rf"heightened)"
    rf"|\b{_FURTHER} (?:[\w'-]+ ){{0,2}}?(?:brain's|mind's) (?:[\w-]+ ){{0,2}}?(?:ability|capacity|"
    rf"power) to (?:form|"
    r"grow|create|build|re-?wire|re-?organi[sz]e|change|adapt|repair|re-?connect|heal)"
)

#: Verbs of relief, and what is relieved.
_RELIEF = (
    r"(?:improv(?:e|es|ed|ing|ements?)|fewer|steadier|calmer|reduc(?:e|es|ed|ing|tions?)|reliev(?:e|es|ed|"
    r"ing)|relief|eas(?:e|es|ed|ing)|alleviat(?:e|es|ed|ing|ion)|lift(?:s|ed|ing)?|treat(?:s|ed|ing)?|"
    r"combat(?:s|ing)?|lower(?:s|ed|ing)?|less(?:en(?:s|ed|ing)?)?|diminish\w*|decreas(?:e|es|ed|ing)|better|"
    r"overcom(?:e|es|ing)|heal(?:s|ed|ing)?|break(?:s|ing)?|recover\w*|gains?|help(?:s|ed|ing)?|restor(?:e|"
    r"es|ed|ing)|resol(?:ve|ves|ved|ving)|dissolv(?:e|es|ed|ing)|end(?:s|ed|ing)?|eras(?:e|es|ed|ing))"
)
_EASING = r"(?:easing|relieving|lifting|improving|reducing|alleviating|lessening|lowering|brightening)"
_RELIEVED = (
    r"(?:symptoms?|depress\w+|anxi\w+|ptsd|ocd|obsess\w+|root cause|mood|pain|suicid\w+|well-?being|"
    r"trauma\w*|cravings?|addiction|"
    r"despair|emotion\w*|cognit\w+|behaviou?r\w*|thoughts?|thinking|(?:old|negative|harmful|stuck|unhelpful|"
    r"anxious) (?:[\w-]+ ){0,2}?(?:patterns?|loops?|habits?|cycles?))"
)
_WORKINGS = (
    r"(?:(?:neural|brain|neuronal|nerve|neurological|neuro-?biological|synaptic|these|those|mood|"
    r"dysfunctional|key|faulty|damaged)(?:'s)? (?:[\w'-]+ ){0,2}?(?:pathways?|circuits?|circuitry|networks?|"
    r"connections?|patterns?|function(?:ing)?|activity|chemistry|cells?)|(?:fear|stress|reward|"
    r"overactive) (?:[\w-]+ )?(?:circuits?|networks?|pathways?)|default[- ]mode(?: network)?|"
    r"brain chemicals|neurons?|synap\w+|"
    rf"neuro-?inflammation|mitochondri\w+|{_PLASTICITY})"
)
_PUT_RIGHT = (
    r"(?:(?:re-?)?balanc\w+|restor\w+|normali[sz]\w+|tun(?:e|es|ed|ing)|re-?setting|repair\w*|correct\w*|"
    r"fix\w*|optimi[sz]\w+|calm\w*|disrupt\w*|interrupt\w*|break\w*|re-?wir\w+|br(?:ings?|inging)|"
    r"re-?shap\w+|re-?organi[sz]\w+|strengthen\w*|(?:re-?)?build\w*|rebuilt|promot\w+|stimulat\w+|boost\w*|"
    r"enhanc\w+|grow\w*|form\w*|creat\w+|re-?generat\w+|heal\w*|support\w*|foster\w*|encourag\w+|rais\w+|"
    r"increas\w+)"
)
_BALANCED = (
    r"(?:(?:re-?)?balanc\w+|restor\w+|normali[sz]\w+|tun(?:e|es|ed|ing)|repair\w*|correct\w*|regenerat\w+|"
    r"replenish\w*|optimi[sz]\w+)"
)
_CAUSE = (
    rf"(?:{_PUT_RIGHT} (?:[\w',-]+ ){{0,6}}?{_WORKINGS}|"
    rf"{_BALANCED} (?:[\w',-]+ ){{0,4}}?(?:neuro-?transmitters?|brain chemistry)|"
    r"(?:reduc|lower|calm|decreas|lessen|quiet)\w* (?:[\w'-]+ ){0,3}?(?:neuro-?inflammation|"
    r"inflammation in the brain|brain inflammation|inflammatory (?:markers?|cytokines?))|(?:correct|"
    r"fix|restor|revers|"
    r"balanc|address)\w* (?:the |a |your |any )?(?:chemical|brain|neuro-?chemical)(?: \w+)? imbalances?)"
)
_EFFECT = (
    rf"(?:{_RELIEF}(?: (?:[\w'-]+,? ){{0,6}}?{_RELIEVED}|\W*$)|{_RELIEVED} (?:fades?|disappears?|"
    rf"lifts?|eases?|melts?|goes|"
    r"vanish(?:es)?|improves?|returns? to normal|subsides?|dissolves?))"
)
#: A change in the workings of the brain told as what brings the relief.
CAUSE_OF_RELIEF = late(
    rf"\bby (?:\w+ly )?{_CAUSE}\b[^.;?!]{{0,60}}?\b{_EFFECT}"
    rf"|\b{_RELIEF} (?:[\w',-]+ ){{0,9}}?by (?:\w+ly )?{_CAUSE}"
    rf"|\b{_CAUSE}\b[^.;?!]{{0,40}}?\b(?:thereby|thus|hence|leading to|which (?:in turn )?(?:leads to|"
    rf"results in)|resulting in|and so|so that|so|which in turn)(?:,? [\w'-]+){{0,3}}? {_EFFECT}"
    rf"|\b{_CAUSE}\b[^.;?!]{{0,30}}?,? and (?:this|that|these|so) (?:is (?:the key to|why|what|how)|helps?|"
    rf"in turn|means|brings?|leads to|lets)(?: [\w'-]+){{0,3}}? {_EFFECT}"
    rf"|\b{_CAUSE}\b[^.;?!]{{0,40}}?, (?:\w+ly |and )?{_EASING} (?:[\w'-]+ ){{0,5}}?{_RELIEVED}"
    r"|\bneuro-?transmitters? (?:are|is|get) (?:made|released|produced|boosted|raised|restored|balanced)\b"
    rf"[^.;?!]{{0,20}}?\b(?:which|this|that|these) (?:in turn )?(?:[\w'-]+ ){{0,3}}?{_EFFECT}"
    rf"|\b{_CAUSE} (?:[\w'-]+ ){{0,3}}?(?:needed|required|necessary) (?:to|for) (?:[\w'-]+ ){{0,3}}?{_EFFECT}"
)
#: The mechanism as the label of what it is said to bring: "More BDNF: a steadier mood".
LABELLED = late(
    r"^\W*(?:(?:more|higher|increased|raised|enhanced|improved|better|boosts?|rapid|greater|new|lower|less|"
    r"reduced|calms?) )(?:[\w-]+ ){0,2}?(?:bdnf|growth factors?|(?:neuro-?)?plasticity|synap\w+|connectivity|"
    r"neuro-?genesis|(?:brain|neural) \w+|neuro-?inflammation)(?: \w+)?(?: ?:| ,) "
    rf"[^.;?!]{{0,60}}?\b(?:{_RELIEVED}|calmer|happier|steadier)"
)
#: What is stored in the body, and let go.
STORED = late(
    r"\b(?:releas|clear|dislodg|discharg|unlock|flush|dissolv|eras|mov|work)(?:e|es|ed|ing|"
    r"s)?(?: on)? (?:[\w'-]+ ){0,4}?(?:(?:trauma|memor(?:y|ies)|emotions?|stress|grief|"
    r"it) (?:[\w'-]+ ){0,2}?(?:stored|held|trapped|locked|stuck|lodged|buried) (?:\w+ )?(?:in|inside|within|"
    r"by) (?:the|your) (?:body|nervous system|cells?|tissues?|brain)|(?:body|nervous system|"
    r"brain)'s (?:[\w-]+ )?(?:storage|memory|imprints?|record) of)\b"
)
#: A mechanism told as why it works; and one set against mere symptoms.
WHY_IT_WORKS = late(
    r"\b(?:this|its|that|the|these|ketamine's|spravato's) (?:[\w-]+ ){0,3}?(?:mechanisms?(?: of action)?|"
    r"modes? of action) (?:is why|is what makes|makes?|means|allows?|enables?|lets|results? in|leads? to|"
    r"translates? (?:in)?to|provides?|offers?|delivers?|produces?) (?:[\w'-]+ ){0,5}?(?:effective\w*|relief|"
    r"results|success\w*|faster|improve\w*|recover\w*|powerful|superior)\b"
    r"|\bmechanism (?:that|which) (?:makes?|lets?|allows?|helps?) (?:ketamine|it|spravato|"
    r"the \w+) (?:to )?(?:be )?(?:works?|effective|succeed|help)\b"
    r"|\b(?:works?|acts?|treats?|heals?|address(?:es)?|targets?) (?:[\w'-]+ ){0,4}?(?:at|on) (?:the|"
    r"a) (?:[\w-]+ )?(?:neurological|neural|neuronal|cellular|synaptic|brain|molecular|biological|"
    r"root) (?:level|cause)\b[^.;?!]{0,20}?"
    r"\b(?:not (?:just|only|merely)|rather than|instead of|beyond|unlike)\b"
)
