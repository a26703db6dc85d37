"""The list of long files is true to the tree."""

from pathlib import Path

from tests.parts.order import LONG

ROOT = Path(__file__).parents[2]


def test_each_long_file_is_there_once() -> None:
    assert len(set(LONG)) == len(LONG)
    assert [name for name in LONG if not (ROOT / name).is_file()] == []
