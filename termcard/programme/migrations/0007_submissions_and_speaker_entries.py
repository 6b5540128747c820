"""Adds what is submitted for approval, and what is noted of speakers from outside."""
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0006_series_keepers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SpeakerEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('verb', models.CharField(choices=[('done', 'Done'), ('undone', 'Not done'), ('go_ahead', 'May go ahead'), ('refused', 'May not go ahead'), ('not_needed', 'Nobody from outside speaks'), ('needed', 'Somebody from outside speaks'), ('note', 'Note')], max_length=10)),
                ('item', models.CharField(blank=True, max_length=2000)),
                ('words', models.TextField(blank=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='speaker_entries', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speaker_entries', to='programme.event')),
            ],
            options={
                'db_table': 'speaker_entry',
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submitted_at', models.DateTimeField()),
                ('note', models.TextField(blank=True)),
                ('wished_from', models.DateTimeField(null=True)),
                ('wished_visibility', models.CharField(default='public', max_length=10)),
                ('decision', models.CharField(blank=True, choices=[('', 'Waiting'), ('approved', 'Approved'), ('returned', 'Returned'), ('taken_back', 'Taken back')], default='', max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('words', models.TextField(blank=True)),
                ('lapsed_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='submissions', to='programme.event')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'submission',
                'ordering': ('submitted_at', 'pk'),
                'indexes': [models.Index(condition=models.Q(('decision', '')), fields=['submitted_at', 'id'], name='submission_waiting')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('decision', '')), fields=('event',), name='one_waits_of_an_event')],
            },
        ),
    ]
