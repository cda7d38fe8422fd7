-- Each publication with the number of claims it bears on.
CREATE VIEW publications_in_use AS
SELECT
  p.citekey, -- The publication
  p.label, -- First author and year
  p.title, -- Title
  p.design, -- Study design
  p.standing, -- Whether it still stands
  count(DISTINCT e.claim_id) AS claims, -- Claims it bears on
  count(DISTINCT CASE WHEN e.direction = 'supports' THEN e.claim_id END) AS supports, -- Claims it supports
  count(DISTINCT CASE WHEN e.direction = 'contradicts' THEN e.claim_id END) AS contradicts -- Claims it contradicts
FROM publications AS p
JOIN evidence_items AS e ON e.citekey = p.citekey
GROUP BY p.citekey;
