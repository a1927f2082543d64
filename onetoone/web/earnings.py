"""A creator's earnings as a file, for those who keep books elsewhere."""

import csv
import io
from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from onetoone import db, routes, runtime
from onetoone.domain.errors import OneToOneError
from onetoone.domain.words import N_, _, said
from onetoone.payments import views
from onetoone.payments.views import EarningRow, Kind, Period
from onetoone.security.acting import whose

_MOST = 20_000
_HEADS = (
    *(N_("Date"), N_("Kind"), N_("What"), N_("With"), N_("Currency")),
    *(N_("Gross"), N_("Platform fee"), N_("Net"), N_("Processing")),
    *(N_("Where it is"), N_("Until"), N_("Note"), N_("Number")),
)
_KINDS = {
    "call": N_("Call"),
    "extension": N_("More minutes"),
    "tip": N_("Tip"),
    "refund": N_("Refund"),
    "dispute": N_("Dispute"),
    "transfer": N_("Transfer"),
    "payout": N_("Payout"),
}
_MARK = "\ufeff"  # by which spreadsheets know that it is UTF-8, and not what their machine has else
# A spreadsheet takes a cell that begins so for a formula: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


async def earnings_file(request: Request) -> Response:
    """The signed-in creator's own rows, of the kind and period that the page shows."""
    actor = await whose(request.headers.get("cookie", ""))
    if actor is None or not actor.is_creator:
        return PlainTextResponse(_("Not found"), 404)
    try:
        kind = Kind(request.query_params.get("kind", Kind.ALL))
        period = Period(request.query_params.get("period", Period.ALL))
    except ValueError:
        return PlainTextResponse(_("Not found"), 404)
    try:
        seen = await db.look(lambda s: views.earnings(s, actor, runtime.now(), kind=kind, period=period, most=_MOST))
    except OneToOneError:
        return PlainTextResponse(_("Not found"), 404)
    headers = {"Content-Disposition": 'attachment; filename="earnings.csv"', "Cache-Control": "no-store"}
    return Response(_written(seen.rows), media_type="text/csv; charset=utf-8", headers=headers)


def _written(rows: Iterable[EarningRow]) -> str:
    """In the reader's language; moments and figures as machines read them."""
    out = io.StringIO()
    out.write(_MARK)
    lines = csv.writer(out)
    lines.writerow([said(head) for head in _HEADS])
    for row in rows:
        texts = (row.at, said(_KINDS.get(row.kind, row.kind)), row.what, row.who, row.currency)
        figures = (row.gross_plain, row.fee_plain, row.net_plain, row.processing_plain)  # our own, never a formula
        lines.writerow((*map(_plain, texts), *figures, *map(_plain, (row.words, row.until, row.note, row.id))))
    return out.getvalue()


def _plain(text: str) -> str:
    """Text that no spreadsheet runs: names are what people made up."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


earnings_route = Route(routes.EARNINGS_FILE, earnings_file, methods=["GET"])
