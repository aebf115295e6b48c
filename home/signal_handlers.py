"""What the pages do by themselves when something changes: menus and addresses are read anew, a page of a
municipality goes to its editors."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, Page, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from home.actions.roles import entrust
from home.addresses import forget
from home.models import CentreSettings, MunicipalityPage


def _forget_menus(sender, **kwargs) -> None:
    if kwargs.get("raw"):
        return
    forget()
    # What another request reads before this change is committed must not stay.
    transaction.on_commit(forget)


def _forget_after_deletion(sender, instance, **kwargs) -> None:
    if isinstance(instance, Page):
        _forget_menus(sender)


for _signal in (page_published, page_unpublished, post_page_move):
    _signal.connect(_forget_menus, dispatch_uid="home_forget_menus")
for _model in (CentreSettings, Locale, Site):
    post_save.connect(_forget_menus, sender=_model, dispatch_uid=f"home_forget_{_model.__name__}_save")
    post_delete.connect(_forget_menus, sender=_model, dispatch_uid=f"home_forget_{_model.__name__}_delete")
post_delete.connect(_forget_after_deletion, dispatch_uid="home_forget_deleted_page")


def _entrust(sender, instance: MunicipalityPage, **kwargs) -> None:
    if not kwargs.get("raw"):
        entrust(instance)


post_save.connect(_entrust, sender=MunicipalityPage, dispatch_uid="home_entrust_municipality_page")
