"""Text brought to one form: letters without marks, no markup, one spelling."""

from __future__ import annotations

import html
import re
import unicodedata

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,60}>")
_LATEX = re.compile(r"\\[a-zA-Z]+\s?|\\[^a-zA-Z]|[{}$]")
_WORD = re.compile(r"[^\W_]+")
#: Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "λ": "lambda"}
    | {"μ": "mu", "µ": "mu", "π": "pi", "σ": "sigma", "ς": "sigma", "τ": "tau", "ω": "omega", "θ": "theta"}
)
_SPELLING = (
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"(?<=[a-z]{2})our(?=s|$|al|ed|ing|able)"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=e$|ed$|es$|ing$|ation|ations$)"), "iz"),
    (re.compile(r"ysed$|ysing$|yse$"), "yz"),
    (re.compile(r"yzed$|yzing$|yze$"), "yz"),
)


def without_markup(text: str) -> str:
    """Return the text without HTML tags and entities, LaTeX commands and braces, in single spaces."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "\\" in text or "{" in text or "$" in text:
        text = _LATEX.sub("", text)
    return " ".join(text.split())


def folded(text: str) -> str:
    """
    Return the text in lower case, letters without marks, Greek letters by name.

    >>> folded("Nürnberger β-Thalassämie")
    'nurnberger beta-thalassamie'
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(char for char in text if not unicodedata.combining(char)).translate(_LETTERS)


def words(text: str) -> list[str]:
    """Return the words of a text in folded form, punctuation left out."""
    return _WORD.findall(folded(text))


def one_spelling(word: str) -> str:
    """
    Return the word with the commonest differences between British and American spelling levelled.

    The result is a key for comparing, no word to show.

    >>> one_spelling("haemolytic"), one_spelling("tumours"), one_spelling("randomised")
    ('hemolytic', 'tumors', 'randomized')
    """
    if len(word) > 4:
        for pattern, spelling in _SPELLING:
            word = pattern.sub(spelling, word)
    return word
