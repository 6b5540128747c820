"""Adds terms with their weeks, and days on which nothing is held."""
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0003_venue_addresses'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClosedDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('words', models.CharField(max_length=100)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closed_days', to='institutions.organisation')),
            ],
            options={
                'db_table': 'closed_day',
                'ordering': ('starts_on', 'pk'),
                'indexes': [models.Index(fields=['organisation', 'starts_on'], name='closed_day_by_start')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='closed_days_end_after_they_start')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('first_week', models.SmallIntegerField(default=1, null=True, validators=[django.core.validators.MinValueValidator(-9), django.core.validators.MaxValueValidator(60)])),
                ('week_starts', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], default=0)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='institutions.organisation')),
            ],
            options={
                'db_table': 'term',
                'ordering': ('starts_on', 'pk'),
                'indexes': [models.Index(fields=['organisation', 'starts_on'], name='term_by_start')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='term_ends_after_it_starts')],
            },
        ),
    ]
