"""For every route a request that would work.

A route whose ids are all in its path and that takes no body needs no line here. Everything else
needs one; the test names what is missing.
"""

from collections.abc import Mapping

from tests.isolation.place import Place
from tests.isolation.places_announcer import ANNOUNCED
from tests.isolation.places_assets import ASSETS
from tests.isolation.places_corrections import CORRECTED
from tests.isolation.places_displays import DISPLAYS
from tests.isolation.places_events import EVENTS
from tests.isolation.places_people import PEOPLE
from tests.isolation.places_races import RACES
from tests.isolation.places_results import RESULTS
from tests.isolation.places_roster import ROSTER
from tests.isolation.places_screens import SCREENS
from tests.isolation.places_sign_in import SIGN_IN
from tests.isolation.places_templates import TEMPLATES
from tests.isolation.places_timing import TIMING
from tests.isolation.places_worklist import WORK

PLACES: Mapping[str, Place] = {
    **SIGN_IN,
    **PEOPLE,
    **EVENTS,
    **RACES,
    **CORRECTED,
    **ANNOUNCED,
    **RESULTS,
    **ROSTER,
    **TIMING,
    **WORK,
    **DISPLAYS,
    **SCREENS,
    **TEMPLATES,
    **ASSETS,
}
