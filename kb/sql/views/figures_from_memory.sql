-- Findings whose figure is from memory and was seen in no source yet.
CREATE VIEW figures_from_memory AS
SELECT
  f.id AS finding_id, -- The finding
  f.citekey, -- The publication
  f.figure, -- The figure in words
  (SELECT count(*) FROM evidence_findings AS ef WHERE ef.finding_id = f.id) AS evidence_items, -- Evidence items that rest on it
  f.abstract_check -- Whether it was found in PubMed's abstract
FROM findings AS f
WHERE f.source = 'memory';
