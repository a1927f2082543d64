"""What a first visit to Messages brings over the wire, file by file, as the browser itself counts it."""

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, expect

from onetoone.domain import words

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
LOOKS = {"phone": PHONE, "desktop": DESKTOP}
_KINDS = {"document": "page", "stylesheet": "styles", "script": "scripts", "font": "fonts", "image": "pictures"}
PATIENCE = 60_000
LIMIT = 220_000
"""Bytes of a first visit to Messages, with gzip; people's own pictures are theirs."""
CREATOR = "Mara Lindqvist"


def sign_in(page: Page, base: str, language: str = words.DEFAULT) -> None:
    """One click at the demo's door, as a creator who has chosen that language in this browser."""
    page.context.add_cookies([{"name": words.COOKIE, "value": language, "url": base}])
    page.goto(base + "/")
    button = words.in_language(language, "Continue as {name}").format(name=CREATOR)
    page.get_by_role("button", name=button).click(timeout=PATIENCE)
    shown(page, language)


def shown(page: Page, language: str = words.DEFAULT) -> None:
    """The conversations are there."""
    conversations = words.in_language(language, "Conversations")
    expect(page.get_by_role("list", name=conversations)).to_be_visible(timeout=PATIENCE)


def weighed(browser: Browser, base: str, look: str, encoding: str, language: str = words.DEFAULT) -> dict[str, Any]:
    """The visit of somebody signed in, whose browser has nothing in its cache.

    `encoding`: "gzip" for a browser that takes no other, "br" for what it takes by itself.
    """
    # Whoever comes for the first time has no service worker yet; through one, the page's own bytes aren't counted.
    context = browser.new_context(**LOOKS[look], service_workers="block")
    door = context.new_page()
    sign_in(door, base, language)
    door.close()
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.clearBrowserCache")
    if encoding == "gzip":
        wire.send("Network.setExtraHTTPHeaders", {"headers": {"Accept-Encoding": "gzip"}})
    done: list[Request] = []
    spoken: list[int] = []
    page.on("requestfinished", lambda request: done.append(request))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: spoken.append(len(frame))))
    page.goto(base + "/messages")
    shown(page, language)
    page.wait_for_load_state("networkidle")
    files = [_file(request) for request in done]
    context.close()
    kinds: dict[str, int] = {}
    for one in files:
        kinds[one["kind"]] = kinds.get(one["kind"], 0) + one["body"]
    return {
        "look": look,
        "encoding": encoding,
        "language": language,
        "requests": len(files),
        "bodies": sum(one["body"] for one in files),
        "headers": sum(one["headers"] for one in files),
        "socket": sum(spoken),
        "kinds": kinds,
        "files": sorted(files, key=lambda one: -one["body"]),
    }


def _file(request: Request) -> dict[str, Any]:
    sizes = request.sizes()
    return {
        "path": urlsplit(request.url).path,
        "kind": _KINDS.get(request.resource_type, "other"),
        "body": sizes["responseBodySize"],
        "headers": sizes["responseHeadersSize"],
    }


def own(visit: dict[str, Any]) -> int:
    """The bodies that are ours."""
    return int(visit["bodies"] - visit["kinds"].get("pictures", 0))
