"""
The ways of saying that nerve cells grow, that a brain is mended, and that this lifts symptoms.

Word classes first, then the frames made of them. Everything is for folded lower-case text.
"""

from __future__ import annotations

from kb.late_pattern import late

_FEW = (
    r"(?:(?!(?:around|against|at|near|from|with|for|about|on|by|who|that|when|where|because|if|but)\b)"
    r"[\w'-]+,? ){0,5}?"
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
    r"endings?|"
    r"tissue|damage|fib\w+|pathways?|growth))|neurons?|synap(?:se|ses|tic (?:density|number|strength|"
    r"contacts?|links?|"
    rf"connections?|spines?))|brain cells?|gr[ae]y matter|dendri\w+|(?:neuronal )?spines|spine density|"
    rf"hippocampus|"
    rf"{_OF_BRAIN} (?:[\w'-]+ )?{_PARTS}|"
    r"(?:connections?|links|pathways?|communication) (?:in|within|between|among|across|inside) (?:the |"
    r"your |regions of "
    r"the |damaged |different )*(?:brain|neurons|brain cells|brain regions|nerve cells|synapses)|"
    r"pathways? (?:behind|that (?:control|govern|regulate|drive)|responsible for|"
    r"involved in) (?:[\w',]+ ){0,3}?"
    r"(?:mood|emotions?|thinking|cognition|thoughts?|pain|memory|stress|motivation|reward)|"
    r"(?:mood|fear|stress|reward|emotional|thought) circuits?|circuits (?:worn|damaged|weakened|behind|"
    r"hurt|lost))"
)
#: The same without the brain named: counts where the brain stands nearby.
_UNNAMED = (
    r"(?:(?:new|fresh|healthy|healthier|stronger|lost|damaged|broken|frayed|vital)(?: (?:and |or |"
    r", )?[\w-]+){0,2}? "
    r"(?:connections?|pathways?|routes?|links?|circuits?|networks?|ones)(?! (?:to|of|for|"
    r"with) (?:\w+ )?(?:care|"
    r"treatment|heal\w+|recovery|wellness|relief|family|friends|people|others|the world|loved|yourself)))"
)
_LOSS = (
    r"(?:(?:the |any |this |that |some of the |years of )*(?:structural |lasting |physical |"
    r"neural )?damage\b(?! to "
    r"(?:the )?(?:bladder|liver|kidneys?|urinary|relationships?|your (?:\w+ )?(?:relationship|marriage|"
    r"career|family)))|"
    r"(?:brain|nerve|neuronal|neural|cell|mitochondrial) damage|(?:dendritic |brain |neuronal |"
    r"synaptic )?atrophy|"
    r"shrin(?:king|kage) of|(?:synap\w+|neuron\w*|nerve|brain(?: cell)?|dendri\w+)[ -](?:loss|shrinkage|"
    r"degeneration|"
    r"changes)|neuro-?degenerati\w+|(?:structural |physical |brain |neural )+changes)"
)
_OF_CELLS = (
    r"\b(?:brain|neur\w+|nerves?|synap\w+|dendri\w+|hippocamp\w+|mitochondri\w+|cells?|cellular|stress|"
    r"depress\w+|"
    r"trauma|mind|anxiety)\b"
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
    r"establish(?:es|ing)?|"
    r"develop(?:s|ing)?|lay(?:s|ing)? down|add(?:s|ing)?|produc(?:e|es|ing)|multipl(?:y|ies|ied)|"
    r"re-?form(?:s|ing)?|"
    r"re-?shap(?:e|es|ed|ing)|increas(?:e|es|ed|ing))"
)
_UNDO = (
    r"(?:revers(?:e|es|ed|ing)|(?:reversal|resolution|repair|healing|restoration) of|resolv(?:e|es|ed|ing)|"
    r"undo(?:es|ing)?|undid|repair(?:s|ed|ing)?|heal(?:s|ed|ing)?|mend(?:s|ed|ing)?|"
    r"offset(?:s|ting)?|counter-?act(?:s|ed|ing)?|prevent(?:s|ed|ing)?|halt(?:s|ed|ing)?|restor(?:e|es|ed|"
    r"ing)|"
    r"overcom(?:e|es|ing)|fix(?:es|ed|ing)?|correct(?:s|ed|ing)?|eras(?:e|es|ed|ing)|combat(?:s|ing)?)"
)
#: Verbs that further something; what they further must itself be growth.
_FURTHER = (
    r"(?:promot(?:e|es|ed|ing|ion of)|stimulat(?:e|es|ed|ing|ion of)|boost(?:s|ed|ing)?|support(?:s|ed|ing)?|"
    r"enhanc(?:e|es|ed|ing|ement of)|trigger(?:s|ed|ing)?|encourag(?:e|es|ed|ing)|foster(?:s|ed|ing)?|"
    r"spark(?:s|ed|ing)?|induc(?:e|es|ed|ing)|facilitat(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|fuel(?:s|led|"
    r"ling)?|"
    r"accelerat(?:e|es|ed|ing)|activat(?:e|es|ed|ing)|driv(?:e|es|ing)|ignit(?:e|es|ed|ing)|caus(?:e|es|ed|"
    r"ing)|"
    r"increas(?:e|es|ed|ing)|improv(?:e|es|ed|ing)|kick-?start(?:s|ed|ing)?|spur(?:s|red|ring)?|"
    r"heighten(?:s|ed|ing)?|"
    r"lead(?:s|ing)? to|led to|result(?:s|ed|ing)? in|harness(?:es|ing)?|unlock(?:s|ed|ing)?|start(?:s|ed|"
    r"ing)?|"
    r"initiat(?:e|es|ed|ing)|work(?:s|ing)? on|allow(?:s|ing)?(?: for)?|creat(?:e|es|ed|ing)|cataly[sz]\w+|"
    r"help(?:s|ing)?|"
    r"open(?:s|ed|ing)?)"
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
    r"plasticity|"
    r"(?:brain|neural|neuronal|synaptic|functional) connectivity|brain(?:'s)? flexibility)"
)
_FUNCTION = (
    r"(?:(?:healthy |healthier |normal |optimal |proper |lost |full )*(?:brain|neural|neuronal|"
    r"neurological|synaptic)"
    r"(?:'s)? (?:function(?:ing)?|flexibility|plasticity|resilience|capacity))"
)
#: The brain itself, right behind a verb of mending.
_BRAIN = (
    r"(?:(?:the|your|a|an|their|our|my|every|damaged|injured|stressed|depressed|tired|aging|ageing|whole|"
    r"human|"
    r"traumati[sz]ed) ){0,3}(?:brain\b(?! (?:fog|zaps?|scans?|imaging|mapping|tumou?rs?|cells?|"
    r"health journey))|"
    r"nervous system\b)"
)

#: Growth or repair of nerve tissue told outright.
GROWTH = late(
    rf"\b(?:{_MEND}|{_GROW}) {_FEW}(?:{TISSUE})"
    rf"|\b(?:{_MEND}) (?:and \w+ )?(?:{_FUNCTION}|{_BRAIN})"
    rf"|\bmak(?:e|es|ing) {_FEW}(?:connections?|{TISSUE}) (?:stronger|healthier|grow\w*|whole|denser)"
    rf"|\b(?:{_UNDO}) (?:[\w'-]+,? ){{0,3}}?{_LOSS}"
    rf"|\b{_FURTHER} (?:[\w'-]+,? ){{0,4}}?{_GROWTH}(?:,? (?:and |or )?[\w-]+){{0,3}}? (?:of|in|within|"
    rf"inside|between|"
    rf"across) (?:[\w'-]+,? ){{0,4}}?(?:{TISSUE}|brain|cells|mind|nerve endings|hippocampus)\b"
    rf"|\b{_FURTHER} (?:[\w'-]+,? ){{0,4}}?(?:(?:cellular|cell|neural|neuronal|neurological|nerve|brain|"
    rf"synap\w+|"
    rf"dendri\w+|spine|mitochondrial|tissue) {_GROWTH}|(?:new|more|fresh|stronger|additional|healthier|lost) "
    rf"(?:[\w'-]+ ){{0,2}}?(?:{TISSUE})|neuro-?genesis|synapto-?genesis|spino-?genesis|(?:healthy|healthier) "
    r"(?:brain|neural|synaptic) (?:activity|function\w*|cells|growth))"
    rf"|\b{_GROWTH}(?: and [\w-]+)? of (?:[\w'-]+,? ){{0,4}}?(?:{TISSUE})"
    rf"|\b(?:synap(?:se|tic)|neuron(?:al)?|neural|neurological|dendri(?:te|tic)|spine) (?:re-?)?(?:growth|"
    r"regeneration|repair|renewal)\b|\b(?:neuro-?genesis|synapto-?genesis|spino-?genesis)\b"
    rf"|\b(?:{TISSUE})(?: [\w'-]+){{0,4}}? (?:are|is|get|gets|be|being|been|"
    rf"begin to be) (?:\w+ly )?{_MADE_NEW}\b"
    rf"|\b(?:make|makes|making|let|lets|help|helps|helping|causes?|gets?|(?:as|when|while|once) "
    rf"(?:new|more|lost|damaged|these)) (?:[\w'-]+ ){{0,2}}?(?:{TISSUE}) (?:to )?(?:sprout|(?:re-?)?grow|"
    rf"re-?connect|re-?generate|heal|bloom|form|return|re-?form|mend)s?\b"
    rf"|\b(?:new |lost |damaged |broken |more |stronger |"
    rf"healthier )+(?:[\w'-]+ ){{0,2}}?(?:{TISSUE}) (?:are|to|will|can|"
    r"may|begin|start)\b[^.;]{0,20}(?:form\w*|grow\w*|built|creat\w+|restor\w+|develop\w*)"
)
#: The same of "new connections" and the like, where the brain stands elsewhere in the sentence or above it.
GROWTH_UNNAMED = late(rf"\b(?:{_MEND}|{_GROW}|open(?:s|ing)?) (?:[\w'-]+,? ){{0,3}}?{_UNNAMED}")
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
    r"(?:improv(?:e|es|ed|ing|ements?)|fewer|steadier|calmer|reduc(?:e|es|ed|ing|tions?)|reliev(?:e|es|ed|ing)|relief|eas(?:e|es|"
    r"ed|ing)|"
    r"alleviat(?:e|es|ed|ing|ion)|lift(?:s|ed|ing)?|treat(?:s|ed|ing)?|combat(?:s|ing)?|lower(?:s|ed|ing)?|"
    r"less(?:en(?:s|ed|ing)?)?|diminish\w*|decreas(?:e|es|ed|ing)|better|overcom(?:e|es|ing)|heal(?:s|ed|"
    r"ing)?|"
    r"break(?:s|ing)?|recover\w*|gains?|help(?:s|ed|ing)?|restor(?:e|es|ed|ing)|resol(?:ve|ves|ved|ving))"
)
_RELIEVED = (
    r"(?:symptoms?|depress\w+|anxi\w+|ptsd|mood|pain|suicid\w+|well-?being|trauma\w*|cravings?|addiction|"
    r"despair|emotion\w*|cognit\w+|behaviou?r\w*|thoughts?|thinking|(?:old|negative|harmful|stuck|unhelpful|"
    r"anxious) (?:[\w-]+ ){0,2}?(?:patterns?|loops?|habits?|cycles?))"
)
_WORKINGS = (
    r"(?:(?:neural|brain|neuronal|nerve|neurological|neuro-?biological|synaptic|these|those|mood|"
    r"dysfunctional|"
    r"key|faulty|damaged)(?:'s)? (?:[\w'-]+ ){0,2}?(?:pathways?|circuits?|circuitry|networks?|connections?|"
    r"patterns?|"
    r"function(?:ing)?|activity|chemistry|cells?)|brain chemicals|neurons?|synap\w+|"
    rf"neuro-?inflammation|mitochondri\w+|{_PLASTICITY})"
)
_PUT_RIGHT = (
    r"(?:(?:re-?)?balanc\w+|restor\w+|normali[sz]\w+|tun(?:e|es|ed|ing)|re-?setting|repair\w*|correct\w*|"
    r"fix\w*|"
    r"optimi[sz]\w+|calm\w*|disrupt\w*|interrupt\w*|break\w*|re-?wir\w+|br(?:ings?|inging)|re-?shap\w+|"
    r"re-?organi[sz]\w+|strengthen\w*|(?:re-?)?build\w*|rebuilt|promot\w+|stimulat\w+|boost\w*|enhanc\w+|"
    r"grow\w*|"
    r"form\w*|creat\w+|re-?generat\w+|heal\w*|support\w*|foster\w*|encourag\w+|rais\w+|increas\w+)"
)
_BALANCED = (
    r"(?:(?:re-?)?balanc\w+|restor\w+|normali[sz]\w+|tun(?:e|es|ed|ing)|repair\w*|correct\w*|regenerat\w+|"
    r"replenish\w*|optimi[sz]\w+)"
)
_CAUSE = (
    rf"(?:{_PUT_RIGHT} (?:[\w',-]+ ){{0,6}}?{_WORKINGS}|"
    rf"{_BALANCED} (?:[\w',-]+ ){{0,4}}?(?:neuro-?transmitters?|brain chemistry))"
)
_EFFECT = rf"{_RELIEF}(?: (?:[\w'-]+,? ){{0,6}}?{_RELIEVED}|\W*$)"
#: A change in the workings of the brain told as what brings the relief.
CAUSE_OF_RELIEF = late(
    rf"\bby (?:\w+ly )?{_CAUSE}\b[^.;?!]{{0,60}}?\b{_EFFECT}"
    rf"|\b{_RELIEF} (?:[\w',-]+ ){{0,9}}?by (?:\w+ly )?{_CAUSE}"
    rf"|\b{_CAUSE}\b[^.;?!]{{0,40}}?\b(?:thereby|thus|hence|leading to|which (?:in turn )?(?:leads to|"
    rf"results in)|"
    rf"resulting in|and so|so that|which in turn)(?:,? [\w'-]+){{0,3}}? {_EFFECT}"
    rf"|\b{_CAUSE}\b[^.;?!]{{0,30}}?,? and (?:this|that|these|so) (?:is (?:the key to|why|what|how)|helps?|in turn|"
    rf"means|brings?|leads to|lets)(?: [\w'-]+){{0,3}}? {_EFFECT}"
    r"|\bneuro-?transmitters? (?:are|is|get) (?:made|released|produced|boosted|raised|restored|balanced)\b"
    rf"[^.;?!]{{0,20}}?\b(?:which|this|that|these) (?:in turn )?(?:[\w'-]+ ){{0,3}}?{_EFFECT}"
    rf"|\b{_CAUSE} (?:[\w'-]+ ){{0,3}}?(?:needed|required|necessary) (?:to|for) (?:[\w'-]+ ){{0,3}}?{_EFFECT}"
)
#: The mechanism as the label of what it is said to bring: "More BDNF: a steadier mood".
LABELLED = late(
    r"^\W*(?:(?:more|higher|increased|raised|enhanced|improved|better|boosts?|rapid|greater|new|lower|less|reduced|calms?)"
    r" )(?:[\w-]+ ){0,2}?(?:bdnf|growth factors?|(?:neuro-?)?plasticity|synap\w+|connectivity|neuro-?genesis|"
    r"(?:brain|neural) \w+|neuro-?inflammation)(?: \w+)?(?: ?:| ,) "
    rf"[^.;?!]{{0,60}}?\b(?:{_RELIEVED}|calmer|happier|steadier)"
)
#: What is stored in the body, and let go.
STORED = late(
    r"\b(?:releas|clear|dislodg|discharg|unlock|flush|dissolv|eras|mov|work)(?:e|es|ed|ing|"
    r"s)?(?: on)? (?:[\w'-]+ ){0,4}?"
    r"(?:(?:trauma|memor(?:y|ies)|emotions?|stress|grief|it) (?:[\w'-]+ ){0,2}?(?:stored|held|trapped|"
    r"locked|stuck|"
    r"lodged|buried) (?:\w+ )?(?:in|inside|within|by) (?:the|your) (?:body|nervous system|cells?|tissues?|"
    r"brain)|"
    r"(?:body|nervous system|brain)'s (?:[\w-]+ )?(?:storage|memory|imprints?|record) of)\b"
)
#: A mechanism told as why it works; and one set against mere symptoms.
WHY_IT_WORKS = late(
    r"\b(?:this|its|that|the|these|ketamine's|spravato's) (?:[\w-]+ ){0,3}?(?:mechanisms?(?: of action)?|"
    r"modes? of "
    r"action) (?:is why|is what makes|makes?|means|allows?|enables?|lets|results? in|leads? to|"
    r"translates? (?:in)?to|"
    r"provides?|offers?|delivers?|produces?) (?:[\w'-]+ ){0,5}?(?:effective\w*|relief|results|success\w*|"
    r"faster|"
    r"improve\w*|recover\w*|powerful|superior)\b"
    r"|\bmechanism (?:that|which) (?:makes?|lets?|allows?|helps?) (?:ketamine|it|spravato|the \w+) (?:to )?(?:be )?"
    r"(?:works?|effective|succeed|help)\b"
    r"|\b(?:works?|acts?|treats?|heals?|address(?:es)?|targets?) (?:[\w'-]+ ){0,4}?(?:at|on) (?:the|"
    r"a) (?:[\w-]+ )?"
    r"(?:neurological|neural|neuronal|cellular|synaptic|brain|molecular|biological|root) (?:level|"
    r"cause)\b[^.;?!]{0,20}?"
    r"\b(?:not (?:just|only|merely)|rather than|instead of|beyond|unlike)\b"
)
