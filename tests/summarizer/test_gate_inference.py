from pathlib import Path

import pytest

from summarizer.gate.gate import Gate
from summarizer.models.inference import EntailmentModel, InferenceError
from tests.summarizer.writing import ARTICLE

torch = pytest.importorskip("torch")


def model(folder: Path, labels: dict[int, str]) -> Path:
    """A tiny random classifier over the words of the article, made here."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    raw = Tokenizer(models.WordLevel(unk_token="[UNK]"))
    raw.pre_tokenizer = pre_tokenizers.Whitespace()
    raw.train_from_iterator(
        [ARTICLE], trainers.WordLevelTrainer(special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
    )
    raw.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=raw, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    )
    torch.manual_seed(0)
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    config = BertConfig(
        vocab_size=200,
        max_position_embeddings=64,
        id2label=labels,
        label2id={v: k for k, v in labels.items()},
        **size,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_a_model_with_an_entailment_label_gives_its_probability(tmp_path: Path) -> None:
    path = model(tmp_path, {0: "contradiction", 1: "neutral", 2: "ENTAILMENT"})
    probability = EntailmentModel(str(path), device="cpu").entailed(ARTICLE, "The strait is open.")
    assert 0.0 < probability < 1.0
    assert EntailmentModel(str(path), device="cpu").entailed(ARTICLE, "The strait is open.") == probability


@pytest.mark.parametrize(("least", "faithful"), [(0.0, True), (1.0, False)])
def test_the_gate_asks_it_last(tmp_path: Path, least: float, *, faithful: bool) -> None:
    path = model(tmp_path, {0: "entailment", 1: "not_entailment"})
    gate = Gate(inference=EntailmentModel(str(path), device="cpu"), entailment=least)
    verdict = gate.judge("The two ministers did not sign an agreement.", ARTICLE)
    assert verdict.faithful is faithful
    assert faithful or "not entailed" in verdict.reasons[0]


def test_a_classifier_of_something_else_and_a_missing_one_are_refused_in_one_sentence(tmp_path: Path) -> None:
    path = model(tmp_path, {0: "sports", 1: "politics"})
    with pytest.raises(InferenceError, match="no label for entailment among sports, politics"):
        EntailmentModel(str(path), device="cpu").entailed("a", "b")
    with pytest.raises(InferenceError, match="cannot be loaded"):
        EntailmentModel(str(tmp_path / "nowhere")).entailed("a", "b")


def test_a_gate_whose_model_is_missing_stays_closed(tmp_path: Path) -> None:
    gate = Gate(inference=EntailmentModel(str(tmp_path / "nowhere")))
    assert not gate.judge("The two ministers did not sign an agreement.", ARTICLE).faithful
