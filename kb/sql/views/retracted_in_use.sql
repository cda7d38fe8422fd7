-- Evidence items whose publication no longer stands; none of them counts.
CREATE VIEW retracted_in_use AS
SELECT
  e.id AS evidence_item_id, -- The evidence item
  e.claim_id, -- The claim
  p.citekey, -- The publication
  p.standing, -- Why it does not count
  p.standing_note, -- What happened to it
  e.direction, -- Its bearing on the claim
  e.counted -- Always 0
FROM evidence_items AS e
JOIN publications AS p ON p.citekey = e.citekey
WHERE p.counts = 0;
