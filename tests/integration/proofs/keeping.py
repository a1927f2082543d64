"""What the long proofs met, kept for docs/proofs/."""

import json
import os
from collections.abc import Mapping
from pathlib import Path


def keep(name: str, met: Mapping[str, int]) -> None:
    """Write it into the folder that ONETOONE_PROOFS names, if it names one."""
    if folder := os.environ.get("ONETOONE_PROOFS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        file = Path(folder, f"{name.replace(' ', '-')}.json")
        file.write_text(json.dumps(dict(sorted(met.items())), indent=1) + "\n")
