"""An answer is made once: the same address has the same ETag until the database or the software changes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import kb.site.pages
from kb.site.caching import KEPT_BYTES, _Kept
from tests.site.conftest import Ask, asker

CLAIM = "/claim/response-70-percent"


def get(ask: Ask, path: str, **headers: str) -> Any:
    return ask(
        lambda site: site.client.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    )


@pytest.mark.parametrize("path", ["/", CLAIM, "/claims?verdict=mixed", "/-/search?q=70%25", "/about"])
def test_a_page_shown_again_is_not_made_again(ask: Ask, path: str) -> None:
    first = get(ask, path)
    etag = first.headers["etag"]
    assert first.headers["cache-control"] == "public, no-cache"
    again = get(ask, path, if_none_match=f'"other", {etag}')
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert "script-src 'none'" in again.headers["content-security-policy"]


def test_another_etag_gets_the_page(ask: Ask) -> None:
    assert get(ask, CLAIM, if_none_match='W/"0"').status_code == 200


def test_another_database_has_another_etag(ask: Ask, ask_hostile: Ask) -> None:
    assert get(ask, "/").headers["etag"] != get(ask_hostile, "/").headers["etag"]


@pytest.mark.parametrize(
    "path", ["/claim/no-such-claim", "/kb/claims", "/kb/claims.json", "/-/versions.json"]
)
def test_what_does_not_exist_and_what_is_not_ours_has_none(ask: Ask, path: str) -> None:
    assert "etag" not in get(ask, path).headers


def test_a_draft_is_never_kept(ask: Ask) -> None:
    answer = ask(lambda site: site.client.post("/-/vet", data={"text": "It works."}))
    assert answer.status_code == 200
    assert "etag" not in answer.headers
    assert "public" not in answer.headers.get("cache-control", "")


def test_the_style_sheet_is_kept_for_good_under_its_hash_only(ask: Ask) -> None:
    sheet = re.search(r'href="([^"]+kb\.css\?[0-9a-f]{8})"', get(ask, "/").text)
    assert sheet
    assert get(ask, sheet[1]).headers["cache-control"].endswith("immutable")
    assert get(ask, sheet[1].partition("?")[0]).headers["cache-control"] == "public, no-cache"
    assert get(ask, sheet[1] + "0").headers["cache-control"] == "public, no-cache"


def test_a_database_that_may_change_has_no_etag(shipped: Path) -> None:
    with asker(shipped) as ask:

        async def mutable(site: Any) -> Any:
            site.databases["kb"].cached_hash = None
            site.databases["kb"].is_mutable = True
            return await site.client.get("/")

        assert "etag" not in ask(mutable).headers


def made(ask: Ask, path: str, monkeypatch: pytest.MonkeyPatch, **headers: str) -> tuple[list[Any], int]:
    """Return two answers to the same request, and how many pages were made for them."""
    count = 0
    real = kb.site.pages.render

    def counted(*arguments: Any) -> str:
        nonlocal count
        count += 1
        return real(*arguments)

    monkeypatch.setattr("kb.site.pages.render", counted)
    return [get(ask, path, **headers) for _ in range(2)], count


def test_an_answer_made_once_is_sent_again_the_same(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    (first, second), count = made(ask, f"{CLAIM}?of=this-test", monkeypatch)
    assert count == 1
    assert first.content == second.content and first.headers == second.headers
    assert "46.9%" in second.text and "script-src 'none'" in second.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/about?cookie", {"cookie": "ds_messages=x"}),
        ("/about?bearer", {"authorization": "Bearer x"}),
        ("/claim/no-such-claim?twice", {}),
    ],
)
def test_what_may_depend_on_the_visitor_or_does_not_exist_is_made_anew(
    ask: Ask, path: str, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made(ask, path, monkeypatch, **headers)[1] == 2


def test_addresses_hosts_and_encodings_are_kept_apart(ask: Ask) -> None:
    pressed = get(ask, "/about?apart", accept_encoding="gzip")
    plain = get(ask, "/about?apart", accept_encoding="identity")
    assert pressed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert pressed.text == plain.text
    one, other = (get(ask, "/?apart", host=host).text for host in ("one.example", "other.example"))
    assert "other.example" not in one and "one.example" not in other


def test_only_so_much_is_kept() -> None:
    kept = _Kept()
    half = [{"type": "http.response.start"}, {"body": b"x" * (KEPT_BYTES // 10)}]
    for number in range(30):
        kept.put((number,), list(half))
    assert kept.size <= KEPT_BYTES and kept.get((29,)) and not kept.get((0,))
    kept.put(("large",), [{"body": b"x" * KEPT_BYTES}])
    assert kept.get(("large",)) is None
