from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from offers.models import Offer
from search.documents import OfferDocument
from search.engines.base import EngineUnavailable
from search.indexing import rebuild


class Command(BaseCommand):
    help = "Builds the search index anew, beside the one in use, and puts it in its place. Run it nightly."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            number = rebuild(progress=self._with_bar)
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(f"{number} offers are in the search index."))

    def _with_bar(self, documents: Iterable[OfferDocument]) -> Iterator[OfferDocument]:
        total = Offer.objects.current().count()
        yield from tqdm(documents, total=total, unit="offer", file=self.stderr, disable=None)
