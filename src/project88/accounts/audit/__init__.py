"""The audit log: who changed what, when and from where. It can be added to and never changed.

Rows of audited tables write themselves into it (triggers, ``0005_audit.sql``). What is no change of
a row (somebody signed in, exported, looked) is noted by `note`, in the transaction that it is about.
"""

from project88.accounts.audit.store import concerning, note

__all__ = ["concerning", "note"]
