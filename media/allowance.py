"""How much one seat may send: so many packets and bits a second, in bursts of a second."""


class Allowance:
    """Two buckets, filled by the clock. `refused` counts what did not fit."""

    __slots__ = ("_bytes", "_filled", "_most_bytes", "_most_packets", "_packets", "refused")

    def __init__(self, packets_per_second: int, kbit_per_second: int, now: float) -> None:
        self._most_packets, self._most_bytes = float(packets_per_second), kbit_per_second * 125.0
        self._packets, self._bytes = self._most_packets, self._most_bytes
        self._filled = now
        self.refused = 0

    def takes(self, size: int) -> bool:
        """Whether a packet of `size` bytes may pass."""
        if self._packets < 1 or self._bytes < size:
            self.refused += 1
            return False
        self._packets -= 1
        self._bytes -= size
        return True

    def fill(self, now: float) -> None:
        """Called several times a second."""
        seconds, self._filled = now - self._filled, now
        self._packets = min(self._most_packets, self._packets + seconds * self._most_packets)
        self._bytes = min(self._most_bytes, self._bytes + seconds * self._most_bytes)
