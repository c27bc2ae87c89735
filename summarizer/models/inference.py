"""Does one text follow from another? A natural-language inference model, configured by path, with a veto in the gate.

The only module that imports transformers for classifying. Knows which label means "entailment"; not what is asked.
"""

import os
from functools import cached_property
from pathlib import Path
from typing import Any


class InferenceError(Exception):
    """The model is missing or is no inference model; the message says what to do."""


class EntailmentModel:
    """Any sequence classifier with an "entailment" label (or "supported", as fact checkers call it), loaded at first use.

    `model`: a directory or a name on the model hub. `most_tokens`: a longer premise loses its end.
    """

    def __init__(self, model: str, *, device: str = "auto", most_tokens: int = 512) -> None:
        self._model_name = model
        self._device = device
        self._most_tokens = most_tokens

    def entailed(self, premise: str, hypothesis: str) -> float:
        """Probability, 0 … 1, that the premise entails the hypothesis.

        Raises:
            InferenceError: the model cannot be loaded.

        """
        import torch

        tokenizer, model, label = self._loaded
        most = min(
            self._most_tokens, int(getattr(model.config, "max_position_embeddings", self._most_tokens))
        )
        batch = tokenizer(premise, hypothesis, truncation="only_first", max_length=most, return_tensors="pt")
        with torch.inference_mode():
            logits = model(**batch.to(model.device)).logits[0].float()
        return float(torch.softmax(logits, dim=-1)[label])

    @cached_property
    def _loaded(self) -> tuple[Any, Any, int]:
        here = Path(self._model_name).exists()
        if here:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()
        where: dict[str, Any] = {"local_files_only": here, "trust_remote_code": False}
        try:
            tokenizer = AutoTokenizer.from_pretrained(self._model_name, **where)
            model = AutoModelForSequenceClassification.from_pretrained(self._model_name, **where)
        except (OSError, ValueError, KeyError) as error:
            raise InferenceError(
                f"The inference model {self._model_name} cannot be loaded; check the path"
            ) from error
        wanted = [i for i, name in model.config.id2label.items() if str(name).casefold() in _YES]
        if len(wanted) != 1:
            names = ", ".join(str(name) for name in model.config.id2label.values())
            raise InferenceError(
                f"{self._model_name} has no label for entailment among {names}; it is no inference model"
            )
        device = (
            "cuda"
            if self._device == "auto" and torch.cuda.is_available()
            else self._device.replace("auto", "cpu")
        )
        return tokenizer, model.to(device).eval(), int(wanted[0])


_YES = frozenset({"entailment", "entailed", "entails", "supported", "support", "consistent"})
