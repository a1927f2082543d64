"""What the long proofs met, kept for docs/proofs/."""

import json
import os
from collections.abc import Mapping
from pathlib import Path


def keep(name: str, met: Mapping[str, int], *, of: str = "") -> None:
    """Write it into the folder that ONETOONE_PROOFS names, if it names one; `of` what, beside others of that name."""
    if folder := os.environ.get("ONETOONE_PROOFS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        file = Path(folder, f"{name.replace(' ', '-')}.json")
        kept = dict(sorted(met.items()))
        if of:
            others = json.loads(file.read_text()) if file.is_file() else {}
            kept = dict(sorted({**others, of: kept}.items()))
        file.write_text(json.dumps(kept, indent=1) + "\n")
