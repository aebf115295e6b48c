from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from offers.models import Offer
from search import standby
from search.documents import OfferDocument
from search.engines.base import EngineUnavailable
from search.indexing import rebuild, rebuild_standby


class Command(BaseCommand):
    help = "Builds the search index anew, beside the one in use, and puts it in its place. Run it nightly."

    def handle(self, *args: Any, **options: Any) -> None:
        problems = [self._try(rebuild, "the search index")]
        if standby.is_used():
            problems.append(self._try(rebuild_standby, "the index that stands in for it"))
        if any(problems):
            raise CommandError(" ".join(filter(None, problems)))

    def _try(self, build: Callable[..., int], name: str) -> str:
        """One is built whatever happens to the other."""
        try:
            number = build(progress=self._with_bar)
        except EngineUnavailable as error:
            return str(error)
        self.stdout.write(self.style.SUCCESS(f"{number} offers are in {name}."))
        return ""

    def _with_bar(self, documents: Iterable[OfferDocument]) -> Iterator[OfferDocument]:
        total = Offer.objects.current().count()
        yield from tqdm(documents, total=total, unit="offer", file=self.stderr, disable=None)
