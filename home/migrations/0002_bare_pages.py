"""A portal without content still answers: an empty home page in each language instead of Wagtail's own."""

import uuid

from django.db import migrations

ROOT_PATH = "0001"
HOME_PAGES = {
    # language: slug, title, introduction
    "de": (
        "home",
        "Willkommen im Rhein-Sieg-Kreis",
        "Hier finden Sie Deutschkurse, Beratung, Treffpunkte und Hilfe in Ihrer Nähe.",
    ),
    "en": (
        "home-en",
        "Welcome to the Rhein-Sieg-Kreis",
        "Find German courses, advice, meeting places and help near you.",
    ),
}


def create_home_pages(apps, schema_editor):
    HomePage = apps.get_model("home", "HomePage")
    if HomePage.objects.exists():
        return
    Page = apps.get_model("wagtailcore", "Page")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    root = Page.objects.get(path=ROOT_PATH)
    kind, _created = ContentType.objects.get_or_create(app_label="home", model="homepage")
    key = uuid.uuid4()
    for language, (slug, title, introduction) in HOME_PAGES.items():
        locale, _created = Locale.objects.get_or_create(language_code=language)
        home = HomePage.objects.create(
            title=title,
            draft_title=title,
            slug=slug,
            introduction=introduction,
            content_type=kind,
            locale=locale,
            translation_key=key,
            path=_next_path(Page),
            depth=2,
            url_path=f"/{slug}/",
            show_in_menus=False,
        )
        if language == "de":
            _lead_sites_to(home.pk, apps)
    root.numchild = Page.objects.filter(depth=2).count()
    root.save(update_fields=["numchild"])


def _next_path(Page):
    last = Page.objects.filter(depth=2).order_by("path").values_list("path", flat=True).last()
    return f"{ROOT_PATH}{int(last[4:]) + 1 if last else 1:04d}"


def _lead_sites_to(home_pk, apps):
    """Wagtail's welcome page goes; a page that somebody has made of it stays."""
    Site = apps.get_model("wagtailcore", "Site")
    Page = apps.get_model("wagtailcore", "Page")
    welcome = Page.objects.filter(depth=2, content_type__model="page", title__startswith="Welcome to your new")
    sites = Site.objects.filter(root_page__in=welcome)
    if sites.exists():
        sites.update(root_page_id=home_pk)
        welcome.delete()
    elif not Site.objects.exists():
        Site.objects.create(hostname="localhost", root_page_id=home_pk, is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_home_pages, migrations.RunPython.noop)]
