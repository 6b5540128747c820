from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.people.actions import (
    claim_key,
    deactivate_account,
    find_token,
    make_token,
    revoke_token,
)
from termcard.people.models import AccessToken
from termcard.records.models import Change

pytestmark = pytest.mark.django_db


def test_a_token_is_found_by_its_words_which_are_not_kept(olive):
    token, words = make_token("A script", by=olive)
    assert find_token(words) == token
    assert find_token(words + "x") is None
    assert words not in str(AccessToken.objects.values().get())
    token.refresh_from_db()
    assert token.last_used_on == timezone.now().date()


def test_a_token_is_dead_once_revoked_expired_or_its_account_closed(olive, operator):
    revoked, words = make_token("Revoked", by=olive)
    revoke_token(revoked, by=olive)
    assert find_token(words) is None
    old, words = make_token("Old", by=olive)
    AccessToken.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert find_token(words) is None
    _, words = make_token("Closed", by=olive)
    deactivate_account(olive, by=operator)
    assert find_token(words) is None


def test_nobody_else_revokes_a_token_and_none_lasts_longer_than_a_year(olive, rita):
    token, words = make_token("A script", by=olive)
    with pytest.raises(PermissionDenied):
        revoke_token(token, by=rita)
    assert find_token(words) == token
    with pytest.raises(ValidationError):
        make_token("For ever", by=olive, days=366)


def test_making_and_revoking_are_recorded_without_the_words(olive):
    token, words = make_token("A script", by=olive)
    revoke_token(revoke_token(token, by=olive), by=olive)
    told = Change.objects.of("account", olive.pk).filter(verb__startswith="token_")
    assert sorted(told.values_list("verb", flat=True)) == ["token_made", "token_revoked"]
    assert words not in str(list(told.values()))


def test_a_key_is_known_again_for_the_token_that_sent_it(olive):
    token, _ = make_token("A script", by=olive)
    other, _ = make_token("Another", by=olive)
    with transaction.atomic():
        first = claim_key(token, "k1")
        assert claim_key(token, "k1") == first
        assert claim_key(other, "k1") != first
    with pytest.raises(ValidationError):
        claim_key(token, "k" * 101)
