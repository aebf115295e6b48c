"""All that a process of a portal imports or reads in its first seconds; imported by the process that others
are copies of (`tests.harness.processes`), and by nothing else.

It opens no database, starts no thread and draws nothing by chance: a copy could not tell what is its own.
"""

import gc
import importlib
import os
import threading

os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"  # not those of the suite, which make a folder

import django

django.setup()

from django.db import connection  # noqa: E402 - not before Django is set up
from django.urls import get_resolver  # noqa: E402

from search.text import frequencies, language  # noqa: E402

for name in (
    "offers.management.commands.import_offers",
    "tests.harness.processes",
    "tests.search.dying_process",
    "tests.search.portal_process",
):
    importlib.import_module(name)
get_resolver().reverse_dict  # noqa: B018 - imports all that has an address
language.detect("Chor")
for name in frequencies.KNOWN:
    frequencies.is_word("chor", name)
assert threading.active_count() == 1
assert connection.connection is None
gc.freeze()
