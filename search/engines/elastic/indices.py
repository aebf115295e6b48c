"""The indices under a prefix: which one is in use, how another takes its place, which can go."""

import time
from dataclasses import dataclass
from typing import Any, Final

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.base import EngineUnavailable
from search.engines.elastic.documents import FORMAT, mapping
from search.text.compounds import Lexicon

SETTINGS: Final[dict[str, Any]] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",  # a copy on a second machine where there is one
    "refresh_interval": "-1",  # while it is filled nobody searches it
    "gc_deletes": "1h",  # so long a writer that was overtaken cannot bring back what was deleted
}
# Said, not left to the server, which stops making writes visible where nobody has searched for half a minute.
IN_USE: Final[dict[str, Any]] = {"refresh_interval": "500ms"}
STATE_SETTINGS: Final[dict[str, Any]] = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
WHOLE: Final = "30s"  # to wait at most until an index has its copy


@dataclass(frozen=True, slots=True)
class Names:
    prefix: str

    @property
    def offers(self) -> str:
        """The alias of the index in use."""
        return f"{self.prefix}-offers"

    @property
    def state(self) -> str:
        return f"{self.prefix}-state"

    def new(self) -> str:
        return f"{self.offers}-{time.time_ns():020}"


class Indices:
    """Reads and changes which indices there are; changes are for whoever holds the lease."""

    def __init__(self, client: Elasticsearch, names: Names) -> None:
        self._client: Final = client
        self._names: Final = names

    def current(self) -> str:
        """The index in use; raises EngineUnavailable where there is none of our format."""
        try:
            found = self._client.indices.get_mapping(index=self._names.offers).body
        except NotFoundError:
            raise EngineUnavailable("There is no search index yet.") from None
        ((name, index),) = found.items()
        if index["mappings"].get("_meta", {}).get("format") != FORMAT:
            raise EngineUnavailable("The search index has an older format.")
        return str(name)

    def lexicon(self, index: str) -> Lexicon:
        try:
            found = self._client.get(index=self._names.state, id=_lexicon_id(index))
        except NotFoundError:
            raise EngineUnavailable("The search index is incomplete.") from None
        return Lexicon(found["_source"]["words"])

    def create(self, lexicon: Lexicon) -> str:
        """A new, empty index beside the one in use."""
        index = self._names.new()
        self._client.index(index=self._names.state, id=_lexicon_id(index), document={"words": lexicon.words})
        self._client.indices.create(index=index, settings=SETTINGS, mappings=mapping())
        return index

    def refresh(self, index: str) -> None:
        """Everything written can be found."""
        self._client.indices.refresh(index=index)

    def finish(self, index: str) -> None:
        """Everything written can be found, and is there twice where there are two machines."""
        self._client.indices.put_settings(index=index, settings=IN_USE)
        self.refresh(index)
        self._client.options(ignore_status=408).cluster.health(
            index=index, wait_for_status="green", timeout=WHOLE
        )

    def publish(self, index: str) -> None:
        """Put a finished index in place of the one in use, at once or not at all."""
        change = {"alias": self._names.offers}
        before = sorted(self._in_use())
        self._client.indices.update_aliases(
            actions=[
                *({"remove": {"index": name, **change}} for name in before),
                {"add": {"index": index, **change}},
            ]
        )
        # Searches under way may still be reading the one before.
        self.remove_others({index, *before})

    def remove_others(self, kept: set[str]) -> None:
        """Also clears away what a rebuild left behind that was killed."""
        pattern = f"{self._names.offers}-*"
        there = self._client.indices.get(index=pattern, features=["settings"], expand_wildcards="all").body
        for index in sorted(there.keys() - kept):
            self.remove(index)

    def remove(self, index: str) -> None:
        self._client.options(ignore_status=404).indices.delete(index=index)
        self._client.options(ignore_status=404).delete(index=self._names.state, id=_lexicon_id(index))

    def remove_unfinished(self) -> None:
        """What is not in use: whoever was making it lost the lease, and must not publish it any more."""
        self.remove_others(self._in_use())

    def create_state(self) -> None:
        """Where writers take turns; nothing in it is searched, so nothing of it is mapped."""
        if not self._client.indices.exists(index=self._names.state):
            self._client.options(ignore_status=400).indices.create(
                index=self._names.state, settings=STATE_SETTINGS, mappings={"enabled": False}
            )

    def _in_use(self) -> set[str]:
        found = self._client.options(ignore_status=404).indices.get_alias(name=self._names.offers).body
        return {name for name, index in found.items() if isinstance(index, dict) and "aliases" in index}


def _lexicon_id(index: str) -> str:
    return f"lexicon {index}"
