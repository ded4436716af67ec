"""What an operator has chosen to work on: a mode, then one event or several.

Kept on the server for each person and partner, so that a reload or another machine goes on with it;
the original kept it in the browser, where it was lost with the tab.
"""
