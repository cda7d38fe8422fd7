-- Citations listed on a page to which nothing in its text leads: no mark, no author and year.
CREATE VIEW orphan_citations AS
SELECT
  c.page, -- The page
  c.line, -- Line on the page
  c.text, -- The citation as printed
  c.decision, -- Whether it matches a publication
  c.citekey -- The publication, where it matches
FROM citations AS c
WHERE c.style = 'listed'
  AND NOT EXISTS (SELECT 1 FROM citations AS p WHERE p.page = c.page AND p.entry = c.position)
  AND NOT EXISTS (
    SELECT 1 FROM citations AS p
    WHERE p.page = c.page AND p.citekey = c.citekey AND p.style IN ('in text', 'mark')
  );
