"""Who stands between the two: the product's relay, Janus, aiortc's MediaRelay, or nobody."""

from bench.servers.aiortc_relay import AiortcRelay
from bench.servers.direct import Direct
from bench.servers.janus import Janus
from bench.servers.meeting import Server
from bench.servers.relay import Relay

ALL: dict[str, type[Server]] = {server.name: server for server in (Relay, Janus, AiortcRelay, Direct)}
