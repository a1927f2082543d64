"""The corpus, thousands of inputs made from it, and with --long minutes of coverage-guided fuzzing, of each target."""

import asyncio
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from launcher.paths import BUILD, PYTHON, ROOT
from tests import proofs
from tests.media.fuzz.targets import TARGETS, Pair

CORPUS = Path(__file__).parent / "corpus"
LOCK = "requirements-fuzz.lock"
SECONDS = 25  # of each target
ANY = st.binary(max_size=600)


def seeds(target: str) -> list[bytes]:
    return [file.read_bytes() for file in sorted((CORPUS / target).iterdir())]


@pytest.mark.parametrize("target", TARGETS)
async def test_the_corpus_is_taken_in_good_order(target: str) -> None:
    assert len(seeds(target)) >= 1
    for seed in seeds(target):
        TARGETS[target](seed)


async def test_the_targets_see_what_is_handed_on() -> None:
    """Else nothing that they look for could be found."""
    for target, seed, reports in (("media", "plain", False), ("reports", "receiver", True)):
        fresh = Pair()
        fresh.sends((CORPUS / target / seed).read_bytes(), reports=reports)
        assert len(fresh.sent) == 1


@st.composite
def changed(draw: st.DrawFn, target: str) -> bytes:
    """A seed with a few pieces cut out, doubled or written over; or anything at all."""
    data = bytearray(draw(st.sampled_from([*seeds(target), b""])))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 24)))
        piece = draw(st.one_of(st.binary(max_size=16), st.just(bytes(data[at:end]) * 2), st.just(b"")))
        data[at:end] = piece
    return bytes(data) if data else draw(ANY)


@pytest.mark.parametrize("target", TARGETS)
def test_thousands_of_strange_inputs_are(target: str) -> None:
    @settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.lists(changed(target), min_size=1, max_size=3))
    def each(inputs: list[bytes]) -> None:
        async def feed() -> None:
            for data in inputs:
                TARGETS[target](data)

        asyncio.run(feed())

    each()


@pytest.fixture(scope="module")
def atheris() -> Path:
    """Where atheris is installed; skipped where it has no wheel for this Python and machine."""
    place = BUILD / "fuzz" / "packages"
    how = ["--quiet", "--disable-pip-version-check", "--upgrade", "--no-deps", "--only-binary", ":all:"]
    what = ["--target", str(place), "--require-hashes", "-r", str(ROOT / LOCK)]
    command = [str(PYTHON), "-m", "pip", "install", *how, *what]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"atheris has no wheel for Python {sys.version_info.major}.{sys.version_info.minor} here")
    return place


@pytest.mark.long
@pytest.mark.timeout(60 * 20)
async def test_coverage_guided_fuzzing_finds_nothing(atheris: Path) -> None:
    """Leaves its figures in docs/proofs/fuzzing.md."""
    rows = ["| target | inputs | a second | edges covered |", "| --- | --- | --- | --- |"]
    for target in TARGETS:
        said = await _fuzz(target, atheris)
        runs, edges = re.findall(r"#(\d+)\s+DONE\s+cov: (\d+)", said)[-1]
        rows.append(f"| {target} | {int(runs):,} | {int(runs) // SECONDS:,} | {edges} |")
    words = f"{SECONDS} s of coverage-guided fuzzing (atheris) of each target, from the corpus; nothing was found:"
    proofs.keep("fuzzing", "Hostile input", "bin/test --long tests/media/fuzz", [words, "", *rows])


async def _fuzz(target: str, place: Path) -> str:
    process = await asyncio.create_subprocess_exec(
        PYTHON, "-m", "tests.media.fuzz", target, str(SECONDS),
        cwd=ROOT, env={"PYTHONPATH": f"{ROOT}:{place}"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await process.communicate()
    said = output.decode(errors="replace")
    assert process.returncode == 0, f"{target}: {said[-4000:]}"
    return said
