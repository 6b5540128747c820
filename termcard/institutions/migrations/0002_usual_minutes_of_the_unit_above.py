"""Lets a unit say nothing of how long its events are; the 60 that stood there was nobody's word."""

from django.db import migrations, models


def forget_sixty(apps, schema_editor):
    apps.get_model("institutions", "Organisation").objects.filter(usual_minutes=60).update(
        usual_minutes=None
    )


def say_sixty(apps, schema_editor):
    apps.get_model("institutions", "Organisation").objects.filter(usual_minutes=None).update(
        usual_minutes=60
    )


class Migration(migrations.Migration):
    dependencies = [("institutions", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="organisation",
            name="usual_minutes",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.RunPython(forget_sixty, say_sixty),
    ]
