"""Gives every venue words for its address, of its name, each its own."""

from django.db import migrations, models
from django.utils.text import slugify


def name_addresses(apps, schema_editor):
    venues = apps.get_model("institutions", "Venue").objects
    taken = set()
    for venue in venues.order_by("pk").iterator():
        words = slugify(venue.name)[:80].strip("-") or "venue"
        slug, number = words, 1
        while slug in taken:
            number += 1
            slug = f"{words}-{number}"
        taken.add(slug)
        venues.filter(pk=venue.pk).update(slug=slug)


class Migration(migrations.Migration):
    dependencies = [("institutions", "0002_usual_minutes_of_the_unit_above")]

    operations = [
        # A SlugField would make its index here, and again when it becomes unique.
        migrations.AddField("venue", "slug", models.CharField(max_length=100, null=True)),
        migrations.RunPython(name_addresses, migrations.RunPython.noop),
        migrations.AlterField("venue", "slug", models.SlugField(max_length=100, unique=True)),
    ]
