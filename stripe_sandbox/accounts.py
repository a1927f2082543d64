"""Connected accounts, the v2 way: made, read, changed, and what they may do.

https://docs.stripe.com/api/v2/core/accounts
"""

import datetime
from typing import Any

from stripe_sandbox import customers, money
from stripe_sandbox.errors import ApiError, missing
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id

Body = dict[str, Any]
KIND = "v2.core.account"
# How long the details of an account that is "being checked" are looked at.
CHECK_SECONDS = 3600
INCLUDABLE = ("defaults", "identity", "requirements", "future_requirements")
# Stage → what its capabilities are: status, and the reason with the way out.
STAGES: dict[str, tuple[str, str, str]] = {
    "new": ("restricted", "requirements_past_due", "provide_info"),
    "checking": ("pending", "requirements_pending_verification", "no_resolution"),
    "ready": ("active", "", ""),
    "restricted": ("restricted", "requirements_past_due", "provide_info"),
    "rejected": ("rejected", "rejected_other", "contact_stripe"),
}
# Stage → what is asked for, by whom, and how pressing that is.
ASKED: dict[str, tuple[tuple[str, ...], str, str]] = {
    "new": (
        (
            "identity.individual.given_name",
            "identity.individual.surname",
            "identity.individual.date_of_birth",
            "external_account",
            "identity.attestations.terms_of_service.account",
        ),
        "user",
        "currently_due",
    ),
    "checking": (("identity.individual.documents.primary_verification",), "stripe", "currently_due"),
    "ready": ((), "user", ""),
    "restricted": (("identity.individual.documents.primary_verification",), "user", "past_due"),
    "rejected": ((), "user", ""),
}


def written(at: int) -> str:
    """A moment as v2 writes it: RFC 3339, UTC."""
    return datetime.datetime.fromtimestamp(at, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def find(sandbox: Sandbox, id: str, param: str = "id", status: int = 404) -> Body:
    """The account with this id, or that there is none."""
    account = sandbox.store.get(id)
    if account is None or account["object"] != KIND:
        raise missing("account", id, param, status)
    return account


def may(account: Body) -> bool:
    """Whether money may go to the account, and from there to its bank."""
    return bool(account["_stage"] == "ready" and account["_wants_transfers"])


def create(sandbox: Sandbox, params: Body) -> Body:
    """POST /v2/core/accounts"""
    id = new_id("acct", 16)
    account: Body = {
        "id": id,
        "object": KIND,
        "applied_configurations": [],
        "closed": False,
        "configuration": None,
        "contact_email": None,
        "contact_phone": None,
        "created": written(sandbox.now()),
        "dashboard": params.get("dashboard", "none"),
        "defaults": None,
        "display_name": None,
        "future_requirements": None,
        "identity": None,
        "livemode": False,
        "metadata": {},
        "requirements": None,
        "_bank": "",
        "_defaults": {},
        "_identity": {},
        "_interval": "daily",
        "_minimums": {},
        "_stage": "new",
        "_wants_transfers": False,
    }
    _change(account, params)
    sandbox.store.put(account)
    sandbox.emit_thin("v2.core.account.created", account)
    return shown(account, params.get("include", []))


def update(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v2/core/accounts/{id}"""
    account = find(sandbox, id)
    _change(account, params)
    sandbox.store.put(account)
    sandbox.emit_thin("v2.core.account.updated", account)
    return shown(account, params.get("include", []))


def retrieve(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v2/core/accounts/{id}: what is not in `include` is null."""
    return shown(find(sandbox, id), params.get("include", []))


def listed(sandbox: Sandbox, params: Body) -> Body:
    """GET /v2/core/accounts: the newest, on one page."""
    rows = sandbox.store.find(KIND, limit=min(params.get("limit", 20), 20))
    return {"data": [shown(row, []) for row in rows], "next_page_url": None, "previous_page_url": None}


def retrieve_v1(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/accounts/{id}"""
    return as_v1(find(sandbox, id))


def advance(sandbox: Sandbox, account: Body, stage: str) -> Body:
    """The account comes to another stage; says so both ways, v1 and v2."""
    if stage not in STAGES:
        raise ValueError(f"stage must be one of {', '.join(STAGES)}")
    changed = account["_stage"] != stage
    account |= {"_stage": stage, "_due": sandbox.now() + CHECK_SECONDS if stage == "checking" else None}
    sandbox.store.put(account)
    if changed:
        sandbox.emit_thin("v2.core.account[requirements].updated", account)
        for capability in ("stripe_balance.stripe_transfers", "stripe_balance.payouts"):
            sandbox.emit_thin(
                "v2.core.account[configuration.recipient].capability_status_updated",
                account,
                {"updated_capability": capability},
            )
        sandbox.emit("account.updated", as_v1(account), account=account["id"])
    return account


def shown(account: Body, include: list[str]) -> Body:
    """The account with what was asked for."""
    status, code, resolution = STAGES[account["_stage"]]
    capability = {"status": status, "status_details": [{"code": code, "resolution": resolution}] if code else []}
    parts: Body = {
        "defaults": account["_defaults"],
        "identity": account["_identity"],
        "requirements": _requirements(account),
        "future_requirements": {"entries": [], "summary": None},
    }
    answer = account | {name: parts[name] for name in INCLUDABLE if name in include}
    if "recipient" in account["applied_configurations"] and "configuration.recipient" in include:
        balance = {"payouts": capability, "stripe_transfers": capability} if account["_wants_transfers"] else None
        capabilities = {"bank_accounts": None, "cards": None, "stripe_balance": balance}
        answer["configuration"] = {
            "customer": None,
            "merchant": None,
            "recipient": {"applied": True, "capabilities": capabilities},
        }
    return answer


def as_v1(account: Body) -> Body:
    """The same account as the v1 API shows it."""
    asked, by, pressing = ASKED[account["_stage"]]
    mine = list(asked) if by == "user" else []
    transfers = {"active": "active", "pending": "pending"}.get(STAGES[account["_stage"]][0], "inactive")
    return {
        "id": account["id"],
        "object": "account",
        "capabilities": {"transfers": transfers} if account["_wants_transfers"] else {},
        "charges_enabled": False,
        "details_submitted": account["_stage"] != "new",
        "email": account["contact_email"],
        "metadata": account["metadata"],
        "payouts_enabled": may(account),
        "requirements": {
            "currently_due": mine,
            "disabled_reason": {"active": None, "pending": "requirements.pending_verification"}.get(
                STAGES[account["_stage"]][0], "requirements.past_due"
            ),
            "errors": [],
            "eventually_due": mine,
            "past_due": mine if pressing == "past_due" else [],
            "pending_verification": list(asked) if by == "stripe" else [],
        },
        "type": "none",
    }


def _requirements(account: Body) -> Body:
    asked, by, pressing = ASKED[account["_stage"]]
    impact = {
        "restricts_capabilities": [
            {
                "capability": "stripe_balance.stripe_transfers",
                "configuration": "recipient",
                "deadline": {"status": pressing},
            }
        ]
    }
    entries = [
        {
            "awaiting_action_from": by,
            "description": what,
            "errors": [],
            "impact": impact,
            "minimum_deadline": {"status": pressing},
            "reference": None,
            "requested_reasons": [{"code": "routine_onboarding"}],
        }
        for what in asked
    ]
    summary = {"minimum_deadline": {"status": pressing, "time": None}} if entries else None
    return {"alternatives": [], "entries": entries, "summary": summary}


def _change(account: Body, params: Body) -> None:
    customers.check_email(params.get("contact_email", ""), "contact_email")
    for field in ("contact_email", "contact_phone", "dashboard", "display_name"):
        if field in params:
            account[field] = params[field]
    if params.get("dashboard") == "express" and "responsibilities" not in params.get("defaults", {}):
        text = "`defaults.responsibilities` is required for accounts with a dashboard."
        raise ApiError(text, code="parameter_missing", param="defaults.responsibilities")
    for field in ("defaults", "identity"):
        account[f"_{field}"] = account[f"_{field}"] | params.get(field, {})
    if "currency" in account["_defaults"]:
        money.checked_currency(account["_defaults"]["currency"], "defaults.currency")
    for name, wish in params.get("configuration", {}).items():
        if name not in account["applied_configurations"]:
            account["applied_configurations"].append(name)
        transfers = wish.get("capabilities", {}).get("stripe_balance", {}).get("stripe_transfers", {})
        if name == "recipient" and "requested" in transfers:
            account["_wants_transfers"] = transfers["requested"]
    account["metadata"] = customers.merged(account["metadata"], params.get("metadata"))
