"""How often something was done from one place, without remembering the place."""

from django.db import models


class RateSalt(models.Model):
    """What the keys of one day were made with. When it is deleted, nobody can say whose keys they were."""

    valid_on = models.DateField(unique=True)
    salt = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.valid_on)


class RateCount(models.Model):
    """How often, for one purpose, in one window of time. `key` is a digest, never an address."""

    purpose = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    began_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "key", "began_at"], name="one_rate_count_per_window")
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.count}"
