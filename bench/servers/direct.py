"""Nobody between the two: what the ends and this machine's network cost by themselves."""

from typing import ClassVar

from bench.servers.meeting import End, Server


class Direct(Server):
    """Peer to peer."""

    name: ClassVar[str] = "direct"

    async def call(self, number: int, creator: End, fan: End) -> None:
        await creator.accept(await fan.answer(await creator.offer()))
