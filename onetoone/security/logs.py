"""Logs: one JSON object a line, ours and the libraries' alike, and no secret in any of them."""

import logging
import re
import sys
from collections.abc import Mapping
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN = "[hidden]"
_LONGEST = 8_000  # characters of one value: what strangers send must not keep the log busy
_QUIET = {"engineio": logging.WARNING, "socketio": logging.WARNING, "httpx": logging.WARNING, "stripe": logging.WARNING}

_SECRET_KEYS = re.compile(
    r"cookie|authorization|password|secret|token|api[_-]?key|signature|sdp|ice[_-]?pwd|e-?mail", re.IGNORECASE
)
_QUOTED = r"""(?:\\?"(?:\\.|[^"\\])*\\?"|\\?'(?:\\.|[^'\\])*\\?'|b'[^']*')"""
_SECRETS = [
    # `'cookie': '…'`, `"password": "…"`, `(b'cookie', b'…')`, `Authorization: Bearer …`, `cookie=…`
    re.compile(rf"(?i)((?:{_SECRET_KEYS.pattern})[\w-]{{0,40}}\\?[\"']?\s{{0,9}}[:=,]\s{{0,9}}){_QUOTED}"),
    re.compile(r"(?im)((?:set-cookie|cookie|authorization)\s*:\s*)[^\r\n\"']+"),
    re.compile(r"(?i)((?:^|[^\w-])(?:__Host-)?onetoone=)[^\s;,\"'\\]+"),
    re.compile(r"(?i)(bearer\s+)[\w.~+/=-]+"),
    re.compile(r"(?i)(://[^/\s:@]{0,99}:)[^/\s@]{1,200}(?=@)"),  # a password in an address
    re.compile(r"\b((?:sk|rk|pk)_(?:live|test)_)\w+"),
    re.compile(r"\b(whsec_)\w+"),
    re.compile(r"\b((?:pi|seti)_\w+_secret_)\w+"),
    re.compile(r"(?i)(a=(?:ice-pwd|ice-ufrag|crypto|candidate|fingerprint):)[^\r\n\\\"']+"),
    re.compile(r"(?i)(\$argon2id?\$)[^\s\"']+"),
]
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


def configure(level: int = logging.INFO) -> None:
    """Send every logger of the process through one handler on standard error."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    rendered = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            redact,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(rendered)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        # A library that brought a handler of its own would write around the redaction.
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(least)


def redact(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """The processor that takes secrets out, whatever they are called and wherever they stand."""
    return {key: _clean(key, value) for key, value in event.items()}


def redacted(text: str) -> str:
    """`text` without cookies, keys, passwords, session descriptions and e-mail addresses."""
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]} [and {len(text) - _LONGEST} more characters]"
    for secret in _SECRETS:
        text = secret.sub(rf"\1{HIDDEN}", text)
    return _EMAIL.sub(HIDDEN, text)


def _clean(key: object, value: Any) -> Any:
    if isinstance(key, str) and _SECRET_KEYS.search(key):
        return HIDDEN
    if isinstance(value, str):
        return redacted(value)
    if isinstance(value, Mapping):
        return {redacted(str(k)): _clean(k, v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_clean(None, v) for v in value]
    return value if isinstance(value, (int, float, bool)) or value is None else redacted(str(value))
