"""Work for the visitor's machine that makes sending thousands of forms dear. It is never the only way:
who comes without it is asked to come less often (`offers.guards.rate_limits`)."""

import hashlib
import secrets
import time
from datetime import UTC, datetime
from typing import Any, Final

from django import forms
from django.core import signing

from offers.guards.rate_limits import take

BITS: Final = 16  # zeros that the digest begins with: some 65,000 tries, a second or two on an old telephone
_VALID_SECONDS: Final = 60 * 60
_SALT: Final = "proof-of-work"


def new_challenge() -> str:
    """What has to be worked on; good for one form within the hour."""
    return signing.dumps([secrets.token_urlsafe(12), int(time.time())], salt=_SALT)


def is_solved(challenge: str, solution: str, bits: int = BITS) -> bool:
    """Whether SHA-256 of `challenge:solution` begins with so many zeros, for a challenge of ours, once."""
    try:
        nonce, issued = signing.loads(challenge, salt=_SALT, max_age=_VALID_SECONDS)
    except signing.BadSignature:
        return False
    digest = hashlib.sha256(f"{challenge}:{solution[:20]}".encode()).digest()
    if int.from_bytes(digest, "big") >> (256 - bits):
        return False
    return take(_SALT, nonce, datetime.fromtimestamp(issued, UTC), limit=1)


class ProofOfWorkForm(forms.Form):
    """Two hidden fields to draw within another form, with their media where that form ends.

    `has_worked()` uses the solution up, so ask it once, of a valid form.
    """

    challenge = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    solution = forms.CharField(
        required=False, max_length=20, widget=forms.HiddenInput(attrs={"data-work-bits": BITS})
    )

    class Media:
        js = ["portal/proof-of-work.js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["challenge"].initial = new_challenge()

    def has_worked(self) -> bool:
        return is_solved(self.cleaned_data["challenge"], self.cleaned_data["solution"])
