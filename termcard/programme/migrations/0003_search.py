"""Adds the tables by which events are found, with each database's own index over them.

On SQLite triggers keep the index in step: whoever makes `search_entry` anew makes them again.
Events that were there before are found after `termcard manage rebuild_search`.
"""

import django.db.models.deletion
from django.db import migrations, models


SQLITE = (
    """CREATE VIRTUAL TABLE search_index USING fts5(title, names, text, content='search_entry',
    content_rowid='id', tokenize='ascii', detail='none', columnsize=0, prefix='3 4')""",
    """CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
    INSERT INTO search_index (rowid, title, names, text)
    VALUES (new.id, new.title, new.names, new.text); END""",
    """CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
    INSERT INTO search_index (search_index, rowid, title, names, text)
    VALUES ('delete', old.id, old.title, old.names, old.text); END""",
    """CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN
    INSERT INTO search_index (search_index, rowid, title, names, text)
    VALUES ('delete', old.id, old.title, old.names, old.text);
    INSERT INTO search_index (rowid, title, names, text)
    VALUES (new.id, new.title, new.names, new.text); END""",
)
POSTGRESQL = (
    """ALTER TABLE search_entry ADD COLUMN lexemes tsvector NOT NULL GENERATED ALWAYS AS (
    array_to_tsvector(array_remove(
    string_to_array(title || ' ' || names || ' ' || text, ' '), ''))) STORED""",
    "CREATE INDEX search_entry_lexemes ON search_entry USING gin (lexemes)",
)


def add_index(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_index")
        for name in ("added", "removed", "changed"):
            schema_editor.execute(f"DROP TRIGGER search_entry_{name}")


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0002_settled_events'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
            ],
            options={
                'db_table': 'search_word',
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('title', models.TextField(blank=True)),
                ('names', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='search_entry', to='programme.event')),
            ],
            options={
                'verbose_name_plural': 'search entries',
                'db_table': 'search_entry',
            },
        ),
        migrations.CreateModel(
            name='SearchSpelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('spelling', models.CharField(max_length=10)),
                ('word', models.CharField(max_length=40)),
            ],
            options={
                'db_table': 'search_spelling',
                'indexes': [models.Index(fields=['word'], name='spellings_of_word')],
                'constraints': [models.UniqueConstraint(fields=('spelling', 'word'), name='one_spelling_of_a_word')],
            },
        ),
        migrations.RunPython(add_index, drop_index),
    ]
