from typing import Any

from django.core.management.base import BaseCommand

from search.centres import Centres
from search.embeddings import E5


class Command(BaseCommand):
    help = "For developers: makes search/centres.npz anew, after a change of search/typical.toml."

    def handle(self, *args: Any, **options: Any) -> None:
        model = E5()
        Centres.make(model.name, model.queries, model.passages).save()
        self.stdout.write("The centres are made. Indexes are right again after rebuild_search_index.")
