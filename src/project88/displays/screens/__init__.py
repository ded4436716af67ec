"""Screens: browsers with a name, which operators see, point and darken from afar.

Who opens a link enters as a screen (`entering`) and says every ten seconds what it shows
(`gathering`); operators see all that show a display session they reach (`listing`) and tell them
what to do (`ordering`). A screen that falls silent is noticed by the worker (`silence`), and any
other device can become it (`taking_over`). What a screen has to show travels on its live stream.
"""
