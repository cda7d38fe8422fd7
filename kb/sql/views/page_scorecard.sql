-- Verdicts counted by page, one count a mention.
CREATE VIEW page_scorecard AS
SELECT
  m.page, -- The page
  count(*) AS mentions, -- Mentions on the page
  count(CASE WHEN c.verdict = 'supported' THEN 1 END) AS supported, -- Supported
  count(CASE WHEN c.verdict = 'overstated' THEN 1 END) AS overstated, -- Overstated
  count(CASE WHEN c.verdict = 'mixed' THEN 1 END) AS mixed, -- Mixed
  count(CASE WHEN c.verdict = 'contradicted' THEN 1 END) AS contradicted, -- Contradicted
  count(CASE WHEN c.verdict = 'unsupported' THEN 1 END) AS unsupported, -- Unsupported
  count(CASE WHEN c.verdict = 'not-assessable' THEN 1 END) AS not_assessable -- Not assessable
FROM mentions AS m
JOIN claims AS c ON c.id = m.claim_id
GROUP BY m.page;
