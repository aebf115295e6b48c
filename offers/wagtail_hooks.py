from wagtail.snippets.models import register_snippet

from offers.viewsets import OffersViewSetGroup

register_snippet(OffersViewSetGroup)
