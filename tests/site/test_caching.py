"""An answer is made once: the same address has the same ETag until the database or the software changes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

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
