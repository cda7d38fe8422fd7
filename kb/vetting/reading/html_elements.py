"""What the reader of HTML does with which element."""

from __future__ import annotations

import re

from kb.late_pattern import late
from kb.vetting.records import BlockKind, Voice

#: Elements that start and end a block; all others are inline.
BLOCK_LEVEL = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option p"
    " pre search section select summary table tbody td tfoot th thead tr ul".split()
)
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())

KINDS = {
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
    "summary": BlockKind.HEADING,
    "legend": BlockKind.HEADING,
    "dt": BlockKind.HEADING,
    "li": BlockKind.LIST_ITEM,
    "td": BlockKind.CELL,
    "th": BlockKind.CELL,
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "button": BlockKind.BUTTON,
    "title": BlockKind.TITLE,
}

#: Content that no reader of the page sees.
UNSEEN = frozenset(
    "script style template svg math iframe object canvas noscript select datalist textarea audio video noembed"
    " noframes xmp map".split()
)

#: Elements around the copy, and not part of it.
SURROUNDINGS = frozenset({"nav"})
#: Below these only running text is kept: a disclosure may stand in the footer, and counts.
MARGINS = frozenset({"footer", "aside"})
#: Words that a line of a margin needs to be kept.
MARGIN_WORDS = 8

#: Never left out, whatever their class says.
KEPT = frozenset({"html", "body", "main", "article", "p", "li", "td", "th", "h1", "h2", "h3", "blockquote"})
_AROUND = late(
    r"(?:^|[\s_-])(?:cookies?|gdpr|ccpa|navbar|navigation|nav-?menu|main-?menu|mega-?menu|"
    r"site-?menu|breadcrumbs?|"
    r"skip-?(?:link|nav|to-content)|screen-reader-text|sharedaddy|social-?(?:share|links|"
    r"icons)|share-?buttons|"
    r"pagination|comment-?(?:form|respond)|onetrust|cookiebot|cky|cmplz|wp-block-navigation)(?:$|[\s_-])",
    re.I,
)
_TESTIMONIAL = late(r"(?:^|[\s_-])(?:testimonials?|reviews?|patient-?stor(?:y|ies))(?:$|[\s_-])", re.I)
_BUTTON = late(r"(?:^|[\s_-])(?:btn|button|cta)(?:$|[\s_-])", re.I)
_REFERENCES = late(r"(?:^|[\s_-])(?:references|bibliography|citations|footnotes)(?:$|[\s_-])", re.I)
_MAX_NAMES = 1_000

_CLOSES = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
    "body": (frozenset({"head"}), frozenset({"html"})),
}
_CLOSE_P = (frozenset({"p"}), frozenset({"button", "td", "th", "li", "table", "body", "blockquote", "div"}))


def implied_ends(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the elements that a start tag closes, and those it does not look beyond."""
    if name in _CLOSES:
        return _CLOSES[name]
    return _CLOSE_P if name in BLOCK_LEVEL else (frozenset(), frozenset())


def is_around(name: str, names: str, role: str) -> bool:
    """Whether an element is menu, cookie bar or the like, by its tag, class and id, and role."""
    if name in SURROUNDINGS or role in {"navigation", "menu", "menubar", "search"}:
        return True
    return name not in KEPT and bool(_AROUND.search(names[:_MAX_NAMES]))


def is_button(names: str, role: str) -> bool:
    """Whether a link looks like a button."""
    return role == "button" or bool(_BUTTON.search(names[:_MAX_NAMES]))


def hinted_voice(name: str, names: str) -> Voice | None:
    """Return who speaks in an element by its class and id, where they say it."""
    if name in {"html", "body", "main"}:
        return None
    if _TESTIMONIAL.search(names[:_MAX_NAMES]):
        return Voice.PATIENT
    return Voice.ABSTRACT if _REFERENCES.search(names[:_MAX_NAMES]) else None
