-- Supporting items of one claim that share patients: together they count once.
CREATE VIEW double_counted_support AS
SELECT
  e.claim_id, -- The claim
  l.citekey, -- The larger or later publication
  l.relation, -- What it does with the other
  l.other -- The other publication
FROM evidence_items AS e
JOIN publication_links AS l ON l.citekey = e.citekey
JOIN evidence_items AS o ON o.claim_id = e.claim_id AND o.citekey = l.other AND o.direction = e.direction
WHERE e.direction = 'supports';
