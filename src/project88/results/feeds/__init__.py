"""Lists that displays show: leader-boards, teams, who came last, who is on course, and when races start.

`asking` says what can be asked for; `feeds` answers from results as they are stored, with names as
people want them shown, and with held places as they were held. A list is told whole each time.
"""
