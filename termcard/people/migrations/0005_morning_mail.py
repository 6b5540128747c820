"""Adds whether an account wants the morning mail."""
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_stewards_and_approvers'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='wants_morning_mail',
            field=models.BooleanField(db_default=True, default=True),
        ),
    ]
