"""What a person puts right: a read that does not count, a time that was written down, a status, a
penalty, a clock that was wrong. Each is a row that stands until it is undone; the scorer does the rest."""
