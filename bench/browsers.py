"""Two real Chromium pages in a call through a server: what it costs, and what they see."""

import asyncio
import time
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright

from bench import usage
from bench.load import percentile
from bench.servers.meeting import Server
from tests.browser import EXECUTABLE, FLAGS

PAGE = (Path(__file__).parent / "page.html").read_text()
WARM_UP = 8.0  # until the browsers' congestion control has found how much may be sent
OWN_FLAGS = (
    "--disable-features=WebRtcHideLocalIpsWithMdns",  # peer to peer needs them
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
)


class BrowserEnd:
    """A page as one end of a call."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def offer(self) -> str:
        return str(await self.page.evaluate("bench.offer()"))

    async def answer(self, offer: str) -> str:
        return str(await self.page.evaluate("sdp => bench.answer(sdp)", offer))

    async def accept(self, answer: str) -> None:
        await self.page.evaluate("sdp => bench.accept(sdp)", answer)

    async def sees(self) -> None:
        await self.page.wait_for_function("bench.frames > 0", timeout=20_000)

    async def counted(self) -> dict[str, Any]:
        return dict(await self.page.evaluate("bench.counted()"))


async def measure(server: Server, width: int, height: int, seconds: float) -> dict[str, Any]:
    """One call of `seconds` after its warm-up. Times in milliseconds, CPU in seconds for each minute of the call."""
    load = usage.load()
    bits = 1_700_000 * width * height // (640 * 480) if width < 1000 else 2_500_000
    await server.start()
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=EXECUTABLE, args=[*FLAGS, *OWN_FLAGS])
            try:
                ends = [BrowserEnd(await (await browser.new_context()).new_page()) for _ in range(2)]
                for end in ends:
                    await end.page.set_viewport_size({"width": 1300, "height": 800})
                    await end.page.set_content(PAGE)
                    await end.page.evaluate("given => bench.begin(...given)", [width, height, bits, 0.05])
                return await _call(server, ends, f"{width}x{height}", seconds, load)
            finally:
                await browser.close()
    finally:
        await server.stop()


async def _call(server: Server, ends: list[BrowserEnd], size: str, seconds: float, load: float) -> dict[str, Any]:
    began = time.perf_counter()
    await server.call(0, *ends)
    await asyncio.gather(*(end.sees() for end in ends))
    setup = (time.perf_counter() - began) * 1000
    await asyncio.sleep(WARM_UP)
    for end in ends:
        await end.page.evaluate("bench.counting = true")
    before, used, start = [await end.counted() for end in ends], usage.cpu(server.pids), time.perf_counter()
    await asyncio.sleep(seconds)
    spent, took = usage.cpu(server.pids) - used, time.perf_counter() - start
    after = [await end.counted() for end in ends]
    latencies = sorted(late for page in after for late in page["latencies"])
    pairs = list(zip(before, after, strict=True))
    return {
        "server": server.name,
        "size": size,
        "load_before": load,
        "cpu_per_call_minute": spent.total / took * 60 if server.pids else None,
        "latency_p50": percentile(latencies, 0.5),
        "latency_p95": percentile(latencies, 0.95),
        "frames_per_second": sum(b["decoded"] - a["decoded"] for a, b in pairs) / 2 / took,
        "picture": " and ".join(sorted({f"{page['width']}x{page['height']}" for page in after})),
        "megabits": sum(b["bytes"] - a["bytes"] for a, b in pairs) / 2 / took * 8 / 1e6,
        "freezes": sum(b["freezes"] - a["freezes"] for a, b in pairs),
        "limited_by": " and ".join(sorted({page["limited"] for page in after})),
        "setup": setup,
    }
