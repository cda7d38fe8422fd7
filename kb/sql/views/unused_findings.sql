-- Findings on which no evidence item rests.
CREATE VIEW unused_findings AS
SELECT
  f.id AS finding_id, -- The finding
  f.citekey, -- The publication
  f.outcome, -- What was measured
  f.figure -- The figure in words
FROM findings AS f
WHERE f.id NOT IN (SELECT ef.finding_id FROM evidence_findings AS ef);
