"""The checks that ask the library: what they must say, and on what they must be silent."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest

from kb.vetting.check_input import CheckInput
from kb.vetting.evidence_rules import CHECKS, PAGE_CHECKS
from kb.vetting.records import Block, BlockKind, Copy, Sentence, Voice
from kb.vocabulary import Severity
from tests.vetting.knowledge_at_hand import TODAY, Head, knowledge, says

FLAGGED: dict[str, list[str]] = {
    "approval_not_held": [
        "All of our infusions are FDA-approved treatments for chronic pain.",
        "Did you know ketamine is FDA approved to treat PTSD and anxiety?",
        "We offer FDA-approved ketamine infusions for depression.",
        "Ketamine is now approved by the FDA to treat anxiety and PTSD.",
        "KETAMINE IS FDA\u2011APPROVED FOR CHRONIC PAIN!",
        "Did you know that IV ketamine has FDA approval for treatment\u2010resistant depression.",
        "Esketamine is FDA approved for bipolar disorder.",
        "Spravato is FDA-approved for PTSD and anxiety.",
        "Our FDA-approved ketamine lozenges for depression come by mail.",
        "The Food and Drug Administration has approved ketamine for suicidal patients.",
        "Ketamine therapy for major depression is FDA-approved.",
    ],
    "approval_left_floating": [
        "Ketamine is an FDA-approved medication that changes how depression is treated.",
        "Our FDA approved ketamine infusions help people with depression.",
        "Ketamine is FDA-approved and may be given off-label for depression.",
    ],
    "stale_approval": [
        "Spravato has to be taken together with an oral antidepressant.",
        "Esketamine is only approved in conjunction with an oral antidepressant for treatment-resistant depression.",
        "Spravato is not approved as monotherapy.",
        "Drug makers are still hoping to win approval for a ketamine nasal spray for depression.",
        "Spravato is the only FDA-approved ketamine product for depression.",
    ],
    "compounded_without_disclosure": [
        "Order ketamine lozenges online and have them sent to your home for anxiety.",
        "We send compounded ketamine spray to your home.",
        "Get ketamine troches by mail for your depression.",
        "Ketamine tablets arrive at your doorstep within two days.",
        "Our compounded ketamine nasal spray is available for anxiety and depression.",
        "Take ketamine lozenges from the comfort of your own home to treat depression.",
        "At-home ketamine therapy is offered to all our patients.",
        "We ship ketamine troches directly to your door.",
    ],
    "compounded_as_branded": [
        "We prescribe generic Spravato at a fraction of the price.",
        "Our nasal spray is the same drug as Spravato.",
        "Compounded esketamine is available here.",
        "Our spray is equivalent to Spravato.",
    ],
    "esketamine_at_home": [
        "Ask for our take-home nasal spray, the same esketamine you get at the clinic.",
        "Spravato is now available as a take-home nasal spray.",
        "You can use Spravato at home.",
        "We offer at-home Spravato for busy people.",
        "Take your esketamine from the comfort of your own home.",
        "With us you get Spravato without the two-hour monitoring.",
    ],
    "rate_above_evidence": [
        "Our drops brought improvement of mood, of outlook, of thinking, and of sleep as well, in 78% of people.",
        "Ninety percent of our patients feel better.",
        "Ketamine has an astonishing 85% success rate.",
        "Up to 80% of people with treatment-resistant depression respond to ketamine.",
        "About seven out of ten patients respond to infusions.",
        "Over three quarters of patients respond.",
        "Ketamine is 92% effective against depression.",
        "80-90% of people see improvement after six infusions.",
        "Remission rates of 70% are common with ketamine.",
        "Nearly 9 in 10 clients report relief from their symptoms.",
        "Ketamine works for 83% of those who failed other antidepressants.",
        "85% of our PTSD patients improve with ketamine.",
        "response rate of .85",
        "EIGHTY PERCENT OF PATIENTS RESPOND",
    ],
    "rate_without_qualifier": [
        "70% of patients respond to ketamine.",
        "Two-thirds of patients respond.",
        "60% of people with depression get relief from ketamine.",
    ],
    "relative_without_base": [
        "Ketamine is twice as effective as antidepressants.",
        "The response is more than double that of SSRIs.",
        "It works ten times faster than tablets.",
        "Ketamine is 3x more effective than traditional medication.",
    ],
    "onset_beyond_evidence": [
        "Depression gone in seconds with ketamine.",
        "Feel your depression lift the moment the drip starts.",
        "Relief from depression within hours.",
        "Feel better the same day.",
        "Your mood lifts as soon as the infusion begins.",
        "Ketamine works almost instantly to lift depression.",
        "Feel relief within minutes.",
        "Most patients feel better within 20 minutes.",
        "Ketamine relieves depression within an hour.",
        "Get immediate relief from your symptoms.",
    ],
    "duration_beyond_evidence": [
        "Calm that stays, and healing that lasts.",
        "Results vary, yet most people enjoy enduring benefits.",
        "Our course stretches your gain into months.",
        "Aftercare helps the gains stick.",
        "This programme lastingly eases pain.",
        "Not just temporary relief.",
        "Benefits persist for weeks to months.",
        "Within days comes lasting relief.",
        "Ketamine brings years of relief from depression.",
        "Six infusions will keep your depression away for years.",
        "Stay well for years after one series.",
        "Ketamine offers lasting relief from depression.",
        "Our infusions give long-term results.",
        "Relief that lasts for years.",
        "The effects of one course last six to twelve months.",
        "Enjoy sustained improvement of your mood.",
    ],
    "superiority_without_trial": [
        "Unlike tablets that merely mask the symptoms, our drips reach the cause.",
        "Compared with opioids, ketamine has milder side effects.",
        "Ketamine works in a way that talk therapy cannot.",
        "It did what ten years of therapy never did.",
        "Superior relief from depression.",
        "Ketamine brings a newer, more effective option.",
        "Ketamine is unlike any other antidepressant.",
        "Ketamine helps where conventional treatments have fallen short.",
        "Ketamine gives longer-lasting relief than pain medications.",
        "Ketamine does not cause the side effects of other antidepressants.",
        "No other antidepressant comes close: ketamine is more effective than all of them.",
        "Ketamine is more effective than anything else.",
        "You won't find a more effective treatment for depression than ketamine.",
        "No other treatment works as well as ketamine.",
        "Nothing works better than ketamine.",
        "Ketamine is more effective than ECT.",
        "Infusions work better than Spravato.",
        "Ketamine is far superior to traditional antidepressants.",
        "It outperforms every other antidepressant.",
        "Ketamine is the most effective treatment for depression.",
        "Ketamine is safer and more effective than SSRIs.",
    ],
    "speed_without_trial": [
        "Ketamine eases anxiety sooner than conventional medications.",
        "Unlike other PTSD treatments that take months, ketamine works in days.",
        "Results come more quickly than with standard approaches.",
        "No medicine works faster.",
        "Ketamine is the fastest-acting treatment there is.",
    ],
    "suicide_promise": [
        "Ketamine saves lives.",
        "This treatment stops suicidal thoughts in their tracks.",
        "For suicidal people ketamine is a lifesaver.",
        "Suicidal ideation disappears after the first session.",
        "Ketamine prevents suicide.",
    ],
    "suicidal_thoughts_relieved": [
        "Ketamine quickly relieves low mood and suicidal thoughts.",
        "Ketamine can bring relief from depression, anxiety, and suicidal ideation.",
        "Ketamine is highly effective for depression, panic and suicidal feelings.",
        "Nearly all patients are no longer suicidal after one infusion.",
        "Suicidal ideation can be reduced in as little as a day with ketamine.",
        "Nine in ten people with suicidal thoughts were helped within hours of an infusion.",
        "For adults with suicidal thoughts, ketamine brings relief the same day.",
    ],
    "effect_for_conditions": [
        "Ketamine is effective in the treatment of PTSD and OCD.",
        "Ketamine infusions have proven successful in treating anxiety.",
        "Ketamine helps with a whole range of psychiatric disorders.",
        "Ketamine-assisted psychotherapy works well for trauma, PTSD and other conditions.",
        "Ketamine effectively eases depression, anxiety, and other mental illnesses.",
        "PTSD, panic and other disorders: ketamine is remarkably effective against chronic pain too.",
    ],
    "condition_without_evidence": [
        "Ketamine effectively treats depression, PTSD, OCD, Lyme disease and fibromyalgia.",
        "Our infusions help with migraines, cluster headaches and chronic fatigue.",
        "Ketamine is an effective treatment for autism.",
        "We treat anxiety, PTSD, OCD and chronic pain with ketamine.",
        "Ketamine relieves fibromyalgia.",
    ],
    "study_without_citation": [
        "Studies show that ketamine relieves depression.",
        "Ketamine is clinically proven to work.",
        "Research has proven its benefit for patients with depression.",
        "It has been shown to help with suicidal thoughts.",
        "Numerous clinical trials have demonstrated that ketamine is effective.",
    ],
    "animal_work_for_patients": [
        "The medicine rebuilds synapses lost to depression.",
        "The drug repairs neurons.",
        "Ketamine regrows lost synapses in your brain.",
        "Your infusion repairs damaged neurons.",
        "Ketamine reverses the damage done to the brain by stress.",
        "The treatment builds new neural pathways.",
        "Ketamine stimulates neurogenesis.",
        "Repairs the circuits behind mood and thinking",
        "Within days lost synaptic connections are restored by the infusions.",
        "It supports repair and renewal in your brain cells.",
        "By calming faulty brain circuits, infusions ease depression.",
        "Ketamine helps your brain form new connections.",
        "Ketamine releases old stress stored in the nervous system.",
    ],
    "citation_that_falls": [
        "Larkin and Beautrais (2011) saw relief in the emergency department.",
        "A pooled analysis (Parsaik et al., 2015) agrees.",
    ],
    "factual_error": [
        "Ketamine acts on glutamine receptors in the brain.",
        "It is a class III controlled substance.",
        "Ketamine is a Schedule II drug.",
        "Ketamine is an opioid.",
        "Antidepressants adjust hormones called neurotransmitters.",
        "The FDA approved ketamine in the 1960s.",
        "Ketamine has been in use since the 1950s.",
        "Ketamine binds to the NDMA receptor.",
        "Ketamine does not slow breathing.",
        "Per the World Health Organization it is one of the safest anaesthetics.",
        "Nausea is rare.",
    ],
    "wording_without_caveat": [
        "Ketamine will relieve depression within a day.",
        "Ketamine may relieve depression within an hour.",
    ],
}
SILENT: dict[str, list[str]] = {
    "approval_not_held": [
        "Ketamine is FDA-approved as an anesthetic.",
        "Ketamine is not FDA-approved for depression.",
        "Ketamine has had FDA approval as a surgical anesthetic since 1970, and is used off-label for depression.",
        "Is ketamine FDA-approved for depression?",
        "Spravato is FDA-approved for treatment-resistant depression in adults.",
        "Many FDA-approved antidepressants for depression take weeks.",
        "The FDA has not approved ketamine for PTSD.",
        "Although approved by the FDA for anesthesia, ketamine is prescribed off-label for anxiety.",
        "Esketamine is FDA-approved for depressive symptoms in adults with major depression and suicidal thoughts.",
        "Unlike the FDA-approved esketamine spray for depression, racemic ketamine is used off-label.",
        "Ketamine isn\u2019t yet approved by the FDA for bipolar depression.",
        "TMS is an FDA-approved treatment for depression.",
        "Our pharmacy is FDA registered.",
    ],
    "approval_left_floating": [
        "Ketamine is FDA-approved for anesthesia; for depression its use is off-label.",
        "Ketamine is not FDA-approved, and depression is an off-label use.",
        "Spravato is FDA-approved and treats depression.",
    ],
    "stale_approval": [
        "In 2019 esketamine was approved only together with an oral antidepressant.",
        "Spravato may be taken alone or with an oral antidepressant.",
        "Spravato, with an oral antidepressant, is approved for adults with depression and suicidal thoughts.",
        "Must Spravato be taken with an oral antidepressant?",
        "Ketamine is only approved for anesthesia.",
    ],
    "compounded_without_disclosure": [
        "Compounded ketamine lozenges for use at home are not FDA-approved, and the FDA has warned of them.",
        "We do not offer ketamine for use at home.",
        "After your ketamine infusion someone has to drive you home.",
        "Spravato is given here and never at home.",
        "Rest at home after the treatment.",
    ],
    "compounded_as_branded": [
        "Our compounded spray is not the same as Spravato.",
        "Unlike Spravato, our spray is racemic ketamine.",
        "There is no generic Spravato.",
    ],
    "esketamine_at_home": [
        "Spravato is never taken at home.",
        "After Spravato you can rest at home.",
        "Someone must drive you home after Spravato.",
    ],
    "rate_above_evidence": [
        "The course improved mood, thinking, sleep and much else besides; nausea was seen in 80% of people.",
        "About 45% responded (95% CI 34 to 57).",
        "About 45% of people with resistant depression responded in routine care.",
        "Nausea occurs in up to 70% of patients.",
        "Some 30% of depressed patients do not respond to antidepressants.",
        "In an open-label series of 24 people, 71% responded at the end of six infusions.",
        "No trial has found a response rate of 85%.",
        "Does ketamine work for 85% of patients?",
        "ECT has a response rate of up to 80%.",
        "Get 85% off your first visit.",
        "85% of our patients are referred by other doctors.",
        "We are 100% dedicated to your care.",
        "Response was defined as a 50% fall in the score.",
        "About 90% of people with a relapse had it within six months.",
        "In a randomized trial 64% responded a day after one infusion, against 28% on midazolam.",
        "Antidepressants help about 70% of people who take them.",
        "Depression affects 85% of families in some way.",
        "Be wary of clinics that promise a 90% success rate.",
        "Intramuscular ketamine has a bioavailability of 93%.",
    ],
    "rate_without_qualifier": [
        "Around half of people feel no benefit after a series.",
        "In about one third of depressed people the usual tablets do not help.",
        "About 45% responded (95% CI 34 to 57).",
        "In a trial of 72 people 64% responded to ketamine.",
        "70% responded (Murrough et al., 2013).",
        "Nausea was reported by 10% of patients.",
    ],
    "relative_without_base": [
        "Women are twice as likely to have depression.",
        "Infusions are given twice a week.",
        "In a double-blind trial ketamine reduced depression.",
        "The price is double that of a tablet.",
        "There is no proof that ketamine is twice as effective as tablets.",
    ],
    "onset_beyond_evidence": [
        "You can go home the same day.",
        "Some people feel better within hours.",
        "Nausea passes within hours.",
        "The infusion takes 40 minutes.",
        "If you feel suicidal, call 988 immediately.",
        "Ketamine may relieve depression within a day.",
        "Side effects fade within two hours.",
        "We answer within minutes.",
        "Antidepressants take four to eight weeks to work.",
        "Call us for an immediate appointment.",
        "Ketamine does not work instantly.",
        "You will be in the chair for about 90 minutes.",
    ],
    "duration_beyond_evidence": [
        "How long relief lasts varies.",
        "Pain that lasts more than three months is called chronic.",
        "Depression may persist for months or years.",
        "Trauma can leave lasting changes in mood.",
        "If symptoms continue for months, see a doctor.",
        "Relief usually lasts for days or weeks.",
        "We look after people for months after a series.",
        "Sustained attention is tested.",
        "Antidepressants may take months to bring relief.",
        "A permanent cure does not exist.",
        "Depression care has seen few advances in the last 50 years.",
        "Advances in the last 50 years have been lasting.",
        "There are no known long-term side effects.",
        "Long-term use can harm the bladder.",
        "The effect lasts about a week, and maintenance infusions may be needed.",
        "Relief is not permanent.",
        "Half of the patients had relapsed after 18 days.",
        "The session lasts two hours.",
        "How long does relief last?",
    ],
    "superiority_without_trial": [
        "Unlike antidepressants that act on serotonin, ketamine acts on glutamate.",
        "A lower dose has fewer side effects than a higher one.",
        "We hope for a more effective treatment.",
        "Nobody can promise superior results.",
        "Antidepressants have fewer side effects than ketamine.",
        "Ketamine can help when other treatments have failed.",
        "Ketamine is unique among antidepressants in its mechanism.",
        "Is there a more effective alternative?",
        "Years of therapy have taught us to listen.",
        "In a randomised trial of 186 people remission was more frequent with ECT than with ketamine.",
        "Ketamine is not more effective than ECT.",
        "Ketamine works in another way than antidepressants.",
        "Is ketamine better than ECT?",
        "The trial was double-blind.",
        "No study shows that ketamine is superior to antidepressants.",
        "A better night's sleep helps more than pills.",
    ],
    "speed_without_trial": [
        "Ketamine begins to work faster than antidepressants.",
        "Where SSRIs take weeks, ketamine may ease depression within a day.",
        "Ketamine does not work faster than other treatments.",
        "Ketamine is metabolized faster than other medications.",
        "In a randomized trial of 40 people with OCD it acted sooner than other treatments.",
        "Does ketamine relieve anxiety faster than other medications?",
        "Calling is faster than writing.",
    ],
    "suicide_promise": [
        "If you have suicidal thoughts, call or text 988.",
        "Ketamine has not been shown to prevent suicide.",
        "Ketamine reduced suicidal thoughts for a day in a randomised trial of 80 people (Grunebaum et al., 2018).",
        "Does ketamine save lives?",
        "The study looked at suicidal thoughts.",
    ],
    "suicidal_thoughts_relieved": [
        "Ketamine may reduce suicidal thoughts for some days.",
        "In pooled trials ketamine reduced suicidal thoughts for about a week.",
        "Ketamine has not been shown to reduce suicidal behaviour.",
        "Does ketamine help with suicidal thoughts?",
        "Spravato improves depressive symptoms in adults with acute suicidal ideation.",
        "Lithium reduces suicidality.",
        "A safety plan helps with suicidal thoughts.",
        "Once you are no longer suicidal we can talk about ketamine infusions.",
        "You must be free of suicidal intent on the day of a ketamine infusion.",
        "People with suicidal thoughts need an emergency department.",
    ],
    "effect_for_conditions": [
        "Ketamine is effective for some people with PTSD.",
        "Ketamine may be effective for PTSD, OCD and other disorders.",
        "Sertraline is effective for PTSD.",
        "Unlike SSRIs, which are effective for anxiety, ketamine has few trials there.",
        "Ketamine is not effective for most conditions.",
        "We help people with many conditions find a therapist.",
        "Ketamine is used off-label for depression, anxiety and other conditions.",
        "In a trial of 41 people ketamine was effective for PTSD after a day.",
        "Ketamine is effective for depression that resists treatment.",
    ],
    "condition_without_evidence": [
        "We treat anxiety, depression and ADHD with talk therapy.",
        "People with bipolar disorder, PTSD or addiction may not be candidates for ketamine.",
        "Ketamine for depression is off-label.",
        "We do not treat autism, dementia or Lyme disease with ketamine.",
        "Tell us if you have migraines, anxiety or a history of addiction.",
        "Ketamine is being studied for PTSD, OCD and anxiety.",
        "There is no evidence that ketamine helps with fibromyalgia, migraine or Lyme disease.",
    ],
    "study_without_citation": [
        "Studies show that ketamine relieves depression [3].",
        "Studies have not shown that ketamine prevents suicide.",
        "More research is needed.",
        "In a randomised trial of 72 people researchers found a response in 64%.",
        "It has not been proven to work in fibromyalgia.",
        "Ketamine (Berman et al., 2000) was shown to help.",
    ],
    "animal_work_for_patients": [
        "In mice, ketamine restored lost spines.",
        "Animal studies show that ketamine builds new synapses.",
        "It is not known whether ketamine repairs neurons in people.",
        "Stress damages neurons.",
        "Does ketamine regrow synapses?",
        "Neuroplasticity is the brain's ability to form new connections.",
        "Running promotes the growth of new neurons, and so does exercise of any kind.",
        "Your brain forms new pathways as you learn.",
        "When ketamine is stopped the bladder may heal and the damage reverse.",
        "Whether ketamine repairs synapses in people has not been shown.",
    ],
    "citation_that_falls": [
        "Murrough et al. (2013) found a response in 64%.",
        "Larkin and Beautrais 2011, since retracted, is no evidence.",
        "Updated in May 2024.",
    ],
    "factual_error": [
        "Ketamine is a Schedule III controlled substance.",
        "Ketamine is not an opioid.",
        "Glutamate is a neurotransmitter.",
        "Ketamine blocks NMDA receptors.",
        "Ketamine was approved by the FDA in 1970.",
        "Ketamine has been used since the 1970s.",
        "Ketamine can slow breathing.",
        "The World Health Organization lists ketamine as an essential medicine.",
        "With the medicine for nausea that we give, nausea is rare.",
        "The FDA has not recommended ketamine for use at home.",
    ],
    "wording_without_caveat": [
        "Ketamine may relieve depression within a day.",
        "We look forward to meeting you within a day.",
    ],
}


def _cases(of: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(check, text) for check, texts in of.items() for text in texts]


@pytest.mark.parametrize(("check", "text"), _cases(FLAGGED))
def test_it_is_flagged(check: str, text: str) -> None:
    alerts = says(check, text)
    assert alerts
    for alert in alerts:
        assert alert.message
        assert alert.match in text
        assert text[alert.column - 1 : alert.end_column - 1] == alert.match
        assert alert.line == alert.end_line == 1
        known = knowledge()
        assert alert.claim is None or alert.claim in known.claims
        assert all(source in known.publications or source in known.facts for source in alert.evidence)
        assert "illegal" not in alert.message


@pytest.mark.parametrize(("check", "text"), _cases(SILENT))
def test_it_is_silent(check: str, text: str) -> None:
    assert [alert.message for alert in says(check, text)] == []


def test_every_check_has_cases() -> None:
    elsewhere = {
        "claim_past_review",
        "condition_listed",
        "group_listed",
        "list_led_in",
        "suicidality_listed",
    }  # the latter four need a list: their cases stand in KL021.yml to KL023.yml
    assert FLAGGED.keys() | elsewhere == CHECKS.keys()
    assert FLAGGED.keys() == SILENT.keys()


def test_the_flagship_message_has_both_figures_and_the_wording_that_holds() -> None:
    (alert,) = says("rate_above_evidence", "Ketamine has a response rate of 85% in depression.")
    assert alert.message == "85% response: pooled real-world 45%, best open-label series 71% of 24 people"
    assert alert.severity is Severity.ERROR
    assert alert.claim == "response-85-percent"
    assert alert.suggestion == knowledge().claims["response-85-percent"].holds
    assert alert.evidence == ("Alnefeesi2022", "Murrough2013bp")


def test_seventy_percent_is_a_warning_and_the_pooled_figure_none() -> None:
    (alert,) = says("rate_above_evidence", "About 70% of patients respond to a course of infusions.")
    assert alert.severity is Severity.WARNING
    assert alert.claim == "response-70-percent"


@pytest.mark.parametrize(
    ("day", "severity"),
    [(date(2024, 6, 1), None), (date(2025, 1, 16), None), (date(2025, 1, 17), Severity.ERROR)],
)
def test_the_regimen_goes_stale_on_its_day(day: date, severity: Severity | None) -> None:
    alerts = says("stale_approval", "Spravato must be taken with an oral antidepressant.", today=day)
    assert [a.severity for a in alerts] == ([severity] if severity else [])


def test_seeking_approval_was_no_error_before_there_was_one() -> None:
    text = "Companies are seeking approval of a ketamine spray for depression."
    assert says("stale_approval", text, today=date(2018, 1, 1)) == []
    assert says("stale_approval", text)[0].severity is Severity.ERROR


def test_only_approved_is_a_note_with_the_day() -> None:
    (alert,) = says("stale_approval", "Spravato is the only FDA-approved ketamine product for depression.")
    assert alert.severity is Severity.NOTE
    assert "2026-11-21" in alert.message


def test_a_disclosure_elsewhere_on_the_page_settles_the_home_product() -> None:
    offer = "Our compounded ketamine nasal spray treats depression at home."
    assert says("compounded_without_disclosure", offer)
    assert not says("compounded_without_disclosure", offer, "Compounded ketamine is not approved by the FDA.")


def test_the_fortieth_minute_with_its_scope_is_a_note() -> None:
    text = "In bipolar depression loss of pleasure eased within 40 minutes of the first infusion."
    assert [a.severity for a in says("onset_beyond_evidence", text)] == [Severity.NOTE]


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("rate_above_evidence", "Up to 85% of patients might respond to ketamine."),
        ("relative_without_base", "Ketamine may be twice as effective as antidepressants."),
        ("suicide_promise", "Ketamine could save the lives of suicidal people."),
        ("superiority_without_trial", "Ketamine may be more effective than ECT."),
        ("onset_beyond_evidence", "Ketamine may bring some people relief within minutes."),
        ("animal_work_for_patients", "Ketamine may build new synapses in the brain."),
        ("animal_work_for_patients", "Infusions may help restore brain connections."),
        ("animal_work_for_patients", "Ketamine boosts neuroplasticity."),
        ("condition_without_evidence", "Ketamine may help with Lyme disease, autism and tinnitus."),
    ],
)
def test_what_is_said_with_may_is_no_error(check: str, text: str) -> None:
    assert {alert.severity for alert in says(check, text)} == {Severity.WARNING}


def test_a_pasted_abstract_is_left_alone() -> None:
    text = "Response rate was 85%, twice that of SSRIs, and relief came within minutes."
    for check in ("rate_above_evidence", "relative_without_base", "onset_beyond_evidence"):
        assert says(check, text, voice=Voice.ABSTRACT) == []


def test_a_claim_past_its_review_is_flagged_from_the_day_after() -> None:
    text = "About 70% of people with depression respond to a series of ketamine infusions."
    due = knowledge().claims["response-70-percent"].review_due
    assert says("claim_past_review", text, today=due) == []
    assert len(says("claim_past_review", text, today=date(due.year + 1, 1, 1))) == 1


def test_wordings_that_hold_raise_no_error() -> None:
    """The library's own words may be pasted: hardly any of them may be called an error."""
    errors = []
    sentences = [s for c in knowledge().claims.values() for s in re.split(r"(?<=[.;])\s+", c.holds)]
    for text in sentences:
        for check in CHECKS.keys() - {"claim_past_review"}:
            if check in ("approval_left_floating", "rate_without_qualifier", "duration_beyond_evidence"):
                continue  # warnings by their rules
            errors += [(check, a.match, text) for a in says(check, text) if a.severity is Severity.ERROR]
    assert len(sentences) > 200
    assert errors == []


def _page(*texts: str) -> Copy:
    source = "\n".join(texts)
    blocks, sentences, at = [], [], 0
    for index, text in enumerate(texts):
        kind = BlockKind.REFERENCE if re.match(r"\d\. [A-Z]", text) else BlockKind.PARAGRAPH
        blocks.append(Block(kind=kind, text=text, offsets=tuple(range(at, at + len(text)))))
        sentences.append(Sentence(text=text, block=index, start=0, voice=Voice.CLINIC, kind=kind))
        at += len(text) + 1
    return Copy(name="page", source=source, blocks=tuple(blocks), sentences=tuple(sentences))


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Ketamine helps some people.", True),
        ("Ketamine helps some people [1].", False),
        ("As Berman et al. (2000) found.", False),
    ],
)
def test_a_reference_list_needs_anchors(text: str, flagged: bool) -> None:
    copy = _page(
        text, "1. Berman RM, Antidepressant effects of ketamine. 2000.", "2. Zarate CA, A trial. 2006."
    )
    given = CheckInput(
        copy=copy, sentence=None, sentence_index=-1, quantities=(), found_claims=(),
        knowledge=knowledge(), rule=Head(), today=TODAY,
    )  # fmt: skip
    alerts = list(PAGE_CHECKS["reference_list_without_anchors"](given))
    assert bool(alerts) is flagged
    assert all(alert.line == 2 for alert in alerts)


def test_bait_takes_bounded_time() -> None:
    start = time.process_time()
    for bait in (
        " " * 100_000,
        "ketamine " * 10_000,
        "a, " * 30_000,
        "more effective " * 6_000,
        "(" * 100_000,
    ):
        for check in CHECKS:
            says(check, "Ketamine is FDA-approved and 85% respond " + bait)
    assert time.process_time() - start < 20
