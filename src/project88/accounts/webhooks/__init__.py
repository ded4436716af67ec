"""Telling other systems what happened: signed, tried again, and never sent for what did not happen.

Other features call `announce` in the transaction that changes something; the worker carries what
waits. `docs/webhooks.md` is for who receives.
"""

from project88.accounts.webhooks.announcing import announce
from project88.accounts.webhooks.schemas import Kind

__all__ = ["Kind", "announce"]
