"""What a runner gets of the own result: at the kiosk, on paper, and on the own phone while it lasts.

A stranger asks, so everything here goes by what is published, shows names as each person asked, and
is braked per network. Whoever asked to be hidden is found by the exact bib and in no other way.
"""
