"""`python -m duckling.scorer --minutes M` trains the scorer that ranks seeds: a small contrastive model in CLIP's own layout.

It learns from the pool, whose icons are the generator's, so the evaluator of the evaluation, who never saw those, does not choose
what it measures. Half of its pictures are noised as x_t of a random timestep: the sampler may ask it while a picture is being
drawn. CLIP's layout has no input for the timestep and needs none: how strong the noise is can be seen.

WORK/scorer is a transformers CLIPModel folder, half precision. What a reader of it must know beyond CLIP's code:
pictures are 64 x 64 px in [-1, 1], and so is x_t, as it is; captions are duckling's SentencePiece pieces with the end mark 1,
padded with 0 to 32 positions; the text is pooled at the end mark (`eos_token_id` 1); scores are cosine * exp(logit_scale).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import time

import numpy as np
import torch
from torch.nn.functional import cross_entropy, normalize
from transformers import CLIPConfig, CLIPModel

from .diffusion import STEPS, add_noise
from .evaluator import augment
from .pool import FOLDER as POOL
from .setup import EXPORT, WORK, config
from .text import Tokenizer, load_encoder
from .training import device_and_type

FOLDER = WORK / "scorer"
POSITIONS = 32


def new_scorer() -> CLIPModel:
    """3.5M parameters; the pieces begin with the meaning that the text encoder knows them by."""
    vision = {
        "hidden_size": 160, "intermediate_size": 640, "num_hidden_layers": 6, "num_attention_heads": 5,
        "image_size": 64, "patch_size": 8,
    }  # fmt: skip
    text = {
        "vocab_size": config()["text"]["vocabulary"], "hidden_size": 128, "intermediate_size": 512, "num_hidden_layers": 3,
        "num_attention_heads": 4, "max_position_embeddings": POSITIONS, "eos_token_id": 1, "pad_token_id": 0, "bos_token_id": None,
    }  # fmt: skip
    scorer = CLIPModel(CLIPConfig(text_config=text, vision_config=vision, projection_dim=128))
    with torch.no_grad():
        known = load_encoder().shared.weight
        known = known - known.mean(0)
        _, _, axes = torch.linalg.svd(known, full_matrices=False)
        reduced = known @ axes[:128].T
        scorer.text_model.embeddings.token_embedding.weight.copy_(0.05 * reduced / reduced.std())
    return scorer


def load_scorer() -> CLIPModel:
    """The trained scorer from the work folder, else from the export."""
    for folder in (FOLDER, EXPORT / "judge"):
        if (folder / "config.json").exists():
            return CLIPModel.from_pretrained(folder, dtype=torch.float32).eval().requires_grad_(False)
    raise SystemExit("there is no scorer yet: python -m duckling.scorer --minutes 20")


def embed_pictures(scorer: CLIPModel, pictures: torch.Tensor) -> torch.Tensor:
    """float32 [B, 128], unit length, for pictures [B, 3, 64, 64] in [-1, 1] or x_t."""
    pooled = scorer.vision_model(pixel_values=pictures).pooler_output
    return normalize(scorer.visual_projection(pooled).float(), dim=-1)


def embed_text(scorer: CLIPModel, ids: torch.Tensor) -> torch.Tensor:
    """float32 [N, 128], unit length, for piece numbers [N, 32]."""
    pooled = scorer.text_model(input_ids=ids).pooler_output
    return normalize(scorer.text_projection(pooled).float(), dim=-1)


@torch.inference_mode()
def similarity(scorer: CLIPModel, pictures: torch.Tensor, captions: list[str]) -> torch.Tensor:
    """float32 [B]: how well each picture fits its caption, as a cosine."""
    return (embed_pictures(scorer, pictures) * embed_text(scorer, Tokenizer()(captions, POSITIONS))).sum(1)


class Scenes:
    """The pool's scenes with their captions' pieces; the last 1,000 are kept to try the scorer on."""

    def __init__(self) -> None:
        self.pictures = np.load(POOL / "pictures.npy", mmap_mode="r")
        self.rows = torch.from_numpy(np.load(POOL / "rows.npy"))
        self.ids = Tokenizer()(json.loads((POOL / "made.json").read_text())["captions"], POSITIONS)

    def training_count(self) -> int:
        return len(self.rows) - 1000


def noised(pictures: torch.Tensor, steps: torch.Tensor) -> torch.Tensor:
    """x_t for pictures [B, 3, 64, 64] at timesteps [B]; -1 leaves a picture clean."""
    noisy = add_noise(pictures, torch.randn_like(pictures), steps.clamp(min=0))
    return torch.where((steps >= 0)[:, None, None, None], noisy, pictures)


@torch.inference_mode()
def accuracy(scorer: CLIPModel, scenes: Scenes) -> dict[str, float]:
    """The share of 500 unseen scenes whose caption is found among ten, clean and noised."""
    first = scenes.training_count()
    pictures = torch.from_numpy(scenes.pictures[first : first + 500]).permute(0, 3, 1, 2).float() / 127.5 - 1
    rows, rng, shares = scenes.rows[first : first + 500], np.random.default_rng(3), {}
    words = embed_text(scorer, scenes.ids[rows])
    for step in (-1, 200, 400, 600, 800):
        scores = embed_pictures(scorer, noised(pictures, torch.full((500,), step))) @ words.T
        right = 0
        for row in range(500):
            others = [int(other) for other in rng.permutation(500) if rows[other] != rows[row]][:9]
            right += bool(scores[row, row] > scores[row, others].max())
        shares["clean" if step < 0 else f"t {step}"] = right / 500
    return shares


def save(scorer: CLIPModel) -> None:
    """Writes the folder, with the image processor's settings and the tokenizer."""
    part = FOLDER.with_name("scorer.part")
    shutil.rmtree(part, ignore_errors=True)
    half = CLIPModel(scorer.config)
    half.load_state_dict(scorer.state_dict())
    half.config.trained_on_noise = True
    half.half().save_pretrained(part)
    settings = {
        "image_processor_type": "CLIPImageProcessor",
        "do_resize": True,
        "size": {"shortest_edge": 64},
        "resample": 3,
    }
    settings |= {
        "do_center_crop": True,
        "crop_size": {"height": 64, "width": 64},
        "do_rescale": True,
        "rescale_factor": 1 / 255,
    }
    settings |= {"do_normalize": True, "image_mean": [0.5] * 3, "image_std": [0.5] * 3}
    (part / "preprocessor_config.json").write_text(json.dumps(settings, indent=2) + "\n")
    shutil.copy(EXPORT / "stage_1" / "tokenizer" / "spiece.model", part / "spiece.model")
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.replace(part, FOLDER)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.scorer")
    parser.add_argument("--minutes", type=float, required=True, help="of processor time")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(config()["seed"] + 2)
    rng = np.random.default_rng(config()["seed"] + 2)
    scenes, scorer = Scenes(), new_scorer()
    optimizer = torch.optim.AdamW(scorer.parameters(), 1e-3, betas=(0.9, 0.98), weight_decay=0.1)
    halved = device_and_type()[1] is not None
    limit, start, step, mean = options.minutes * 60, time.process_time(), 0, 5.0
    while (elapsed := time.process_time() - start) < limit:
        places = np.sort(rng.integers(scenes.training_count(), size=options.batch))
        pictures, rows = augment(scenes.pictures[places], rng), scenes.rows[places]
        steps = torch.from_numpy(
            np.where(rng.random(options.batch) < 0.5, -1, rng.integers(0, STEPS * 9 // 10, options.batch))
        )
        with torch.autocast("cpu", torch.bfloat16, enabled=halved):
            scores = (
                embed_pictures(scorer, noised(pictures, steps))
                @ embed_text(scorer, scenes.ids[rows]).T
                * scorer.logit_scale.exp().clamp(max=100)
            )
        # Two rows of one caption are both right.
        same = (rows[:, None] == rows[None]).float()
        goal = same / same.sum(1, keepdim=True)
        loss = (cross_entropy(scores.float(), goal) + cross_entropy(scores.float().T, goal)) / 2
        for group in optimizer.param_groups:
            group["lr"] = 1e-3 * min(1, (step + 1) / 200) * max(0.03, 1 - elapsed / limit)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(scorer.parameters(), 1.0)
        optimizer.step()
        step += 1
        mean += 0.05 * (loss.item() - mean)
        if step % 100 == 0:
            print(f"step {step}  loss {mean:.3f}  {elapsed:.0f} s of processor time", flush=True)
    save(scorer.eval())
    print(json.dumps({"steps": step, "found among ten": accuracy(scorer, scenes)}), flush=True)


if __name__ == "__main__":
    main()
