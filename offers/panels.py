"""How the records are laid out for editing."""

import functools

from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import M2MFieldComparison
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from offers.enums import TaxonomyCode
from offers.forms import LocationForm, OfferForm, ProviderForm, TermForm


class TermsComparison(M2MFieldComparison):
    """The terms of one vocabulary in two revisions."""

    def __init__(self, taxonomy, label, obj_a, obj_b):
        self.label = label
        self.val_a = obj_a.terms_in(taxonomy)
        self.val_b = obj_b.terms_in(taxonomy)

    def field_label(self):
        return self.label


class TermsPanel(FieldPanel):
    """Ticks for one vocabulary; the field belongs to the form, the rows to the child table `terms`."""

    def __init__(self, field_name, *, taxonomy, **kwargs):
        super().__init__(field_name, **kwargs)
        self.taxonomy = taxonomy

    def clone_kwargs(self):
        return super().clone_kwargs() | {"taxonomy": self.taxonomy}

    def get_form_options(self):
        return {"fields": [self.field_name]}

    class BoundPanel(FieldPanel.BoundPanel):
        def get_comparison(self):
            return [functools.partial(TermsComparison, self.panel.taxonomy, self.heading or self.field_name)]


_schedule_panels = [
    FieldRowPanel([FieldPanel("kind"), FieldPanel("freq"), FieldPanel("interval")]),
    FieldPanel("byday"),
    FieldRowPanel([FieldPanel("week_of_month"), FieldPanel("bymonthday")]),
    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
    FieldPanel("note"),
]

offer_edit_handler = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("provider"),
                FieldRowPanel([FieldPanel("kind", widget=Select), FieldPanel("course_type", widget=Select)]),
                InlinePanel("translations", heading=_("Texte"), label=_("Text in einer Sprache"), min_num=1),
                MultiFieldPanel(
                    [FieldPanel("picture"), FieldPanel("picture_text"), FieldPanel("flyer")],
                    heading=_("Bild oder Flyer"),
                ),
            ],
            heading=_("Was"),
        ),
        ObjectList(
            [
                TermsPanel("topics", taxonomy=TaxonomyCode.TOPIC),
                TermsPanel("target_groups", taxonomy=TaxonomyCode.TARGET_GROUP),
                TermsPanel("languages", taxonomy=TaxonomyCode.LANGUAGE),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("level_from"), FieldPanel("level_to")]),
                        FieldRowPanel([FieldPanel("minimum_age"), FieldPanel("maximum_age")]),
                        FieldRowPanel([FieldPanel("is_women_only"), FieldPanel("has_childcare")]),
                    ],
                    heading=_("Für wen"),
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("serves_whole_county"),
                        InlinePanel(
                            "service_areas",
                            panels=[FieldPanel("municipality", widget=Select)],
                            heading=_("Einzugsgebiet"),
                            label=_("Stadt oder Gemeinde"),
                        ),
                    ],
                    heading=_("Für die Menschen in"),
                ),
            ],
            heading=_("Für wen"),
        ),
        ObjectList(
            [
                InlinePanel("locations", heading=_("Orte"), label=_("Ort")),
                FieldRowPanel([FieldPanel("is_online"), FieldPanel("online_url")], heading=_("Online")),
                InlinePanel("schedules", panels=_schedule_panels, heading=_("Zeiten"), label=_("Zeit")),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")], heading=_("Gültigkeit")),
                FieldRowPanel(
                    [FieldPanel("is_temporarily_closed"), FieldPanel("closed_until")],
                    heading=_("Geschlossen"),
                ),
            ],
            heading=_("Wo und wann"),
        ),
        ObjectList(
            [
                InlinePanel("cost_options", heading=_("Kosten"), label=_("Kosten")),
                FieldRowPanel(
                    [FieldPanel("places"), FieldPanel("places_stated_on")], heading=_("Freie Plätze")
                ),
                FieldRowPanel(
                    [FieldPanel("registration"), FieldPanel("registration_url")], heading=_("Anmeldung")
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("needs_no_papers"),
                        FieldPanel("needs_no_appointment"),
                        FieldPanel("is_anonymous"),
                        TermsPanel("documents", taxonomy=TaxonomyCode.DOCUMENT),
                    ],
                    heading=_("Hingehen"),
                ),
                InlinePanel("contacts", heading=_("Kontakt"), label=_("Kontakt")),
            ],
            heading=_("Kosten und Kontakt"),
        ),
        ObjectList(
            [
                FieldPanel("responsible_municipality", widget=Select),
                FieldRowPanel([FieldPanel("verified_on"), FieldPanel("verified_by")], heading=_("Prüfung")),
                FieldPanel("review_interval_days"),
                FieldPanel("is_example"),
                PublishingPanel(),
            ],
            heading=_("Prüfung"),
        ),
    ],
    base_form_class=OfferForm,
)

provider_edit_handler = ObjectList(
    [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("municipality", widget=Select)]),
        InlinePanel("translations", heading=_("Texte"), label=_("Text in einer Sprache")),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("website"),
            ],
            heading=_("Kontakt"),
        ),
        TermsPanel("languages", taxonomy=TaxonomyCode.LANGUAGE),
        TermsPanel("networks", taxonomy=TaxonomyCode.NETWORK),
        FieldPanel("logo"),
        FieldPanel("is_example"),
        PublishingPanel(),
    ],
    base_form_class=ProviderForm,
)

location_edit_handler = ObjectList(
    [
        FieldPanel("name"),
        FieldPanel("street"),
        FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
        FieldPanel("municipality", widget=Select),
        FieldPanel("is_address_hidden"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")], heading=_("Lage")),
        MultiFieldPanel(
            [
                FieldPanel("step_free"),
                FieldPanel("has_lift"),
                FieldPanel("has_accessible_toilet"),
                FieldPanel("has_parking"),
                FieldPanel("has_hearing_loop"),
                FieldPanel("access_note"),
            ],
            heading=_("Zugang"),
        ),
        PublishingPanel(),
    ],
    base_form_class=LocationForm,
)

municipality_edit_handler = ObjectList(
    [
        FieldRowPanel([FieldPanel("name"), FieldPanel("kind"), FieldPanel("ags")]),
        FieldRowPanel([FieldPanel("population"), FieldPanel("population_on"), FieldPanel("area_km2")]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        FieldPanel("website"),
        InlinePanel("postcodes", heading=_("Postleitzahlen"), label=_("Postleitzahl")),
        PublishingPanel(),
    ]
)

term_edit_handler = ObjectList(
    [
        FieldRowPanel([FieldPanel("taxonomy", widget=Select), FieldPanel("parent", widget=Select)]),
        FieldRowPanel([FieldPanel("code"), FieldPanel("icon"), FieldPanel("sort_order")]),
        InlinePanel("labels", heading=_("Bezeichnungen"), label=_("Bezeichnung"), min_num=1),
        PublishingPanel(),
    ],
    base_form_class=TermForm,
)

taxonomy_edit_handler = ObjectList(
    [
        FieldPanel("code", read_only=True),
        FieldPanel("name"),
        FieldPanel("description"),
        # A vocabulary appears in its new wording, but never disappears.
        PublishingPanel(children=[FieldPanel("go_live_at")]),
    ]
)
