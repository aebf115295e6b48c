"""What belongs together is there on both sides: templates, static files, icons, addresses, commands, docs."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.template.loader import get_template
from django.urls import NoReverseMatch, get_resolver
from django.urls.resolvers import URLResolver
from wagtail.models import Page

from tests.harness.tree import APPS, ROOT, files, modules, shown, templates

# Django looks for these by itself.
FOUND_BY_NAME = {"400.html", "403.html", "404.html", "500.html"}
TEMPLATE_NAME = re.compile(r"""["'](\w[\w/.-]+\.(?:html|txt|xml))["']""")
STATIC_REFERENCE = re.compile(
    r"""["'(]([\w./-]+\.(?:css|js|svg|png|webp|woff2|ico|webmanifest))(?:#[\w-]+)?["')]"""
)
ICON_TAG = re.compile(r"""\{%\s*icon\s+["']([\w-]+)["']""")
URL_TAG = re.compile(r"""\{%\s*url\s+["']([\w:-]+)["']""")
REVERSE_CALL = re.compile(r"""\breverse(?:_lazy)?\(\s*["']([\w:-]+)["']""")
STATIC = ROOT / "portal" / "static"
TEXT_SUFFIXES = {".css", ".js", ".html", ".svg", ".webmanifest"}


def own_text(*suffixes: str) -> str:
    """All Python and templates, and static files with these suffixes, as one text."""
    paths = [module.path for module in modules()] + list(templates())
    paths += [path for path in files(*APPS) if path.suffix in suffixes]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


class TestTemplates:
    def used(self) -> set[str]:
        page_templates = {model.template for model in apps.get_models() if issubclass(model, Page)}
        return set(TEMPLATE_NAME.findall(own_text())) | page_templates | FOUND_BY_NAME | self.mails()

    def mails(self) -> set[str]:
        """Both templates of each mail that is queued, by the name without suffix that stands in the code."""
        texts = "\n".join(module.text for module in modules())
        names = (path.relative_to(ROOT / "templates") for path in templates())
        return {str(name) for name in names if name.parent.name == "emails" and f'"{name.stem}"' in texts}

    def test_every_template_is_used(self):
        used = self.used()
        names = [str(path.relative_to(ROOT / "templates")) for path in templates()]
        assert not [name for name in names if name not in used and not replaces_wagtails(name)]

    def test_every_template_that_is_named_exists_and_compiles(self):
        own = {str(path.relative_to(ROOT / "templates")) for path in templates()}
        named = {name for name in self.used() if "/" in name} | own
        for name in sorted(named):
            get_template(name)


def replaces_wagtails(name: str) -> bool:
    """A template of the same name as one of an app that is not ours."""
    return any(
        (Path(config.path) / "templates" / name).exists()
        for config in apps.get_app_configs()
        if config.label not in APPS
    )


class TestStaticFiles:
    def test_every_file_is_used(self):
        mentioned = {Path(name).name for name in STATIC_REFERENCE.findall(own_text(*TEXT_SUFFIXES))}
        kept = [path for path in files("portal/static") if path.suffix not in {".txt", ".md"}]
        assert not [shown(path) for path in kept if path.name not in mentioned]

    @pytest.mark.parametrize("path", files("portal/static", pattern="*.css"), ids=shown)
    def test_everything_a_stylesheet_names_exists(self, path: Path):
        names = re.findall(r"""url\(["']?(?!data:|#)([^"')#]+)""", path.read_text(encoding="utf-8"))
        names += re.findall(r"""@import\s+["']([^"']+)""", path.read_text(encoding="utf-8"))
        assert not [name for name in names if not (path.parent / name).exists()]

    def test_everything_a_template_names_exists(self):
        text = "\n".join(path.read_text(encoding="utf-8") for path in templates())
        names = re.findall(r"""\{%\s*static\s+["'](portal/[^"']+)["']""", text)
        assert names
        assert not [name for name in names if not (STATIC / name).exists()]


class TestIcons:
    sprite = STATIC / "portal" / "icons.svg"

    def drawn(self) -> set[str]:
        return set(
            re.findall(r"""<symbol[^>]*\bid=["']([\w-]+)["']""", self.sprite.read_text(encoding="utf-8"))
        )

    def test_every_icon_of_a_template_is_drawn(self):
        used = {name for path in templates() for name in ICON_TAG.findall(path.read_text(encoding="utf-8"))}
        assert used
        assert used <= self.drawn()

    @pytest.mark.django_db
    def test_every_icon_of_the_vocabulary_is_drawn(self):
        from offers.models import Term

        used = set(Term.objects.exclude(icon="").values_list("icon", flat=True))
        assert used
        assert used <= self.drawn()


class TestAddresses:
    def test_every_address_that_is_named_exists(self):
        text = own_text()
        named = set(URL_TAG.findall(text)) | set(REVERSE_CALL.findall(text))
        assert named
        assert not [name for name in sorted(named) if not exists(name)]


def exists(name: str) -> bool:
    """There is an address of this name, whatever arguments it takes."""
    *namespaces, last = name.split(":")
    resolver: URLResolver = get_resolver()
    try:
        for namespace in namespaces:
            _prefix, resolver = resolver.namespace_dict[namespace]
    except KeyError as missing:
        raise NoReverseMatch(f"{name}: no namespace {missing}") from None
    return last in resolver.reverse_dict


def own_commands() -> list[str]:
    return sorted(name for name, app in get_commands().items() if app in APPS)


@pytest.mark.parametrize("name", own_commands())
def test_every_command_says_what_it_is_for(name: str):
    command = load_command_class(get_commands()[name], name)
    assert len(command.help) > 20
    assert re.match(r"[a-z]+_[a-z_]+$", name), "a command is a verb and a noun"


class TestDocs:
    def makefile_targets(self) -> set[str]:
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        return set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))

    def test_make_targets_are_in_the_readme_and_exist(self):
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        mentioned = set(re.findall(r"`?make ([a-z]+)", readme))
        assert mentioned == self.makefile_targets() - {"help"}

    def test_every_variable_is_in_the_operations_guide(self):
        guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
        sources = [module.path for module in modules(*APPS, "tests")] + [
            ROOT / ".ci" / "run",
            ROOT / "Makefile",
        ]
        read = {
            name
            for path in sources
            for name in re.findall(r"PORTAL_[A-Z_]+[A-Z]", path.read_text(encoding="utf-8"))
        }
        documented = set(re.findall(r"`(PORTAL_[A-Z_]+)`", guide))
        assert read == documented

    def test_no_merge_was_left_half_done(self):
        for path in [ROOT / "README.md", *files("docs")]:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"^(<{7}|>{7}) ", text, re.MULTILINE), shown(path)

    def test_every_command_is_in_the_docs(self):
        docs = "\n".join(path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *files("docs")])
        assert not [name for name in own_commands() if name not in docs]

    def test_links_between_documents_lead_somewhere(self):
        for path in [ROOT / "README.md", *files("docs", pattern="*.md")]:
            for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", path.read_text(encoding="utf-8")):
                assert (path.parent / target).exists(), f"{shown(path)}: {target}"
