from typing import Any

from django.core.management.base import BaseCommand

from search import e5, sentence_encoder
from search.centres import Centres


class Command(BaseCommand):
    help = "For developers: makes the means of typical texts anew, after a change of search/typical.toml."

    def handle(self, *args: Any, **options: Any) -> None:
        first = e5.E5()
        Centres.make(first.name, first.queries, first.passages).save(e5.FILE)
        second = sentence_encoder.SentenceEncoder()
        sentence_encoder.make_axes(second)
        Centres.make(second.name, second.encode, second.encode).save(sentence_encoder.CENTRES_FILE)
        self.stdout.write("The centres are made. Indexes are right again after rebuild_search_index.")
