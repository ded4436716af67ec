"""What a volunteer at the help desk can read out, for each step of “why is this my time?”.

The app has the same codes in other languages (`ui/src/app/locales/…/why.json`); a test holds both
against these. What stands in braces are facts of the step, already as people read them.
"""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    # Nothing to go by.
    "unscored.no_race": "This participant is in no race, so nothing is scored. Put him or her into one on the roster.",
    "unscored.no_course": "The course of this race has no finish that can be heard, so nothing is scored. Set it up.",
    # When the clock began.
    "gun.gun": "The start was at {at}: that is when the gun was heard by the timing box.",
    "gun.manual": "The start was at {at}: the timer entered it.",
    "gun.plan": "No gun was heard so far, so the planned start counts: {at}.",
    "gun.nothing": "There is neither a gun nor a planned start, so there is no gun time.",
    "gun_of_wave.gun": "Wave {wave} was started at {at}: that is when the gun was heard by the timing box.",
    "gun_of_wave.manual": "Wave {wave} was started at {at}: the timer entered it.",
    "gun_of_wave.plan": "No gun was heard for wave {wave} so far, so its planned start counts: {at}.",
    "gun_of_wave.nothing": "Wave {wave} has neither a gun nor a planned start, so there is no gun time.",
    # The own start.
    "start.main": "{at}: own start, the last read at {location} before leaving it.",
    "start.backup": "{at}: own start, the last read at {location} before leaving it. It is the backup line; the "
    "main line heard nothing.",
    "start.manual": "{at}: own start, entered by {by}: {reason}.",
    "start.none": "No read at {point} can be the own start, so the chip time counts from the gun.",
    "start.unknown": "No read at {point} can be the own start and there is no gun, so there is no time at all.",
    # Times at points.
    "split.main": "{at}: {point}, heard by the main line, {location}.",
    "split.backup": "{at}: {point}, heard by the backup line, {location}; the main line heard nothing at that time.",
    "split.manual": "{at}: {point}, entered by {by}: {reason}.",
    "shifted": "The clock of {location} was put right by {shift} s: for the next read it showed {raw}. {by} says: "
    "{reason}.",
    # What was heard and is no time.
    "unused.void": "{at}: read at {location}, not used. {by} has voided it: {reason}.",
    "unused.same_crossing": "{at}: read at {location}, not used. It is the same crossing as {instead_at} at "
    "{instead_location}, not more than {window} s apart, and the first one counts.",
    "unused.main_wins": "{at}: read at the backup line, {location}, not used. The main line, {instead_location}, heard "
    "the same crossing at {instead_at}, and within {window} s the main line wins.",
    "unused.before_start": "{at}: read at {location}, not used. It is before the start at {start}.",
    "unused.before_gun": "{at}: read at {location}, not used. It is before the gun at {start}.",
    "unused.not_last_start": "{at}: read at {location}, not used. At the start the last read before leaving counts, "
    "and that is {instead_at}.",
    "unused.too_late_start": "{at}: read at {location}, not used. The start was closed {late} after the gun.",
    "unused.too_soon": "{at}: read at {location}, not used. Nobody can have come to the next point so soon.",
    "unused.again": "{at}: read at {location}, not used. The first crossing counts, and that was {instead_at}.",
    "unused.again_at_start": "{at}: read at {location}, not used. The own start was at {instead_at} already.",
    "unused.again_at_end": "{at}: read at {location}, not used. Every point that is heard there has its time.",
    "unused.after_limit": "{at}: read at {location}, not used. The time of the race was over at {limit}.",
    "unused.manual_wins": "{at}: read at {location}, not used. A time was entered by hand and counts: {instead_at}.",
    "unused.elsewhere": "{at}: read at {location}, not used. That is no point of this race.",
    # The sum.
    "time.gun": "Gun time: from {start} to {end} it is {time}.",
    "time.chip": "Chip time: from the own start at {start} to {end} it is {time}.",
    "time.chip_from_gun": "Chip time: without an own start it is the gun time, {time}.",
    "time.laps": "{laps} laps count; the last of them ended at {end}.",
    "penalty.added": "A penalty of {time} is added to both times. {by} says: {reason}.",
    "penalty.given_back": "{time} are taken off both times. {by} says: {reason}.",
    "penalty.sum": "With that, gun time {gun} and chip time {chip}.",
    "penalty.sum_chip": "With that, chip time {chip}.",
    # What is doubtful.
    "flag.no_start_read": "To be looked at: the start at {point} was not heard.",
    "flag.missing_split": "To be looked at: {point} was not heard, although a later point was.",
    "flag.wrong_order": "To be looked at: the time at {point} is earlier than the one at {other}.",
    "flag.impossible_pace": "To be looked at: from {other} to {point} this would be faster than anybody runs.",
    "flag.chip_over_gun": "To be looked at: the own start is before the gun, so chip time is longer than gun time.",
    "flag.finish_before_gun": "To be looked at: {point} was heard before the gun.",
    "flag.past_cutoff": "To be looked at: {point} had closed; its cut-off is {cutoff} after the gun.",
    "flag.no_gun": "To be looked at: the start has no time.",
    "flag.seen_after_end": "To be looked at: there is a time at {point} all the same.",
    # Where the runner stands.
    "status.not_started": "Nothing was heard that counts, so there is no start.",
    "status.started": "Started; not heard since.",
    "status.on_course": "Last heard at {point}; the finish was not heard yet.",
    "status.finished": "Finished.",
    "status.dnf": "Did not finish: {reason}",
    "status.dns": "Did not start: {reason}",
    "status.dnf_closed": "Did not finish before the race was closed.",
    "status.dns_closed": "Was not heard before the race was closed, so did not start.",
    "status.dq": "Disqualified: {reason}",
    # The places.
    "rank.gun": "Places in this race go by gun time.",
    "rank.chip": "Places in this race go by chip time.",
    "rank.mixed_gun": "The first {first} have their places by gun time, and this runner is one of them.",
    "rank.mixed_gun_of_each_sex": "The first {first} of each sex have their places by gun time, and this runner is one "
    "of them.",
    "rank.mixed_chip": "The first {first} have their places by gun time and everybody after them by chip time, "
    "as here.",
    "rank.mixed_chip_of_each_sex": "The first {first} of each sex have their places by gun time and everybody after "
    "them by chip time, as here.",
    "rank.laps": "More laps come first; with equal laps the time decides.",
    "rank.hundredths": "Times are compared in begun hundredths of a second; equal ones share a place.",
    "rank.tenths": "Times are compared in begun tenths of a second; equal ones share a place.",
    "rank.seconds": "Times are compared in begun seconds; equal ones share a place.",
    "place.overall": "Place {place} overall.",
    "place.women": "Place {place} of the women.",
    "place.men": "Place {place} of the men.",
    "place.sex": "Place {place} of {group}.",
    "place.division": "Place {place} in {group}.",
    "place.no_division": "No place in {group}: the first {first} of each sex overall are left out of the divisions.",
    "place.wave": "Place {place} of wave {group}.",
    "place.group": "Place {place} of {group}.",
    "official": "The race is official: what is heard or corrected now changes nothing.",
}  # fmt: skip
