"""Puts the parts behind one port."""

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator

from aiohttp import web

from stripe_sandbox import due
from stripe_sandbox.api import Api
from stripe_sandbox.bank_page import BankPage
from stripe_sandbox.checkout_page import CheckoutPage
from stripe_sandbox.control import Control
from stripe_sandbox.home_page import HomePage
from stripe_sandbox.onboarding_page import OnboardingPage
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.settings import Settings
from stripe_sandbox.webhooks import Post


def make_app(settings: Settings) -> web.Application:
    """The whole sandbox as one web application."""
    sandbox = Sandbox(settings)
    app = web.Application(client_max_size=1 << 20)
    checkout, bank, control = CheckoutPage(sandbox), BankPage(sandbox), Control(sandbox)
    app.router.add_get("/", HomePage(sandbox).show)
    app.router.add_get("/c/pay/{id}", checkout.show)
    app.router.add_post("/c/pay/{id}", checkout.pay)
    app.router.add_get("/3ds/{id}", bank.show)
    app.router.add_post("/3ds/{id}", bank.answer)
    onboarding = OnboardingPage(sandbox)
    app.router.add_get("/setup/{id}", onboarding.show)
    app.router.add_post("/setup/{id}", onboarding.answer)
    app.router.add_get("/_sandbox/state", control.state)
    app.router.add_post("/_sandbox/{verb}", control.act)
    app.router.add_route("*", "/{version:v[12]}/{rest:.*}", Api(sandbox).handle)

    async def background(_: web.Application) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(Post(sandbox).run()), asyncio.create_task(_watch(sandbox))]
        yield
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        sandbox.store.db.close()

    app.cleanup_ctx.append(background)
    return app


async def _watch(sandbox: Sandbox) -> None:
    """Does what is due even when nobody asks."""
    while True:
        await asyncio.sleep(1)
        try:
            with sandbox.store.transaction():
                due.sweep(sandbox)
        except sqlite3.Error:
            logging.exception("what is due waits for another second")
