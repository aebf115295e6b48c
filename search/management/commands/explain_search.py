from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict
from django.utils import translation

from offers.enums import OfferLanguage
from offers.vocabulary import Vocabulary, vocabulary
from search import service
from search.explaining import explain
from search.facets import DEFINITIONS, Definition, values_of
from search.forms import SearchForm
from search.query import PAGE_PARAMETER, PROVIDER_PARAMETER, SORT_PARAMETER, TEXT_PARAMETER

OTHERS = (PAGE_PARAMETER, PROVIDER_PARAMETER, SORT_PARAMETER)


class Command(BaseCommand):
    help = "Shows what a search is understood as, and what each hit wins by: words, meaning, boosts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", help="what somebody types")
        parser.add_argument("--language", default="de", help="of the page: the titles shown are in it")
        parser.add_argument(
            "--filter",
            action="append",
            default=[],
            metavar="PARAMETER=VALUE",
            help="as in the address, for example ort=05382060, or by name: ort=Siegburg",
        )
        parser.add_argument("--size", type=int, default=service.PAGE_SIZE, help="hits shown")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["language"] not in OfferLanguage.values:
            raise CommandError(f"--language is one of {', '.join(OfferLanguage.values)}.")
        with translation.override(options["language"]):
            asked = QueryDict(mutable=True)
            asked[TEXT_PARAMETER] = options["text"]
            for given in options["filter"]:
                parameter, value = self._read(given)
                asked.appendlist(parameter, value)
            query, size = SearchForm(asked).query(), max(1, options["size"])
            results = service.find(query, size=size, with_facets=False, explains=True)
            for line in explain(results):
                self.stdout.write(line)

    def _read(self, given: str) -> tuple[str, str]:
        parameter, _equals, value = given.partition("=")
        if parameter in OTHERS:
            return parameter, value
        definition = next((one for one in DEFINITIONS if one.parameter == parameter), None)
        if definition is None:
            known = ", ".join([*(one.parameter for one in DEFINITIONS), *OTHERS])
            raise CommandError(f"There is no filter {parameter!r}; there are {known}.")
        return parameter, self._code(definition, value, vocabulary())

    def _code(self, definition: Definition, value: str, known: Vocabulary) -> str:
        values = values_of(definition, known)
        by_name = {named.label.casefold(): code for code, named in values.items()}
        code = value if value in values else by_name.get(value.casefold(), "")
        if not code:
            raise CommandError(
                f"{definition.parameter!r} has no value {value!r}; it has {', '.join(by_name)}."
            )
        return code
