"""Every write of the programme: one verb, one transaction, the rule checked, a Change recorded."""

from termcard.programme.actions.amending import amend_event, amend_events
from termcard.programme.actions.announcing import Announcing, announce_event, announce_events
from termcard.programme.actions.calling_off import (
    cancel_event,
    cancel_events,
    postpone_event,
    postpone_events,
    restore_event,
    restore_events,
)
from termcard.programme.actions.co_hosting import accept_hosting, decline_hosting
from termcard.programme.actions.discarding import (
    discard_event,
    hold_back_event,
    take_up_event,
)
from termcard.programme.actions.editing import Edited, draft_event, edit_event
from termcard.programme.actions.erasing import erase_event
from termcard.programme.actions.handing_over import end_keeping, hand_over_series
from termcard.programme.actions.instants import derive_instants
from termcard.programme.actions.linking import link_appearances, part_appearances
from termcard.programme.actions.merging import merge_events
from termcard.programme.actions.moving import reschedule_event, reschedule_events
from termcard.programme.actions.naming import rename_organisation, rename_venue
from termcard.programme.actions.placeholders import hold_date, release_date
from termcard.programme.actions.planning import (
    Planned,
    PlannedRow,
    RowsRefused,
    batch_of,
    plan_rows,
    undo_plan,
)
from termcard.programme.actions.previewing import make_preview, revoke_preview
from termcard.programme.actions.publishing import publish_event, publish_events
from termcard.programme.actions.searching import rebuild_search
from termcard.programme.actions.series import add_series, amend_series
from termcard.programme.actions.speakers import note_speakers
from termcard.programme.actions.submitting import (
    announce_or_submit,
    approve_event,
    approve_events,
    return_event,
    return_events,
    submit_event,
    submit_events,
    take_back,
)
from termcard.programme.actions.undoing import undo_change, why_not_undone
from termcard.programme.actions.unlisting import show_to_members, unlist_event
from termcard.programme.actions.upkeep import keep_up, outdated
from termcard.programme.actions.venues import amend_venue
from termcard.programme.actions.withdrawing import withdraw_event, withdraw_events

__all__ = [
    "Announcing",
    "Edited",
    "Planned",
    "PlannedRow",
    "RowsRefused",
    "accept_hosting",
    "add_series",
    "amend_event",
    "amend_events",
    "amend_series",
    "amend_venue",
    "announce_event",
    "announce_events",
    "announce_or_submit",
    "approve_event",
    "approve_events",
    "batch_of",
    "cancel_event",
    "cancel_events",
    "decline_hosting",
    "derive_instants",
    "discard_event",
    "draft_event",
    "edit_event",
    "end_keeping",
    "erase_event",
    "hand_over_series",
    "hold_back_event",
    "hold_date",
    "keep_up",
    "link_appearances",
    "make_preview",
    "merge_events",
    "note_speakers",
    "outdated",
    "part_appearances",
    "plan_rows",
    "postpone_event",
    "postpone_events",
    "publish_event",
    "publish_events",
    "rebuild_search",
    "release_date",
    "rename_organisation",
    "rename_venue",
    "reschedule_event",
    "reschedule_events",
    "restore_event",
    "restore_events",
    "return_event",
    "return_events",
    "revoke_preview",
    "show_to_members",
    "submit_event",
    "submit_events",
    "take_back",
    "take_up_event",
    "undo_change",
    "undo_plan",
    "unlist_event",
    "why_not_undone",
    "withdraw_event",
    "withdraw_events",
]
