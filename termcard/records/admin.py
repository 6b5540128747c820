"""Lets operators look at what happened, where addresses lead, and which mails are stuck."""

from django.contrib import admin

from termcard.lib.admin_pages import ReadOnlyAdmin
from termcard.records.models import Address, Change, Letter, Slot


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """Changes."""

    list_display = ("made_at", "verb", "subject_kind", "subject_id", "by_account_id")
    list_filter = ("subject_kind", "verb")


@admin.register(Address)
class AddressAdmin(ReadOnlyAdmin):
    """Addresses."""

    list_display = ("space", "slug", "state", "subject_kind", "subject_id")
    search_fields = ("slug",)


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """Mails: how they fare, not what they say and to whom."""

    list_display = (
        "created_at",
        "purpose",
        "attempts",
        "due_at",
        "sent_at",
        "given_up_at",
        "last_refusal",
    )
    list_filter = ("purpose",)
    exclude = (
        "text",
        "subject",
        "key",
        "to_address",
        "reply_to",
        "unsubscribe_url",
        "calendar",
    )
    ordering = ("-created_at",)


@admin.register(Slot)
class SlotAdmin(ReadOnlyAdmin):
    """Runs of periodic work."""

    list_display = ("name", "moment", "leased_at", "done_at")
    list_filter = ("name",)
    ordering = ("-moment",)
