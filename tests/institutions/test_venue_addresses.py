import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("institutions", "0002_usual_minutes_of_the_unit_above")]
AFTER = [("institutions", "0003_venue_addresses")]


@pytest.mark.django_db(transaction=True)
def test_venues_that_were_there_get_addresses_of_their_own():
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        executor = MigrationExecutor(connection)
        executor.migrate(BEFORE)
        apps = executor.loader.project_state(BEFORE).apps
        organisations = apps.get_model("institutions", "Organisation").objects
        places = [organisations.create(name=name, slug=name, path=name) for name in "ab"]
        for place in places:
            for name in ("Elvet Hall", "数学"):
                apps.get_model("institutions", "Venue").objects.create(
                    organisation=place, name=name
                )
        executor = MigrationExecutor(connection)
        executor.migrate(AFTER)
        venues = executor.loader.project_state(AFTER).apps.get_model("institutions", "Venue")
        slugs = list(venues.objects.order_by("pk").values_list("slug", flat=True))
        assert slugs == ["elvet-hall", "venue", "elvet-hall-2", "venue-2"]
    finally:
        MigrationExecutor(connection).migrate(leaves)
