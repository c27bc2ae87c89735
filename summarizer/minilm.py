"""The packaged encoder's forward pass: six BERT layers, sixty lines.

Why not `transformers.AutoModel`, which configured encoders use: its BERT drags in torch's compiler, which took 275 MB and
five seconds of a start that should take six in all. The same weights give the same vectors (`tests/summarizer/test_encoder.py`).
Vaswani et al. (2017), Devlin et al. (2019), Wang et al. (2020).
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch.nn import functional

HEADS = 12
LAYERS = 6
EPSILON = 1e-12
STEP = 64
"""Tokens go through the layers in multiples of this. oneDNN compiles and keeps a product for every number of rows it meets:
with the exact numbers memory grew by 0.5 MB an article, 220 MB in 450 articles, before it levelled off."""


class MiniLM:
    """Hidden states of texts; safe for concurrent threads."""

    size = 384

    def __init__(self, path: Path, *, device: str, dtype: torch.dtype) -> None:
        self._tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
        # The tokenizer's own limit is a setting of the whole object, which two threads would fight over.
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        weights = {
            name: value.to(device, dtype)
            for name, value in load_file(path / "model.safetensors").items()
            if value.is_floating_point()
        }
        self._device = device
        self._weights: Mapping[str, torch.Tensor] = weights
        self._layers = [_Layer(weights, f"encoder.layer.{number}.") for number in range(LAYERS)]

    def states(self, texts: Sequence[str], max_tokens: int) -> tuple[torch.Tensor, torch.Tensor]:
        """(texts, tokens, size) and the mask of real tokens.

        Only real tokens go through the layers: the sixteen sentences of one article are of all lengths, and padding them
        to the longest made 40 % of the tokens padding. The vectors are the same to rounding.
        """
        found = [_cut(each.ids, max_tokens) for each in self._tokenizer.encode_batch(list(texts))]
        hidden, grid, mask = self._forward(found, LAYERS)
        return grid.spread(hidden), mask

    def word_states(
        self, sentences: Sequence[Sequence[str]], *, layers: int, max_tokens: int
    ) -> list[torch.Tensor]:
        """(words, size) for each sentence, given as words: after so many layers, of a word's pieces the mean.

        Zeros for words beyond `max_tokens` pieces.
        """
        read = self._tokenizer.encode_batch([list(words) for words in sentences], is_pretokenized=True)
        hidden, _, _ = self._forward([each.ids[:max_tokens] for each in read], layers)
        # One sum over all sentences: a row for every word, and one that takes what belongs to none.
        firsts = [0, *accumulate(map(len, sentences))]
        spare_row = firsts[-1]
        rows = [
            spare_row if word is None else first + word
            for each, first in zip(read, firsts[:-1], strict=True)
            for word in each.word_ids[:max_tokens]
        ]
        place = torch.tensor(rows, device=self._device)
        pieces = hidden[: len(rows)].float()
        total = pieces.new_zeros(spare_row + 1, self.size).index_add_(0, place, pieces)
        count = pieces.new_zeros(spare_row + 1).index_add_(0, place, pieces.new_ones(len(rows)))
        means = total / count.clamp(min=1.0)[:, None]
        return [means[first:end] for first, end in pairwise(firsts)]

    def _forward(
        self, found: Sequence[Sequence[int]], layers: int
    ) -> "tuple[torch.Tensor, _Grid, torch.Tensor]":
        """States of the real tokens, one after the other, and spare ones; where they stand; the mask of real tokens."""
        lengths = torch.tensor([len(ids) for ids in found], device=self._device)
        places = torch.arange(int(lengths.max()), device=self._device)
        mask = places[None, :] < lengths[:, None]
        grid = _Grid(mask)
        tokens = torch.tensor([each for ids in found for each in ids], device=self._device)
        beside = (0, spare(len(tokens)))
        hidden = self._embed(
            functional.pad(tokens, beside), functional.pad(places.expand_as(mask)[mask], beside)
        )
        for layer in self._layers[:layers]:
            hidden = layer(hidden, grid)
        return hidden, grid, mask

    def _embed(self, ids: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        own = self._weights
        total = (
            own["embeddings.word_embeddings.weight"][ids]
            + own["embeddings.position_embeddings.weight"][places]
            + own["embeddings.token_type_embeddings.weight"][0]
        )
        return functional.layer_norm(
            total, (self.size,), own["embeddings.LayerNorm.weight"], own["embeddings.LayerNorm.bias"], EPSILON
        )


def _cut(ids: list[int], most: int) -> list[int]:
    """The first tokens, and the one that ends every text."""
    return ids if len(ids) <= most else [*ids[: most - 1], ids[-1]]


def spare(tokens: int) -> int:
    """How many tokens to add so that few different numbers of them occur (see STEP)."""
    return -tokens % STEP


class _Grid:
    """Where each real token stands among the padded rows of texts; attention alone needs the rows."""

    def __init__(self, mask: torch.Tensor) -> None:
        self.shape = mask.shape
        self.seen = mask[:, None, None, :]
        real = mask.flatten().nonzero()[:, 0]
        self._count = len(real)
        self._real = functional.pad(real, (0, spare(len(real))))

    def spread(self, tokens: torch.Tensor) -> torch.Tensor:
        """(real and spare tokens, size) as (texts, tokens, size), zeros between."""
        rows = tokens.new_zeros((self.shape.numel(), tokens.shape[-1]))
        rows[self._real[: self._count]] = tokens[: self._count]
        return rows.view(*self.shape, -1)

    def gather(self, rows: torch.Tensor) -> torch.Tensor:
        """The other way round."""
        return rows.flatten(0, 1)[self._real]


class _Layer:
    """Attention and feed-forward, each with its residual and norm."""

    def __init__(self, weights: Mapping[str, torch.Tensor], prefix: str) -> None:
        def pair(name: str) -> tuple[torch.Tensor, torch.Tensor]:
            return weights[f"{prefix}{name}.weight"], weights[f"{prefix}{name}.bias"]

        parts = [pair(f"attention.self.{name}") for name in ("query", "key", "value")]
        # One product for the three: a tenth faster on short batches.
        self._attend = torch.cat([part[0] for part in parts]), torch.cat([part[1] for part in parts])
        self._attended, self._attention_norm = (
            pair("attention.output.dense"),
            pair("attention.output.LayerNorm"),
        )
        self._inner, self._outer, self._norm = (
            pair("intermediate.dense"),
            pair("output.dense"),
            pair("output.LayerNorm"),
        )

    def __call__(self, hidden: torch.Tensor, grid: _Grid) -> torch.Tensor:
        size = hidden.shape[-1]
        parts = grid.spread(functional.linear(hidden, *self._attend))
        parts = parts.view(*grid.shape, 3, HEADS, size // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=grid.seen)
        mixed = functional.linear(grid.gather(mixed.transpose(1, 2).flatten(2)), *self._attended)
        hidden = functional.layer_norm(hidden + mixed, (size,), *self._attention_norm, EPSILON)
        inner = functional.linear(functional.gelu(functional.linear(hidden, *self._inner)), *self._outer)
        return functional.layer_norm(hidden + inner, (size,), *self._norm, EPSILON)
