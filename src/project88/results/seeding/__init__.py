"""An invented past: timing partners with years of events, people who come back, and official results.

For trying and measuring the hub at the size that it is made for. Everything follows from one seed;
the same options make the same people, events and times.
"""
