# 

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_role_kinds'),
    ]

    operations = [
        migrations.AlterField(
            model_name='role',
            name='kind',
            field=models.CharField(choices=[('steward', 'Steward'), ('organiser', 'Organiser'), ('approver', 'Approver'), ('member', 'Member')], default='organiser', max_length=20),
        ),
    ]
