"""Operators look at rows; they change nothing by the back door."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from termcard.people.actions import add_account


def registered():
    """Return every model that the admin shows."""
    return sorted(admin.site._registry, key=lambda model: model._meta.label)


def named(model, page, *args):
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


@pytest.fixture
def boss(operator):
    return add_account("boss@education.example", by=operator, is_operator=True)


@pytest.fixture
def browser(boss, series, event, client):
    """The operator's browser, and a row of most things to look at."""
    client.force_login(boss)
    return client


def test_only_nouns_of_ours_are_shown():
    assert registered()
    assert [model for model in registered() if not model.__module__.startswith("termcard.")] == []


def test_an_operator_sees_lists_and_rows(browser):
    assert browser.get("/operate/").status_code == 200
    for model in registered():
        assert browser.get(named(model, "changelist")).status_code == 200, model
        row = model._default_manager.first()
        if row is not None:
            shown = browser.get(named(model, "change", row.pk))
            assert shown.status_code == 200, model
            assert b'name="_save"' not in shown.content


def test_nothing_is_added_changed_or_deleted(browser):
    counted = {model: model._default_manager.count() for model in apps.get_models()}
    for model in registered():
        row = model._default_manager.first()
        key = row.pk if row else 1
        assert browser.get(named(model, "add")).status_code == 403, model
        assert browser.post(named(model, "add"), {}).status_code == 403, model
        if row is None:
            continue
        assert browser.get(named(model, "delete", key)).status_code == 403, model
        assert browser.post(named(model, "delete", key), {"post": "yes"}).status_code == 403, model
        assert browser.post(named(model, "change", key), {"title": "x"}).status_code == 403, model
        chosen = {"action": "delete_selected", "_selected_action": [key], "post": "yes"}
        browser.post(named(model, "changelist"), chosen)
    after = {model: model._default_manager.count() for model in apps.get_models()}
    assert {model for model in counted if counted[model] != after[model]} == set()


@pytest.mark.parametrize("page", ["password_change", "password_change_done"])
def test_nobody_gets_a_password(page, browser, boss):
    fields = {"old_password": "", "new_password1": "x9!kLmnopq", "new_password2": "x9!kLmnopq"}
    browser.post(reverse(f"admin:{page}"), fields)
    boss.refresh_from_db()
    assert not boss.has_usable_password()


def test_nothing_that_is_sealed_or_private_is_shown(browser, event, olive):
    labels = {model._meta.label for model in registered()}
    assert not labels & {"programme.Contact", "programme.OnlinePlace", "sessions.Session"}
    shown = browser.get(named(type(olive), "change", olive.pk)).content.decode()
    assert olive.password not in shown


def test_an_account_that_is_not_active_runs_nothing(boss, browser):
    boss.is_active = False
    boss.save()
    assert browser.get("/operate/").status_code == 302


def test_every_page_of_it_is_kept_by_nobody(browser):
    pages = ["/operate/", reverse("admin:jsi18n")]
    for address in [*pages, *(named(model, "changelist") for model in registered())]:
        assert "no-store" in browser.get(address)["Cache-Control"], address


def test_forms_of_it_need_a_token(boss):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(boss)
    assert strict.post(reverse("admin:logout")).status_code == 403
    assert strict.get("/operate/").status_code == 200
