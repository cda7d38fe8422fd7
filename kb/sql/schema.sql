-- The tables of kb.db. The comment above a table and the comment after a column are
-- shown to readers on the site and in docs/schema.md, so they are written for them.

-- How this file was made, in one row.
CREATE TABLE build_info (
  schema_version INTEGER NOT NULL, -- Version of these tables
  rule_version INTEGER NOT NULL, -- Version of the rule for a verdict
  kb_version TEXT NOT NULL, -- Version of the software that built the file
  claims_sha256 TEXT NOT NULL, -- SHA-256 of claims.yaml
  references_sha256 TEXT NOT NULL, -- SHA-256 of references.bib
  pubmed_records INTEGER NOT NULL, -- Publications whose PubMed record was at hand
  pubmed_fetched_last TEXT, -- Day of the newest PubMed record, if any
  history_missing TEXT -- Why the table of changes is empty; empty itself where the history was read
) STRICT;

-- Every code used in the other tables, with its definition.
CREATE TABLE vocabulary (
  vocabulary TEXT NOT NULL, -- Name of the vocabulary, e.g. design
  code TEXT NOT NULL, -- The code as it stands in the tables
  definition TEXT NOT NULL, -- What it means
  position INTEGER NOT NULL, -- Place in the vocabulary's own order
  PRIMARY KEY (vocabulary, code)
) STRICT;

-- The shelves on which claims stand.
CREATE TABLE topics (
  topic TEXT PRIMARY KEY, -- Code of the topic
  title TEXT NOT NULL, -- Its name in plain words
  position INTEGER NOT NULL UNIQUE -- Order on the home page
) STRICT;

-- The studies, reviews and other works, one row an entry of references.bib.
CREATE TABLE publications (
  citekey TEXT PRIMARY KEY, -- Stable key of the publication
  label TEXT NOT NULL, -- First author and year, e.g. Murrough et al. 2013
  title TEXT NOT NULL, -- Title as text
  title_html TEXT NOT NULL, -- Title with safe markup, from PubMed where at hand
  authors TEXT NOT NULL, -- Authors, family name and initials, separated by semicolons
  journal TEXT, -- Journal in full
  journal_abbreviation TEXT, -- Journal as PubMed abbreviates it
  year INTEGER CHECK (year BETWEEN 1900 AND 2100), -- Year of the issue
  volume TEXT, -- Volume
  issue TEXT, -- Issue
  pages TEXT, -- Pages or article number
  pmid TEXT UNIQUE CHECK (pmid NOT GLOB '*[^0-9]*'), -- PubMed identifier
  pmcid TEXT UNIQUE CHECK (pmcid GLOB 'PMC[0-9]*'), -- PubMed Central identifier
  doi TEXT UNIQUE CHECK (doi GLOB '10.*/*'), -- Digital object identifier
  entry_type TEXT NOT NULL, -- BibTeX entry type
  design TEXT NOT NULL, -- Study design, a code of the vocabulary
  design_note TEXT, -- Design in words
  n INTEGER CHECK (n >= 0), -- People the main figures rest on
  n_note TEXT, -- Which people n counts
  population TEXT, -- Who was studied
  intervention TEXT, -- What was given
  comparator TEXT, -- What it was compared with
  standing TEXT NOT NULL, -- Whether the publication still stands, a code of the vocabulary
  standing_note TEXT, -- What happened to it
  standing_source TEXT NOT NULL, -- By what kind of source the standing is known
  counts INTEGER NOT NULL CHECK (counts IN (0, 1)), -- 1 if its evidence counts towards a verdict
  indexing TEXT NOT NULL, -- Whether PubMed holds it, a code of the vocabulary
  identity_source TEXT NOT NULL, -- By what kind of source its identity was verified
  figure_source TEXT NOT NULL, -- By what kind of source its figures were verified
  from_memory TEXT, -- Fields that are still from memory
  confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')), -- How far the entry as a whole can be trusted
  verification_note TEXT, -- How it was verified, in words
  overlap_note TEXT, -- Which patients it shares with other publications
  note TEXT, -- What a reader must know
  pubmed_fetched_on TEXT, -- Day on which PubMed's record was fetched; empty if never
  pubmed_sha256 TEXT, -- SHA-256 of the record as fetched
  abstract TEXT, -- Abstract from PubMed's record, where one was fetched
  source_line INTEGER NOT NULL -- Line in references.bib
) STRICT;

-- Authors in order.
CREATE TABLE publication_authors (
  citekey TEXT NOT NULL REFERENCES publications (citekey), -- The publication
  position INTEGER NOT NULL, -- Place in the list, from 1
  author TEXT NOT NULL, -- Family name and initials, or the group
  PRIMARY KEY (citekey, position)
) STRICT;

-- Publication types, subject headings and trial registry numbers.
CREATE TABLE publication_terms (
  citekey TEXT NOT NULL REFERENCES publications (citekey), -- The publication
  kind TEXT NOT NULL CHECK (kind IN ('publication-type', 'mesh', 'registry')), -- What sort of term
  position INTEGER NOT NULL, -- Place in the list, from 1
  term TEXT NOT NULL, -- The term or number
  PRIMARY KEY (citekey, kind, position)
) STRICT;

-- Which publications share patients, and how.
CREATE TABLE publication_links (
  citekey TEXT NOT NULL REFERENCES publications (citekey), -- The later or larger publication
  relation TEXT NOT NULL CHECK (relation IN ('includes', 'pools', 'secondary-of', 'supersedes')), -- What it does with the other
  other TEXT NOT NULL REFERENCES publications (citekey), -- The other publication
  PRIMARY KEY (citekey, relation, other)
) STRICT;

-- Corrections, retractions and comments that PubMed's record links to.
CREATE TABLE corrections (
  citekey TEXT NOT NULL REFERENCES publications (citekey), -- The publication
  position INTEGER NOT NULL, -- Place in the record, from 1
  kind TEXT NOT NULL, -- PubMed's RefType, e.g. ErratumIn
  pmid TEXT, -- PMID of the linked work, where given
  citation TEXT NOT NULL, -- The link as PubMed prints it
  PRIMARY KEY (citekey, position)
) STRICT;

-- Sections of the abstracts that were fetched from PubMed.
CREATE TABLE abstract_sections (
  citekey TEXT NOT NULL REFERENCES publications (citekey), -- The publication
  position INTEGER NOT NULL, -- Place in the abstract, from 1
  label TEXT, -- Label of the section, e.g. RESULTS
  text TEXT NOT NULL, -- Text of the section
  html TEXT NOT NULL, -- The same with safe markup
  PRIMARY KEY (citekey, position)
) STRICT;

-- Where PubMed's record and the entry of references.bib disagree.
CREATE TABLE disagreements (
  citekey TEXT NOT NULL REFERENCES publications (citekey), -- The publication
  field TEXT NOT NULL, -- The field of the entry
  entry_value TEXT NOT NULL, -- What the entry says
  pubmed_value TEXT NOT NULL, -- What PubMed's record says
  PRIMARY KEY (citekey, field)
) STRICT;

-- The numbers that publications report.
CREATE TABLE findings (
  id TEXT PRIMARY KEY, -- Stable key of the finding
  citekey TEXT NOT NULL REFERENCES publications (citekey), -- The publication that reports it
  figure TEXT NOT NULL, -- The figure in words
  outcome TEXT NOT NULL, -- What was measured, a code of the vocabulary
  definition TEXT, -- How the outcome was defined
  scale TEXT, -- Scale or instrument
  metric TEXT NOT NULL, -- The kind of number, a code of the vocabulary
  comparison TEXT NOT NULL, -- How the number is to be read, a code of the vocabulary
  value REAL, -- The number
  value_printed TEXT, -- The number with the decimals it was printed with
  high REAL, -- Upper end, where the number is a range
  unit TEXT NOT NULL, -- Unit of the number, a code of the vocabulary
  improvement TEXT CHECK (improvement IN ('negative', 'positive')), -- Which sign of a difference or change is the better one
  interval_low REAL, -- Lower bound of the interval
  interval_high REAL, -- Upper bound of the interval
  interval_level INTEGER, -- Level of the interval in percent
  interval_origin TEXT CHECK (interval_origin IN ('reported', 'computed')), -- Printed in the publication, or computed by us (Wilson)
  sd REAL, -- Standard deviation
  p TEXT, -- P value as printed
  events INTEGER CHECK (events >= 0), -- People with the outcome
  n INTEGER CHECK (n > 0), -- People the number rests on
  arm TEXT, -- The arm
  comparator TEXT, -- The other arm
  comparator_value REAL, -- The same number in the other arm
  comparator_events INTEGER, -- People with the outcome in the other arm
  comparator_n INTEGER, -- People in the other arm
  population TEXT NOT NULL, -- In whom, a code of the vocabulary
  drug TEXT NOT NULL, -- Drug, a code of the vocabulary
  route TEXT NOT NULL, -- Route, a code of the vocabulary
  "window" TEXT NOT NULL, -- When, a code of the vocabulary
  time TEXT, -- When, in words
  analysis TEXT, -- Which analysis
  source TEXT NOT NULL, -- By what kind of source the figure was verified
  note TEXT, -- What a reader of the figure must know
  abstract_check TEXT NOT NULL CHECK (abstract_check IN ('verified', 'not found', 'unchecked')), -- Whether the figure was found in PubMed's abstract
  abstract_label TEXT, -- Section of the abstract in which it was found
  abstract_sentence TEXT, -- Sentence in which it was found
  source_line INTEGER NOT NULL, -- Line in claims.yaml
  CHECK (events IS NULL OR n IS NULL OR events <= n),
  CHECK (interval_low IS NULL OR interval_low <= interval_high)
) STRICT;

-- What regulators decided, from when, until when.
CREATE TABLE regulatory_facts (
  id TEXT PRIMARY KEY, -- Stable key of the fact
  status TEXT NOT NULL, -- What was decided, a code of the vocabulary
  product TEXT NOT NULL, -- The product
  drug TEXT NOT NULL, -- The drug, a code of the vocabulary
  indication TEXT, -- For what
  regimen TEXT, -- How it may be given
  statement TEXT NOT NULL, -- The fact in one sentence
  jurisdiction TEXT NOT NULL, -- Where it holds
  authority TEXT NOT NULL, -- Who decided
  document TEXT NOT NULL, -- The document that says so
  start_on TEXT, -- First day on which it holds
  start_note TEXT, -- What is uncertain about that day
  end_on TEXT, -- Last day on which it held; empty while it holds
  reading TEXT NOT NULL, -- How closely the document was read, a code of the vocabulary
  source_line INTEGER NOT NULL -- Line in claims.yaml
) STRICT;

-- The statements that clinics make, in neutral words, with the verdict on each.
CREATE TABLE claims (
  id TEXT PRIMARY KEY, -- Stable key of the claim
  topic TEXT NOT NULL REFERENCES topics (topic), -- The shelf it stands on
  kind TEXT NOT NULL, -- What sort of statement, a code of the vocabulary
  statement TEXT NOT NULL, -- The claim in neutral words
  verdict TEXT NOT NULL, -- What the evidence makes of it: the curator's verdict where there is one, else the rule's
  verdict_by TEXT NOT NULL CHECK (verdict_by IN ('rule', 'curator')), -- Whose verdict that is
  rule_verdict TEXT NOT NULL, -- The verdict by the published rule
  curator_verdict TEXT, -- The curator's verdict, where it departs from the rule's
  curator_because TEXT, -- Why it departs
  overreach TEXT, -- Dimensions on which the claim reaches further than its evidence
  certainty TEXT NOT NULL, -- How sure the evidence makes us, a code of the vocabulary
  certainty_because TEXT NOT NULL, -- What lowered or raised the certainty
  stated TEXT, -- The numbers it states, in words
  population TEXT NOT NULL, -- Of whom it speaks, a code of the vocabulary
  drug TEXT NOT NULL, -- The drug, a code of the vocabulary
  route TEXT NOT NULL, -- The route, a code of the vocabulary
  comparator TEXT, -- What the treatment is compared with
  outcome TEXT NOT NULL, -- What it promises or denies, a code of the vocabulary
  "window" TEXT NOT NULL, -- The time it speaks of, a code of the vocabulary
  wordings TEXT NOT NULL, -- Phrasings that people use, one a line
  holds TEXT NOT NULL, -- A wording that the evidence allows
  caveat TEXT NOT NULL, -- What must be said with it
  not_assessable TEXT, -- Why no study could settle it, where that is so
  no_evidence TEXT, -- What was looked for and not found, where there is no evidence
  search TEXT NOT NULL, -- PubMed query that would find contrary evidence
  reviewed_by TEXT NOT NULL, -- Role of the last reviewer
  reviewed_on TEXT NOT NULL, -- Day of the last review
  review_due TEXT NOT NULL, -- Day by which it is to be reviewed again
  source_line INTEGER NOT NULL, -- Line in claims.yaml
  CHECK (verdict = coalesce(curator_verdict, rule_verdict)),
  CHECK ((curator_verdict IS NULL) = (curator_because IS NULL))
) STRICT;

-- The numbers that claims state, with the part each plays.
CREATE TABLE quantities (
  claim_id TEXT NOT NULL REFERENCES claims (id), -- The claim
  position INTEGER NOT NULL, -- Place in the claim, from 1
  role TEXT NOT NULL, -- What the number is, a code of the vocabulary
  comparison TEXT NOT NULL, -- How the claim puts it, a code of the vocabulary
  value REAL NOT NULL, -- The number, or the lower end of a range
  high REAL, -- Upper end of a range
  unit TEXT NOT NULL, -- Unit, a code of the vocabulary
  figure TEXT NOT NULL, -- The number in words
  PRIMARY KEY (claim_id, position)
) STRICT;

-- What one publication, or one regulatory fact, says about one claim.
CREATE TABLE evidence_items (
  id TEXT PRIMARY KEY, -- The claim's key, a full stop and the citekey or fact, with a number where it recurs
  claim_id TEXT NOT NULL REFERENCES claims (id), -- The claim
  position INTEGER NOT NULL, -- Place in the claim, from 1
  citekey TEXT REFERENCES publications (citekey), -- The publication
  fact_id TEXT REFERENCES regulatory_facts (id), -- The regulatory fact, in place of a publication
  direction TEXT NOT NULL CHECK (direction IN ('supports', 'contradicts', 'inconclusive')), -- Its bearing on the claim
  directness TEXT NOT NULL CHECK (directness IN ('direct', 'narrower', 'indirect')), -- Whether it speaks of what the claim speaks of
  differs TEXT, -- Dimensions on which it differs, separated by commas
  design TEXT NOT NULL, -- Design of the publication; regulator for a fact
  why TEXT NOT NULL, -- Why it bears on the claim in this direction
  figures TEXT, -- The figures it rests on, in words
  counted INTEGER NOT NULL CHECK (counted IN (0, 1)), -- 1 if it counts towards the verdict
  shares_patients_with TEXT, -- Citekeys of the claim's other items on this side that share patients with it
  source_line INTEGER NOT NULL, -- Line in claims.yaml
  UNIQUE (claim_id, position),
  CHECK ((citekey IS NULL) <> (fact_id IS NULL)),
  CHECK (directness = 'direct' OR differs IS NOT NULL)
) STRICT;

-- The findings that each evidence item rests on.
CREATE TABLE evidence_findings (
  evidence_item_id TEXT NOT NULL REFERENCES evidence_items (id), -- The evidence item
  finding_id TEXT NOT NULL REFERENCES findings (id), -- The finding
  PRIMARY KEY (evidence_item_id, finding_id)
) STRICT;

-- The steps of the rule as taken for each claim.
CREATE TABLE verdict_steps (
  claim_id TEXT NOT NULL REFERENCES claims (id), -- The claim
  position INTEGER NOT NULL, -- Order in which the steps were taken, from 1
  step INTEGER NOT NULL, -- Number of the step in the published rule
  text TEXT NOT NULL, -- What was looked at and found
  verdict TEXT, -- The verdict, if this step settled it
  finding_id TEXT REFERENCES findings (id), -- The finding that a number of the claim was compared with
  PRIMARY KEY (claim_id, position)
) STRICT;

-- What the verdict would have been by the end of each year in which evidence came or went: today's rule applied
-- to what had been published by then. The curator's verdict, the certainty and the day of a retraction are not
-- carried back: nothing held here says how they stood then. Evidence without a date counts from the year of review.
CREATE TABLE verdict_history (
  claim_id TEXT NOT NULL REFERENCES claims (id), -- The claim
  year INTEGER NOT NULL, -- The year, taken at its end
  verdict TEXT NOT NULL, -- The rule's verdict on what had been published by then
  changed INTEGER NOT NULL CHECK (changed IN (0, 1)), -- 1 if it differs from the verdict before; the first does
  step INTEGER NOT NULL, -- Number of the step of the rule that settled it
  because TEXT NOT NULL, -- What that step found
  items INTEGER NOT NULL CHECK (items >= 0), -- Evidence items that counted
  supporting INTEGER NOT NULL CHECK (supporting >= 0), -- Those for the claim
  contradicting INTEGER NOT NULL CHECK (contradicting >= 0), -- Those against it
  inconclusive INTEGER NOT NULL CHECK (inconclusive >= 0), -- Those that decide neither way
  arrived TEXT, -- Citekeys and facts that came in this year, separated by commas
  left_out TEXT, -- Those that lapsed or were replaced in this year
  PRIMARY KEY (claim_id, year)
) STRICT;

-- The shares of people who responded or remitted, an arm a row, each with its time in hours where the words of the
-- finding leave no doubt of it, or the reason why it stands on no time axis.
CREATE TABLE response_over_time (
  finding_id TEXT NOT NULL REFERENCES findings (id), -- The finding
  kind TEXT NOT NULL, -- The arm: with a control arm, comparator, no control arm, pooled, or of responders only
  citekey TEXT NOT NULL REFERENCES publications (citekey), -- The publication
  outcome TEXT NOT NULL, -- Response or remission, a code of the vocabulary
  arm TEXT, -- The arm in words
  drug TEXT NOT NULL, -- Drug of the finding, a code of the vocabulary
  route TEXT NOT NULL, -- Route, a code of the vocabulary
  population TEXT NOT NULL, -- In whom, a code of the vocabulary
  value REAL NOT NULL, -- Share in percent
  events INTEGER, -- People with the outcome
  n INTEGER, -- People in the arm
  interval_low REAL, -- Lower bound of the interval
  interval_high REAL, -- Upper bound of the interval
  interval_origin TEXT CHECK (interval_origin IN ('reported', 'computed')), -- Printed in the publication, or computed by us (Wilson)
  counted_from TEXT, -- From when the time is counted: a dose, the first dose of a series, or its last
  from_hours REAL, -- The time in hours, or where its span begins
  to_hours REAL, -- Where its span ends
  basis TEXT, -- What the time rests on, where the words of the finding do not hold it
  not_placed TEXT, -- Why it stands on no time axis
  time TEXT, -- When, in the words of the finding
  source TEXT NOT NULL, -- By what kind of source the figure was verified
  PRIMARY KEY (finding_id, kind),
  CHECK ((from_hours IS NULL) = (not_placed IS NOT NULL))
) STRICT;

-- The summary of findings of each topic in GRADE's form: one row a comparison of one publication, the newest published
-- pooled estimate of a body of evidence where there is one, else each trial by itself. Nothing is pooled here. Risks per
-- 1,000, differences and numbers needed to treat are computed by the formulas in docs/landscape.md unless said to be printed.
CREATE TABLE summary_of_findings (
  topic TEXT NOT NULL REFERENCES topics (topic), -- The topic
  position INTEGER NOT NULL, -- Order in the topic's table, from 1
  outcome TEXT NOT NULL, -- What was measured, a code of the vocabulary
  definition TEXT, -- How the outcome was defined
  population TEXT NOT NULL, -- In whom, a code of the vocabulary
  drug TEXT NOT NULL, -- Drug, a code of the vocabulary
  route TEXT NOT NULL, -- Route, a code of the vocabulary
  arm TEXT, -- The treated arm in words
  comparator TEXT, -- The comparator in words
  comparator_class TEXT NOT NULL, -- The kind of comparator, or its words where it is plainly of no kind
  "window" TEXT NOT NULL, -- When, a code of the vocabulary
  time TEXT, -- When, in words
  citekey TEXT NOT NULL REFERENCES publications (citekey), -- The publication
  pooled INTEGER NOT NULL CHECK (pooled IN (0, 1)), -- 1 for a published pooled estimate
  also_held TEXT, -- Citekeys of what else is held of the same body, which is not in a row of its own
  participants INTEGER, -- People in both arms, where held for this outcome
  studies INTEGER, -- Studies, where held for this outcome
  analysis TEXT, -- Which analysis
  relative_metric TEXT, -- The kind of the ratio, a code of the vocabulary
  relative REAL, -- The ratio as printed; computed from the counts where none was printed
  relative_low REAL, -- Lower bound of its 95% interval
  relative_high REAL, -- Upper bound of its 95% interval
  relative_computed INTEGER NOT NULL CHECK (relative_computed IN (0, 1)), -- 1 if the ratio was computed by us
  risk_ratio REAL, -- The risk ratio of the counts, beside a ratio that was printed; computed by us
  risk_ratio_low REAL, -- Lower bound of its 95% interval
  risk_ratio_high REAL, -- Upper bound of its 95% interval
  assumed_per_1000 INTEGER, -- People of 1,000 with the outcome on the comparator
  assumed_from TEXT REFERENCES findings (id), -- The finding whose comparator arm lent that risk, where it is another's
  corresponding_per_1000 INTEGER, -- People of 1,000 with the outcome on the treatment
  difference_per_1000 INTEGER, -- People of 1,000 more; fewer are negative
  difference_low INTEGER, -- Lower bound of its 95% interval
  difference_high INTEGER, -- Upper bound of its 95% interval
  difference_by TEXT CHECK (difference_by IN ('printed', 'newcombe', 'ratio')), -- Whence the interval: printed, from the counts (Newcombe), or from the ratio's interval
  difference TEXT, -- The difference in words
  number_needed TEXT, -- Number needed to treat for benefit (NNTB) or harm (NNTH), with its interval
  number_needed_computed INTEGER NOT NULL CHECK (number_needed_computed IN (0, 1)), -- 1 if it was computed by us
  score TEXT, -- The difference between scores, where the outcome is a score
  certainty TEXT, -- The review's own, where it graded the outcome; else the lowest that the curator gave the claims which rest on it
  certainty_from TEXT, -- The review, or those claims
  plain TEXT NOT NULL, -- What happens, in a sentence
  not_computed TEXT, -- What could not be computed, and why
  from_memory INTEGER NOT NULL CHECK (from_memory IN (0, 1)), -- 1 if a figure of it is from memory
  finding_ids TEXT NOT NULL, -- The findings it is made of
  PRIMARY KEY (topic, position)
) STRICT;

-- What pooling a claim's own findings gives, computed by us, or why they are not pooled; published pooled estimates are findings.
CREATE TABLE pooled_estimates (
  claim_id TEXT NOT NULL REFERENCES claims (id), -- The claim
  position INTEGER NOT NULL CHECK (position > 0), -- Place in the claim, from 1
  outcome TEXT NOT NULL, -- What was measured, a code of the vocabulary
  metric TEXT NOT NULL, -- The kind of number, a code of the vocabulary
  unit TEXT NOT NULL, -- Unit of the estimate, a code of the vocabulary
  reason TEXT, -- Why the findings of this outcome and metric are not pooled; empty where they are
  population TEXT, -- In whom, a code of the vocabulary
  drug TEXT, -- Drug, a code of the vocabulary
  route TEXT, -- Route, a code of the vocabulary
  "window" TEXT, -- When, a code of the vocabulary
  k INTEGER CHECK (k >= 3), -- Studies that were pooled
  n INTEGER, -- People in them, where every study says how many
  estimate REAL, -- Random-effects estimate; of differences and changes, negative is better
  interval_low REAL, -- Lower bound of its interval
  interval_high REAL, -- Upper bound of its interval
  interval_level INTEGER, -- Level of both intervals in percent
  prediction_low REAL, -- Lower bound of the prediction interval, within which a new study's true effect would lie
  prediction_high REAL, -- Upper bound of the prediction interval
  tau2 REAL, -- Variance between the studies, on the scale on which they were averaged
  i2 REAL, -- Share of the scatter that is more than chance, in percent
  q REAL, -- Cochran's Q
  averaged_on TEXT CHECK (averaged_on IN ('logit', 'log', 'raw')), -- Scale on which the studies were averaged
  method TEXT, -- How it was computed
  findings TEXT, -- Ids of the findings that were pooled, separated by commas
  PRIMARY KEY (claim_id, position),
  CHECK ((estimate IS NULL) = (reason IS NOT NULL)),
  CHECK (interval_low <= estimate AND estimate <= interval_high)
) STRICT;

-- The pages on which claims were seen or citations found.
CREATE TABLE pages (
  page TEXT PRIMARY KEY -- File name of the page
) STRICT;

-- Where a claim was seen: the page and the line, never the page's own words.
CREATE TABLE mentions (
  id TEXT PRIMARY KEY, -- Stable key of the mention
  claim_id TEXT NOT NULL REFERENCES claims (id), -- The claim
  page TEXT NOT NULL REFERENCES pages (page), -- The page
  line INTEGER NOT NULL CHECK (line > 0), -- Line on the page, from 1
  start_char INTEGER, -- First character of the wording on that line, from 0
  end_char INTEGER, -- The character after its last
  fingerprint TEXT -- Start of the SHA-256 of the wording, to notice when the page changes
) STRICT;

-- The citations printed on the pages, and which publication each means; filled by kb build --pages.
CREATE TABLE citations (
  page TEXT NOT NULL REFERENCES pages (page), -- The page
  position INTEGER NOT NULL CHECK (position > 0), -- Place among the citations of the page, from 1
  line INTEGER NOT NULL CHECK (line > 0), -- Line on the page, from 1
  style TEXT NOT NULL CHECK (style IN ('listed', 'in text', 'title line', 'mark')), -- Entry of a list, author and year in the text, a title by itself, or a number that leads to an entry
  text TEXT NOT NULL, -- The citation as printed, cut at 300 characters
  decision TEXT NOT NULL CHECK (decision IN ('match', 'review', 'none')), -- Whether it means a publication, a person should look, or nothing is like it
  citekey TEXT REFERENCES publications (citekey), -- The publication, where it matches
  rule TEXT NOT NULL, -- What decided: a rule or veto for matching, or the listed entry it leads to
  candidates TEXT, -- Citekeys a person should look at, the likeliest first
  entry INTEGER, -- Position of the listed citation on the same page that it leads to
  PRIMARY KEY (page, position),
  CHECK ((decision = 'match') = (citekey IS NOT NULL)),
  CHECK (entry IS NULL OR style IN ('in text', 'mark'))
) STRICT;

-- What the search looks through: one row for each claim, publication, finding, rule for copy, regulatory fact and topic.
CREATE TABLE search_entries (
  id INTEGER PRIMARY KEY, -- Number of the entry
  kind TEXT NOT NULL CHECK (kind IN ('claim', 'publication', 'finding', 'rule', 'fact', 'topic')), -- What it is
  key TEXT NOT NULL, -- Key of the claim, publication, finding, rule, regulatory fact or topic
  title TEXT NOT NULL, -- What is shown first: the statement, the title, the figure
  detail TEXT NOT NULL, -- Verdict of a claim, label of a publication, severity of a rule
  wordings TEXT NOT NULL, -- Other ways in which people put it, one a line
  terms TEXT NOT NULL, -- Its codes in words: people, drug, route, outcome; authors, journal, registry numbers
  text TEXT NOT NULL, -- What else it says
  figures TEXT NOT NULL, -- Its numbers in one form, so that seven in ten finds 70%
  UNIQUE (kind, key)
) STRICT;

-- The words in use, to tell a misspelt query from a rare one.
CREATE TABLE search_words (
  word TEXT PRIMARY KEY, -- The word in lower case, without accents
  entries INTEGER NOT NULL CHECK (entries > 0) -- Search entries that use it
) STRICT;

-- What each commit changed in the text files, entry by entry, from the history of the repository.
CREATE TABLE changes (
  change INTEGER PRIMARY KEY, -- Place in the history, from 1, the oldest first
  changed_at TEXT NOT NULL, -- When it was committed, in UTC
  commit_id TEXT NOT NULL, -- The commit
  subject TEXT NOT NULL, -- What the commit says of itself, in one line
  kind TEXT NOT NULL CHECK (kind IN ('claim', 'publication', 'regulatory fact')), -- What sort of entry
  entity TEXT NOT NULL, -- Key of the entry, which may be there no more
  action TEXT NOT NULL CHECK (action IN ('added', 'changed', 'removed')), -- What became of it
  what TEXT NOT NULL, -- What changed, one thing a line; of what was added or removed, its statement or title
  verdict_before TEXT, -- The verdict by today's rule on the text before, where it was worked out
  verdict_after TEXT, -- The same on the text after
  UNIQUE (commit_id, kind, entity)
) STRICT;

-- Keys that claims and publications had before; their addresses lead to the page of today.
CREATE TABLE former_ids (
  kind TEXT NOT NULL CHECK (kind IN ('claim', 'publication')), -- What sort of entry
  former TEXT NOT NULL, -- The key it had
  entity TEXT NOT NULL, -- The key it has
  PRIMARY KEY (kind, former)
) STRICT;

CREATE INDEX changes_by_entity ON changes (kind, entity);
CREATE INDEX evidence_items_by_claim ON evidence_items (claim_id, direction);
CREATE INDEX evidence_items_by_publication ON evidence_items (citekey);
CREATE INDEX evidence_items_by_fact ON evidence_items (fact_id);
CREATE INDEX evidence_findings_by_finding ON evidence_findings (finding_id);
CREATE INDEX findings_by_publication ON findings (citekey);
CREATE INDEX mentions_by_claim ON mentions (claim_id);
CREATE INDEX mentions_by_page ON mentions (page);
CREATE INDEX citations_by_publication ON citations (citekey);
CREATE INDEX citations_by_entry ON citations (page, entry);
CREATE INDEX claims_by_topic ON claims (topic);
CREATE INDEX publication_links_by_other ON publication_links (other);
