"""Browser tests: one whole onetoone for the session, and its logs beside each failure."""

from collections.abc import Generator, Iterator

import pytest

from tests.stack import Stack

_running: list[Stack] = []


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A running onetoone with demo people and short times; stopped at the end of the session."""
    made = Stack(tmp_path_factory.mktemp("onetoone"))
    try:
        _running.append(made.start())
        yield made
    finally:
        made.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put what the processes said last under a failed test."""
    report = yield
    if report.failed:
        for running in _running:
            report.sections += [(f"log of the {name}", text) for name, text in running.last_lines().items() if text]
    return report
