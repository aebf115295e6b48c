"""What common words score is kept by a rebuild, and is what tantivy says."""

from pathlib import Path
from random import Random

import pytest

from search.engines.base import EngineUnavailable
from search.engines.embedded import EmbeddedEngine, common_words, words_index
from search.engines.embedded.common_words import CommonWords
from search.engines.embedded.compiling import compile_node
from search.engines.embedded.reader import Reader
from search.engines.embedded.words_found import hits
from search.text.compounds import Lexicon
from search.text.plan import AllOf, AnyOf, Code, Node, Related, Word
from tests.search.sample_documents import ask, found, make_document

NUMBER = 120
NODES: tuple[Node, ...] = (
    Word(("chor",)),
    Word(("chor", "tanz", "rar")),
    Code("topic:music"),
    Related(Word(("chor",))),
    AllOf((Word(("chor",)), Word(("tanz",)), Word(("rar",)))),
    AnyOf((Word(("chor",)), Related(Code("topic:music")), AllOf((Word(("tanz",)), Word(("rar",)))))),
    AnyOf((Word(("nirgend",)), Word(("tanz", "nirgend")))),
)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch) -> EmbeddedEngine:
    """With words that half of the offers have, and one that few have."""
    monkeypatch.setattr(common_words, "VERY_MANY", NUMBER // 4)
    random = Random(7)
    words = ("Chor", "Tanz", "Sommer", "Garten")
    documents = [
        make_document(
            pk,
            " ".join(random.choices(words, k=random.randint(1, 3))),
            text=" ".join(random.choices(words, k=random.randint(1, 9)) + ["rar"] * (pk % 10 == 0)),
            codes=("topic:music",) if pk % 3 else (),
        )
        for pk in range(NUMBER)
    ]
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild(documents, Lexicon())
    return engine


def reader(engine: EmbeddedEngine) -> Reader:
    return engine._read()


def common(engine: EmbeddedEngine) -> CommonWords:
    return CommonWords(reader(engine).folder)


@pytest.mark.parametrize("node", NODES, ids=str)
def test_a_node_scores_what_tantivy_says(engine: EmbeddedEngine, node: Node) -> None:
    searcher = reader(engine).words._index.searcher()

    def asked(node: Node):
        return hits(searcher, compile_node(node), NUMBER).by_ordinals()

    kept, told = common(engine).score(node, asked), asked(node)
    assert kept.ordinals.tolist() == told.ordinals.tolist()
    assert len(kept.ordinals)
    assert kept.scores.tolist() == pytest.approx(told.scores.tolist(), rel=1e-5)


def test_a_word_is_common_that_so_many_have(engine: EmbeddedEngine) -> None:
    assert common(engine).has_any(Word(("rar", "chor")))
    assert not common(engine).has_any(Word(("rar",)))
    assert not common(engine).has_any(AnyOf((Code("topic:sport"), Word(("nirgend",)))))


def test_of_a_common_word_nobody_asks_tantivy(engine: EmbeddedEngine, taken_out: list[int]) -> None:
    assert len(found(engine, "chor", size=NUMBER)) > NUMBER // 4
    assert not taken_out
    ask(engine, "rar")
    assert taken_out == [NUMBER]


class TestAfterChanges:
    """What is written after the rebuild is found as well, by a process that opens the index then."""

    @pytest.fixture(autouse=True)
    def _many_changes_are_few(self, monkeypatch) -> None:
        monkeypatch.setattr(words_index, "SMALL_SHARE", 0.5)

    def opened_anew(self, engine: EmbeddedEngine) -> EmbeddedEngine:
        return EmbeddedEngine(engine._generations.folder)

    @pytest.mark.parametrize("text", ["chor", "rar chor", "chor tanz"])
    def test_only_that_is_asked_for(self, engine: EmbeddedEngine, taken_out: list[int], text: str) -> None:
        before = set(found(engine, text, size=NUMBER))
        engine.update(
            [make_document(1000, "Chor und Tanz", text="rar"), make_document(1001, "Ufer")], gone=[3]
        )
        taken_out.clear()

        assert set(found(self.opened_anew(engine), text, size=NUMBER)) == before - {3} | {1000}
        assert 2 in taken_out

    def test_after_many_of_them_it_asks_for_all_again(
        self, engine: EmbeddedEngine, taken_out: list[int], monkeypatch
    ) -> None:
        engine.update([make_document(1000, "Chor")], gone=[])
        monkeypatch.setattr(words_index, "SMALL_SHARE", 0.0)

        assert 1000 in found(self.opened_anew(engine), "chor", size=NUMBER)
        assert taken_out == [NUMBER + 1]


class TestDamage:
    @pytest.mark.parametrize("name", ["common.json", "common.bin"])
    def test_without_the_file_there_is_no_index(self, engine: EmbeddedEngine, name: str) -> None:
        (reader(engine).folder / name).unlink()
        with pytest.raises(EngineUnavailable):
            common(engine)

    def test_half_a_file_is_noticed(self, engine: EmbeddedEngine) -> None:
        scores = reader(engine).folder / "common.bin"
        scores.write_bytes(scores.read_bytes()[:-1])
        with pytest.raises(EngineUnavailable):
            common(engine)

    def test_so_is_what_is_no_bitmap(self, engine: EmbeddedEngine) -> None:
        scores = reader(engine).folder / "common.bin"
        scores.write_bytes(b"x" * scores.stat().st_size)
        with pytest.raises(EngineUnavailable):
            ask(engine, "chor")
