"""Adds the usual weekday and hour of series, and whom enquiries about their events reach."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0008_previews_and_discarded_drafts'),
    ]

    operations = [
        migrations.CreateModel(
            name='SeriesContact',
            fields=[
                ('series', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='contact', serialize=False, to='programme.series')),
                ('words', models.CharField(max_length=500)),
            ],
            options={
                'db_table': 'series_contact',
            },
        ),
        migrations.AddField(
            model_name='series',
            name='usual_time',
            field=models.TimeField(null=True),
        ),
        migrations.AddField(
            model_name='series',
            name='usual_weekday',
            field=models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], null=True),
        ),
    ]
