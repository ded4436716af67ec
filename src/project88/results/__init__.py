"""From passings to results that a referee would sign, and to everybody who wants to see them.

`scoring` makes results and is the only one to write them; the other folders look at them, or say
what it has to reckon with (the set-up of a race, corrections of people).
"""
