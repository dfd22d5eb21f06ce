"""`python -m duckling.evaluator --minutes M` trains the evaluator: a small contrastive image-text model.

It sees only renders of icons that the generator never saw, at 64 px, with every filter and setting; its text side is the
sentence encoder's vector, not duckling's own. `accuracy_on_renders` says how far it can be trusted on real pictures.
What chooses the best of several seeds is another model (scorer.py), so that the evaluator does not choose what it measures.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import time

import numpy as np
import torch
from torch import nn

from .captions import with_article
from .scenes import Mix, Scenes
from .setup import WORK, config
from .teacher import teacher_vectors
from .training import device_and_type

MIX = Mix(filtered=0.45, setting=0.15, pair=0.12, plain_white=0.35, mirrored=0.3, drift=0.08, smallest=0.7)


class Evaluator(nn.Module):
    """Pictures [B, 3, 64, 64] in [-1, 1] and sentence vectors [N, 384] into one space of 128 dimensions."""

    def __init__(self) -> None:
        super().__init__()
        widths = (3, 24, 48, 96, 160, 224)
        layers: list[nn.Module] = []
        for before, after in itertools.pairwise(widths):
            layers += [nn.Conv2d(before, after, 3, stride=2, padding=1), nn.GroupNorm(8, after), nn.GELU()]
            if before > 24:
                layers += [nn.Conv2d(after, after, 3, padding=1), nn.GroupNorm(8, after), nn.GELU()]
        self.picture = nn.Sequential(*layers, nn.Flatten(), nn.Linear(224 * 4, 128))
        self.text = nn.Sequential(nn.Linear(384, 256), nn.GELU(), nn.Linear(256, 128))
        self.logit_scale = nn.Parameter(torch.tensor(2.5))

    def similarity(self, pictures: torch.Tensor, sentences: torch.Tensor) -> torch.Tensor:
        """[B, N] cosines."""
        seen = nn.functional.normalize(self.picture(pictures), dim=-1)
        text = nn.functional.normalize(self.text(sentences), dim=-1)
        return seen @ text.T


def load_evaluator() -> Evaluator:
    """The trained evaluator."""
    evaluator = Evaluator()
    path = WORK / "evaluator.pt"
    # Checkpoints of earlier versions have other names.
    weights = torch.load(path if path.exists() else WORK / "judge.pt", weights_only=True)
    if "warmth" in weights:
        weights["logit_scale"] = weights.pop("warmth")
    evaluator.load_state_dict(weights)
    return evaluator.eval().requires_grad_(False)


def augment(pictures: np.ndarray, rng: np.random.Generator) -> torch.Tensor:
    """Shifts of colour, light and place, small turns and stretches, blur and noise, so that the evaluator learns shapes and
    no exact colour, outline or size."""
    batch = torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 127.5 - 1
    rows = len(batch)
    turn = torch.eye(2) + torch.from_numpy(rng.normal(0, 0.1, (rows, 2, 2)).astype(np.float32))
    shift = torch.from_numpy(rng.uniform(-0.12, 0.12, (rows, 2, 1)).astype(np.float32))
    places = nn.functional.affine_grid(torch.cat([turn, shift], 2), list(batch.shape), align_corners=False)
    batch = nn.functional.grid_sample(batch, places, padding_mode="border", align_corners=False)
    gain = torch.from_numpy(rng.uniform(0.8, 1.2, (rows, 3, 1, 1)).astype(np.float32))
    batch = batch * gain + torch.from_numpy(rng.normal(0, 0.08, (rows, 3, 1, 1)).astype(np.float32))
    if rng.random() < 0.4:
        batch = nn.functional.interpolate(nn.functional.avg_pool2d(batch, 2), scale_factor=2, mode="bilinear")
    return (batch + torch.randn_like(batch) * float(rng.uniform(0, 0.12))).clamp(-1, 1)


@torch.inference_mode()
def accuracy_on_renders(evaluator: Evaluator, count: int = 400) -> dict[str, float]:
    """The share of real renders, of the evaluator's own icons and of the generator's, whose caption it finds among ten."""
    shares = {}
    for name, own in (("icons of the evaluator", True), ("icons of the generator", False)):
        scenes = Scenes(64, Mix(filtered=0.15, setting=0.0, pair=0.0), seed=99, for_evaluator=own)
        rng = random.Random(5)
        names = [subject.name for subject in scenes.subjects]
        drawn = []
        for _ in range(count):
            subject = rng.choice(names)
            drawn.append((scenes.draw(subject)[0], subject))
        pictures = (
            torch.stack([torch.from_numpy(picture) for picture, _ in drawn]).permute(0, 3, 1, 2).float() / 127.5 - 1
        )
        vectors = teacher_vectors([with_article(each) for each in names], keep=False).float()
        scores = evaluator.similarity(pictures, vectors)
        right = 0
        for row, (_, subject) in enumerate(drawn):
            own_place = names.index(subject)
            wrong = rng.sample([place for place in range(len(names)) if place != own_place], 9)
            right += bool(scores[row, own_place] > scores[row, wrong].max())
        shares[name] = right / count
    return shares


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.evaluator")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument(
        "--scenes", type=int, default=8000, help="composed once, disturbed anew each time they are shown"
    )
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    seed = config()["seed"]
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    scenes = Scenes(64, MIX, seed=seed, for_evaluator=True)
    evaluator = Evaluator()
    optimizer = torch.optim.AdamW(evaluator.parameters(), 1e-3, weight_decay=0.05)
    pictures, texts = map(list, zip(*(scenes.draw() for _ in range(options.scenes)), strict=True))
    stacked, vectors = np.stack(pictures), teacher_vectors(texts, keep=False).float()
    limit, start, step, kind = options.minutes * 60, time.time(), 0, device_and_type()[1]
    while (elapsed := time.time() - start) < limit:
        rows = rng.integers(len(texts), size=options.batch)
        batch = augment(stacked[rows], rng)
        with torch.autocast("cpu", torch.bfloat16, enabled=kind is not None):
            cosines = evaluator.similarity(batch, vectors[rows])
        scores = cosines.float() * evaluator.logit_scale.exp()
        # Two rows of one caption are both right.
        same = torch.tensor([[texts[a] == texts[b] for b in rows] for a in rows]).float()
        goal = same / same.sum(1, keepdim=True)
        loss = (nn.functional.cross_entropy(scores, goal) + nn.functional.cross_entropy(scores.T, goal)) / 2
        for group in optimizer.param_groups:
            group["lr"] = 1e-3 * min(1, (step + 1) / 100) * max(0.03, 1 - elapsed / limit)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        step += 1
        if step % 100 == 0:
            print(f"step {step}  loss {loss.item():.3f}  {elapsed:.0f} s", flush=True)
    torch.save(evaluator.state_dict(), WORK / "evaluator.pt")
    print(accuracy_on_renders(evaluator.eval()), flush=True)


if __name__ == "__main__":
    main()
