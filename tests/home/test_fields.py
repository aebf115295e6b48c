"""Blocks stay out of migrations; rich text is clean however it came."""

import json

import pytest
from django.db.migrations.writer import MigrationWriter
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock

from home.fields import StreamField, clean_rows
from home.models import ContentPage
from tests.factories.pages import add_page

BAD = '<p onclick="x()">Hallo<script>alert(1)</script> <a href="javascript:x()">Welt</a></p>'
GOOD = "<p>Hallo <a>Welt</a></p>"


class TestMigrations:
    def test_the_field_names_no_block(self):
        field = StreamField([("text", RichTextBlock()), ("title", CharBlock(label="Titel"))], blank=True)
        field.set_attributes_from_name("body")
        text, _imports = MigrationWriter.serialize(field)
        assert text == "home.fields.StreamField(blank=True)"

    def test_another_block_is_no_change(self):
        one = StreamField([("text", RichTextBlock())]).deconstruct()
        other = StreamField([("title", CharBlock())]).deconstruct()
        assert one == other

    def test_a_field_without_blocks_keeps_what_is_stored(self):
        rows = [{"type": "text", "value": "<p>Hallo</p>", "id": "1"}]
        field = StreamField()
        assert field.get_prep_value(field.to_python(json.dumps(rows))) == rows
        assert field.get_prep_value(field.to_python(rows)) == rows


class TestCleanRows:
    block = StreamBlock(
        [
            ("text", RichTextBlock()),
            ("title", CharBlock()),
            ("part", StructBlock([("words", RichTextBlock()), ("name", CharBlock())])),
            ("list", ListBlock(RichTextBlock())),
            ("inner", StreamBlock([("text", RichTextBlock())])),
        ]
    )

    def clean(self, kind: str, value: object) -> object:
        return clean_rows(self.block, [{"type": kind, "value": value, "id": "1"}])[0]["value"]

    def test_rich_text_is_cleaned(self):
        assert self.clean("text", BAD) == GOOD

    def test_plain_text_is_left_to_the_template(self):
        assert self.clean("title", "<b>1 < 2</b>") == "<b>1 < 2</b>"

    def test_rich_text_within_other_blocks_is_cleaned(self):
        assert self.clean("part", {"words": BAD, "name": "<i>"}) == {"words": GOOD, "name": "<i>"}
        assert self.clean("list", [BAD, {"type": "item", "value": BAD, "id": "2"}]) == [
            GOOD,
            {"type": "item", "value": GOOD, "id": "2"},
        ]
        assert self.clean("inner", [{"type": "text", "value": BAD, "id": "2"}]) == [
            {"type": "text", "value": GOOD, "id": "2"}
        ]

    @pytest.mark.parametrize("value", [None, 3, [None], [{"type": "gone", "value": BAD}], "kaputt"])
    def test_what_it_does_not_know_stays_as_it_is(self, value: object):
        assert clean_rows(self.block, value) == value


@pytest.mark.django_db
class TestEveryPathOfWriting:
    def test_from_the_orm(self):
        page = add_page(ContentPage, body=[("text", BAD)])
        assert page.body[0].value.source == GOOD

    def test_as_json_that_nobody_looked_at(self):
        page = add_page(ContentPage, body=json.dumps([{"type": "text", "value": BAD}]))
        assert page.body[0].value.source == GOOD

    def test_in_a_draft(self):
        page = add_page(ContentPage)
        page.body = [("text", BAD)]
        page.save_revision()
        assert ContentPage.objects.get().get_latest_revision_as_object().body[0].value.source == GOOD

    @pytest.mark.parametrize("as_text", [False, True])
    def test_in_bulk(self, as_text: bool):
        page = add_page(ContentPage)
        rows = [{"type": "text", "value": BAD, "id": "1"}]
        ContentPage.objects.filter(pk=page.pk).update(body=json.dumps(rows) if as_text else rows)
        assert ContentPage.objects.get().body[0].value.source == GOOD
