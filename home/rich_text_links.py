"""Links to pages within rich text: in the reader's language, from the cache."""

from django.utils.html import format_html
from wagtail.rich_text.pages import PageLinkHandler

from home.addresses import address_of_id


class CachedPageLinkHandler(PageLinkHandler):
    """Wagtail's own asks the database three times for every page that a text links to."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        addresses = (address_of_id(str(attrs.get("id", ""))) for attrs in attrs_list)
        return [format_html('<a href="{}">', address) if address else "<a>" for address in addresses]
