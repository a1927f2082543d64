"""The only door to the post: SMTP where it is configured; in development a folder that one can look at."""

import asyncio
import hashlib
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from onetoone.config import Settings
from onetoone.domain.errors import VendorDown
from onetoone.domain.reaching import Letter, Mailer, NotReached

_PATIENCE = 20  # seconds; shorter than the outbox lends an operation
_FOR_EVER = range(500, 600)  # RFC 5321, section 4.2.1
_HERE = ("localhost", "127.0.0.1", "::1")
_DOWN = "The mail server isn't answering right now."


class SmtpMailer:
    """`domain.reaching.Mailer` by SMTP: `smtp://name:password@host:587` (STARTTLS where the server has it) or `smtps://`."""

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        self._tls = parts.scheme == "smtps"
        self._host, self._port = parts.hostname or "localhost", parts.port or (465 if self._tls else 587)
        self._name, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._sender = sender

    async def send(self, letter: Letter) -> None:
        await asyncio.to_thread(self._send, letter)

    def _send(self, letter: Letter) -> None:
        try:
            with self._connection() as server:
                server.send_message(_message(letter, self._sender))
        except smtplib.SMTPRecipientsRefused as no:
            code, words = next(iter(no.recipients.values()))
            raise _refusal(code, words) from None
        except smtplib.SMTPResponseException as no:
            raise _refusal(no.smtp_code, no.smtp_error) from None
        except (OSError, smtplib.SMTPException) as down:
            raise VendorDown(_DOWN) from down

    def _connection(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self._tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self._host, self._port, timeout=_PATIENCE, context=context)
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=_PATIENCE)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
            elif self._name and self._host not in _HERE:
                server.close()
                raise VendorDown("The mail server offers no TLS: a password is not sent in the clear.")
        if self._name:
            server.login(self._name, self._password)
        return server


class FolderMailer:
    """Writes each letter into a file that any mail program opens. Sent again, it is the same file."""

    def __init__(self, folder: str, sender: str) -> None:
        self._folder, self._sender = Path(folder), sender

    async def send(self, letter: Letter) -> None:
        await asyncio.to_thread(self._write, letter)

    def _write(self, letter: Letter) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{letter.at:%Y%m%d-%H%M%S}-{hashlib.sha256(letter.id.encode()).hexdigest()[:8]}.eml"
        draft = self._folder / f".{name}"
        draft.write_bytes(_message(letter, self._sender).as_bytes())
        draft.replace(self._folder / name)


class NoMailer:
    """Where neither is configured, nothing is written down to be sent either."""

    async def send(self, letter: Letter) -> None:
        raise NotReached("no mail is configured")


def mailer_for(settings: Settings) -> Mailer:
    """As the settings have it."""
    if settings.smtp_url:
        return SmtpMailer(settings.smtp_url, settings.mail_from)
    return FolderMailer(settings.mail_folder, settings.mail_from) if settings.mail_folder else NoMailer()


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, letter.to, letter.subject
    message["Date"], message["Message-ID"] = format_datetime(letter.at), letter.id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday greetings in return
    if letter.stop:
        message["List-Unsubscribe"] = f"<{letter.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def _refusal(code: int, words: bytes | str) -> Exception:
    if code in _FOR_EVER:
        return NotReached(f"refused with {code}")  # not its words: they name the address
    return VendorDown(f"{_DOWN} ({code})")
