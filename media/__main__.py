"""`python -m media`: one media node, until SIGTERM (once its calls are elsewhere or over) or SIGINT (at once)."""

import asyncio
import logging
import os
import signal
import sys

import uvloop
from aiohttp import web

from media import log
from media.api import application
from media.config import Config, ConfigError, from_environment
from media.node import Node

logger = logging.getLogger("media")


async def serve(config: Config) -> None:
    """Run until asked to stop. Raises OSError when a port is taken."""
    stop, node = asyncio.Event(), Node(config)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, stop.set)
    loop.add_signal_handler(signal.SIGTERM, lambda: stop.set() if node.draining else node.drain(stop.set))
    node.open()
    runner = web.AppRunner(application(node), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.TCPSite(runner, config.http_host, config.http_port).start()
        log.say(
            logger, "listening", boot=node.events.boot, http=list(runner.addresses[0][:2]), udp=node.udp, tcp=node.tcp
        )
        await stop.wait()
        node.close()
    finally:
        await runner.cleanup()
    log.say(logger, "stopped")


def main() -> int:
    """Exit code 2 for an environment that can't be used, 1 for a taken port."""
    log.configure()
    try:
        uvloop.run(serve(from_environment(os.environ)))
    except ConfigError as error:
        logger.error("%s", error)
        return 2
    except OSError as error:
        logger.error("The media node can't open its ports: %s", error.strerror or error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
