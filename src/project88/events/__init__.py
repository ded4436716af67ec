"""Events, races, rosters, bibs and chips: who may cross the line, and with which number.

``roster`` is the door for a file of participants; ``store`` has every statement.
"""
