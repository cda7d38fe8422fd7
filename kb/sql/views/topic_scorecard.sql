-- Verdicts counted by topic.
CREATE VIEW topic_scorecard AS
SELECT
  t.topic, -- The topic
  t.title, -- Its name in plain words
  count(c.id) AS claims, -- Claims on the shelf
  count(CASE WHEN c.verdict = 'supported' THEN 1 END) AS supported, -- Supported
  count(CASE WHEN c.verdict = 'overstated' THEN 1 END) AS overstated, -- Overstated
  count(CASE WHEN c.verdict = 'mixed' THEN 1 END) AS mixed, -- Mixed
  count(CASE WHEN c.verdict = 'contradicted' THEN 1 END) AS contradicted, -- Contradicted
  count(CASE WHEN c.verdict = 'unsupported' THEN 1 END) AS unsupported, -- Unsupported
  count(CASE WHEN c.verdict = 'not-assessable' THEN 1 END) AS not_assessable -- Not assessable
FROM topics AS t
LEFT JOIN claims AS c ON c.topic = t.topic
GROUP BY t.topic
ORDER BY t.position;
