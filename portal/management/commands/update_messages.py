from django.conf import settings
from django.core.management.base import BaseCommand

from portal.catalogues import extract, is_translated, update_catalogue
from portal.env import BASE_DIR


class Command(BaseCommand):
    help = "Bring the message catalogues (portal/locale) up to date with the texts of code and templates."

    def handle(self, *args, **options) -> None:
        texts = extract()
        for language in dict(settings.LANGUAGES).keys() - {settings.LANGUAGE_CODE}:
            path = BASE_DIR / "portal" / "locale" / language / "LC_MESSAGES" / "django.po"
            catalogue = update_catalogue(path, texts)
            missing = sum(not is_translated(message) for message in catalogue if message.id)
            self.stdout.write(f"{language}: {len(catalogue)} texts, {missing} to translate")
