"""Notices against a real mail server and a real web server on this machine."""

from __future__ import annotations

import email
import json
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from briefing.errors import DeliveryError
from briefing.options import Options
from support import run

TEXT = "云岭市经济运行情况\n发布时间：2024-12-20\n2024年1—11月，全市规模以上工业增加值同比增长5.4%。\n"
SECRET = "s3cret-of-the-mailbox"


class Inbox:
    """What a mail server took, and whom it refuses."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refused: set[str] = set()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refused:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        message["X-To"] = ",".join(envelope.rcpt_tos)
        self.mails.append(message)
        return "250 taken"


@pytest.fixture()
def smtp() -> Iterator[tuple[Inbox, int]]:
    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    yield inbox, port
    server.stop()


@pytest.fixture()
def hook() -> Iterator[tuple[list[tuple[dict[str, str], dict[str, Any]]], str, dict[str, int]]]:
    """What was posted, the address, and the status the server answers with."""
    posted: list[tuple[dict[str, str], dict[str, Any]]] = []
    answer = {"status": 200}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            posted.append((dict(self.headers), json.loads(body)))
            self.send_response(answer["status"])
            if answer["status"] == 302:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield posted, f"http://127.0.0.1:{server.server_port}/key-in-the-path", answer
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture()
def folder(tmp_path: Path, smtp: tuple[Inbox, int], hook: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "来源"
    path.mkdir()
    (path / "briefing.toml").write_text(
        f"""
region = "云岭市"
name = "云岭市情简报"
[notify]
smtp_host = "127.0.0.1"
smtp_port = {smtp[1]}
smtp_security = "none"
sender = "briefing@example.org"
readers = ["a@example.org", "b@example.org"]
owner = ["owner@example.org"]
webhook = "{hook[1]}"
owner_webhook = "{hook[1]}?owner"
[[edition]]
name = "公开"
audience = "public"
readers = ["public@example.org"]
""",
        encoding="utf-8",
    )
    (path / "a.txt").write_text(TEXT, encoding="utf-8")
    return path


def test_readers_get_the_pdf_once(folder: Path, tmp_path: Path, smtp: tuple[Inbox, int], hook: Any) -> None:
    given = (folder, "-o", tmp_path / "out", "-q", "--period", "2024-12")
    assert run(*given) == 0
    assert smtp[0].mails == [] and hook[0] == []  # nobody is told unless the run is asked to
    assert run(*given, "--notify") == 0
    (mail,) = smtp[0].mails
    assert mail["X-To"] == "a@example.org,b@example.org"
    assert mail["Subject"] == "云岭市情简报第1期　2024年12月"
    (pdf,) = mail.iter_attachments()
    assert pdf.get_filename() == "云岭市情简报第1期.pdf"
    assert pdf.get_content() == (tmp_path / "out/2024-12/briefing.pdf").read_bytes()
    ((headers, body),) = hook[0]
    assert headers["Content-Type"].startswith("application/json")
    assert (body["schema"], body["event"], body["period"], body["sources"]) == ("briefing-notice/1", "published", "2024-12", 1)
    # Again, and again when nothing changed: told already.
    assert run(*given, "--notify") == 0 and run(*given, "--notify", "--if-changed") == 6
    assert len(smtp[0].mails) == len(hook[0]) == 1
    (folder / "a.txt").write_text(TEXT.replace("5.4", "5.5"), encoding="utf-8")
    assert run(*given, "--notify") == 0
    assert "第1次修订" in smtp[0].mails[1]["Subject"] and "以本次为准" in smtp[0].mails[1].get_body().get_content()  # type: ignore[union-attr]


def test_a_failure_goes_to_the_owner_alone(folder: Path, tmp_path: Path, smtp: tuple[Inbox, int], hook: Any) -> None:
    (folder / "a.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    assert run(folder, "-o", tmp_path / "out", "-q", "--notify", "--period", "2024-12") == 3
    (mail,) = smtp[0].mails
    assert mail["X-To"] == "owner@example.org" and "没有生成" in mail["Subject"] and "没有发布任何结果" in mail.get_content()
    assert [body["event"] for _, body in hook[0]] == ["failed"] and hook[0][0][1]["exit_code"] == 3


def test_an_empty_issue_is_no_success(folder: Path, tmp_path: Path, smtp: tuple[Inbox, int], hook: Any) -> None:
    (folder / "a.txt").write_text("云岭市召开会议，学习有关精神，部署有关工作。\n", encoding="utf-8")
    assert run(folder, "-o", tmp_path / "out", "-q", "--notify", "--period", "2024-12") == 1
    (mail,) = smtp[0].mails
    assert mail["X-To"] == "owner@example.org" and "没有送出" in mail["Subject"] and "一条数据也没有" in mail.get_content()
    assert [body["event"] for _, body in hook[0]] == ["undelivered"]


def test_an_edition_goes_to_its_own_readers(folder: Path, tmp_path: Path, smtp: tuple[Inbox, int]) -> None:
    assert run(folder, "-o", tmp_path / "out", "-q", "--notify", "--edition", "all", "--period", "2024-12") == 0
    assert [mail["X-To"] for mail in smtp[0].mails] == ["a@example.org,b@example.org", "public@example.org"]


def test_what_was_not_delivered_is_sent_by_the_next_run(
    folder: Path, tmp_path: Path, smtp: tuple[Inbox, int], hook: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    given = (folder, "-o", tmp_path / "out", "-q", "--notify", "--period", "2024-12", "--if-changed")
    hook[2]["status"] = 503

    def to() -> list[str]:
        return [mail["X-To"] for mail in smtp[0].mails]

    assert run(*given, "--summary-json", "-") == 1
    printed = capsys.readouterr()
    told = printed.err
    assert "已发布" in told and "503" in told and "key-in-the-path" not in told
    assert json.loads(printed.out)["new"] is True  # what was published is told all the same
    assert (tmp_path / "out/2024-12/briefing.pdf").is_file() and to() == ["a@example.org,b@example.org", "owner@example.org"]
    assert run(*given) == 1 and to()[2:] == ["owner@example.org"]  # still not through
    hook[2]["status"] = 200
    assert run(*given) == 6
    assert len(to()) == 3 and [body["event"] for _, body in hook[0]][-1] == "published"


def test_a_refused_reader_and_a_redirect_are_told(folder: Path, smtp: tuple[Inbox, int], hook: Any) -> None:
    from briefing.api import load_options
    from briefing.delivery import channels, failure

    smtp[0].refused = {"b@example.org"}
    hook[2]["status"] = 302
    send = dict(channels(load_options(sources=folder), {}))
    with pytest.raises(DeliveryError, match=r"1 个收件人：b@example\.org"):
        send["mail"](failure("x", exit_code=1))
    with pytest.raises(DeliveryError, match="HTTP 302"):
        send["webhook"](failure("x", exit_code=1))
    assert len(hook[0]) == 1


def test_secrets_stay_secret(
    folder: Path, tmp_path: Path, hook: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRIEFING_SMTP_USER", "briefing")
    monkeypatch.setenv("BRIEFING_SMTP_PASSWORD", SECRET)
    monkeypatch.setenv("BRIEFING_WEBHOOK_TOKEN", SECRET + "-token")
    out = tmp_path / "out"
    # No password over an open connection, whatever the server would take.
    assert run(folder, "-o", out, "--notify", "--period", "2024-12", "--log-json") == 1
    told = capsys.readouterr()
    assert "没有加密的连接上不发送口令" in told.err and SECRET not in told.err + told.out
    assert hook[0][0][0]["Authorization"] == f"Bearer {SECRET}-token"
    for path in out.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path


def test_a_server_that_is_not_there_is_told(folder: Path) -> None:
    from briefing.delivery import channels, failure

    settings = {"smtp_host": "127.0.0.1", "smtp_port": 1, "smtp_security": "tls", "sender": "a@b.cn", "owner": ["c@d.cn"]}
    options = Options.model_validate({"notify": settings | {"owner_webhook": "file:///etc/passwd"}})
    send = dict(channels(options, {}, failed=True))
    with pytest.raises(DeliveryError, match=r"127\.0\.0\.1"):
        send["mail"](failure("x", exit_code=1))
    with pytest.raises(DeliveryError, match="http://"):
        send["webhook"](failure("x", exit_code=1))


@pytest.fixture()
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for this machine, signed by itself, and its key."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run(
        [*made, "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert], check=True, capture_output=True
    )
    return cert, key


def test_a_mailbox_behind_tls_and_a_password(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.delivery import channels, failure

    inbox, seen = Inbox(), []

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        seen.append((data.login, data.password))
        return AuthResult(success=data.password == SECRET.encode(), handled=False)

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(
        inbox,
        hostname="localhost",
        port=port,
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=authenticate,
    )
    server.start()
    settings = {"smtp_host": "localhost", "smtp_port": port, "sender": "a@example.org", "owner": ["c@example.org"]}
    options = Options.model_validate({"notify": settings})
    environment = {"BRIEFING_SMTP_USER": "briefing", "BRIEFING_SMTP_PASSWORD": SECRET}
    try:
        send = dict(channels(options, environment, failed=True))["mail"]
        with pytest.raises(DeliveryError, match="certificate"):  # a stranger's certificate gets no password
            send(failure("x", exit_code=1))
        assert seen == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        send(failure("x", exit_code=1))
        wrong = dict(channels(options, environment | {"BRIEFING_SMTP_PASSWORD": "wrong-word"}, failed=True))["mail"]
        with pytest.raises(DeliveryError, match="535") as told:
            wrong(failure("x", exit_code=1))
        assert "wrong-word" not in str(told.value)
    finally:
        server.stop()
    assert seen[0] == (b"briefing", SECRET.encode()) and len(inbox.mails) == 1
