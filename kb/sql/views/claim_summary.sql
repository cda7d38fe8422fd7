-- Each claim with its verdict and what it rests on.
CREATE VIEW claim_summary AS
SELECT
  claims.id AS claim_id, -- The claim
  claims.statement, -- The claim in neutral words
  claims.topic, -- The shelf it stands on
  claims.verdict, -- What the evidence makes of it
  claims.certainty, -- How sure the evidence makes us
  claims.stated, -- The numbers it states
  (SELECT count(*) FROM evidence_items AS e WHERE e.claim_id = claims.id AND e.direction = 'supports') AS supporting, -- Items for it
  (SELECT count(*) FROM evidence_items AS e WHERE e.claim_id = claims.id AND e.direction = 'contradicts') AS contradicting, -- Items against it
  (SELECT count(*) FROM evidence_items AS e WHERE e.claim_id = claims.id AND e.direction = 'inconclusive') AS inconclusive, -- Items that decide neither way
  (SELECT count(*) FROM mentions AS m WHERE m.claim_id = claims.id) AS mentions, -- Times it was seen
  claims.review_due -- Day by which it is to be reviewed again
FROM claims;
