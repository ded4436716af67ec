"""The hub's own PostgreSQL: starts from anything it may find, and stops with its hub.

Every test runs on the system's programs and on the ones that came with the hub.
"""

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from project88.db import binaries
from project88.db.cluster import Durability
from project88.db.embedded import EmbeddedPostgres
from project88.errors import Misconfigured

if TYPE_CHECKING:
    from tests.db.conftest import Ask, Hub, Until

pytestmark = pytest.mark.journey


def lives(pid: int) -> bool:
    """Whether a process runs; a zombie, which nobody waits for in a container, does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_each_role_signs_in_on_the_socket_and_only_there(
    new_server: EmbeddedPostgres, ask: "Ask"
) -> None:
    urls = new_server.start()
    roles = {
        "project88_owner": urls.owner_url,
        "project88_service": urls.service_url,
        "postgres": urls.superuser_url,
    }
    for role, url in roles.items():
        assert ask(url, "select current_user::text") == role
    assert ask(urls.service_url, "show listen_addresses") == ""


def test_the_roles_are_plain_and_the_owner_owns(server: EmbeddedPostgres, ask: "Ask") -> None:
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


def test_what_is_committed_is_there_after_a_second_start(
    server: EmbeddedPostgres, ask: "Ask"
) -> None:
    ask(server.start().owner_url, "create table marshals (id int)")
    server.stop()
    assert server.pid is None
    assert ask(server.start().owner_url, "select count(*) from marshals") == 0


def test_starting_twice_is_starting_once(server: EmbeddedPostgres) -> None:
    assert server.start() == server.start()
    assert server.owned


def test_a_second_hub_on_the_same_folder_uses_the_running_server(
    server: EmbeddedPostgres, room: Path, programs: binaries.Binaries, ask: "Ask"
) -> None:
    urls = server.start()
    second = EmbeddedPostgres(room / "cluster", programs.folder)
    assert second.start() == urls
    assert not second.owned
    second.stop()
    assert ask(urls.service_url, "select 1") == 1


def test_two_hubs_that_start_at_once_make_one_database(room: Path, hub: "Hub") -> None:
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
    room: Path, programs: binaries.Binaries, ask: "Ask", until: "Until"
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
    server: EmbeddedPostgres, room: Path, programs: binaries.Binaries, until: "Until"
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
    server: EmbeddedPostgres, room: Path, ask: "Ask"
) -> None:
    server.start()
    kept = (room / "cluster/data/postmaster.pid").read_text()
    server.stop()
    (room / "cluster/data/postmaster.pid").write_text(kept)
    assert ask(server.start().service_url, "select 1") == 1


def test_a_pid_that_someone_else_has_by_now_does_not_matter(
    server: EmbeddedPostgres, room: Path, ask: "Ask"
) -> None:
    server.start()
    data, sock = room / "cluster/data", room / "cluster/sock"
    kept = (data / "postmaster.pid").read_text().splitlines()
    server.stop()
    owner = data.stat()
    # Of the database's own account: of any other, PostgreSQL itself would know better.
    user = owner.st_uid if os.geteuid() == 0 else None
    stranger = subprocess.Popen(["sleep", "60"], cwd="/", user=user)
    for place in (data / "postmaster.pid", sock / ".s.PGSQL.5432.lock"):
        place.write_text("\n".join([str(stranger.pid), *kept[1:], ""]))
        os.chown(place, owner.st_uid, owner.st_gid)
    assert ask(server.start().service_url, "select 1") == 1
    assert lives(stranger.pid)
    stranger.kill()
    stranger.wait()


def test_the_server_stops_when_its_hub_is_killed(
    room: Path, programs: binaries.Binaries, until: "Until", hub: "Hub"
) -> None:
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


def test_the_server_stops_when_its_guard_is_killed(
    server: EmbeddedPostgres, until: "Until"
) -> None:
    server.start()
    pid = server.pid
    assert pid is not None
    guard = int(Path(f"/proc/{pid}/status").read_text().partition("\nPPid:\t")[2].split()[0])
    os.kill(guard, signal.SIGKILL)
    until(lambda: not lives(pid))


def test_an_unclean_hub_leaves_a_database_that_starts(
    room: Path, programs: binaries.Binaries, ask: "Ask", hub: "Hub"
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


def test_a_path_too_long_for_a_socket_gets_a_short_folder(
    room: Path, programs: binaries.Binaries, ask: "Ask"
) -> None:
    folder = room / ("a-long-name-of-a-race-weekend-" * 4)
    server = EmbeddedPostgres(folder, programs.folder, durability=Durability.FAST_AND_UNSAFE)
    urls = server.start()
    assert ask(urls.service_url, "select 1") == 1
    socket_folder = Path(str(ask(urls.superuser_url, "show unix_socket_directories")).strip('"'))
    assert socket_folder.stat().st_mode & 0o777 == 0o700
    server.stop()
    assert not socket_folder.exists()


def test_a_path_with_odd_characters_works(
    room: Path, programs: binaries.Binaries, ask: "Ask"
) -> None:
    folder = room / 'Zoë\'s race, 50% & "more"'
    server = EmbeddedPostgres(folder, programs.folder, durability=Durability.FAST_AND_UNSAFE)
    assert ask(server.start().service_url, "select 1") == 1
    server.stop()


def test_what_postgresql_complains_of_is_told(server: EmbeddedPostgres, room: Path) -> None:
    (room / "cluster/custom.conf").write_text("shared_buffers = nonsense\n")
    with pytest.raises(Misconfigured, match="shared_buffers"):
        server.start()


def test_an_operators_own_settings_win(server: EmbeddedPostgres, room: Path, ask: "Ask") -> None:
    (room / "cluster/custom.conf").write_text("work_mem = 7MB\n")
    assert ask(server.start().service_url, "show work_mem") == "7MB"


def test_a_real_database_is_durable(room: Path, ask: "Ask") -> None:
    server = EmbeddedPostgres(room / "cluster")
    urls = server.start()
    settings = ("fsync", "synchronous_commit", "full_page_writes")
    assert [ask(urls.service_url, f"show {name}") for name in settings] == ["on"] * 3
    server.stop()
