"""Adds whether events are approved first, and what is done about speakers from outside."""
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0005_themes'),
    ]

    operations = [
        migrations.CreateModel(
            name='SpeakerRule',
            fields=[
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='speaker_rule', serialize=False, to='institutions.organisation')),
                ('working_days', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MaxValueValidator(60)])),
                ('items', models.JSONField(blank=True, default=list)),
                ('is_binding', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'speaker_rule',
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='approval',
            field=models.CharField(blank=True, choices=[('', 'As in the unit above'), ('none', 'Organisers publish'), ('once', 'Approved before it is published'), ('anew', 'Approved before it is published, and again when it changes')], db_default='', default='', max_length=5),
        ),
    ]
