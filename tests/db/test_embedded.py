"""The hub's own PostgreSQL: starts from anything it may find, and stops with its hub.

Every test runs on the system's programs and on the ones that came with the hub. The tests that
need an account of their own run as ``nobody`` when we are root.
"""

import asyncio
import contextlib
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import asyncpg
import pytest

from project88.db import binaries, os_account
from project88.db.cluster import Durability
from project88.db.embedded import EmbeddedPostgres, default_data_dir
from project88.errors import DiskFull, Misconfigured, MissingTool

ROOT = os.geteuid() == 0
SOURCE = Path(__file__).parents[2] / "src"
PROGRAMS = {
    "system": next((each for each in binaries.installed() if not each.bundled), None),
    "bundled": binaries.bundled(),
}


@pytest.fixture(params=PROGRAMS)
def programs(request: pytest.FixtureRequest) -> binaries.Binaries:
    found = PROGRAMS[request.param]
    if found is None and request.param == "system" and "CI" not in os.environ:
        pytest.skip("this machine has no PostgreSQL of its own")
    assert found is not None
    return found


@pytest.fixture
def room(quick_place: str | None) -> Iterator[Path]:
    """A folder that every account may enter; pytest's own are private."""
    folder = Path(tempfile.mkdtemp(prefix="project88-embedded-", dir=quick_place))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def originals(quick_place: str | None) -> Iterator[Path]:
    """Clusters that were made once, to be copied: making one is most of a test's time."""
    folder = Path(tempfile.mkdtemp(prefix="project88-embedded-", dir=quick_place))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def new_server(room: Path, programs: binaries.Binaries) -> Iterator[EmbeddedPostgres]:
    """On a folder that is not there yet."""
    made = EmbeddedPostgres(
        room / "cluster", programs.folder, durability=Durability.FAST_AND_UNSAFE
    )
    yield made
    made.stop()


@pytest.fixture
def server(
    new_server: EmbeddedPostgres, originals: Path, room: Path, programs: binaries.Binaries
) -> EmbeddedPostgres:
    """On a folder that it made before and stopped in good order."""
    original = originals / str(programs.major)
    if not original.exists():
        first = EmbeddedPostgres(original, programs.folder, durability=Durability.FAST_AND_UNSAFE)
        first.start()
        first.stop()
    subprocess.run(["cp", "-a", str(original), str(room / "cluster")], check=True)
    return new_server


def ask(url: str, question: str) -> object:
    async def answer() -> object:
        connection = await asyncpg.connect(url)
        try:
            return await connection.fetchval(question)
        finally:
            await connection.close()

    return asyncio.run(answer())


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "waited twenty seconds in vain"
        time.sleep(0.005)


def lives(pid: int) -> bool:
    """Whether a process runs; a zombie, which nobody waits for in a container, does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_each_role_signs_in_on_the_socket_and_only_there(new_server: EmbeddedPostgres) -> None:
    urls = new_server.start()
    roles = {
        "project88_owner": urls.owner_url,
        "project88_service": urls.service_url,
        "postgres": urls.superuser_url,
    }
    for role, url in roles.items():
        assert ask(url, "select current_user::text") == role
    assert ask(urls.service_url, "show listen_addresses") == ""


def test_the_roles_are_plain_and_the_owner_owns(server: EmbeddedPostgres) -> None:
    urls = server.start()
    mighty = (
        "select array_agg(rolname::text) from pg_roles where rolname like 'project88%' "
        "and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)"
    )
    assert ask(urls.service_url, mighty) is None
    assert (
        ask(
            urls.service_url,
            "select datdba::regrole::text from pg_database where datname = current_database()",
        )
        == "project88_owner"
    )
    assert (
        ask(
            urls.service_url,
            "select datcollate from pg_database where datname = current_database()",
        )
        == "C.UTF-8"
    )


def test_what_is_committed_is_there_after_a_second_start(server: EmbeddedPostgres) -> None:
    ask(server.start().owner_url, "create table marshals (id int)")
    server.stop()
    assert server.pid is None
    assert ask(server.start().owner_url, "select count(*) from marshals") == 0


def test_starting_twice_is_starting_once(server: EmbeddedPostgres) -> None:
    assert server.start() == server.start()
    assert server.owned


def test_a_second_hub_on_the_same_folder_uses_the_running_server(
    server: EmbeddedPostgres, room: Path, programs: binaries.Binaries
) -> None:
    urls = server.start()
    second = EmbeddedPostgres(room / "cluster", programs.folder)
    assert second.start() == urls
    assert not second.owned
    second.stop()
    assert ask(urls.service_url, "select 1") == 1


def test_two_hubs_that_start_at_once_make_one_database(room: Path) -> None:
    """Two processes: one makes and starts it, the other waits and uses it."""
    script = """
        server = EmbeddedPostgres(Path(sys.argv[1]), durability=Durability.FAST_AND_UNSAFE)
        print(json.dumps([server.start().owner_url, server.owned]), flush=True)
        sys.stdin.read()
    """
    children = [hub(script, room / "cluster") for _ in range(2)]
    said = [json.loads(child.stdout.readline()) for child in children if child.stdout]
    assert said[0][0] == said[1][0]
    assert sorted(owned for _, owned in said) == [False, True]
    for child in children:
        child.communicate()


def test_it_starts_again_after_the_server_was_killed(
    room: Path, programs: binaries.Binaries
) -> None:
    server = EmbeddedPostgres(room / "cluster", programs.folder)
    ask(server.start().owner_url, "create table marshals (id int)")
    pid = server.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    until(lambda: not server.owned)
    assert ask(server.start().owner_url, "select count(*) from marshals") == 0
    server.stop()


def test_another_hub_may_start_it_when_the_first_one_lost_its_server(
    server: EmbeddedPostgres, room: Path, programs: binaries.Binaries
) -> None:
    server.start()
    pid = server.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    until(lambda: not server.owned)
    unsafe = Durability.FAST_AND_UNSAFE
    second = EmbeddedPostgres(room / "cluster", programs.folder, durability=unsafe)
    second.start()
    assert second.owned
    second.stop()


def test_a_stale_pid_file_of_a_dead_process_does_not_matter(
    server: EmbeddedPostgres, room: Path
) -> None:
    server.start()
    kept = (room / "cluster/data/postmaster.pid").read_text()
    server.stop()
    (room / "cluster/data/postmaster.pid").write_text(kept)
    assert ask(server.start().service_url, "select 1") == 1


def test_a_pid_that_someone_else_has_by_now_does_not_matter(
    server: EmbeddedPostgres, room: Path
) -> None:
    server.start()
    data, sock = room / "cluster/data", room / "cluster/sock"
    kept = (data / "postmaster.pid").read_text().splitlines()
    server.stop()
    owner = data.stat()
    # Of the database's own account: of any other, PostgreSQL itself would know better.
    user = owner.st_uid if ROOT else None
    stranger = subprocess.Popen(["sleep", "60"], cwd="/", user=user)
    for place in (data / "postmaster.pid", sock / ".s.PGSQL.5432.lock"):
        place.write_text("\n".join([str(stranger.pid), *kept[1:], ""]))
        os.chown(place, owner.st_uid, owner.st_gid)
    assert ask(server.start().service_url, "select 1") == 1
    assert lives(stranger.pid)
    stranger.kill()
    stranger.wait()


def test_the_server_stops_when_its_hub_is_killed(room: Path, programs: binaries.Binaries) -> None:
    script = """
        server = EmbeddedPostgres(Path(sys.argv[1]), Path(sys.argv[2]))
        server.start()
        print(server.pid, flush=True)
        sys.stdin.read()
    """
    child = hub(script, room / "cluster", programs.folder)
    assert child.stdout
    pid = int(child.stdout.readline())
    assert lives(pid)
    child.kill()
    child.communicate()
    until(lambda: not lives(pid))
    log = (room / "cluster/postgres.log").read_text()
    assert "database system is shut down" in log


def test_the_server_stops_when_its_guard_is_killed(server: EmbeddedPostgres) -> None:
    server.start()
    pid = server.pid
    assert pid is not None
    guard = int(Path(f"/proc/{pid}/status").read_text().partition("\nPPid:\t")[2].split()[0])
    os.kill(guard, signal.SIGKILL)
    until(lambda: not lives(pid))


def test_an_unclean_hub_leaves_a_database_that_starts(
    room: Path, programs: binaries.Binaries
) -> None:
    script = """
        EmbeddedPostgres(Path(sys.argv[1]), Path(sys.argv[2])).start()
        os.kill(os.getpid(), signal.SIGKILL)
    """
    hub(script, room / "cluster", programs.folder).communicate()
    server = EmbeddedPostgres(room / "cluster", programs.folder)
    assert ask(server.start().service_url, "select 1") == 1
    assert server.owned
    server.stop()


def test_a_folder_with_other_things_is_refused_and_left_alone(
    new_server: EmbeddedPostgres, room: Path
) -> None:
    (room / "cluster").mkdir(mode=0o755)
    (room / "cluster/results.csv").write_text("bib,time\n")
    with pytest.raises(Misconfigured, match="keeps its hands off it"):
        new_server.start()
    assert [each.name for each in (room / "cluster").iterdir()] == ["results.csv"]


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


def test_a_path_too_long_for_a_socket_gets_a_short_folder(
    room: Path, programs: binaries.Binaries
) -> None:
    folder = room / ("a-long-name-of-a-race-weekend-" * 4)
    server = EmbeddedPostgres(folder, programs.folder, durability=Durability.FAST_AND_UNSAFE)
    urls = server.start()
    assert ask(urls.service_url, "select 1") == 1
    socket_folder = Path(str(ask(urls.superuser_url, "show unix_socket_directories")).strip('"'))
    assert socket_folder.stat().st_mode & 0o777 == 0o700
    server.stop()
    assert not socket_folder.exists()


def test_a_path_with_odd_characters_works(room: Path, programs: binaries.Binaries) -> None:
    folder = room / 'Zoë\'s race, 50% & "more"'
    server = EmbeddedPostgres(folder, programs.folder, durability=Durability.FAST_AND_UNSAFE)
    assert ask(server.start().service_url, "select 1") == 1
    server.stop()


def test_data_of_another_major_version_is_told_in_a_sentence(
    server: EmbeddedPostgres, room: Path
) -> None:
    (room / "cluster/data/PG_VERSION").write_text("14\n")
    with pytest.raises(Misconfigured, match="made by PostgreSQL 14 and this machine has 1"):
        server.start()


def test_data_decides_which_programs_run_it(room: Path) -> None:
    bundled = PROGRAMS["bundled"]
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


def test_what_postgresql_complains_of_is_told(server: EmbeddedPostgres, room: Path) -> None:
    (room / "cluster/custom.conf").write_text("shared_buffers = nonsense\n")
    with pytest.raises(Misconfigured, match="shared_buffers"):
        server.start()


def test_an_operators_own_settings_win(server: EmbeddedPostgres, room: Path) -> None:
    (room / "cluster/custom.conf").write_text("work_mem = 7MB\n")
    assert ask(server.start().service_url, "show work_mem") == "7MB"


def test_a_real_database_is_durable(room: Path) -> None:
    server = EmbeddedPostgres(room / "cluster")
    urls = server.start()
    settings = ("fsync", "synchronous_commit", "full_page_writes")
    assert [ask(urls.service_url, f"show {name}") for name in settings] == ["on"] * 3
    server.stop()


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
        self, small_disk: Callable[[int], Path], programs: binaries.Binaries
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

    def test_makes_starts_and_starts_again(self, room: Path, programs: binaries.Binaries) -> None:
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
    def test_does_not_take_a_folder_of_somebody_else(self, room: Path) -> None:
        script = """
            try:
                EmbeddedPostgres(Path(sys.argv[1])).start()
            except Misconfigured as error:
                print(error.sentence)
        """
        said, complaint = hub(script, room / "cluster", as_nobody=True).communicate(timeout=60)
        assert "belongs to the user" in said, complaint


def test_root_keeps_data_out_of_its_home_and_a_user_in_his() -> None:
    if ROOT:
        assert default_data_dir({}) == Path("/var/lib/project88/postgresql")
    else:
        assert default_data_dir({"XDG_DATA_HOME": "/x"}) == Path("/x/project88/postgresql")
        assert default_data_dir({}).is_relative_to(pwd.getpwuid(os.geteuid()).pw_dir)


@pytest.mark.skipif(not ROOT, reason="only root runs PostgreSQL as somebody else")
def test_bundled_programs_in_a_private_home_are_copied(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = PROGRAMS["bundled"]
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


def test_the_first_account_that_exists_runs_the_database() -> None:
    entry = pwd.getpwuid(os.geteuid())

    def knows(*names: str) -> Callable[[str], pwd.struct_passwd]:
        def look_up(name: str) -> pwd.struct_passwd:
            if name in names:
                return pwd.struct_passwd((name, *entry[1:]))
            raise KeyError(name)

        return look_up

    for known, chosen in {
        ("project88", "postgres"): "project88",
        ("postgres",): "postgres",
    }.items():
        found = os_account.existing(knows(*known))
        assert found is not None
        assert found.pw_name == chosen
    assert os_account.existing(knows()) is None


def fill(ballast: Path) -> None:
    """Leave no byte free."""
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(65536))


def hub(script: str, *arguments: Path, as_nobody: bool = False) -> "subprocess.Popen[str]":
    """Another hub's process. ``nobody`` needs an interpreter that is not in our private home."""
    head = """
        import json, os, signal, sys
        from pathlib import Path
        from project88.db.cluster import Durability
        from project88.db.embedded import EmbeddedPostgres, default_data_dir
        from project88 import log
        from project88.errors import Misconfigured
        from project88.settings import LogSettings
        log.configure(LogSettings(), "hub")
    """
    program = textwrap.dedent(head) + textwrap.dedent(script)
    packages = next(each for each in sys.path if each.endswith("site-packages"))
    return subprocess.Popen(
        [_interpreter(as_nobody=as_nobody), "-c", program, *map(str, arguments)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": f"{SOURCE}:{packages}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        user="nobody" if as_nobody else None,
        group=pwd.getpwnam("nobody").pw_gid if as_nobody else None,
        extra_groups=[] if as_nobody else None,
    )


def _interpreter(*, as_nobody: bool) -> str:
    """One of our own version, since the compiled packages are ours."""
    if not as_nobody:
        return sys.executable
    nobody = pwd.getpwnam("nobody")
    account = os_account.Account(nobody.pw_uid, nobody.pw_gid, "nobody", switch=True)
    name = f"python3.{sys.version_info.minor}"
    for place in (sys.executable, f"/usr/bin/{name}", f"/usr/local/bin/{name}"):
        if account.reaches(Path(place)):
            return place
    if "CI" in os.environ:
        pytest.fail(f"nobody can execute no {name}: install the system's")
    pytest.skip(f"nobody can execute no {name}")
