"""`/-/vet` asked as a browser and as a program would: answers, refusals, and nothing kept."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import re
import zipfile
from typing import Any

import pytest

from kb.site import vet_page
from kb.site.headers import STRICT_POLICY
from tests.site.conftest import Ask

DRAFT = """# Ketamine

Our miracle drug has a response rate of 85%.

Call us <b>today</b> & <script>alert(1)</script>.
"""


def post(ask: Ask, **request: Any) -> Any:
    return ask(lambda datasette: datasette.client.post("/-/vet", **request))


def test_the_form_is_there_and_says_what_it_takes(ask: Ask) -> None:
    page = ask(lambda datasette: datasette.client.get("/-/vet"))
    assert page.status_code == 200 and page.headers["content-security-policy"] == STRICT_POLICY
    assert page.headers["cache-control"] == "no-store"
    for text in (
        'enctype="multipart/form-data"',
        "up to 2 MB and 10 seconds",
        "stored or logged",
        'href="/-/vet/rules"',
    ):
        assert text in page.text
    assert "set-cookie" not in page.headers and "<script" not in page.text


@pytest.mark.parametrize("how", ["urlencoded", "multipart", "file"])
def test_a_draft_comes_back_marked_up(ask: Ask, how: str) -> None:
    request: dict[str, Any] = {
        "urlencoded": {"data": {"text": DRAFT}},
        "multipart": {"data": {"text": DRAFT}, "files": {"file": ("", b"")}},
        "file": {"files": {"file": ("draft.md", DRAFT.encode())}},
    }[how]
    page = post(ask, **request)
    assert page.status_code == 200
    assert re.search(r'<mark class="vet-error">[^<]*miracle', page.text)
    assert 'id="a1"' in page.text and "Claims found" in page.text and "<script" not in page.text
    assert not re.search(r"\s(style|on\w+)=", page.text.split('<div class="vetted">')[1])
    assert "draft.md" in page.text if how == "file" else "pasted copy" in page.text


def test_the_downloads_hold_the_same_alerts(ask: Ask) -> None:
    page = post(ask, data={"text": DRAFT})
    links = dict(re.findall(r'href="data:[^;]+[^,"]*,([^"]+)" download="vetted\.(\w+)"', page.text))
    documents = {name: base64.b64decode(data).decode() for data, name in links.items()}
    assert set(documents) == {"html", "json", "sarif", "csv"}
    alerts = json.loads(documents["json"])["alerts"]
    assert len(alerts) == len(json.loads(documents["sarif"])["runs"][0]["results"]) >= 2
    assert documents["html"].startswith("<!DOCTYPE html>") and len(documents["csv"].splitlines()) > len(
        alerts
    )
    assert page.text.count('<li class="vet-') == len(alerts)
    assert alerts[0]["claim_url"] is None or alerts[0]["claim_url"].startswith("http")


def test_a_program_gets_the_document_it_names_whatever_cookies_it_has(ask: Ask) -> None:
    answer = post(ask, data={"text": DRAFT, "format": "json"}, cookies={"ds_csrftoken": "x"})
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert "KL001" in {alert["rule"] for alert in answer.json()["alerts"]}


def word_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 60_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("request_", "status", "said"),
    [
        ({"data": {"text": " \n"}}, 400, "nothing to vet"),
        ({"data": {}}, 400, "form"),
        ({"content": b"{}", "headers": {"content-type": "application/json"}}, 400, "send it as a form"),
        ({"files": {"file": ("a.pdf", b"%PDF-1.7")}}, 422, "PDF"),
        ({"files": {"file": ("a.txt", b"x" * 2_100_000)}}, 413, "at most 2 MB"),
        ({"files": {"file": ("a.docx", word_bomb())}}, 422, "a.docx"),
    ],
)  # fmt: skip
def test_a_refusal_says_why(ask: Ask, request_: dict[str, Any], status: int, said: str) -> None:
    page = post(ask, **request_)
    assert page.status_code == status
    assert said in re.search(r'role="alert">(.*?)</p>', page.text)[1]  # type: ignore[index]


def test_what_takes_too_long_is_ended(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vet_page, "MAX_SECONDS", 0.01)
    page = post(ask, data={"text": DRAFT})
    assert page.status_code == 503 and "was stopped" in page.text
    assert vet_page._running == 0


def test_too_many_at_once_are_asked_to_come_back(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vet_page, "MAX_AT_ONCE", 1)

    async def two(datasette: Any) -> list[int]:
        answers = await asyncio.gather(
            *(datasette.client.post("/-/vet", data={"text": "Hi."}) for _ in range(2))
        )
        return sorted(answer.status_code for answer in answers)

    assert ask(two) == [200, 503]


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_other_methods_are_refused(ask: Ask, method: str) -> None:
    answer = ask(lambda datasette: datasette.client.request(method, "/-/vet"))
    assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD, POST"


def test_the_rules_have_a_page_with_an_anchor_each(ask: Ask) -> None:
    page = ask(lambda datasette: datasette.client.get("/-/vet/rules"))
    assert page.status_code == 200 and 'id="KL014"' in page.text and "REG-12" in page.text
    assert len(set(re.findall(r'id="(KL\d{3})"', page.text))) == 50
