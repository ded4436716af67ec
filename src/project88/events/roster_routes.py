"""Every route of a roster."""

from project88.events.bibs.routes import HANDLERS as BIBS
from project88.events.duplicates.routes import HANDLERS as DUPLICATES
from project88.events.importing.routes import HANDLERS as IMPORTING
from project88.events.participants.routes import HANDLERS as PARTICIPANTS
from project88.events.words.routes import HANDLERS as WORDS

HANDLERS = [*PARTICIPANTS, *IMPORTING, *BIBS, *DUPLICATES, *WORDS]
