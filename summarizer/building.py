"""Builds the summarizer that a configuration asks for, from plain values. Nothing is loaded before the first document."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from summarizer.analysis import Summarizer
from summarizer.builtin import BuiltInEngine
from summarizer.gate.gate import Gate
from summarizer.gate.roles import Roles
from summarizer.models.encoder import Encoder
from summarizer.models.inference import EntailmentModel
from summarizer.models.syntax import Syntax
from summarizer.writers.rewrite import GenerativeEngine, Mode, Writer

if TYPE_CHECKING:
    from summarizer.engine import Engine

Kind = Literal["built-in", "generate", "endpoint"]


def build_summarizer(
    *,
    engine: Kind = "built-in",
    model: str | None = None,
    mode: Mode = "rewrite",
    endpoint_url: str | None = None,
    endpoint_key: str | None = None,
    endpoint_timeout_s: float = 30.0,
    endpoint_concurrency: int = 4,
    nli_model: str | None = None,
    encoder: Path | str | None = None,
    device: str = "auto",
    threads: int = 0,
    rejected: Callable[[str], None] | None = None,
    observe: Callable[[str, float], None] | None = None,
) -> Summarizer:
    """The engine, with the gate around it if it writes freely, and what goes with it.

    `rejected` hears the reason of every line that the gate refuses; `observe` the outcome and seconds of every call to
    an endpoint. `nli_model` names an inference model that gets a veto in the gate.

    Raises:
        ValueError: an engine without what it needs.

    """
    encoding, syntax = Encoder(encoder, device=device), Syntax()
    chosen: Engine = BuiltInEngine(encoder=encoding, syntax=syntax)
    if engine != "built-in":
        if model is None:
            raise ValueError(f'the engine "{engine}" needs a model')
        writer: Writer
        if engine == "generate":
            from summarizer.writers.generate import GenerateWriter

            writer = GenerateWriter(model=model, device=device, threads=threads)
        else:
            from summarizer.writers.endpoint import EndpointWriter

            writer = EndpointWriter(
                base_url=endpoint_url or "",
                model=model,
                api_key=endpoint_key,
                timeout_s=endpoint_timeout_s,
                concurrency=endpoint_concurrency,
                observe=observe,
            )
        inference = None if nli_model is None else EntailmentModel(nli_model, device=device)
        gate = Gate(roles=Roles(syntax), inference=inference)
        chosen = GenerativeEngine(builtin=chosen, writer=writer, gate=gate, mode=mode, rejected=rejected)
    return Summarizer(engine=chosen, encoder=encoding, syntax=syntax)
