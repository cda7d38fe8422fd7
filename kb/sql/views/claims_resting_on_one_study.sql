-- Claims whose support comes from a single publication.
CREATE VIEW claims_resting_on_one_study AS
SELECT
  c.id AS claim_id, -- The claim
  c.statement, -- The claim in neutral words
  c.verdict, -- What the evidence makes of it
  min(e.citekey) AS citekey, -- The one publication
  min(p.n) AS n -- People studied in it
FROM claims AS c
JOIN evidence_items AS e ON e.claim_id = c.id AND e.direction = 'supports' AND e.counted = 1
JOIN publications AS p ON p.citekey = e.citekey
GROUP BY c.id
HAVING count(DISTINCT e.citekey) = 1;
