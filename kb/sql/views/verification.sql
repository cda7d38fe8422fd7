-- How each publication was verified, and what is still open.
CREATE VIEW verification AS
SELECT
  p.citekey, -- The publication
  p.label, -- First author and year
  p.pmid, -- PubMed identifier
  p.confidence, -- How far the entry can be trusted
  p.identity_source, -- Kind of source of its identity
  p.figure_source, -- Kind of source of its figures
  p.from_memory, -- Fields still from memory
  CASE WHEN p.pubmed_fetched_on IS NULL THEN 'no' ELSE 'yes' END AS checked_in_pubmed, -- Whether PubMed's record was at hand
  (SELECT count(*) FROM findings AS f WHERE f.citekey = p.citekey) AS findings, -- Its findings
  (SELECT count(*) FROM findings AS f WHERE f.citekey = p.citekey AND f.abstract_check = 'verified') AS found_in_abstract, -- Findings seen in PubMed's abstract
  (SELECT count(*) FROM findings AS f WHERE f.citekey = p.citekey AND f.abstract_check = 'not found') AS not_in_abstract, -- Findings looked for and not found there
  (SELECT count(*) FROM disagreements AS d WHERE d.citekey = p.citekey) AS disagreements -- Fields in which PubMed disagrees
FROM publications AS p;
