"""The packaged encoder's forward pass: six BERT layers, sixty lines.

Why not `transformers.AutoModel`, which configured encoders use: its BERT drags in torch's compiler, which took 275 MB and
five seconds of a start that should take six in all. The same weights give the same vectors (`tests/summarizer/test_encoder.py`).
Vaswani et al. (2017), Devlin et al. (2019), Wang et al. (2020).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch.nn import functional

HEADS = 12
LAYERS = 6
BLOCKS = 2 * LAYERS
"""Of attention and of feed-forward, by turns."""
EPSILON = 1e-12
STEP = 64
"""Tokens go through the layers in multiples of this. oneDNN compiles and keeps a product for every number of rows it meets:
with the exact numbers memory grew by 0.5 MB an article, 220 MB in 450 articles, before it levelled off."""

CELLS = 16_384
"""Scores of one head that a product of attention makes at once: with those of all heads 0.8 MB."""
WORDS = 20_000
"""Words whose pieces are remembered; cutting them anew took 5 ms an article."""


class MiniLM:
    """Hidden states of texts; safe for concurrent threads."""

    size = 384

    def __init__(self, path: Path, *, device: str, dtype: torch.dtype) -> None:
        self._tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
        # The tokenizer's own limit is a setting of the whole object, which two threads would fight over.
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._begin, self._end = self._tokenizer.encode("").ids
        self._pieces = lru_cache(maxsize=WORDS)(self._cut_up)
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
        hidden = self._forward(found, BLOCKS)
        mask = _real([len(ids) for ids in found], self._device)
        padded = hidden.new_zeros((*mask.shape, self.size))
        padded[mask] = hidden
        return padded, mask

    def word_states(
        self, sentences: Sequence[Sequence[str]], *, blocks: int, max_tokens: int
    ) -> list[torch.Tensor]:
        """(words, size) for each sentence, given as words: after so many blocks, of a word's pieces the mean.

        Zeros for words beyond `max_tokens` pieces.
        """
        read = [[self._pieces(word) for word in words] for words in sentences]
        found = [[self._begin, *chain.from_iterable(words), self._end][:max_tokens] for words in read]
        hidden = self._forward(found, blocks).float()
        # One sum over all sentences: a row for every word, and one that takes what belongs to none.
        firsts = [0, *accumulate(map(len, sentences))]
        spare_row = firsts[-1]
        rows: list[int] = []
        for words, first in zip(read, firsts[:-1], strict=True):
            own = [first + k for k, pieces in enumerate(words) for _ in pieces]
            rows += [spare_row, *own, spare_row][:max_tokens]
        place = torch.tensor(rows, device=self._device)
        total = hidden.new_zeros(spare_row + 1, self.size).index_add_(0, place, hidden)
        count = hidden.new_zeros(spare_row + 1).index_add_(0, place, hidden.new_ones(len(rows)))
        means = total / count.clamp(min=1.0)[:, None]
        return [means[first:end] for first, end in pairwise(firsts)]

    def _forward(self, found: Sequence[Sequence[int]], blocks: int) -> torch.Tensor:
        """(tokens, size): states of all texts' tokens, one text after the other."""
        # Inside, the short texts come first: attention goes over a few of nearly the same length at a time.
        order = sorted(range(len(found)), key=lambda k: len(found[k]))
        lengths = [len(found[k]) for k in order]
        groups = _groups(lengths, self._device)
        tokens = torch.tensor([each for k in order for each in found[k]], device=self._device)
        places = torch.tensor([place for size in lengths for place in range(size)], device=self._device)
        beside = (0, spare(len(tokens)))
        hidden = self._embed(functional.pad(tokens, beside), functional.pad(places, beside))
        for number in range(blocks):
            layer = self._layers[number // 2]
            hidden = layer.feed(hidden) if number % 2 else layer.attend(hidden, groups)
        begins = dict(zip(order, accumulate(lengths, initial=0), strict=False))
        back = [begins[k] + place for k in range(len(found)) for place in range(len(found[k]))]
        return hidden[torch.tensor(back, device=self._device)]

    def _cut_up(self, word: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(word, add_special_tokens=False).ids)

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


def _real(lengths: Sequence[int], device: str) -> torch.Tensor:
    """(texts, tokens): where texts of these lengths, padded to the longest, have tokens."""
    own = torch.tensor(lengths, device=device)
    return torch.arange(max(lengths), device=device)[None, :] < own[:, None]


@dataclass(frozen=True, slots=True)
class _Group:
    """Texts of nearly one length that attend in one product."""

    first: int
    end: int
    """Rows of their tokens."""
    shape: tuple[int, int]
    """Texts and tokens of the longest."""
    real: torch.Tensor
    """Of each token, its place among the padded rows."""
    unseen: torch.Tensor
    """(texts, 1, 1, tokens): minus infinity where a text has no token."""

    @property
    def small(self) -> bool:
        """Whether all scores fit the processor's cache."""
        texts, tokens = self.shape
        return texts * tokens * tokens <= CELLS


def _groups(lengths: Sequence[int], device: str) -> list[_Group]:
    """Neighbours together as long as their scores stay within `CELLS`; all of them where a graphics card does the work."""
    found: list[_Group] = []
    row = first = 0
    while first < len(lengths):
        end = first + 1
        while end < len(lengths) and (device != "cpu" or (end + 1 - first) * lengths[end] ** 2 <= CELLS):
            end += 1
        mask = _real(lengths[first:end], device)
        places = mask.flatten().nonzero()[:, 0]
        unseen = torch.zeros(mask.shape, device=device).masked_fill_(~mask, -torch.inf)[:, None, None, :]
        found.append(_Group(row, row + len(places), (end - first, lengths[end - 1]), places, unseen))
        row, first = found[-1].end, end
    return found


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

    def attend(self, hidden: torch.Tensor, groups: Sequence[_Group]) -> torch.Tensor:
        """The first block: what a token takes from the others of its text."""
        parts = functional.linear(hidden, *self._attend)
        mixed = torch.zeros_like(hidden)
        for group in groups:
            mixed[group.first : group.end] = _attention(parts[group.first : group.end], group)
        return _add_and_norm(hidden, functional.linear(mixed, *self._attended), self._attention_norm)

    def feed(self, hidden: torch.Tensor) -> torch.Tensor:
        """The second block: each token by itself."""
        inner = functional.gelu(functional.linear(hidden, *self._inner))
        return _add_and_norm(hidden, functional.linear(inner, *self._outer), self._norm)


def _add_and_norm(
    hidden: torch.Tensor, new: torch.Tensor, norm: tuple[torch.Tensor, torch.Tensor]
) -> torch.Tensor:
    return functional.layer_norm(hidden + new, (hidden.shape[-1],), *norm, EPSILON)


def _attention(parts: torch.Tensor, group: _Group) -> torch.Tensor:
    """(tokens, size) of the queries, keys and values beside each other: what each token takes from those of its text.

    torch's own attention took twice as long for sentences: half of what it computed was padding, and its blocks are made for
    long texts, which it still gets.
    """
    texts, tokens = group.shape
    padded = parts.new_zeros((texts * tokens, parts.shape[1]))
    padded[group.real] = parts
    split = padded.view(texts, tokens, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
    if group.small:
        query, key, value = split.float().reshape(3, texts * HEADS, tokens, -1).unbind(0)
        scores = torch.bmm(query, key.transpose(1, 2)).view(texts, HEADS, tokens, tokens)
        weights = torch.add(group.unseen, scores, alpha=query.shape[-1] ** -0.5).softmax(-1)
        mixed = torch.bmm(weights.view(texts * HEADS, tokens, tokens), value)
        mixed = mixed.view(texts, HEADS, tokens, -1).to(parts.dtype)
    else:
        query, key, value = split.unbind(0)
        mixed = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=group.unseen.to(parts.dtype)
        )
    return mixed.transpose(1, 2).reshape(texts * tokens, -1)[group.real]
