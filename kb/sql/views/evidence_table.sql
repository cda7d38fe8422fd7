-- Every evidence item with the publication's design, n and figures.
CREATE VIEW evidence_table AS
SELECT
  e.id AS evidence_item_id, -- The evidence item
  e.claim_id, -- The claim
  c.statement, -- The claim in neutral words
  e.direction, -- Its bearing on the claim
  e.directness, -- Whether it speaks of what the claim speaks of
  e.differs, -- Dimensions on which it differs
  coalesce(e.citekey, e.fact_id) AS source, -- Citekey, or key of the regulatory fact
  e.citekey, -- The publication; empty for a regulatory fact
  coalesce(p.label, f.authority || ': ' || f.product) AS label, -- Who says so
  e.design, -- Study design
  p.n, -- People studied
  e.figures, -- The figures it rests on
  p.standing, -- Whether the publication still stands
  e.counted, -- 1 if it counts towards the verdict
  e.why -- Why it bears on the claim in this direction
FROM evidence_items AS e
JOIN claims AS c ON c.id = e.claim_id
LEFT JOIN publications AS p ON p.citekey = e.citekey
LEFT JOIN regulatory_facts AS f ON f.id = e.fact_id;
