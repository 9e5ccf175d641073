"""Ways to tell people: mail by SMTP, a JSON webhook by HTTP. Secrets come from the environment and go nowhere else."""

from __future__ import annotations

import json
import smtplib
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any
from urllib.parse import urlsplit

from briefing.delivery.notices import Notice
from briefing.errors import DeliveryError
from briefing.options import NotifyOption, Options

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_SECONDS = 30.0
Channel = tuple[str, Callable[[Notice], None]]


def channels(options: Options, environment: Mapping[str, str], *, failed: bool = False) -> Iterator[Channel]:
    """Name and sender of every channel the configuration asks for: those of the readers, or of the owner for a failure. A sender
    raises `DeliveryError` when its notice did not get through; the message never holds a secret."""
    settings = options.notify
    if settings is None:
        return
    people = settings.owner if failed else _readers(options, settings)
    if people:
        yield "mail", lambda notice: _mail(notice, people, settings, environment)
    variable = "BRIEFING_OWNER_WEBHOOK_URL" if failed else "BRIEFING_WEBHOOK_URL"
    url = environment.get(variable) or (settings.owner_webhook if failed else settings.webhook)
    if url:
        yield "webhook", lambda notice: _post(notice, url, environment.get("BRIEFING_WEBHOOK_TOKEN"))


def _readers(options: Options, settings: NotifyOption) -> tuple[str, ...]:
    """Those of the edition; the readers of the first edition get no other one, nor others theirs."""
    if options.edition is None:
        return settings.readers
    return next((edition.readers for edition in options.editions if edition.name == options.edition), ())


def _mail(notice: Notice, to: Sequence[str], settings: NotifyOption, environment: Mapping[str, str]) -> None:
    if not settings.smtp_host or not settings.sender:
        raise DeliveryError("发不了邮件：配置 [notify] 里缺 smtp_host 或 sender。")
    user, password = environment.get("BRIEFING_SMTP_USER"), environment.get("BRIEFING_SMTP_PASSWORD")
    if user and settings.smtp_security == "none":
        raise DeliveryError("没有加密的连接上不发送口令；请把 smtp_security 设为 starttls 或 tls。")
    try:
        message = _message(notice, to, settings.sender)
        with _server(settings) as server:
            if user:
                server.login(user, password or "")
            refused = server.send_message(message)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise DeliveryError(f"邮件没有送出（{settings.smtp_host}）：{_said(error, password)}。") from None
    if refused:
        raise DeliveryError(f"邮件没有送到 {len(refused)} 个收件人：{'、'.join(sorted(refused))}。")


def _server(settings: NotifyOption) -> smtplib.SMTP:
    host, port = settings.smtp_host or "", settings.smtp_port or _PORTS[settings.smtp_security]
    if settings.smtp_security == "tls":
        return smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=ssl.create_default_context())
    server = smtplib.SMTP(host, port, timeout=_SECONDS)
    if settings.smtp_security == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server


def _message(notice: Notice, to: Sequence[str], sender: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = notice.subject, sender, ", ".join(to)
    message["Date"], message["Message-ID"] = formatdate(localtime=True), make_msgid(domain=sender.rpartition("@")[2] or None)
    message.set_content(notice.text + "\n")
    if notice.pdf is not None:
        name, data = notice.pdf
        message.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    return message


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirected POST would lose its body and take its token to another machine."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _post(notice: Notice, url: str, token: str | None) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise DeliveryError("webhook 的地址要以 http:// 或 https:// 开头。")
    body = json.dumps(notice.data, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8"} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=_SECONDS):
            return
    except urllib.error.HTTPError as error:
        error.close()
        # The address may be a secret itself: only its host is told.
        raise DeliveryError(f"webhook 没有收下（{parts.hostname}）：HTTP {error.code}。") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise DeliveryError(f"webhook 没有送到（{parts.hostname}）：{_said(reason, token, url)}。") from None


def _said(error: object, *secrets: str | None) -> str:
    """What went wrong, in the other side's words, without our secrets."""
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error
        text = f"{error.smtp_code} {reply.decode('utf-8', 'replace') if isinstance(reply, bytes) else reply}"
    elif isinstance(error, smtplib.SMTPRecipientsRefused):
        text = "所有收件人都被拒绝：" + "、".join(sorted(error.recipients))
    else:
        text = str(error) or type(error).__name__
    for secret in secrets:
        text = text.replace(secret, "…") if secret else text
    return " ".join(text.split())[:300]
