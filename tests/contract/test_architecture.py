"""docs/architecture.md shows what is there: its paths and names exist, and no walk is longer than it promises."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/architecture.md").read_text()
WALKS = dict(re.findall(r"^## The way of (?:an? )?([\w ]+)\n(.*?)(?=^## )", PAGE, re.MULTILINE | re.DOTALL))
PLACES = re.findall(r"`((?:server|clients|protos|gen)/[\w./-]*)(?:::(\w+))?`", PAGE)
MOST_STOPS = 10


@pytest.mark.parametrize("walk", WALKS)
def test_a_walk_has_few_stops_and_each_is_a_place(walk: str) -> None:
    stops = re.findall(r"^(\d+)\. (`.*)$", WALKS[walk], re.MULTILINE)
    assert [int(number) for number, _ in stops] == list(range(1, len(stops) + 1))
    assert 3 < len(stops) <= MOST_STOPS


def test_the_three_walks_are_there() -> None:
    assert set(WALKS) == {"export", "signal", "resumed download"}


@pytest.mark.parametrize(("path", "name"), PLACES, ids="::".join)
def test_a_place_exists(path: str, name: str) -> None:
    assert (ROOT / path).exists()
    assert not name or re.search(rf"^\s*(?:async )?(?:def|class) {name}\b", (ROOT / path).read_text(), re.MULTILINE)


def test_the_picture_names_folders_that_exist() -> None:
    picture = re.search(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert picture is not None
    folders = re.findall(r"server/[\w/]+/|envoy\.yaml", picture[1])
    assert len(folders) > 5
    assert [folder for folder in folders if not (ROOT / folder).exists()] == []
