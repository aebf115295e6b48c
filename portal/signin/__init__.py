"""Sign-in of staff, on django-allauth: password or code by mail, then a second factor (ADR 26)."""
