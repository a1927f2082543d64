"""`python -m tests.media.fuzz TARGET SECONDS`: coverage-guided, with atheris, starting from the corpus.

What it finds new lies in .build/fuzz/found/TARGET; once a crasher is mended, it joins tests/media/fuzz/corpus/TARGET.
"""

import asyncio
import logging
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["media", "aioice.stun"]):
    from tests.media.fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"


async def _fuzz() -> None:
    # Some of what is tried out asks for the running loop; atheris itself never comes back to it.
    atheris.Fuzz()


def main() -> None:
    name, seconds = sys.argv[1], int(sys.argv[2])
    found = Path(".build/fuzz/found") / name
    found.mkdir(parents=True, exist_ok=True)
    logging.disable()
    options = [
        f"-max_total_time={seconds}",
        "-max_len=8192",
        f"-artifact_prefix={found}/crash-",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], str(found), str(CORPUS / name), *options], TARGETS[name])
    asyncio.run(_fuzz())


if __name__ == "__main__":
    main()
