-- Publications that bear on no claim.
CREATE VIEW orphan_publications AS
SELECT
  p.citekey, -- The publication
  p.label, -- First author and year
  p.title, -- Title
  p.design, -- Study design
  p.standing -- Whether it still stands
FROM publications AS p
WHERE p.citekey NOT IN (SELECT e.citekey FROM evidence_items AS e WHERE e.citekey IS NOT NULL);
