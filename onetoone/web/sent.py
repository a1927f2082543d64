"""What a page of ours sends: a small JSON object, or nothing."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

_LARGEST = 10_000


async def sent(request: Request) -> Mapping[str, Any]:
    """The JSON object that was sent; an empty one for anything else."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return {}
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            return {}
    try:
        what = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return what if isinstance(what, dict) else {}


def text(what: Mapping[str, Any], field: str) -> str:
    """A field of it that is text; "" for any other."""
    value = what.get(field)
    return value if isinstance(value, str) else ""
