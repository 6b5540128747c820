"""Adds who looks after a series without a role on its host."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('programme', '0005_editions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Keeper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('until_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keepings', to=settings.AUTH_USER_MODEL)),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keepers', to='programme.series')),
            ],
            options={
                'db_table': 'keeper',
                'constraints': [models.UniqueConstraint(condition=models.Q(('until_at__isnull', True)), fields=('account', 'series'), name='a_series_is_kept_once')],
            },
        ),
    ]
