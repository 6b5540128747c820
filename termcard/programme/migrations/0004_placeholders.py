"""Adds the dates that series hold without an event."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0003_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='Placeholder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('kind', models.CharField(choices=[('tba', 'To be announced'), ('none', 'No meeting')], default='tba', max_length=4)),
                ('words', models.CharField(blank=True, max_length=200)),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placeholders', to='programme.series')),
            ],
            options={
                'db_table': 'placeholder',
                'ordering': ('on', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('series', 'on'), name='one_placeholder_a_day')],
            },
        ),
    ]
