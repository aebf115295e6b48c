"""The test client is told of whole templates and not of every part that these include.

Django copies all names a template has for each template that is rendered; a form of the administration has
a thousand parts, a small template for each field.
"""

from collections.abc import Iterator

import pytest
from django.template import Context, Template
from django.test.utils import instrumented_test_render
from django.utils.safestring import SafeString


def render_told_of_whole_ones(template: Template, context: Context) -> SafeString:
    if context.template is template:
        return instrumented_test_render(template, context)
    return template.nodelist.render(context)


@pytest.fixture(scope="session", autouse=True)
def _told_of_whole_templates(django_test_environment: None) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render_told_of_whole_ones)
        yield
