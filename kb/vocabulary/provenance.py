"""Where a fact came from, how it was verified, and who looked at it."""

from __future__ import annotations

from kb.vocabulary.term import Term


class Source(Term):
    """By what kind of source a fact was verified."""

    PUBMED = "pubmed", "PubMed's own record or list."
    ARTICLE = "article", "The article, its abstract or its publisher's page."
    REFERENCE_LIST = "reference-list", "Another article's reference list, with the identifier."
    SECONDARY = "secondary", "A third party's page: registry, press release, summary."
    MENTION = "mention", "Only the page that cites it."
    MEMORY = "memory", "From memory; not corroborated."
    NONE = "none", "Not known: left blank."


class Confidence(Term):
    """How far an entry of references.bib as a whole can be trusted."""

    HIGH = "high", "Identity and figures seen in PubMed or the article."
    MEDIUM = "medium", "Identity confirmed; some figures from memory."
    LOW = "low", "Identity or main figures from memory."


class Indexing(Term):
    """What PubMed holds of the work, as far as we know."""

    INDEXED = "indexed", "PubMed holds it; the PMID is known."
    PMID_UNKNOWN = "pmid-unknown", "Probably in PubMed; the PMID was not found and is left blank."
    NOT_INDEXED = "not-indexed", "Believed not to be in PubMed."
    NOT_FOUND = "not-found", "The work itself could not be found anywhere."


class Origin(Term):
    """Where an interval came from."""

    REPORTED = "reported", "Printed in the publication."
    COMPUTED = "computed", "Computed by us from events and n (Wilson score interval, 95%)."


class Reviewer(Term):
    """The role of the person who reviewed a claim; never a name."""

    CURATOR = "curator", "The curator of this knowledge base."
    CLINICIAN = "clinician", "A clinician."
    STATISTICIAN = "statistician", "A statistician."
    REGULATORY = "regulatory-reviewer", "A person who knows the advertising and drug rules."


class FactStatus(Term):
    """What a regulator decided."""

    APPROVED = "approved", "Approved for the indication and regimen named."
    NOT_APPROVED = "not-approved", "Not approved for the indication named."
    SCHEDULED = "scheduled", "Placed in a schedule of controlled substances."
    WARNING = "warning", "A safety communication or alert."
    RESTRICTED = "restricted", "May be given only under the conditions named."
    RECORDED = "recorded", "No decision: a date of the drug's history."
    LISTED = "listed", "Put on a list, for the purpose named."


class Reading(Term):
    """How closely a regulatory document was read."""

    READ = "read", "Read in the source itself."
    SUMMARY = "summary", "Seen in a summary or an excerpt; to be worded as reported."
    MEMORY = "memory", "From memory; to be checked before use."


class Severity(Term):
    """How grave a problem or alert is."""

    ERROR = "error", "Must be mended."
    WARNING = "warning", "Should be looked at."
    NOTE = "note", "Worth knowing."
