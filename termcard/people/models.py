"""The tables of accounts, their roles, and the people that events name."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.urls import reverse
from django.utils import timezone

from termcard.institutions.models import Organisation
from termcard.people.querysets import (
    AccountManager,
    DutyQuerySet,
    PersonQuerySet,
    RoleQuerySet,
    TokenQuerySet,
)


class Account(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. The only name is an e-mail address, kept in lower case."""

    email = models.EmailField(max_length=254, unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)
    wants_morning_mail = models.BooleanField(default=True, db_default=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "account"

    def __str__(self) -> str:
        return self.email

    @property
    def is_operator(self) -> bool:
        """Whether it may do everything on this installation.

        An account that is not active holds no session, so only the machine itself acts by it.
        """
        return self.is_superuser


class Person(models.Model):
    """A person whom events name, once somebody has said that two names are one person."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, unique=True)
    account = models.OneToOneField(Account, models.SET_NULL, null=True, related_name="person")

    objects = PersonQuerySet.as_manager()

    class Meta:
        db_table = "person"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the path of their page."""
        return reverse("person_page", args=[self.slug])

    @property
    def url(self) -> str:
        """The path of their page."""
        return self.get_absolute_url()


class Role(models.Model):
    """What an account may do on an organisation and every unit below it."""

    class Kind(models.TextChoices):
        """What is granted.

        A steward says who holds which role there and how the unit works, an organiser changes
        events, an approver says which of them may be published, a member sees what is private.
        A steward may do all of it.
        """

        STEWARD = "steward"
        ORGANISER = "organiser"
        APPROVER = "approver"
        MEMBER = "member"

    account = models.ForeignKey(Account, models.CASCADE, related_name="roles")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.ORGANISER)

    objects = RoleQuerySet.as_manager()

    class Meta:
        db_table = "role"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation", "kind"], name="a_role_is_held_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.organisation_id}"


class Duty(models.Model):
    """Something that needs somebody of an organisation today, until it is done.

    The subject is named by kind and id ("enquiry", 9); `path` is where it is done.
    """

    kind = models.CharField(max_length=30)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="duties")
    title = models.CharField(max_length=300)
    path = models.CharField(max_length=200)
    opened_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        db_table = "duty"
        verbose_name_plural = "duties"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_kind", "subject_id"], name="one_duty_of_a_kind"
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation", "opened_at"],
                name="duty_still_open",
                condition=models.Q(done_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.title


class AccessToken(models.Model):
    """What a program shows to act for an account. Only the hash of its secret words is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    hashed = models.CharField(max_length=64, unique=True)
    may_write = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        db_table = "access_token"

    def __str__(self) -> str:
        return self.name


class SentKey(models.Model):
    """What one key of a program made, so that a request sent twice makes it once."""

    token = models.ForeignKey(AccessToken, models.CASCADE, related_name="sent_keys")
    key = models.CharField(max_length=100)
    subject_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "sent_key"
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="a_key_is_sent_once")]

    def __str__(self) -> str:
        return self.key
