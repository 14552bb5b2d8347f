"""What an office has, on one machine: ``make serve``.

PostgreSQL with a demonstration, two processes of the app, a proxy with TLS, and a made-up provider
in place of a real one. Nothing of it stays.
"""

import asyncio
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from data_access.vocabulary import Role
from tests.servers import running_server
from tests.serving import ROOT, environment, free_port, running_app
from tests.sign_in import GROUPS, running_provider, sign_in_file

HOST, PORT = "localhost", 8443
PROCESSES = 2
AT_ONCE = 2**16
PEOPLE = {
    "reader": [Role.READER],
    "contributor": [Role.CONTRIBUTOR],
    "recorder": [Role.RECORDER],
    "data steward": [Role.STEWARD],
    "administrator": [Role.ADMINISTRATOR],
    "somebody without a role": [],
}
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def people() -> list[dict[str, Any]]:
    return [
        {
            "sub": name,
            "name": f"Pat {name.title()}",
            "roles": [group for role in roles for group in GROUPS[role]],
        }
        for name, roles in PEOPLE.items()
    ]


def certificate(folder: Path) -> ssl.SSLContext:
    """A certificate for this machine that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = folder / "tls.pem"
    file.touch(mode=0o600)
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


class Proxy:
    """Ends TLS and passes all else on unchanged: a reader stays with one process while it lives."""

    def __init__(self, ports: Sequence[int]) -> None:
        self.ports = ports

    async def serve(self, context: ssl.SSLContext, port: int) -> None:
        server = await asyncio.start_server(self._connected, HOST, port, ssl=context)
        async with server:
            await server.serve_forever()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        address = str(writer.get_extra_info("peername")[0]).encode()
        first = blake2b(address, digest_size=1).digest()[0] % len(self.ports)
        try:
            there = await self._process([*self.ports[first:], *self.ports[:first]])
            await asyncio.gather(_pass_on(reader, there[1]), _pass_on(there[0], writer))
        except OSError:
            writer.close()

    async def _process(self, ports: Sequence[int]) -> Streams:
        for port in ports[:-1]:
            with suppress(OSError):
                return await asyncio.open_connection("127.0.0.1", port)
        return await asyncio.open_connection("127.0.0.1", ports[-1])


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError, ssl.SSLError):
        while some := await reader.read(AT_ONCE):
            writer.write(some)
            await writer.drain()
    with suppress(OSError, ssl.SSLError):
        writer.close()


def refuse_if_taken(port: int) -> None:
    """Ends with a sentence if another program answers at ``port``, before a minute is spent."""
    with socket.socket() as asking:
        if asking.connect_ex(("127.0.0.1", port)) == 0:
            sys.exit(f"Port {port} is taken. Choose another: make serve PORT={port + 1000}")


def serve(port: int = PORT) -> None:
    """Starts everything, says where it is, and runs until Ctrl-C."""
    refuse_if_taken(port)
    with ExitStack() as until_the_end:
        folder = Path(until_the_end.enter_context(tempfile.TemporaryDirectory()))
        # What the app keeps of a store beside it ends with the store.
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        server = until_the_end.enter_context(running_server())
        url = until_the_end.enter_context(server.database())
        store = url.render_as_string(hide_password=False)
        print("Making a demonstration in PostgreSQL: about a minute.", flush=True)
        subprocess.run(
            [sys.executable, "-m", "data_access", "demo"],
            cwd=ROOT,
            env=environment(STORE_URL=store),
            check=True,
            stdout=subprocess.DEVNULL,
        )
        provider = free_port()
        until_the_end.enter_context(running_provider(provider, people()))
        address = f"https://{HOST}:{port}"
        file = sign_in_file(folder, address, f"http://localhost:{provider}")
        file.chmod(0o600)
        print(f"Starting {PROCESSES} processes of the app.", flush=True)
        apps = [
            until_the_end.enter_context(running_app(store, folder, SIGN_IN_FILE=str(file)))
            for _ in range(PROCESSES)
        ]
        print(f"RaSSO Oversight is served at {address}. Sign in as: {', '.join(PEOPLE)}.")
        print("The browser warns of the certificate, made just now. Ctrl-C ends all.", flush=True)
        ports = [urlsplit(app.url).port or 0 for app in apps]
        asyncio.run(Proxy(ports).serve(certificate(folder), port))


if __name__ == "__main__":
    # Whatever ends it, each block ends what it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with suppress(KeyboardInterrupt):
        serve(int(os.environ.get("PORT", PORT)))
