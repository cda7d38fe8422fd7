"""The answer to a query that was stopped at the time limit: what happened, and the query back to change it."""

from __future__ import annotations

from typing import Any

from datasette import Response
from datasette.database import QueryInterrupted

_HINT = "Narrow it with WHERE or LIMIT, or download kb.db and run it at home."


def interrupted_sql(exception: BaseException) -> str | None:
    """Return the query that was stopped, if that is what ``exception`` tells of."""
    cause = exception if isinstance(exception, QueryInterrupted) else exception.__context__
    return str(cause.sql) if isinstance(cause, QueryInterrupted) else None


async def interrupted(datasette: Any, request: Any, sql: str) -> Response:
    """Say that the query was stopped, after how long, and what helps."""
    limit = datasette.setting("sql_time_limit_ms") / 1000
    message = (
        f"The query took too long and was stopped after {limit:g} second{'s' if limit != 1 else ''}. {_HINT}"
    )
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "error": message, "status": 400, "title": "Stopped"}, status=400)
    if request.path.endswith(".csv"):
        return Response.text(message, status=400)
    context = {"message": message, "sql": sql}
    body = await datasette.render_template(["interrupted.html"], context, request=request)
    return Response.html(body, status=400)
