-- Each claim with its evidence for and against, side by side.
CREATE VIEW evidence_for_and_against AS
SELECT
  c.id AS claim_id, -- The claim
  c.statement, -- The claim in neutral words
  c.verdict, -- What the evidence makes of it
  (SELECT group_concat(t.label || coalesce(': ' || t.figures, ''), char(10))
   FROM (SELECT * FROM evidence_table AS t WHERE t.claim_id = c.id AND t.direction = 'supports' ORDER BY t.evidence_item_id) AS t
  ) AS evidence_for, -- Publications for it with their figures, one a line
  (SELECT group_concat(t.label || coalesce(': ' || t.figures, ''), char(10))
   FROM (SELECT * FROM evidence_table AS t WHERE t.claim_id = c.id AND t.direction = 'contradicts' ORDER BY t.evidence_item_id) AS t
  ) AS evidence_against -- Publications against it with their figures, one a line
FROM claims AS c;
