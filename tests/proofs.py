"""Where the long tests leave what they measured: docs/proofs/, one page each, with the command that made it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from launcher.paths import ROOT


def keep(name: str, title: str, command: str, lines: Sequence[str]) -> None:
    """Write docs/proofs/`name`.md anew."""
    page = [f"# {title}", "", f"`{command}`, {datetime.now(UTC):%Y-%m-%d}", "", *lines, ""]
    folder = ROOT / "docs" / "proofs"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text("\n".join(page))
