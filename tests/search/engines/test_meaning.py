"""The vectors of a generation: what is near is found, whatever else is written or broken off."""

from pathlib import Path

import numpy as np
import pytest
from pyroaring import BitMap

from search.embeddings import DIMENSIONS, Vector
from search.engines.base import EngineUnavailable
from search.engines.embedded import meaning
from search.engines.embedded.meaning import MeaningIndex, MeaningWriter
from search.ranking import NEAR_ENOUGH, SURELY_MEANT, how_near
from search.vectors import pack


def of_chance(seed: int) -> Vector:
    found = np.random.default_rng(seed).normal(size=DIMENSIONS)
    return np.asarray(found / np.linalg.norm(found), dtype=np.float32)


QUERY = of_chance(2013)


def towards(cosine: float, seed: int) -> Vector:
    """A vector of length 1 with this cosine to the query."""
    aside = of_chance(seed)
    aside = aside - (aside @ QUERY) * QUERY
    return cosine * QUERY + np.sqrt(1 - cosine**2) * aside / np.linalg.norm(aside)


def write(path: Path, cosines: dict[int, list[float]]) -> None:
    with MeaningWriter(path) as writer:
        for ordinal, values in cosines.items():
            writer.add(pack(np.stack([towards(value, seed=ordinal) for value in values])), ordinal)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "meaning.bin"


def test_an_offer_is_as_near_as_its_title_and_the_nearest_piece_of_its_words(path: Path) -> None:
    write(path, {0: [0.2, 0.1, 0.6], 1: [0.6, 0.2, 0.5], 2: [0.5], 3: [0.0, NEAR_ENOUGH - 0.05]})
    found = MeaningIndex(path).search(QUERY)
    assert list(found.scored.ordinals) == [1, 0, 2]
    assert found.scored.scores == pytest.approx([how_near(0.6, 0.5), how_near(0.2, 0.6), 0.5], abs=0.01)


def test_pieces_written_after_the_title_was_read_count_too(path: Path) -> None:
    write(path, {0: [0.2]})
    index = MeaningIndex(path)
    write(path, {0: [0.6]})
    index.follow()
    assert index.search(QUERY).scored.scores == pytest.approx([how_near(0.2, 0.6)], abs=0.01)


def test_as_many_are_meant_as_are_wanted_and_all_that_surely_are(path: Path) -> None:
    write(path, {0: [SURELY_MEANT + 0.1], 1: [SURELY_MEANT + 0.05], 2: [0.3], 3: [0.25], 4: [0.2]})
    found = MeaningIndex(path).search(QUERY)
    everything = BitMap(range(5))
    assert found.meant(everything, wanted=0, least=0.2) == BitMap([0, 1])
    assert found.meant(everything, wanted=3, least=0.2) == BitMap([0, 1, 2])
    assert found.meant(BitMap([3, 4]), wanted=1, least=0.2) == BitMap([3])
    assert found.meant(everything, wanted=5, least=0.28) == BitMap([0, 1, 2])
    assert found.best(BitMap([2, 3])) == pytest.approx(0.3, abs=0.01)
    assert found.best(BitMap()) == 0


def test_readers_follow_what_is_appended(path: Path) -> None:
    write(path, {0: [0.5]})
    index = MeaningIndex(path)
    assert list(index.search(QUERY).scored.ordinals) == [0]
    write(path, {1: [0.7]})
    index.follow()
    assert list(index.search(QUERY).scored.ordinals) == [1, 0]


def test_a_row_half_written_is_ignored_and_cut_off_by_the_next_writer(path: Path) -> None:
    write(path, {0: [0.5]})
    with path.open("ab") as file:
        file.write(b"half a row")
    assert list(MeaningIndex(path).search(QUERY).scored.ordinals) == [0]
    write(path, {1: [0.7]})
    assert list(MeaningIndex(path).search(QUERY).scored.ordinals) == [1, 0]


def test_comparing_signs_first_loses_none_of_the_near_ones(path: Path, monkeypatch) -> None:
    far = {number: [0.02 * (number % 10)] for number in range(280)}
    near = {number: [0.4 + 0.01 * (number - 280)] for number in range(280, 300)}
    write(path, far | near)
    monkeypatch.setattr(meaning, "COMPARED_EXACTLY", 60)
    monkeypatch.setattr(meaning, "READ_ANYWAY", 1)
    assert set(list(MeaningIndex(path).search(QUERY).scored.ordinals)[:20]) == set(near)


def test_only_the_numbers_that_a_search_has_count_when_signs_are_compared(path: Path, monkeypatch) -> None:
    """A search that only the first model was asked for has noughts in place of the second one's numbers."""
    half = np.where(np.arange(DIMENSIONS) < 64, QUERY, 0)
    half = half / np.linalg.norm(half)
    with MeaningWriter(path) as writer:
        for ordinal in range(300):
            rest = np.where(np.arange(DIMENSIONS) < 64, 0, of_chance(ordinal))
            first = half if ordinal >= 280 else of_chance(1000 + ordinal) * (np.arange(DIMENSIONS) < 64)
            both = first / np.linalg.norm(first) + rest / np.linalg.norm(rest)
            writer.add(pack(both[None, :] / np.sqrt(2)), ordinal)
    monkeypatch.setattr(meaning, "COMPARED_EXACTLY", 20)
    found = MeaningIndex(path).search(np.asarray(half, dtype=np.float32))
    assert set(found.scored.ordinals) == set(range(280, 300))


def test_a_missing_file_makes_the_engine_unavailable(path: Path) -> None:
    with pytest.raises(EngineUnavailable):
        MeaningIndex(path)


def test_an_index_without_vectors_finds_nothing_near(path: Path) -> None:
    write(path, {})
    assert list(MeaningIndex(path).search(QUERY).scored.ordinals) == []
