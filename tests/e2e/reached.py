"""What reaches a person who isn't looking, in a real browser: service worker, notifications, the offline page."""

import json
from typing import Any

from playwright.sync_api import Worker, expect

from tests.e2e.at_browser import PATIENCE, AtBrowser
from tests.e2e.hatch import Hatch
from tests.integration.reaching.push_service import Browser

# Chromium's own push service is out of reach here, so the address that is given to ours is the hatch's.
_SUBSCRIBE = """async device => (await fetch("/reaching/subscribe", {
  method: "POST", headers: {"content-type": "application/json"}, body: JSON.stringify(device)})).status"""
_SHOWN = "self.registration.getNotifications().then(all => all.map(n => [n.title, n.actions.map(a => a.title)]))"
# A press of a finger can't be sent; the event that follows it can. Only real ones may be waited for by the browser.
_PRESS = """async action => {
  const [notification] = await self.registration.getNotifications();
  const event = new NotificationEvent("notificationclick", {notification, action});
  const done = new Promise(answer => Object.defineProperty(event, "waitUntil", {value: answer}));
  self.dispatchEvent(event);
  await done;
}"""


class Reached(AtBrowser):
    """Somebody with a service worker."""

    def turns_notifications_on(self, hatch: Hatch) -> Browser:
        """At a page of ours; the browser, for the hatch."""
        self.context.grant_permissions(["notifications"], origin=self.base)
        self._worker()
        devtools = self.context.new_cdp_session(self.page)
        registrations: list[dict[str, Any]] = []
        devtools.on("ServiceWorker.workerRegistrationUpdated", lambda news: registrations.extend(news["registrations"]))
        devtools.send("ServiceWorker.enable")
        while not registrations:
            self.page.evaluate("1")
        self._devtools, self._registration = devtools, registrations[0]["registrationId"]
        known = hatch.browser(self.handle)
        device = {
            "endpoint": known.endpoint,
            "keys": {"p256dh": known.device.p256dh, "auth": known.device.auth},
        }
        assert self.page.evaluate(_SUBSCRIBE, device) == 200
        return known

    def looks_away(self) -> None:
        """No page of ours is open."""
        self.page.goto("about:blank")

    def is_pushed(self, note: str) -> None:
        """The browser's push service brings it."""
        told = {"origin": self.base, "registrationId": self._registration, "data": note}
        self._devtools.send("ServiceWorker.deliverPushMessage", told)

    def is_notified(self, title: str, *actions: str) -> None:
        self._until_shown([[title, list(actions)]])

    def is_notified_of_nothing(self) -> None:
        self._until_shown([])

    def presses_the_notification(self, action: str = "") -> None:
        self._worker().evaluate(_PRESS, action)

    def loses_the_line(self) -> None:
        self._worker()
        self.context.set_offline(True)

    def has_the_line_back(self) -> None:
        self.context.set_offline(False)

    def keeps_nothing_but_the_offline_page(self) -> None:
        """Whatever the service worker keeps in this browser is no page of anybody's."""
        kept = self._worker().evaluate(
            """async () => (await Promise.all((await caches.keys()).map(async name =>
              (await (await caches.open(name)).keys()).map(request => new URL(request.url).pathname)))).flat()"""
        )
        others = [path for path in kept if not path.startswith(("/fonts/", "/theme.js", "/reaching/offline.js"))]
        assert others == ["/offline"]

    def is_left_alone_for_an_hour(self) -> None:
        """Settings → Reaching you → Do not disturb."""
        self.goes_to_reaching()
        self._press("For 1 hour")
        self.sees("Nothing rings until")

    def goes_to_reaching(self) -> None:
        self.page.goto(self.base + "/settings/reaching")
        expect(self.page.get_by_role("heading", name="Quiet hours")).to_be_visible(timeout=PATIENCE)

    def sees_the_invitation_quietly(self) -> None:
        """Nothing over the screen; a line above the page leads there."""
        self.page.get_by_role("link", name="See the invitation").click()

    def follows_the_toast(self, words: str) -> None:
        self.page.locator("[data-toasts]").get_by_role("link", name=words).click()

    def is_told_that_nothing_rings(self) -> None:
        expect(self.page.locator("[data-hushed]")).to_be_visible(timeout=PATIENCE)

    def _worker(self) -> Worker:
        """Once it is in charge of this page's address."""
        if not self.context.service_workers:
            self.page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        return self.context.service_workers[0]

    def _until_shown(self, wanted: list[Any]) -> None:
        """Asked in the worker itself, where no `expect` reaches."""
        worker = self._worker()
        shown = worker.evaluate(
            f"""async wanted => {{
              const end = Date.now() + {PATIENCE};
              for (;;) {{
                const shown = JSON.stringify(await {_SHOWN});
                if (shown === wanted || Date.now() > end) return shown;
                await new Promise(later => setTimeout(later, 50));
              }}
            }}""",
            json.dumps(wanted, separators=(",", ":")),
        )
        assert json.loads(shown) == wanted
