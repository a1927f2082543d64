"""`python -m stripe_sandbox`: runs the sandbox until SIGINT or SIGTERM."""

import asyncio
import signal
import sys

from aiohttp import web

from stripe_sandbox.server import make_app
from stripe_sandbox.settings import BadSettings, Settings, from_environment


async def serve(settings: Settings) -> None:
    """Listens until told to stop."""
    # The post and open pages may hold connections: they get a moment, not aiohttp's minute.
    runner = web.AppRunner(make_app(settings), access_log=None, shutdown_timeout=0.4)
    await runner.setup()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        _say(f"Stripe sandbox on {settings.base_url} (test mode, no real money)")
        await stop.wait()
    finally:
        await runner.cleanup()


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def main() -> int:
    """The command; 2 when it can't start, with the reason in one sentence."""
    try:
        asyncio.run(serve(from_environment()))
    except BadSettings as error:
        _say(str(error))
        return 2
    except OSError as error:
        _say(f"The sandbox can't start: {error}.")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
