-- Claims on which the curator's verdict departs from the rule's.
CREATE VIEW curator_departs_from_rule AS
SELECT
  c.id AS claim_id, -- The claim
  c.statement, -- The claim in neutral words
  c.rule_verdict, -- The verdict by the published rule
  c.curator_verdict, -- The curator's verdict
  c.curator_because -- Why it departs
FROM claims AS c
WHERE c.curator_verdict IS NOT NULL;
