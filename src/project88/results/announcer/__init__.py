"""The announcer's screen: who just crossed, who comes next, what there is to say, and what was said."""
