"""Which claims a sentence makes: own paraphrases, traps of number and negation, clean copy, real pages."""

from __future__ import annotations

import time

import pytest

from benchmarks.vet_mentions import score_mentions
from kb.vetting.claim_finder import find_claims
from tests.conftest import SHARED
from tests.vetting.knowledge_at_hand import knowledge

#: A sentence of our own, and the claims any of which is the right one.
PARAPHRASES = [
    ("Roughly seven in ten people with depression respond to a course of infusions", "response-70-percent"),
    ("A 70 percent response rate is what you can expect", "response-70-percent"),
    ("85% of our patients respond to ketamine", "response-85-percent"),
    ("EIGHTY-FIVE PERCENT OF PATIENTS RESPOND", "response-85-percent"),
    ("Its response rate of 85 % is over two times that of ordinary antidepressants", "response-85-percent"),
    ("Ketamine begins working within minutes", "onset-within-minutes"),
    ("Many notice relief from depression almost instantly", "onset-within-minutes"),
    ("Relief from depresion can come within 24 hours", "onset-within-24-hours"),
    ("Most feel their mood lift within one day of treatment", "onset-within-24-hours"),
    ("Anhedonia in bipolar depression was reversed within forty minutes", "onset-40-minutes-anhedonia"),
    (
        "Ketamine isn\u2019t addictive and can take the place of opioids for chronic pain",
        "non-addictive-opioid-alternative",
    ),
    (
        "A non\u2011addictive alternative to opioid painkillers",
        "non-addictive-opioid-alternative,less-addictive-than-opioids",
    ),
    ("Ketamine is less addictive than narcotic pain medicine", "less-addictive-than-opioids"),
    (
        "There is no withdrawal when you stop ketamine",
        "no-physical-withdrawal,stop-anytime-no-withdrawal-unlike-ssri",
    ),
    (
        "You can quit ketamine at any time without withdrawal, unlike SSRIs",
        "stop-anytime-no-withdrawal-unlike-ssri",
    ),
    (
        "Becoming addicted under medical use of ketamine is extremely rare",
        "addiction-very-rare-in-medical-use",
    ),
    (
        "In small, infrequent clinic doses there is virtually no potential for abuse",
        "virtually-no-abuse-potential-supervised",
    ),
    ("Ketamine is a miracle drug for depression", "miracle-drug"),
    ("KETAMINE: THE WONDER DRUG", "miracle-drug"),
    ("Ketamine is a true breakthrough in the treatment of depression", "breakthrough-in-depression"),
    (
        "Ketamine infusions have transformed care through their high response rate in resistant depression",
        "high-response-rate",
    ),
    (
        "No serious long-term side effects of ketamine have been reported",
        "no-long-term-harm-reported,no-long-term-harm-seen-by-clinic",
    ),
    (
        "Our clinic has never seen a lasting side effect from low-dose infusions",
        "no-long-term-harm-seen-by-clinic",
    ),
    ("Patients report minimal side effects", "side-effects-minimal"),
    ("Nausea is seen in about 10% of infusions", "nausea-10-percent"),
    ("Headaches are rare after ketamine", "headache-rare"),
    (
        "Ketamine is among the safest medicines in the world according to the World Health Organization",
        "among-safest-medicines-who",
    ),
    ("Ketamine has been used safely since the 1970s", "safe-record-since-1970s"),
    ("Ketamine was used on wounded soldiers in Vietnam", "used-in-vietnam-war"),
    ("Ketamine was first synthesised in 1962 and approved for anaesthesia in 1970", "history-1962-1966-1970"),
    ("The FDA approved ketamine only as an anesthetic", "approved-only-for-anaesthesia"),
    ("Ketamine infusions are not FDA approved for depression", "iv-not-approved-for-depression"),
    (
        "The use of ketamine for mood disorders is off-label",
        "infusion-is-off-label,fda-approved-and-open-to-off-label-use",
    ),
    (
        "Ketamine is an FDA-approved medicine that doctors may use off label",
        "fda-approved-and-open-to-off-label-use",
    ),
    ("Ketamine is a Schedule III drug, so it is approved for medical use", "schedule-iii-means-approved"),
    ("Insurance does not pay for ketamine infusions", "infusions-not-insured"),
    ("Each infusion costs $399", "fee-399-per-infusion"),
    ("An infusion is $450 and six of them cost $3,000 to $4,000", "infusion-450-six-for-3000-to-4000"),
    ("The infusion runs for 40 minutes", "infusion-takes-40-minutes"),
    ("Each infusion takes 45 to 60 minutes", "infusion-takes-45-to-60-minutes"),
    ("We recommend six to eight infusions spaced 2-5 days apart", "six-to-eight-infusions-2-to-5-days-apart"),
    ("Six infusions over three weeks give the maximum benefit", "six-infusions-three-weeks-maximise"),
    ("You may not drive for six hours after the infusion", "driving-after-6-hours"),
    ("After the home nasal spray wait four hours before driving", "driving-after-4-hours-home-spray"),
    ("You can go back to work the next day", "work-next-day"),
    ("Ketamine helps people with PTSD", "treats-ptsd"),
    ("Our infusions treat obsessive compulsive disorder", "treats-ocd"),
    ("Ketamine relieves fibromyalgia", "treats-fibromyalgia"),
    ("Migraine sufferers find relief with ketamine", "treats-migraine"),
    ("Ketamine is a treatment for complex regional pain syndrome", "treats-crps"),
    ("Cluster headaches respond to ketamine", "treats-cluster-headache"),
    ("Ketamine eases anxiety disorders", "treats-anxiety"),
    ("Ketamine is used against alcohol, cocaine and opioid addiction", "used-for-substance-use-disorders"),
    ("Ketamine works well for cancer pain and in hospice", "works-well-in-cancer-pain-and-hospice"),
    ("Ketamine is effective for neuropathic pain", "treats-neuropathic-pain"),
    ("Ketamine restores the ability to feel pleasure in anhedonia", "treats-anhedonia"),
    ("Ketamine saves the lives of suicidal patients", "saves-lives-of-suicidal-people"),
    (
        "Suicidal thoughts fell significantly within 24 hours of one infusion",
        "fewer-suicidal-thoughts-at-24-hours",
    ),
    (
        "Ketamine quickly lowers depression and suicidality, many studies show",
        "rapidly-reduces-depression-and-suicidality",
    ),
    ("It is the safest and fastest option when nothing else helped", "safest-fastest-long-term-option"),
    (
        "Within hours ketamine does what other antidepressants need six weeks for",
        "hours-match-six-weeks-of-antidepressant",
    ),
    ("Ketamine acts faster than SSRIs", "faster-than-ssris"),
    ("The results of ketamine last for several months", "response-lasts-months"),
    ("Depression can return within weeks without maintenance", "relapse-within-weeks-without-maintenance"),
    ("Ketamine has cured some patients of their depression", "some-patients-cured"),
    ("There is no cure for depression", "depression-has-no-cure"),
    (
        "Ketamine resets your brain and lets new connections form",
        "brain-reset-new-connections,proven-brain-reboot",
    ),
    ("Science has proven that ketamine reboots the brain", "proven-brain-reboot"),
    ("Ketamine reverses what stress did to the brain", "reverses-brain-damage-of-stress"),
    ("New synapses grow within hours of an infusion", "new-spines-within-hours,builds-synapses-in-treated"),
    ("Ketamine boosts BDNF", "ketamine-raises-bdnf"),
    ("Ketamine blocks NMDA receptors, which use glutamine", "nmda-uses-glutamine"),
    ("Ketamine blocks the reuptake of serotonin", "blocks-monoamine-reuptake"),
    ("Nobody fully understands how ketamine works", "mechanism-not-settled"),
    ("Ketamine works on the opioid receptors too", "acts-on-opioid-receptors"),
    ("Oral ketamine lozenges at home are an effective treatment", "oral-ketamine-at-home-works"),
    ("A compounded nasal spray at home treats depression, anxiety and PTSD", "home-nasal-spray-treats-list"),
    ("Home ketamine is certain to bring relief", "home-therapy-certain-relief"),
    ("Doctors never prescribe ketamine for home use since it is too dangerous", "never-prescribed-for-home"),
    ("Infusion gives the best absorption of all routes", "infusion-absorbed-best"),
    ("Most patients enjoy the experience during an infusion", "experience-pleasant-for-most"),
    ("You do not have to dissociate for ketamine to relieve depression", "dissociation-not-needed"),
    ("About 17% of people suffer depression at some point in life", "lifetime-depression-17-percent"),
    ("More than 16 million American adults have major depression", "mdd-16-million-us-adults"),
    (
        "Depression costs the US economy $210 billion a year in lost productivity",
        "depression-cost-210-billion-productivity",
    ),
    (
        "Depression is the leading cause of disability between ages 15 and 44",
        "depression-leading-disability-15-44",
    ),
    (
        "About 30% of depressed people do not respond to standard antidepressants",
        "thirty-percent-no-response-usual-drugs",
    ),
    ("Ketamine does not work for everyone with depression", "not-effective-for-everyone"),
    (
        "Ketamine hardly affects blood pressure, heart rate or breathing",
        "minimal-effect-on-vital-signs,little-respiratory-depression,breathing-and-circulation-not-depressed",
    ),
    (
        "Ketamine doesn't suppress breathing or circulation the way other anesthetics do",
        "breathing-and-circulation-not-depressed,little-respiratory-depression",
    ),
    ("Side effects wear off in a few hours", "acute-effects-gone-in-hours"),
    ("Bladder damage is unlikely with the home nasal spray", "bladder-harm-unlikely"),
    ("Low-dose naltrexone helps with depression and inflammation", "low-dose-naltrexone-beside-ketamine"),
    ("NAD+ infusions help mental clarity and depression", "nad-infusions-for-clarity-and-depression"),
    ("Ketamine must only be given under a physician's supervision", "only-under-medical-supervision"),
]
#: Where similarity alone would find the claim, and the sentence denies it or gives another number.
TRAPS = [
    ("Ketamine is addictive", "non-addictive-opioid-alternative"),
    ("Stopping ketamine can cause withdrawal", "no-physical-withdrawal"),
    ("Ketamine does not cure depression", "some-patients-cured"),
    ("Ketamine is not a miracle drug", "miracle-drug"),
    ("Ketamine does not treat fibromyalgia", "treats-fibromyalgia"),
    ("Long-term side effects of ketamine have been reported", "no-long-term-harm-reported"),
    ("Ketamine is FDA approved for depression", "iv-not-approved-for-depression"),
    ("Insurance covers ketamine infusions", "infusions-not-insured"),
    ("Ketamine does not work within minutes", "onset-within-minutes"),
    ("Ketamine works for everyone with depression", "not-effective-for-everyone"),
    ("Some 30% of depressed people respond to ketamine infusions", "response-70-percent"),
    ("85% of patients with depression respond to ketamine", "response-70-percent"),
    ("Nausea occurs in about 40% of people given infusions", "nausea-10-percent"),
    ("The infusion takes two hours", "infusion-takes-40-minutes"),
]
CLEAN = """
We look forward to meeting you and your family.
Our office is on the second floor, with parking behind the building.
Please bring a list of your medicines and a photo ID.
Wear comfortable clothes and leave your contact lenses at home.
You will meet our nurse, who takes your weight and answers your questions.
We are open Monday to Friday from 9 to 5.
Please arrange for someone to take you home.
Ask your therapist to send us your records before the first visit.
Cancel at least 24 hours ahead, or a fee applies.
Depression is a common illness that can affect anyone.
The consultation lasts about an hour, and you can ask anything.
We send a summary of each visit to your family doctor.
Our team speaks English, Spanish and Vietnamese.
Your information is kept private in line with the law.
Ketamine is an anaesthetic; its use for depression is off-label, and it may not help you.
Payment plans can be arranged at the front desk.
The room is quiet, with a reclining chair, a blanket and music.
Our founder trained in emergency medicine and family medicine.
Gift cards are sold at the reception.
Sign up for our newsletter to hear about events in town.
We also offer vitamin drips and weight management.
Directions: take exit 12 and turn left at the library.
Please fill in the forms online before you come.
You can reach us by phone, by email or through the portal.
If you have an emergency, call 911 or go to the nearest hospital.
Children must be accompanied by an adult in the waiting room.
Our staff wash their hands and clean every chair between visits.
A blood pressure cuff and a finger sensor are placed before we start.
We review your history and decide together whether to go on.
Some people feel sleepy afterwards, so plan a calm evening.
"""


def _right(text: str, claims: str, *, agreeing: bool = False) -> bool:
    found = find_claims(text, knowledge())
    return any(f.claim in claims.split(",") and (f.agrees or not agreeing) for f in found)


def test_most_paraphrases_are_found_and_agree() -> None:
    assert len(PARAPHRASES) >= 80
    found = sum(_right(text, claims) for text, claims in PARAPHRASES) / len(PARAPHRASES)
    agreeing = sum(_right(text, claims, agreeing=True) for text, claims in PARAPHRASES) / len(PARAPHRASES)
    assert found >= 0.93
    assert agreeing >= 0.88


@pytest.mark.parametrize(("text", "claim"), TRAPS)
def test_a_denial_or_another_number_never_agrees(text: str, claim: str) -> None:
    assert claim in knowledge().claims
    assert not any(f.claim == claim and f.agrees for f in find_claims(text, knowledge()))


def test_another_number_is_said_in_words() -> None:
    found = {f.claim: f for f in find_claims("85% of people with depression respond", knowledge())}
    assert found["response-85-percent"].agrees
    assert found["response-70-percent"].differs == ("says 85%, the claim about 70%",)


def test_capitals_curly_quotes_hyphens_and_typos_change_nothing() -> None:
    plain = find_claims("Ketamine isn't addictive, a non-addictive alternative to opioids", knowledge())
    curly = find_claims(
        "KETAMINE ISN\u2019T ADDICTIVE, A NON\u2011ADDICTIVE ALTERNATIVE TO OPIOIDS", knowledge()
    )
    assert [f.claim for f in plain] == [f.claim for f in curly] != []
    assert _right("Ketamine for fibromialgia", "treats-fibromyalgia")
    assert _right("Relief from depresion within 24 hours", "onset-within-24-hours")


def test_a_question_makes_no_claim() -> None:
    assert find_claims("Is ketamine addictive?", knowledge()) == ()
    assert find_claims("", knowledge()) == ()


def test_clean_copy_makes_few_claims() -> None:
    words = len(CLEAN.split())
    found = [f for line in CLEAN.split("\n") for f in find_claims(line, knowledge())]
    assert words > 300
    assert 1000 * len(found) / words < 10


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="no ../shared beside the project")
def test_the_mentions_of_the_pages_are_found() -> None:
    score = score_mentions(knowledge(), SHARED / "seeds")
    assert score["mentions"] > 150
    assert score["found"] >= 0.81
    assert score["found_first"] >= 0.74


@pytest.mark.parametrize(
    ("text", "context", "claim"),
    [
        ("PTSD", "What does ketamine treat?", "treats-ptsd"),
        (
            "This happens within hours of an infusion.",
            "Ketamine makes new synapses grow.",
            "new-spines-within-hours",
        ),
    ],
)
def test_what_a_sentence_leans_on_helps_to_recognise_its_claim(text: str, context: str, claim: str) -> None:
    assert claim not in {found.claim for found in find_claims(text, knowledge())}
    assert claim in {found.claim for found in find_claims(text, knowledge(), context)}


def test_a_sentence_that_says_nothing_of_a_claim_does_not_borrow_it() -> None:
    said = "Ketamine relieves fibromyalgia."
    assert find_claims("This is why we are open on Sundays.", knowledge(), said) == ()


def test_finding_claims_is_quick() -> None:
    sentences = [f"{text} {n}" for n in range(5) for text, _ in PARAPHRASES]
    find_claims("warm the index", knowledge())
    start = time.process_time()
    for text in sentences:
        find_claims(text, knowledge())
    assert (time.process_time() - start) / len(sentences) < 0.002
