-- Citations on the pages that no publication surely answers to; marks count only where the list has no such number.
CREATE VIEW unresolved_citations AS
SELECT
  c.page, -- The page
  c.line, -- Line on the page
  c.style, -- How it stands on the page
  c.text, -- The citation as printed
  c.decision, -- Whether a person should look (review) or nothing is like it (none)
  c.rule, -- What decided
  c.candidates -- Citekeys a person should look at, the likeliest first
FROM citations AS c
WHERE c.decision <> 'match' AND c.entry IS NULL;
