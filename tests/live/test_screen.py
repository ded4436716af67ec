"""What a screen is sent next, decided without sockets, clocks or a database."""

import msgspec

from project88.live.feed import Bell, Feed, FeedKey, Quiet
from project88.live.frames import Place
from project88.live.messages import Changed, Facts, Located, Passing, Picture, Session
from project88.live.screen import Screen, Told
from project88.live.watcher import Watcher

FOR_EVER = 10**15
SESSION = Session(1, "Harbour Mile", "UTC", "open")


def facts(version: int, epoch: str = "e1", session: Session = SESSION) -> Facts:
    return Facts(session, epoch, version, newest=None)


def passing(version: int) -> Passing:
    return Passing(
        key=f"1:T{version}:1",
        version=version,
        location="FINISH",
        location_id=1,
        at=0,
        time="00:00:00",
        tag=f"T{version}",
        bib=None,
        name=None,
        first_name=None,
        last_name=None,
        town=None,
        race=None,
        race_id=None,
        lap=1,
        received=0,
        corrected=False,
    )


def changed(*versions: int, since: int, head: int | None = None) -> Changed:
    rows = tuple(passing(version) for version in versions)
    return Changed(facts(head or versions[-1]), since, rows, (), overflow=False)


def feed_at(version: int, ring: int = 4) -> Feed:
    """A feed that knows nothing from before this version."""
    feed = Feed(FeedKey(1, 1), ring)
    feed.seed(Changed(facts(version), version, (), (), overflow=False), now=0)
    return feed


def picture(version: int, epoch: str = "e1", session: Session = SESSION) -> Picture:
    return Picture(facts(version, epoch, session), (), (passing(version),))


def names(data: bytes) -> list[str]:
    return [line[7:].decode() for line in data.split(b"\n") if line.startswith(b"event: ")]


class Feeds:
    """Feeds as a test made them."""

    def __init__(self, *feeds: Feed) -> None:
        self.quiet = Quiet()
        self._feeds = {feed.key: feed for feed in feeds}

    def join(self, key: FeedKey, bell: Bell) -> Feed:
        self._feeds[key].bells.add(bell)
        return self._feeds[key]

    def leave(self, feed: Feed, bell: Bell) -> None:
        feed.bells.discard(bell)


def silent(_now: int) -> bytes:
    """An assignment that is not looked at."""
    return b""


def of(feed: Feed, last: Place | None = None, until: int = FOR_EVER) -> Screen:
    """A screen of one timing session that was there already."""
    told = Told(silent, (feed.key.session_id,), until)
    places = {} if last is None else {feed.key.session_id: last}
    return Screen(Watcher(Feeds(feed), 1), places, lambda: told)


def watching(feed: Feed, last: Place | None = None, until: int = FOR_EVER) -> Screen:
    """A screen that has taken its first picture, or what it missed."""
    screen = of(feed, last, until)
    if screen.take(0) == b"" and feed.snapshot_wanted:
        feed.pictured(picture(feed.ring.head), now=0)
        assert names(screen.take(0)) == ["snapshot"]
    return screen


def test_a_new_screen_asks_for_a_picture_and_starts_with_it() -> None:
    feed = feed_at(5)
    screen = of(feed)
    assert screen.take(0) == b""
    assert feed.snapshot_wanted
    feed.pictured(picture(5), now=0)
    assert names(screen.take(0)) == ["snapshot"]
    assert screen.take(0) == b""


def test_one_picture_answers_all_who_asked() -> None:
    feed = feed_at(5)
    screens = [of(feed) for _ in range(3)]
    assert [screen.take(0) for screen in screens] == [b"", b"", b""]
    feed.pictured(picture(5), now=0)
    first, second, third = (screen.take(0) for screen in screens)
    assert first == second == third


def test_a_picture_grows_old() -> None:
    feed = feed_at(5)
    watching(feed)
    feed.snapshot_wanted = False
    assert of(feed).take(250) != b""
    assert of(feed).take(251) == b""
    assert feed.snapshot_wanted


def test_a_returning_screen_goes_on_without_a_picture() -> None:
    feed = feed_at(5)
    for version in (6, 7, 8):
        feed.changed(changed(version, since=version - 1), now=0)
    data = of(feed, Place("e1", 6)).take(0)
    assert names(data) == ["changes", "changes"]
    assert data.endswith(b"\n\nid: e1:1.8\n\n")
    assert not feed.snapshot_wanted


def test_a_returning_screen_that_missed_nothing_is_sent_nothing() -> None:
    feed = feed_at(5)
    assert of(feed, Place("e1", 5)).take(0) == b""
    assert not feed.snapshot_wanted


def test_a_screen_of_another_epoch_starts_anew() -> None:
    feed = feed_at(5)
    of(feed, Place("e0", 5)).take(0)
    assert feed.snapshot_wanted


def test_a_screen_that_is_ahead_of_the_database_starts_anew() -> None:
    feed = feed_at(5)
    of(feed, Place("e1", 6)).take(0)
    assert feed.snapshot_wanted


def test_a_slow_screen_skips_to_the_latest() -> None:
    feed = feed_at(0, ring=4)
    slow = watching(feed)
    for version in range(1, 7):
        feed.changed(changed(version, since=version - 1), now=0)
    assert slow.take(300) == b""
    feed.pictured(picture(6), now=300)
    assert names(slow.take(300)) == ["snapshot"]
    feed.changed(changed(7, since=6), now=300)
    assert names(slow.take(300)) == ["changes"]


def test_a_restored_database_makes_every_screen_start_anew() -> None:
    feed = feed_at(50)
    screen = watching(feed)
    feed.changed(Changed(facts(3), 50, (), (), overflow=False), now=999)
    assert screen.take(999) == b""
    feed.pictured(picture(3), now=999)
    assert names(screen.take(999)) == ["snapshot"]


def test_a_renamed_session_makes_every_screen_start_anew() -> None:
    feed = feed_at(5)
    screen = watching(feed)
    renamed = msgspec.structs.replace(SESSION, name="Harbour Mile 2026")
    feed.changed(Changed(facts(6, session=renamed), 5, (passing(6),), (), overflow=False), now=999)
    assert screen.take(999) == b""
    feed.pictured(picture(6, session=renamed), now=999)
    assert b"Harbour Mile 2026" in screen.take(999)


def test_a_flood_is_told_as_a_picture_to_all_screens() -> None:
    feed = feed_at(5)
    screen = watching(feed)
    feed.pictured(picture(900), now=300)
    assert names(screen.take(300)) == ["snapshot"]
    returning = of(feed, Place("e1", 5))
    assert names(returning.take(300)) == ["snapshot"]


def test_history_is_cut_at_every_version_so_that_any_screen_can_go_on() -> None:
    feed = Feed(FeedKey(1, 1), ring_size=10)
    feed.seed(changed(3, 3, 4, 7, since=2, head=9), now=0)
    assert feed.ring.head == 9
    assert names(of(feed, Place("e1", 2)).take(0)) == ["changes"] * 4
    assert of(feed, Place("e1", 4)).take(0).count(b'"key"') == 1
    assert of(feed, Place("e1", 9)).take(0) == b""


def test_a_screen_gets_each_heartbeat_once_and_only_the_newest() -> None:
    feed = feed_at(5)
    screen = watching(feed)
    feed.heartbeat(1000)
    feed.heartbeat(3000)
    beats = screen.take(3000)
    assert beats.startswith(b'event: hb\ndata: {"now":3000,"session":1,"version":5,"age":null,')
    assert names(beats) == ["hb"]
    assert screen.take(3000) == b""


def test_a_note_about_a_version_we_have_causes_no_read() -> None:
    feed = feed_at(5)
    feed.to_read.clear()
    feed.told(5, newest=700)
    assert not feed.to_read.is_set()
    feed.heartbeat(1000)
    assert b'"age":300' in feed.beat.data
    feed.told(6, newest=900)
    assert feed.to_read.is_set()


def test_a_screen_is_told_to_go() -> None:
    watcher = Watcher(Feeds(), 1)
    screen = Screen(watcher, {}, lambda: None)
    watcher.end("restart")
    assert names(screen.take(0)) == ["bye"]
    assert screen.ended


def test_an_address_that_expires_ends_its_streams() -> None:
    screen = watching(feed_at(5), until=1000)
    assert screen.take(999) == b""
    assert screen.take(1000) == b'event: bye\ndata: {"reason":"expired"}\n\n'
    assert screen.ended


def feed_asks(feed: Feed) -> bool:
    """Whether it wants its locations to be read before the next heartbeat."""
    feed.ask_for_locations()
    return feed.locations_wanted


def test_the_age_of_each_location_is_told_and_read_only_when_reads_came() -> None:
    feed = feed_at(5)
    assert feed_asks(feed) is False
    feed.told(5, newest=900)
    assert feed_asks(feed) is True
    feed.located((Located(1, "10K", 400), Located(2, "FINISH", 900), Located(3, "B", None)), 900)
    feed.heartbeat(1000)
    ages = b'"locations":[{"id":1,"name":"10K","age":600},{"id":2,"name":"FINISH","age":100},'
    assert ages + b'{"id":3,"name":"B","age":null}]' in feed.beat.data
    assert feed_asks(feed) is False
    feed.changed(changed(6, since=5), now=1100)
    feed.heartbeat(1100)
    assert b'"id":1,"name":"10K","age":700' in feed.beat.data


def test_clocks_that_disagree_give_no_negative_age() -> None:
    feed = feed_at(5)
    feed.told(5, newest=5_040)
    feed.heartbeat(5_000)
    assert b'"age":0' in feed.beat.data
