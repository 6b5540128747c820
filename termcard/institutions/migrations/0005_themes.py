"""Adds how organisations look: colours and marks."""
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0004_terms_and_closed_days'),
    ]

    operations = [
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accent_day', models.CharField(blank=True, max_length=7)),
                ('accent_night', models.CharField(blank=True, max_length=7)),
                ('wordmark', models.CharField(blank=True, max_length=60)),
                ('logo', models.CharField(blank=True, max_length=100)),
                ('logo_width', models.PositiveSmallIntegerField(default=0)),
                ('logo_height', models.PositiveSmallIntegerField(default=0)),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='theme', to='institutions.organisation')),
            ],
            options={
                'db_table': 'theme',
            },
        ),
    ]
