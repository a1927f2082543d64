"""The composition root: builds the app out of its rooms, registers pages and mounts the HTTP side."""

from starlette.applications import Starlette
from starlette.middleware import Middleware

from onetoone import db, ui
from onetoone.accounts import pages as accounts
from onetoone.calls import pages as calls
from onetoone.community import pages as community
from onetoone.config import settings
from onetoone.gallery import add_pages as add_gallery
from onetoone.messages import pages as messages
from onetoone.operators import pages as operators
from onetoone.payments import pages as payments
from onetoone.privacy import pages as privacy
from onetoone.reaching import pages as reaching
from onetoone.security.installing import install
from onetoone.security.trouble import backend_exception_handler
from onetoone.ui.words import _
from onetoone.web.auth import auth_routes
from onetoone.web.checkout import checkout_routes
from onetoone.web.earnings import earnings_route
from onetoone.web.frontend import one_port
from onetoone.web.health import health_route
from onetoone.web.language import Speaking, language_route
from onetoone.web.operator_door import hide_from_others
from onetoone.web.payouts import payouts_routes
from onetoone.web.pictures import picture_routes
from onetoone.web.reaching import reaching_routes
from onetoone.web.service_worker import service_worker_routes
from onetoone.web.signalling import signalling_routes
from onetoone.web.stripe_webhook import stripe_webhook_route
from onetoone.web.your_data import your_data_route
from onetoone.workers import at_work

app = ui.App(
    **ui.app_look(),
    backend_exception_handler=backend_exception_handler,
    # Innermost first: the pages around Reflex's event socket, then our own routes before both.
    api_transformer=[
        one_port(lambda path: app.router(path), settings().origins[0]),
        hide_from_others,
        Starlette(
            routes=[
                health_route(db.ping),
                *auth_routes,
                *checkout_routes,
                *payouts_routes,
                *picture_routes,
                *reaching_routes,
                *service_worker_routes,
                earnings_route,
                language_route,
                stripe_webhook_route,
                your_data_route,
                *signalling_routes,
            ],
            middleware=[Middleware(Speaking)],
        ),
    ],
)

for room in (accounts, calls, community, messages, operators, payments, privacy, reaching):
    room.add_pages(app)
app.add_page(ui.not_found_page, route="404", title=_("Not found · onetoone"))
if settings().environment != "production":
    add_gallery(app)

install(app)
app.register_lifespan_task(at_work)
