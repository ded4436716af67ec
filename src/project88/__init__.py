"""Race timing hub: from the chip on the mat to the name on the big screen."""

__version__ = "0.1.0"
