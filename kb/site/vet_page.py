"""
The page where a draft is vetted: pasted or uploaded, answered, forgotten.

Nothing that is posted is stored, logged or sent on. The work is done in a process of its
own, which is ended when its time is up; this one keeps serving meanwhile.
"""

from __future__ import annotations

import asyncio
import base64
import json
import sys
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from datasette import Response
from markupsafe import Markup

from kb.site.posted_form import FormError, PostedForm, read_form
from kb.site.rendering import render
from kb.vetting.grounds import GROUNDS
from kb.vetting.run import load_rules
from kb.vetting.worker import request as worker_request

PATH = "/-/vet"
#: Bytes of a posted form; about 300,000 words of text.
MAX_BYTES = 2_000_000
#: What is still read, and thrown away, of a form that is too large, so that the browser hears the answer.
_MAX_DRAINED = 40_000_000
#: Seconds that one copy may take.
MAX_SECONDS = 10.0
#: Copies vetted at the same time.
MAX_AT_ONCE = 3
INPUT_FORMATS = ("text", "markdown", "html")
_TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "sarif": "application/sarif+json",
    "csv": "text/csv; charset=utf-8",
}
_running = 0


class _RefusalError(Exception):
    """The copy is not vetted; says why, with the status of the answer."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class _Draft:
    name: str
    data: bytes
    format: str | None


async def vet_view(datasette: Any, request: Any) -> Response:
    """Show the form; answer a posted draft with the marked-up copy or, with ``format=``, a document."""
    if request.method not in ("GET", "HEAD", "POST"):
        return Response.text("GET or POST", status=405, headers={"allow": "GET, HEAD, POST"})
    context: dict[str, Any] = {
        "limit": f"{MAX_BYTES // 1_000_000} MB", "seconds": int(MAX_SECONDS), "input_formats": INPUT_FORMATS,
    }  # fmt: skip
    status = 200
    if request.method == "POST":
        try:
            form = read_form(request.headers.get("content-type", ""), await _body(request))
            wanted = form.fields.get("format", "")
            draft = _draft(form)
            result = await _vet(datasette, request, draft)
            if wanted in _TYPES:
                return _document(result["documents"][wanted], wanted)
            context |= {"result": _shown(result), "pasted": form.fields.get("text", "")}
        except (_RefusalError, FormError) as error:
            status = error.status if isinstance(error, _RefusalError) else 400
            context |= {"refusal": str(error)}
    body = render(datasette, request, "vet", context)
    return Response.html(body, status=status, headers={"cache-control": "no-store"})


async def rules_view(datasette: Any, request: Any) -> Response:
    """List the rules with the grounds they stand on."""
    rules = await asyncio.get_running_loop().run_in_executor(None, _rules)
    context = {"rules": rules, "grounds": sorted(GROUNDS.values(), key=lambda ground: ground.id)}
    return Response.html(render(datasette, request, "vet_rules", context))


def needs_no_token(datasette: Any, scope: Any) -> bool:
    """
    Say whether a request is spared the check against forged posts.

    Vetting changes nothing, reads nothing that is the visitor's own and sets no cookie, so a
    forged post gains nothing; and without the check the body is read only here, where its
    size is bounded.
    """
    path = "/" + str(scope["path"]).removeprefix(datasette.setting("base_url")).lstrip("/")
    return path == PATH


@cache
def _rules() -> Any:
    return load_rules()


async def _body(request: Any) -> bytes:
    """Return the body; of one that is too large nothing is kept."""
    chunks: list[bytes] = []
    size = 0
    more = True
    while more and size <= _MAX_DRAINED:
        message = await request.receive()
        if message["type"] != "http.request":
            raise _RefusalError(400, "the form was not sent to its end")
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > MAX_BYTES:
            chunks.clear()
        else:
            chunks.append(chunk)
        more = message.get("more_body", False)
    if size > MAX_BYTES:
        raise _RefusalError(
            413,
            f"This is too large: at most {MAX_BYTES // 1_000_000} MB are taken here. Vet it in parts, or with kb vet.",
        )
    return b"".join(chunks)


def _draft(form: PostedForm) -> _Draft:
    if form.file:
        name = "".join(c for c in form.file_name.replace("\\", "/").rpartition("/")[2] if c.isprintable())
        return _Draft(name[:120] or "upload", form.file, None)
    # Browsers send line ends as CR LF whatever was pasted.
    text = form.fields.get("text", "").replace("\r\n", "\n")
    if not text.strip():
        raise _RefusalError(400, "There is nothing to vet: paste some copy or choose a file.")
    given = form.fields.get("input_format")
    return _Draft("pasted copy", text.encode("utf-8", "replace"), given if given in INPUT_FORMATS else None)


async def _vet(datasette: Any, request: Any, draft: _Draft) -> dict[str, Any]:
    global _running
    if "kb" not in datasette.databases:
        raise _RefusalError(503, "The knowledge base is not loaded.")
    if _running >= MAX_AT_ONCE:
        raise _RefusalError(503, "Other drafts are being vetted. Try again in a few seconds.")
    asked = worker_request(
        name=draft.name,
        data=draft.data,
        format=draft.format,
        database=str(datasette.get_database("kb").path),
        links=datasette.urls.path("/").rstrip("/"),
        site=datasette.absolute_url(request, datasette.urls.path("/")).rstrip("/"),
        today=date.today(),
    )
    _running += 1
    try:
        reply: dict[str, Any] = json.loads(await _work(asked))
    finally:
        _running -= 1
    if "error" in reply:
        raise _RefusalError(422, reply["error"])
    return reply


async def _work(asked: bytes) -> bytes:
    """Return the worker's answer; after ``MAX_SECONDS`` it is ended."""
    pipe = asyncio.subprocess.PIPE
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "kb.vetting.worker", stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        said, _ = await asyncio.wait_for(worker.communicate(asked), MAX_SECONDS)
    except TimeoutError as error:
        raise _RefusalError(
            503, f"This took longer than {int(MAX_SECONDS)} seconds and was stopped. Vet it in parts."
        ) from error
    finally:
        if worker.returncode is None:
            worker.kill()
            await worker.wait()
    if worker.returncode != 0:
        raise _RefusalError(500, "Vetting failed on this copy. Nothing of it was kept.")
    return said


def _document(text: str, style: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="vetted.{style}"', "cache-control": "no-store"}
    return Response(text, status=200, headers=headers, content_type=_TYPES[style])


def _shown(result: dict[str, Any]) -> dict[str, Any]:
    """Return the result for the template; documents become links that hold them, so none is stored."""
    downloads = {
        style: f"data:{_TYPES[style].replace(' ', '')};base64,{base64.b64encode(text.encode()).decode('ascii')}"
        for style, text in result["documents"].items()
    }
    return {
        **result, "page": Markup(result["page"]), "claims": Markup(result["claims"]), "downloads": downloads,
    }  # fmt: skip
