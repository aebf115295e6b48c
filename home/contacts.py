"""A person or desk as the contact component shows it."""

from dataclasses import dataclass

from offers.labels import phone_href


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCard:
    """Every part may be empty."""

    name: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""

    @property
    def phone_href(self) -> str:
        return phone_href(self.phone)
