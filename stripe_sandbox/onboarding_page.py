"""The hosted onboarding page: who somebody is and where their bank is, with test switches for what comes of it."""

from html import escape
from typing import Any

from aiohttp import web

from stripe_sandbox import account_links, accounts, bank_accounts
from stripe_sandbox.page import message, page
from stripe_sandbox.sandbox import Sandbox

Body = dict[str, Any]
LATER = "later"
FILLED_IN = {"birth": "1990-01-01", "routing": bank_accounts.ROUTING}
# What a test may have come of the page: the account's stage, and the words on the switch.
OUTCOMES = {
    "ready": "Everything is in order",
    "checking": "The details are checked for an hour",
    "restricted": "Something is missing: the account is restricted",
}


class OnboardingPage:
    """GET and POST /setup/{id}; the link's own id is the key to it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    async def show(self, request: web.Request) -> web.StreamResponse:
        """The form. A link that is used up or too old leads back to the shop, which makes a new one."""
        link = self._link(request)
        if link is None:
            return message("We couldn't find this page", "The address may be incomplete.", status=404)
        if not account_links.is_open(self.sandbox, link):
            raise web.HTTPSeeOther(account_links.flow_of(link)["refresh_url"])
        account = accounts.find(self.sandbox, link["account"])
        return form(link, account, {"name": account["display_name"] or "", **FILLED_IN}, {})

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """What was filled in, or that it is left for later; and the way back."""
        given = {name: str(value)[:200].strip() for name, value in (await request.post()).items()}
        link = self._link(request)
        if link is None:
            return message("We couldn't find this page", "The address may be incomplete.", status=404)
        if not account_links.is_open(self.sandbox, link):
            raise web.HTTPSeeOther(account_links.flow_of(link)["refresh_url"])
        account = accounts.find(self.sandbox, link["account"])
        if given.get("act") != LATER:
            wrong = _checked(given)
            if wrong:
                return form(link, account, given, wrong)
        self.sandbox.request, self.sandbox.account = {"id": None, "idempotency_key": None}, ""
        with self.sandbox.store.transaction():
            if given.get("act") != LATER:
                number, routing = given["account_number"], given["routing"]
                use_bank(self.sandbox, account, number, routing, given["name"])
                stage = given.get("outcome", "")
                accounts.advance(self.sandbox, account, stage if stage in OUTCOMES else "ready")
            url = account_links.use_up(self.sandbox, link)
        if url:
            raise web.HTTPSeeOther(url)
        return message("Thank you", "You can close this page.")

    def _link(self, request: web.Request) -> Body | None:
        body = self.sandbox.store.get(request.match_info["id"])
        return body if body and body["object"] == account_links.KIND else None


def use_bank(sandbox: Sandbox, account: Body, number: str, routing: str, holder: str) -> None:
    """From now on the account's payouts go there."""
    currency = account["_defaults"].get("currency", "usd")
    account["_bank"] = bank_accounts.put(sandbox, account["id"], number, routing, holder, currency)["id"]
    sandbox.store.put(account)


def _checked(given: dict[str, str]) -> dict[str, str]:
    wrong = bank_accounts.wrong(given.get("account_number", ""), given.get("routing", ""))
    if not given.get("name"):
        wrong["name"] = "Enter your legal name."
    if len(given.get("birth", "")) != 10:
        wrong["birth"] = "Enter your date of birth."
    return wrong


def form(link: Body, account: Body, entry: dict[str, str], wrong: dict[str, str]) -> web.Response:
    """The open page."""
    again = account["_stage"] != "new"
    title = "Your payout details" if again else "Get paid"
    fields = "".join(
        (
            _field("name", "Legal name", entry, wrong, 'autocomplete="name"'),
            _field("birth", "Date of birth", entry, wrong, 'type="date"'),
            '<div class="pair">',
            _field("routing", "Routing number", entry, wrong, 'inputmode="numeric"'),
            _field("account_number", "Account number", entry, wrong, 'inputmode="numeric" maxlength="17"'),
            "</div>",
        )
    )
    numbers = {bank_accounts.GOOD: "payouts arrive"} | {n: row[2] for n, row in bank_accounts.FAILING.items()}
    listed = "".join(
        f"<li><span><code>{n}</code><small>{escape(what)}</small></span></li>" for n, what in numbers.items()
    )
    switches = "".join(
        f'<label class="switch"><input type="radio" name="outcome" value="{stage}"'
        f"{' checked' if stage == 'ready' else ''}><span>{escape(words)}</span></label>"
        for stage, words in OUTCOMES.items()
    )
    body = (
        f'<div class="narrow"><form class="card" method="post" action="/setup/{link["id"]}" novalidate><h1>{title}</h1>'
        '<p class="small">Stripe asks who you are and where your bank is, and keeps both to itself. '
        "This page stands in for it.</p>"
        f"{fields}<fieldset><legend>Test switch: what comes of it</legend>{switches}</fieldset>"
        '<button class="pay" type="submit">Submit</button>'
        f'<div class="row"><button class="plain" name="act" value="{LATER}">Leave it incomplete</button></div>'
        f'</form><details open><summary>Test account numbers</summary><ul class="cards">{listed}</ul></details></div>'
    )
    return page(title, body)


def _field(name: str, label: str, entry: dict[str, str], wrong: dict[str, str], attributes: str) -> str:
    complaint, state = "", ""
    if name in wrong:
        complaint = f'<p class="wrong" id="{name}-wrong" role="alert">{escape(wrong[name])}</p>'
        state = f' aria-invalid="true" aria-describedby="{name}-wrong"'
    return (
        f'<div class="field"><label for="{name}">{label}</label>'
        f'<input id="{name}" name="{name}" value="{escape(entry.get(name, ""))}" {attributes} required{state}>'
        f"{complaint}</div>"
    )
