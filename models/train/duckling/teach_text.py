"""`python -m duckling.teach_text` teaches the text encoder what words mean.

A pretrained sentence encoder (all-MiniLM-L6-v2) is the teacher: the mean of the student's outputs over *all* positions, the
padding included, is drawn towards the teacher's sentence vector. The padding is included because the UNet attends to it and
pools over it, so it may as well carry the meaning of the sentence. Words that no caption contains then land near those that do.
A word that WordNet holds for a subject's synonym or kind is drawn half way towards the subject.
"""

from __future__ import annotations

import argparse
import os
import time

import numpy as np
import torch
from transformers import T5EncoderModel

from .corpus import corpus
from .setup import WORK, config
from .teacher import targets_of
from .text import LENGTH, Tokenizer, encode, load_encoder
from .training import device_and_type


def _batch(ids: torch.Tensor, used: torch.Tensor, rows: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """int64 [B, L]: with a random amount of padding, so that the meaning is in every position whatever the length."""
    length = min(LENGTH, int(used[rows].max()) + int(rng.choice((0, 2, 6, 12, 40), p=(0.3, 0.25, 0.2, 0.2, 0.05))))
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
    parser = argparse.ArgumentParser(prog="python -m duckling.teach_text")
    parser.add_argument("--minutes", type=float, default=config()["text"]["minutes"], help="of processor time")
    parser.add_argument("--at-most", type=float, default=600, help="minutes on the clock, on a busy machine")
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
    rng = np.random.default_rng(config()["seed"])
    start, begun, step, mean = time.process_time(), time.time(), 0, 0.2
    batch_size, halved = config()["text"]["batch"], device_and_type()[1] is not None
    while True:
        elapsed = time.process_time() - start
        done = max(elapsed / options.minutes, (time.time() - begun) / options.at_most) / 60
        if done >= 1:
            break
        rows = torch.from_numpy(rng.integers(len(texts), size=batch_size))
        with torch.autocast("cpu", torch.bfloat16, enabled=halved):
            hidden = encode(encoder, _batch(ids, used, rows, rng))
        similarity = torch.nn.functional.normalize(head(hidden.float().mean(1)), dim=-1) @ targets[rows].T
        # Near to one's own vector, and nearer than to the others of the batch.
        pull = 1 - similarity.diagonal().mean()
        contrast = torch.nn.functional.cross_entropy(similarity / 0.05, torch.arange(len(rows)))
        for group in optimizer.param_groups:
            group["lr"] = options.rate * min(1, (step + 1) / 100) * max(0.03, 1 - done)
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
