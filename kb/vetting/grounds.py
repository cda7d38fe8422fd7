"""The grounds that rules stand on: which text says so, from when, and how closely it was read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground; ``mark`` is R where the source itself was read, S for a summary of it, K for memory."""

    id: str
    source: str
    date: str
    mark: str
    says: str

    @property
    def short(self) -> str:
        """The ground in brackets of an alert, e.g. ``REG-12 (FDA alert, Oct 2023; reported)``."""
        place = f"{self.source}, {self.date}" if self.date else self.source
        return f"{self.id} ({place})" if self.mark == "R" else f"{self.id} ({place}; reported)"

    @property
    def sentence(self) -> str:
        """What the ground says, as the source's own position only where the source was read."""
        if self.mark == "R":
            return f"{self.source} ({self.date}): {self.says}"
        what = (
            f"{self.says[0].lower()}{self.says[1:]}"
            if not self.says[:2].isalpha() or not self.says[:2].isupper()
            else self.says
        )
        return f"{self.source} ({self.date}) is reported to say: {what}"


_FTC = "FTC Health Products Compliance Guidance"
_ALL = (
    Ground("REG-01", _FTC, "Dec 2022", "S",
           "A claim of benefit or safety needs sound scientific support, as a rule "
           "controlled trials in people."),
    Ground("REG-02", _FTC, "Dec 2022", "S", (
        "Work in animals or cells does not by itself support a benefit to people."
    )),
    Ground("REG-03", _FTC, "Dec 2022", "S",
           "Words such as promising or preliminary are taken as praise and do not qualify a claim."),
    Ground("REG-04", _FTC, "Dec 2022", "S",
           "What qualifies a claim must stand with it, clear and in the same form, and not behind a link."),
    Ground("REG-05", f"{_FTC}; FDA alert", "Dec 2022; Oct 2023", "S", (
        "The status of an FDA approval must not be misstated."
    )),
    Ground("REG-06", _FTC, "Dec 2022", "S",
           "Who says that studies show something must hold at least the support that the words convey."),
    Ground("REG-07", _FTC, "Dec 2022", "S", (
        "Owners, agencies and endorsers answer for a claim, so that approval must be on record."
    )),
    Ground("REG-08", "16 CFR 255.2(a)", "rev. 2023", "R",
           "An endorsement that speaks of results is a claim of those results, and no scientific evidence "
           "for them."),
    Ground("REG-09", "16 CFR 255.2(b)", "rev. 2023", "R",
           "Where a result is not the usual one, the result generally to be expected must be disclosed."),
    Ground("REG-10", "16 CFR 255.2(c)", "rev. 2023", "R", (
        "People shown as actual patients must be actual patients."
    )),
    Ground("REG-11", "16 CFR 465.2 and 465.4 to 465.8", "effective 21 Oct 2024", "S",
           "Reviews must not be false, bought for their tone, written by insiders unsaid, or suppressed."),
    Ground("REG-12", "FDA alerts on compounded ketamine", "Feb 2022; Oct 2023", "S",
           "Ketamine is approved for anaesthesia and for no psychiatric disorder; compounded products are "
           "not reviewed; "
           "risks include misuse, psychiatric events, raised blood pressure, slowed breathing and urinary "
           "symptoms."),
    Ground("REG-13", "FDA letters to telehealth firms", "3 Mar 2026", "S",
           "A compounded product must not be put forward as the same as, or a generic of, an approved one."),
    Ground("REG-14", "FDA label and announcements on esketamine", "2019; 2020; Jan 2025", "S",
           "Esketamine is approved for resistant depression, alone since January 2025, and with an oral "
           "antidepressant for "
           "depressive symptoms with acute suicidal thoughts; it is given under supervision and not taken "
           "home."),
    Ground("REG-15", "California Business and Professions Code, section 651(b)", "as read 2026", "R",
           "A licensee's public words must not mislead, leave out material facts, raise unjustified hopes "
           "or use unmarked models."),
    Ground("REG-16", "22 TAC 164.3", "effective 9 Jan 2025", "R",
           "No permanent cure of an incurable disease; testimonials need disclosures; models are named; "
           "costs are told truly."),
    Ground("REG-17", "a state medical board's advertising rule", "date not known", "S",
           "A comparison with others or a claim of superiority must be verifiable, and what is called free "
           "must be free."),
    Ground("REG-18", "Google Ads policy on unapproved substances", "as mirrored 2026", "R",
           "No product that is not approved may be advertised as safe or effective for a disease."),
    Ground("REG-19", "Google Ads policy on prescription drugs; press on ketamine advertisements", (
        "as mirrored 2026; Mar 2024"
    ), (
        "S"
    ),
           "Advertisers need certification, and a high must not be promoted."),
    Ground("REG-20", "certification schemes for telehealth and pharmacies", "2026", "S",
           "Several platforms ask for certification before such advertisements run."),
    Ground("HOUSE", "the library's own standard", "2026", "R", (
        "A statement can be traced to what it rests on, and read by whom it is for."
    )),
)  # fmt: skip

#: Every ground by its id; HOUSE is our own standard.
GROUNDS = {ground.id: ground for ground in _ALL}
