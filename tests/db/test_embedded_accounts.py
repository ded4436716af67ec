"""The hub's own PostgreSQL on other people's machines: whose account, disk, folders and programs.

The tests that need an account of their own run as ``nobody`` when we are root.
"""

import contextlib
import json
import os
import pwd
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from project88.db import binaries
from project88.db.cluster import Durability
from project88.db.embedded import EmbeddedPostgres, default_data_dir
from project88.errors import DiskFull, Misconfigured, MissingTool

if TYPE_CHECKING:
    from tests.db.conftest import Ask, Hub

pytestmark = pytest.mark.journey
ROOT = os.geteuid() == 0


@pytest.mark.skipif(not ROOT, reason="an ordinary user runs PostgreSQL as himself")
def test_a_private_home_is_not_opened_for_the_database(
    room: Path, programs: binaries.Binaries
) -> None:
    home = room / "home"
    home.mkdir(mode=0o700)
    with pytest.raises(Misconfigured, match="may not enter"):
        EmbeddedPostgres(home / "cluster", programs.folder).start()
    assert list(home.iterdir()) == []
    assert home.stat().st_mode & 0o777 == 0o700


def test_folders_that_were_there_keep_their_mode_and_owner(
    new_server: EmbeddedPostgres, room: Path
) -> None:
    before = [(each, each.stat().st_mode, each.stat().st_uid) for each in (room, room.parent)]
    new_server.start()
    assert [(each, each.stat().st_mode, each.stat().st_uid) for each, *_ in before] == before


def test_data_of_another_major_version_is_told_in_a_sentence(
    server: EmbeddedPostgres, room: Path
) -> None:
    (room / "cluster/data/PG_VERSION").write_text("14\n")
    with pytest.raises(Misconfigured, match="made by PostgreSQL 14 and this machine has 1"):
        server.start()


def test_data_decides_which_programs_run_it(room: Path, ask: "Ask") -> None:
    bundled = binaries.bundled()
    assert bundled is not None
    unsafe = Durability.FAST_AND_UNSAFE
    made = EmbeddedPostgres(room / "cluster", bundled.folder, durability=unsafe)
    made.start()
    made.stop()
    later = EmbeddedPostgres(room / "cluster", durability=unsafe)
    version = int(str(ask(later.start().service_url, "show server_version_num"))) // 10_000
    assert version == bundled.major
    later.stop()


def test_a_folder_without_programs_is_told_in_a_sentence(room: Path) -> None:
    with pytest.raises(MissingTool, match="no PostgreSQL 15 or newer in the folder"):
        EmbeddedPostgres(room / "cluster", room).start()


@pytest.mark.skipif(not ROOT, reason="only root may mount the small disk that this needs")
class TestFullDisk:
    """A disk of its own, too small: for the making of a database, and for the start of one."""

    @pytest.fixture
    def small_disk(self, room: Path) -> Iterator[Callable[[int], Path]]:
        place = room / "disk"
        place.mkdir()
        with contextlib.ExitStack() as stack:

            def mount(mib: int) -> Path:
                command = ["mount", "-t", "tmpfs", "-o", f"size={mib}m,mode=0755", "none"]
                subprocess.run([*command, str(place)], check=True)
                stack.callback(subprocess.run, ["umount", "-l", str(place)], check=True)
                return place

            yield mount

    @pytest.mark.parametrize("mib", [2, 20])
    def test_no_room_to_make_the_database(
        self, small_disk: Callable[[int], Path], programs: binaries.Binaries, mib: int
    ) -> None:
        with pytest.raises(DiskFull, match=r"^The disk that holds .* is full: make room"):
            EmbeddedPostgres(small_disk(mib) / "cluster", programs.folder).start()

    def test_no_room_to_start_it_again_and_then_room(
        self, small_disk: Callable[[int], Path], programs: binaries.Binaries, ask: "Ask"
    ) -> None:
        disk = small_disk(400)
        server = EmbeddedPostgres(disk / "cluster", programs.folder)
        ask(server.start().owner_url, "create table marshals (id int)")
        server.stop()
        ballast = disk / "ballast"
        fill(ballast)
        with pytest.raises(DiskFull, match="nothing that was stored is lost"):
            server.start()
        ballast.unlink()
        assert ask(server.start().owner_url, "select count(*) from marshals") == 0
        server.stop()


class TestOrdinaryUser:
    """The same life as ``nobody``, when we are root; we are the ordinary user otherwise."""

    def test_makes_starts_and_starts_again(
        self, room: Path, programs: binaries.Binaries, hub: "Hub"
    ) -> None:
        home = room / "home"
        home.mkdir(mode=0o700)
        if ROOT:
            os.chown(home, pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("nobody").pw_gid)
        script = """
            folder = default_data_dir({"XDG_DATA_HOME": sys.argv[1]})
            server = EmbeddedPostgres(folder, Path(sys.argv[2]))
            for _ in range(2):
                urls = server.start()
                owner = (folder / "data").stat().st_uid
                print(json.dumps([owner, oct(folder.stat().st_mode & 0o777)]), flush=True)
                server.stop()
        """
        child = hub(script, home, programs.folder, as_nobody=ROOT)
        said, complaint = child.communicate(timeout=60)
        uid = pwd.getpwnam("nobody").pw_uid if ROOT else os.geteuid()
        assert child.returncode == 0, complaint
        assert [json.loads(line) for line in said.splitlines()] == [[uid, "0o700"]] * 2

    @pytest.mark.skipif(not ROOT, reason="needs a second account to be somebody else's")
    @pytest.mark.usefixtures("server")
    def test_does_not_take_a_folder_of_somebody_else(self, room: Path, hub: "Hub") -> None:
        script = """
            try:
                EmbeddedPostgres(Path(sys.argv[1])).start()
            except Misconfigured as error:
                print(error.sentence)
        """
        said, complaint = hub(script, room / "cluster", as_nobody=True).communicate(timeout=60)
        assert "belongs to the user" in said, complaint


def fill(ballast: Path) -> None:
    """Leave no byte free."""
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(65536))


def test_root_keeps_data_out_of_its_home_and_a_user_in_his() -> None:
    if ROOT:
        assert default_data_dir({}) == Path("/var/lib/project88/postgresql")
    else:
        assert default_data_dir({"XDG_DATA_HOME": "/x"}) == Path("/x/project88/postgresql")
        assert default_data_dir({}).is_relative_to(pwd.getpwuid(os.geteuid()).pw_dir)


@pytest.mark.skipif(not ROOT, reason="only root runs PostgreSQL as somebody else")
def test_bundled_programs_in_a_private_home_are_copied(
    room: Path, monkeypatch: pytest.MonkeyPatch, ask: "Ask"
) -> None:
    bundled = binaries.bundled()
    assert bundled is not None
    private = room / "private"
    private.mkdir(mode=0o700)
    whole = binaries.copy_bundled(bundled, private)
    monkeypatch.setattr(binaries, "installed", lambda: iter([whole]))
    server = EmbeddedPostgres(room / "cluster", durability=Durability.FAST_AND_UNSAFE)
    assert ask(server.start().service_url, "select 1") == 1
    server.stop()
    assert private.stat().st_mode & 0o777 == 0o700
    assert (room / "cluster").joinpath(f"postgresql-{whole.major}.{whole.minor}").is_dir()
