"""The table of the choices that were made, without who made them."""

from django.db import models


class Consent(models.Model):
    """One choice: the day, what was asked, what was agreed to. It names nobody."""

    made_on = models.DateField()
    asked = models.CharField(max_length=8)
    agreed = models.JSONField(default=list, blank=True)

    class Meta:
        db_table = "consent"
        indexes = [models.Index(fields=["made_on"], name="consent_by_day")]

    def __str__(self) -> str:
        return f"{self.made_on}: {', '.join(self.agreed) or 'nothing'}"
