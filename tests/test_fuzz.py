"""The first mutated files of `make fuzz`, and that it sees what it looks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import fuzz
from tests.fuzz import Bench, Case, Mutator

CASES = 1_000


def test_no_mutated_file_causes_a_traceback_or_takes_long(tmp_path: Path) -> None:
    report = fuzz.fuzz(range(CASES), tmp_path)

    assert [] == [f"case {finding.case.number}: {finding.kind}" for finding in report.findings]
    assert CASES == report.cases == report.by_suffix.total()
    assert {".yaml", ".md", ".csv", ".css", ".svg", ".png", ".po", "whole site"} == set(report.by_suffix)


def test_a_case_is_the_same_each_time() -> None:
    assert [Mutator().case(number) for number in range(50)] == [Mutator().case(number) for number in range(50)]


def test_a_traceback_and_a_hang_are_found_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(bench: Bench, case: Case) -> None:
        if case.number == 3:
            raise ZeroDivisionError("by our own mistake")
        while case.number == 5:
            pass

    monkeypatch.setattr(fuzz, "FOUND", tmp_path / "found")
    monkeypatch.setattr(fuzz, "GIVE_UP_AFTER", 0.2)
    monkeypatch.setattr(Bench, "try_case", stumble)

    report = fuzz.fuzz(range(8), tmp_path)

    assert [(3, "ZeroDivisionError: by our own mistake"), (5, "took more than 0.2 s")] == [
        (finding.case.number, finding.kind) for finding in report.findings
    ]
    assert not report.is_clean
    assert "tracebacks: 1\ncases over 2 s: 1\n" in str(report)
    for finding in report.findings:
        kept = tmp_path / "found" / str(finding.case.number) / finding.case.path
        assert finding.case.content == kept.read_bytes()
