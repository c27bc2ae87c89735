"""The configuration: read once, whole, and refused with the key and the value when something in it is wrong.

The models below are the one table of options: docs/configuration.md is generated from them and a test keeps
config.toml complete. Secrets never stand in the file: they come from the environment or a file named there.
"""

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError

from bot.config_words import refusal, sections
from news.addresses import AddressGuard

MOST_PORT = 65_535
TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
"""Loose on purpose: its length is Telegram's to change."""
WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
"""What Telegram takes as a webhook's secret, and long enough not to be guessed."""
DEVICE = re.compile(r"auto|(?:cpu|cuda|mps|xpu)(?::\d+)?")
PREFIX = "ATTACHE_"
"""`ATTACHE_NEWS_CONTACT=…` overrides `[news] contact`."""


class ConfigError(Exception):
    """One sentence that names the file, the key and the value."""


def _time_zone(value: str) -> str:
    if value not in available_timezones():
        near = difflib.get_close_matches(value, available_timezones(), n=1)
        raise ValueError(f"no such time zone{f'; did you mean {near[0]}?' if near else ''}")
    return value


def _http_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be an http or https URL")
    return value


def _clock_time(value: str) -> str:
    try:
        return time.fromisoformat(value.rjust(5, "0")).strftime("%H:%M")
    except ValueError:
        raise ValueError("must be a time such as 07:30") from None


TimeZone = Annotated[str, AfterValidator(_time_zone)]
HttpUrl = Annotated[str, AfterValidator(_http_url)]
ClockTime = Annotated[str, AfterValidator(_clock_time)]


def _listen(value: str) -> str:
    port = value.rpartition(":")[2]
    if value and (":" not in value or not port.isdecimal() or int(port) > MOST_PORT):
        raise ValueError("should be ADDRESS:PORT, such as 127.0.0.1:8080")
    return value


def _network(value: str) -> str:
    try:
        AddressGuard((value,))
    except ValueError:
        raise ValueError(
            "must be an address, a network or address:port, such as 127.0.0.1:8080 or 10.0.0.0/8"
        ) from None
    return value


def _device(value: str) -> str:
    if not DEVICE.fullmatch(value):
        raise ValueError("must be auto, cpu, cuda or a numbered one such as cuda:0")
    return value


Listen = Annotated[str, AfterValidator(_listen)]
"""host:port, or nothing."""
Network = Annotated[str, AfterValidator(_network)]
Device = Annotated[str, AfterValidator(_device)]
Positive = Annotated[float, Field(gt=0)]


class Section(BaseModel):
    """Frozen; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=False)


class Telegram(Section):
    """How the bot reaches Telegram and who may use it."""

    mode: Literal["polling", "webhook"] = Field(
        "polling", description="Long polling, or a webhook behind a proxy."
    )
    api_url: HttpUrl = Field(
        "https://api.telegram.org", description="Bot API server; change it for a local one."
    )
    webhook_url: HttpUrl | None = Field(
        None, description="Public URL that Telegram calls, for mode = webhook."
    )
    webhook_listen: Listen = Field("127.0.0.1:8443", description="Address and port the webhook listens on.")
    owners: tuple[int, ...] = Field(
        (), description="Telegram user ids that own the bot: alerts, /status, /broadcast."
    )
    access: Literal["open", "invite", "list"] = Field(
        "open", description="Who may use the bot: everyone, people the owners invited, or only `allowed`."
    )
    allowed: tuple[int, ...] = Field((), description="User and chat ids for access = list.")


class News(Section):
    """Fetching and what counts as diplomacy."""

    contact: str = Field(
        "",
        description="Your URL or address, sent to every site in the User-Agent so that its owner can reach you.",
    )
    interval_minutes: Positive = Field(
        15, description="Interval between checks of a source of which nothing is known yet, in minutes."
    )
    min_interval_minutes: Positive = Field(
        5, description="Shortest interval, for sources that publish often, in minutes."
    )
    max_interval_minutes: Positive = Field(
        1440, description="Longest interval, for sources that publish seldom, in minutes."
    )
    timeout_s: Positive = Field(20, description="Whole time one download may take, in seconds.")
    max_bytes: int = Field(15_000_000, gt=0, description="Most decoded bytes of one download.")
    max_items: int = Field(500, gt=0, description="Most entries taken from one feed.")
    parse_timeout_s: Positive = Field(
        10, description="Time after which parsing one page or feed is killed, in seconds."
    )
    parse_workers: int = Field(1, ge=1, description="Processes that parse pages and feeds.")
    allow_networks: tuple[Network, ...] = Field(
        (),
        description="Own addresses that may be fetched although they are private: host:port or network/prefix.",
    )
    relevance: float = Field(0.5, ge=0, le=1, description="Least diplomacy score of an article that is kept.")
    max_age_hours: Positive = Field(
        48, description="Entries older than this are remembered but not read, in hours."
    )
    recheck_minutes: Positive = Field(
        60,
        description="How often a young article is read again for corrections; after six times, six times less often.",
    )
    obey_robots: bool = Field(default=True, description="Obey robots.txt when fetching article pages.")


class Summarizer(Section):
    """Which engine writes the summaries; see docs/choosing-a-model.md."""

    engine: Literal["built-in", "generate", "endpoint"] = Field(
        "built-in", description="Which engine writes."
    )
    model: str | None = Field(
        None, description="Name, path or GGUF file for generate; model name for endpoint."
    )
    mode: Literal["rewrite", "free"] = Field(
        "rewrite", description="Rewrite extracted sentences, or write freely."
    )
    endpoint_url: HttpUrl | None = Field(None, description="OpenAI-compatible base URL for endpoint.")
    endpoint_timeout_s: Positive = Field(30, description="Time one endpoint call may take, in seconds.")
    endpoint_concurrency: int = Field(4, ge=1, description="Endpoint calls at a time.")
    encoder: str | None = Field(
        None, description="Path or name of another sentence encoder, such as a multilingual one."
    )
    nli_model: str | None = Field(
        None, description="Path or name of an entailment model that joins the gate."
    )
    device: Device = Field("auto", description="Where models run: auto, cpu, cuda or cuda:0.")
    threads: int = Field(0, ge=0, description="Threads of the model; 0 takes all cores.")
    batch: int = Field(8, ge=1, description="Articles analysed at a time.")


class Store(Section):
    """The database."""

    url: str = Field(
        "sqlite:///data/attache.db", description="SQLAlchemy URL: SQLite file or postgresql+psycopg://…."
    )
    retention_days: int = Field(
        180, gt=0, description="Articles older than this are deleted with their quotes, in days."
    )


class Stories(Section):
    """When a story reaches everyone, and when it is updated."""

    window_hours: Positive = Field(72, description="How long a story takes new articles, in hours.")
    push_relevance: float = Field(
        0.6, ge=0, le=1, description="Least diplomacy score for the editors' choice."
    )
    updates: bool = Field(
        default=True, description="Push a substantial development as a reply to the first message."
    )
    update_gap_minutes: float = Field(
        45,
        ge=0,
        description="Least time between two messages about one story, in minutes: first reports come close together.",
    )


class Delivery(Section):
    """The pace of sending."""

    per_second: Positive = Field(25, description="Messages a second over all chats.")
    per_chat_per_second: Positive = Field(
        1, description="Messages a second to one chat, after a small burst."
    )
    per_group_per_minute: Positive = Field(20, description="Messages a minute to one group.")
    in_flight: int = Field(
        5,
        ge=1,
        le=50,
        description="Sends at a time; also the most messages whose fate a crash can leave unknown.",
    )
    push_max_age_hours: Positive = Field(12, description="Pushes that waited longer are dropped, in hours.")
    resend_unknown_briefings: bool = Field(
        default=False, description="Send a briefing once more when a crash left its fate unknown."
    )
    paid_broadcast: bool = Field(
        default=False, description="Use Telegram's paid broadcast (Stars) above its free pace."
    )
    shutdown_s: Positive = Field(10, description="Time to finish what is in flight on SIGTERM, in seconds.")


class Briefing(Section):
    """Morning briefings."""

    time: ClockTime = Field("07:30", description="What /start offers, in the chat's own time zone.")
    timezone: TimeZone = Field("UTC", description="Time zone of a chat that has not chosen one.")
    catch_up_minutes: Positive = Field(
        120, description="A briefing missed by less is sent late; by more it is skipped."
    )
    jitter_s: float = Field(45, ge=0, description="Spread of briefings due at the same minute, in seconds.")
    max_stories: int = Field(8, ge=1, le=30, description="Stories in a briefing of normal length.")


class People(Section):
    """How often one person and one chat may ask."""

    person_per_minute: Positive = Field(20, description="Commands a person may send in a minute.")
    group_per_minute: Positive = Field(
        20, description="Commands all members of a group may send in a minute."
    )


class Server(Section):
    """Health and metrics over HTTP."""

    listen: Listen = Field(
        "", description="Address and port of /healthz, /readyz and /metrics; empty for none."
    )


class Log(Section):
    """What is logged, once a unit of work."""

    format: Literal["auto", "text", "json"] = Field(
        "auto", description="Form of a line; auto is text on a terminal and JSON otherwise."
    )
    level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level shown.")


class SourceOption(Section):
    """A place that publishes: a feed, or a page that lists links."""

    name: str = Field(min_length=1, description="Shown under every story.")
    url: HttpUrl = Field(description="Feed or list page.")
    kind: Literal["feed", "page"] = Field("feed", description="A feed, or an HTML page that lists links.")
    region: str = Field(
        "World",
        description="Heading in the briefing of its stories that name no country. The others stand under the region of "
        'the countries they are about, those between regions under "World".',
    )
    language: str | None = Field(None, description="ISO 639-1 code; detection has the last word.")
    link_selector: str | None = Field(None, description="CSS selector of the article links of a page.")
    enabled: bool = Field(default=True, description="false keeps it here, muted.")
    all_diplomacy: bool = Field(
        default=False,
        description="true: everything it publishes is diplomacy (a ministry), so nothing is filtered.",
    )


class Config(Section):
    """All of config.toml."""

    telegram: Telegram = Telegram()
    news: News = News()
    summarizer: Summarizer = Summarizer()
    store: Store = Store()
    stories: Stories = Stories()
    delivery: Delivery = Delivery()
    briefing: Briefing = Briefing()
    people: People = People()
    server: Server = Server()
    log: Log = Log()
    sources: tuple[SourceOption, ...] = Field((), description="Where news comes from.")


def load_config(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Config:
    """Read the file (`config.toml` here, unless given) and the environment; raise ConfigError in one sentence."""
    chosen = path or Path("config.toml")
    try:
        raw = tomllib.loads(chosen.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(
            f"{chosen}: no such file; run in the folder that has config.toml, or give --config FILE"
        ) from None
    except OSError as error:
        raise ConfigError(f"{chosen}: can't be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{chosen}: not valid TOML: {error}") from error
    return parse_config(_with_environment(raw, environ), str(chosen))


def parse_config(raw: dict[str, Any], subject: str) -> Config:
    """Validate; the error names the first wrong key with its value."""
    try:
        config = Config.model_validate(raw)
    except ValidationError as error:
        raise ConfigError(f"{subject}: {refusal(error, raw, Config)}") from None
    _check_together(config, subject)
    return config


def read_token(environ: Mapping[str, str] = os.environ) -> SecretStr | None:
    """The bot token from TELEGRAM_BOT_TOKEN or the file named by TELEGRAM_BOT_TOKEN_FILE; None without either.

    Raises ConfigError for what can't be one: Telegram would only say "not found", and only once it can be reached.
    """
    token = read_secret("TELEGRAM_BOT_TOKEN", environ)
    if token is not None and not TOKEN.fullmatch(token.get_secret_value()):
        raise ConfigError(
            "TELEGRAM_BOT_TOKEN is not a bot's token: digits, a colon and 35 letters and digits; copy the whole of it from "
            "@BotFather"
        )
    return token


def read_webhook_secret(config: Config, environ: Mapping[str, str] = os.environ) -> SecretStr | None:
    """What Telegram has to show at the webhook, from TELEGRAM_WEBHOOK_SECRET (or …_FILE); None when the bot polls.

    Raises ConfigError when a webhook has none, or one that Telegram would not take.
    """
    if config.telegram.mode != "webhook":
        return None
    secret = read_secret("TELEGRAM_WEBHOOK_SECRET", environ)
    wanted = "16 to 256 of the characters A-Z, a-z, 0-9, _ and -; `openssl rand -hex 32` makes one"
    if secret is None:
        raise ConfigError(
            f'TELEGRAM_WEBHOOK_SECRET is not set; telegram.mode = "webhook" needs a secret: {wanted}'
        )
    if not WEBHOOK_SECRET.fullmatch(secret.get_secret_value()):
        raise ConfigError(f"TELEGRAM_WEBHOOK_SECRET must be {wanted}")
    return secret


def read_secret(name: str, environ: Mapping[str, str] = os.environ) -> SecretStr | None:
    """A secret from the variable `name`, or from the file that `name_FILE` names (Docker and systemd secrets)."""
    if value := environ.get(name, "").strip():
        return SecretStr(value)
    if path := environ.get(f"{name}_FILE", "").strip():
        try:
            return SecretStr(Path(path).read_text(encoding="utf-8").strip())
        except OSError as error:
            raise ConfigError(f"{name}_FILE={path}: can't be read ({error.strerror})") from error
    return None


def unknown_variables(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Variables that look like ours and that nothing reads: most likely misspelt."""
    known = {
        f"{PREFIX}{name}_{key}".upper()
        for name, section in sections(Config).items()
        for key in section.model_fields
    }
    known |= {"ATTACHE_ENDPOINT_KEY", "ATTACHE_ENDPOINT_KEY_FILE"}
    return sorted(name for name in environ if name.startswith(PREFIX) and name not in known)


def _with_environment(raw: dict[str, Any], environ: Mapping[str, str]) -> dict[str, Any]:
    result = {key: dict(value) if isinstance(value, dict) else value for key, value in raw.items()}
    for name, section in sections(Config).items():
        for key, option in section.model_fields.items():
            value = environ.get(f"{PREFIX}{name}_{key}".upper())
            if value is None:
                continue
            is_list = "tuple" in str(option.annotation)
            parts: Any = [part.strip() for part in value.split(",") if part.strip()] if is_list else value
            result.setdefault(name, {})[key] = parts
    return result


def _check_together(config: Config, subject: str) -> None:
    """What no single key can tell."""
    names = [source.name for source in config.sources]
    for name in names:
        if names.count(name) > 1:
            raise ConfigError(f"{subject}: two sources are named {name!r}; names must differ")
    if config.telegram.mode == "webhook" and config.telegram.webhook_url is None:
        raise ConfigError(f'{subject}: telegram.mode = "webhook" needs telegram.webhook_url')
    shortest, longest = config.news.min_interval_minutes, config.news.max_interval_minutes
    if shortest > longest:
        raise ConfigError(
            f"{subject}: news.min_interval_minutes = {shortest:g} is more than news.max_interval_minutes = {longest:g}"
        )
    engine = config.summarizer
    if engine.engine == "generate" and engine.model is None:
        raise ConfigError(f'{subject}: summarizer.engine = "generate" needs summarizer.model')
    if engine.engine == "endpoint" and (engine.endpoint_url is None or engine.model is None):
        raise ConfigError(
            f'{subject}: summarizer.engine = "endpoint" needs summarizer.endpoint_url and summarizer.model'
        )
