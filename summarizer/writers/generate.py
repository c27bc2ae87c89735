"""A writer in this process: any Hugging Face sequence-to-sequence or causal model, by name, directory or GGUF file.

The only module that imports transformers for generating. Knows loading, chat templates, batching and memory; trusts no
answer: the gate reads it next.
"""

import logging
import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.writers.prompt import Prompt
from summarizer.writers.rewrite import WriterError

if TYPE_CHECKING:
    import torch

log = logging.getLogger(__name__)

TOKENS_A_WORD = 2
"""News English has 1.3–1.5 tokens a word in the vocabularies of BART, T5, Llama and Qwen; names have more."""
SPARE_TOKENS = 16
CHARACTERS_A_TOKEN = 3
"""A careful estimate (English has 4 to 4.5), so that a prompt made to measure fits."""
BATCH_TOKENS_CPU = 4_096
"""Padded prompt tokens a batch without a GPU: 135 million parameters in fp32 stay below 1.5 GB with it."""
MOST_BATCH = 32
SHORTEST_CONTEXT = 512
"""Of models that name no limit (T5)."""
_UNINSTRUCTED = frozenset({"bart", "pegasus", "pegasus_x", "led", "mbart", "bigbird_pegasus", "prophetnet"})
"""Model types fitted to summarise whatever they read: an instruction would end up in the summary."""


class GenerateWriter:
    """Answers prompts with a local model, loaded at the first use. One thread at a time.

    `model`: a name on the model hub, a directory, or a GGUF file. `device`: "auto" takes a GPU where there is one.
    The same prompts give the same answers on the same machine: nothing is sampled.
    """

    def __init__(
        self,
        *,
        model: str,
        device: str = "auto",
        batch_tokens: int | None = None,
        threads: int = 0,
    ) -> None:
        self.name = (
            Path(model).stem
            if model.endswith(".gguf")
            else Path(model).name
            if Path(model).is_dir()
            else model
        )
        self._model_name = model
        self._device = device
        self._batch_tokens = batch_tokens
        self._threads = threads

    @property
    def most_characters(self) -> int:
        """Characters of data that fit beside instruction and answer."""
        return max(600, CHARACTERS_A_TOKEN * (self._context - self._room(80) - 250))

    def write(self, prompts: Sequence[Prompt]) -> list[str]:
        """One answer a prompt, in order; "" for a prompt too long for the model.

        Raises:
            WriterError: the model cannot be loaded, or memory does not hold even one prompt.

        """
        import torch

        encoded = [self._encode(prompt) for prompt in prompts]
        answers = [""] * len(prompts)
        with torch.inference_mode():
            for batch in self._batches(prompts, encoded):
                for index, answer in zip(batch, self._generate_halving(batch, prompts, encoded), strict=True):
                    answers[index] = answer
        return answers

    @cached_property
    def _loaded(self) -> tuple[Any, Any, bool]:
        """Tokenizer, model, and whether it is sequence-to-sequence."""
        source, where = self._place()
        import torch
        from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()
        if self._threads:
            torch.set_num_threads(self._threads)
        try:
            tokenizer = AutoTokenizer.from_pretrained(source, **where)
            config = AutoConfig.from_pretrained(source, **where)
            both = bool(getattr(config, "is_encoder_decoder", False))
            builder = AutoModelForSeq2SeqLM if both else AutoModelForCausalLM
            model = builder.from_pretrained(source, dtype=self._wanted_dtype(), **where)
        except (OSError, ValueError, ImportError, KeyError) as error:
            raise WriterError(
                f"the model {self._model_name} cannot be loaded; check name, path and network ({type(error).__name__})"
            ) from error
        tokenizer.padding_side = "right" if both else "left"
        if tokenizer.pad_token_id is None:
            tokenizer.pad_token = tokenizer.eos_token or tokenizer.unk_token
        model = model.to(self._wanted_device()).eval()
        log.info(
            "model loaded", extra={"model": self.name, "device": str(model.device), "dtype": str(model.dtype)}
        )
        return tokenizer, model, both

    def _place(self) -> tuple[str | Path, dict[str, Any]]:
        """Where the model is: here, as a directory or a GGUF file, or in the hub under its name."""
        path = Path(self._model_name)
        here = path.exists()
        if here:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")  # read when transformers is imported
        where: dict[str, Any] = {"local_files_only": here, "trust_remote_code": False}
        if here and path.suffix == ".gguf":
            return path.parent, {**where, "gguf_file": path.name}
        return self._model_name, where

    def _wanted_device(self) -> str:
        import torch

        if self._device != "auto":
            return self._device
        return "cuda" if torch.cuda.is_available() else "cpu"

    def _wanted_dtype(self) -> "str | torch.dtype":
        import torch

        # What the weights have, on a GPU. Half precision without one is slower than full and, on older processors, not there at all.
        return torch.float32 if self._wanted_device() == "cpu" else "auto"

    @cached_property
    def _context(self) -> int:
        tokenizer, model, _ = self._loaded
        names = ("max_position_embeddings", "n_positions", "max_encoder_position_embeddings")
        limits = [getattr(model.config, name, None) for name in names]
        known = [
            limit
            for limit in (*limits, tokenizer.model_max_length)
            if isinstance(limit, int) and 0 < limit < 10**7
        ]
        return min(known, default=SHORTEST_CONTEXT)

    @staticmethod
    def _room(words: int) -> int:
        return TOKENS_A_WORD * words + SPARE_TOKENS

    def _encode(self, prompt: Prompt) -> list[int] | None:
        """Token ids of one prompt; None when it does not fit (cut, it would lose its instruction or its end)."""
        tokenizer, _, both = self._loaded
        text, special = self._text(prompt)
        ids: list[int] = tokenizer(text, add_special_tokens=special)["input_ids"]
        room = 0 if both else self._room(prompt.most_words)
        return ids if 0 < len(ids) <= self._context - room else None

    def _text(self, prompt: Prompt) -> tuple[str, bool]:
        """The prompt as the model wants it, and whether the tokenizer shall add its special tokens."""
        tokenizer, model, _ = self._loaded
        if model.config.model_type in _UNINSTRUCTED:
            return prompt.source, True
        if not getattr(tokenizer, "chat_template", None):
            return f"{prompt.instruction}\n\n{prompt.data}\n", True
        turns = [{"role": "system", "content": prompt.instruction}, {"role": "user", "content": prompt.data}]
        try:
            return self._templated(turns), False
        except Exception:  # templates raise their own errors, Gemma's for a system turn among them
            return self._templated(
                [{"role": "user", "content": f"{prompt.instruction}\n\n{prompt.data}"}]
            ), False

    def _templated(self, turns: list[dict[str, str]]) -> str:
        tokenizer = self._loaded[0]
        # Reasoning models would think for a page before the sentence; templates without the switch ignore it.
        text: str = tokenizer.apply_chat_template(
            turns, tokenize=False, add_generation_prompt=True, enable_thinking=False
        )
        return text

    def _batches(self, prompts: Sequence[Prompt], encoded: Sequence[list[int] | None]) -> Iterator[list[int]]:
        """Indexes of prompts that fit the model, of like length together, at most a batch's tokens padded."""
        budget = self._budget()
        fitting = [i for i, ids in enumerate(encoded) if ids]
        fitting.sort(key=lambda i: (len(encoded[i] or ()), i))
        batch: list[int] = []
        for index in fitting:
            size = len(encoded[index] or ()) + self._room(prompts[index].most_words)
            if batch and (size * (len(batch) + 1) > budget or len(batch) >= MOST_BATCH):
                yield batch
                batch = []
            batch.append(index)
        if batch:
            yield batch

    def _budget(self) -> int:
        """Padded tokens a batch may hold."""
        import torch

        _, model, _ = self._loaded
        if self._batch_tokens is not None:
            return self._batch_tokens
        if model.device.type != "cuda":
            return BATCH_TOKENS_CPU
        free, _ = torch.cuda.mem_get_info(model.device)
        config = model.config.get_text_config()
        layers = int(getattr(config, "num_hidden_layers", 24))
        # Keys and values of every layer, and as much again for the activations and logits of the widest one.
        per_token = 4 * layers * int(config.hidden_size) * model.dtype.itemsize + 8 * int(config.vocab_size)
        return max(BATCH_TOKENS_CPU, int(0.5 * free / per_token))

    def _generate_halving(
        self, batch: Sequence[int], prompts: Sequence[Prompt], encoded: Sequence[list[int] | None]
    ) -> list[str]:
        """The batch's answers; where memory runs out, in halves."""
        import torch

        try:
            return self._generate(
                [encoded[i] or [] for i in batch], max(prompts[i].most_words for i in batch)
            )
        except (torch.OutOfMemoryError, MemoryError) as error:
            if len(batch) == 1:
                raise WriterError(
                    f"the model {self.name} needs more memory than there is for one line"
                ) from error
            if torch.cuda.is_available():
                torch.cuda.empty_cache()
            half = len(batch) // 2
            return [
                *self._generate_halving(batch[:half], prompts, encoded),
                *self._generate_halving(batch[half:], prompts, encoded),
            ]

    def _generate(self, ids: Sequence[list[int]], words: int) -> list[str]:
        tokenizer, model, both = self._loaded
        inputs = tokenizer.pad({"input_ids": list(ids)}, return_tensors="pt").to(model.device)
        out = model.generate(
            input_ids=inputs["input_ids"],
            attention_mask=inputs["attention_mask"],
            generation_config=self._settings(self._room(words)),
        )
        start = 0 if both else inputs["input_ids"].shape[1]
        texts: list[str] = tokenizer.batch_decode(out[:, start:], skip_special_tokens=True)
        return [text.strip() for text in texts]

    def _settings(self, most_tokens: int) -> Any:
        """Greedy, or the model's own beams; nothing of its sampling."""
        from transformers import GenerationConfig

        tokenizer, model, both = self._loaded
        own = model.generation_config
        return GenerationConfig(
            max_new_tokens=most_tokens,
            do_sample=False,
            num_beams=(own.num_beams or 1) if both else 1,
            no_repeat_ngram_size=own.no_repeat_ngram_size if both else None,
            length_penalty=own.length_penalty if both else None,
            bos_token_id=own.bos_token_id,
            eos_token_id=own.eos_token_id if own.eos_token_id is not None else tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
            decoder_start_token_id=own.decoder_start_token_id,
            forced_bos_token_id=own.forced_bos_token_id,
            forced_eos_token_id=own.forced_eos_token_id,
        )
