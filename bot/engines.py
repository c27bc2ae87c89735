"""The engine that writes, built as `[summarizer]` says: for the bot, for `attache check` and for `attache summarize`."""

from typing import TYPE_CHECKING

from bot.config import Config, ConfigError, read_secret

if TYPE_CHECKING:
    from bot.metrics import Metrics
    from summarizer.analysis import Summarizer


def open_summarizer(config: Config, metrics: "Metrics | None" = None) -> "Summarizer":
    """The configured engine with the gate around it; nothing is loaded before the first article.

    `metrics` counts what the gate refuses and how calls to an endpoint end. Raises ConfigError when the engine lacks
    something.
    """
    from summarizer.building import build_summarizer

    chosen = config.summarizer
    key = read_secret("ATTACHE_ENDPOINT_KEY")
    try:
        return build_summarizer(
            engine=chosen.engine,
            model=chosen.model,
            mode=chosen.mode,
            endpoint_url=chosen.endpoint_url,
            endpoint_key=key.get_secret_value() if key else None,
            endpoint_timeout_s=chosen.endpoint_timeout_s,
            endpoint_concurrency=chosen.endpoint_concurrency,
            nli_model=chosen.nli_model,
            encoder=chosen.encoder,
            device=chosen.device,
            threads=chosen.threads,
            rejected=metrics.rejected if metrics else None,
            observe=metrics.endpoint_called if metrics else None,
        )
    except ValueError as error:
        raise ConfigError(f"[summarizer]: {error}") from error
