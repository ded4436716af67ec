"""Every route of the calendar of events; rosters have their own (see importing and participants)."""

from project88.events.calendar.routes import HANDLERS as CALENDAR
from project88.events.races.routes import HANDLERS as RACES
from project88.events.selection.routes import HANDLERS as SELECTION

HANDLERS = [*CALENDAR, *RACES, *SELECTION]
