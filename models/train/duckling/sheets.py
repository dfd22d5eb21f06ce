"""`python -m duckling.sheets` draws the contact sheets at fixed seeds: subjects, styles and scenes, anagrams, hybrids."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from PIL import Image
from transformers import CLIPModel

from .export import averaged
from .fused_unet import FusedUNet
from .networks import stage_one_unet, stage_two_unet
from .sampling import Part, Weigh, flip, high_pass, identity, low_pass, sample_stage_one, sample_stage_two, to_bytes
from .scorer import POSITIONS as SCORER_POSITIONS
from .scorer import embed_pictures, embed_text, load_scorer
from .setup import EXPORT, HERE
from .text import Tokenizer, encode, load_encoder

ILLUSIONS = ("anagrams", "hybrids", "anagrams_asked", "hybrids_asked")
"""The latter two are the pairs that people ask for, in painterly styles."""
DEFAULTS = {"stage_1": {"steps": 25, "guidance": 4.0}, "stage_2": {"steps": 10, "noise_level": 50}}


def recommended() -> dict:
    """The settings that look best, as the export says; else sensible ones."""
    path = EXPORT / "defaults.json"
    return json.loads(path.read_text()) if path.exists() else DEFAULTS


class Cascade:
    """Both stages and the text encoder, ready to draw."""

    def __init__(self, positions: int = 77) -> None:
        one = averaged("stage_one", stage_one_unet(), EXPORT / "stage_1" / "unet").to(memory_format=torch.channels_last)
        # About twice as fast, and as exact as training was.
        self.one = FusedUNet(one) if FusedUNet.supports(one) else one
        self.two = averaged("stage_two", stage_two_unet(), EXPORT / "stage_2" / "unet").to(
            memory_format=torch.channels_last
        )
        self.tokenizer, self.encoder, self.positions = Tokenizer(), load_encoder(), positions
        self.scorer: CLIPModel | None = None

    @torch.inference_mode()
    def text(self, captions: list[str]) -> torch.Tensor:
        return encode(self.encoder, self.tokenizer(captions, self.positions))

    def draw(self, captions: list[str], seeds: list[int], side: int = 64, **settings) -> torch.Tensor:
        """A picture for each caption, in batches."""
        settings = {**{key: recommended()["stage_1"][key] for key in ("steps", "guidance")}, **settings}
        empty, pictures = self.text([""]), []
        for start in range(0, len(captions), 16):
            rows = slice(start, start + 16)
            parts = [Part(self.text(captions[rows]))]
            pictures.append(sample_stage_one(self.one, parts, empty, seeds[rows], side=side, **settings))
        return torch.cat(pictures)

    def illusion(
        self,
        kind: str,
        first: list[str],
        second: list[str],
        seeds: list[int],
        merge: str | None = None,
        sigma: float | None = None,
        **settings,
    ) -> torch.Tensor:
        """Anagrams read `first` upright and `second` upside down; hybrids `first` near and `second` from afar.

        `merge` is "mean" or, for anagrams, "balanced" (see the bot's balance.ts); `rectify` is one of the settings.
        """
        advice = recommended()
        illusions = advice.get("illusions", {})
        settings = {
            "steps": advice["stage_1"]["steps"],
            "guidance": illusions.get("guidance", advice["stage_1"]["guidance"]),
            "rectify": illusions.get("rectify", False),
            **settings,
        }
        sigma = sigma or illusions.get("sigma", 2.0)
        balanced = kind == "anagrams" and (merge or illusions.get("merge")) == "balanced"
        if balanced and self.scorer is None:
            self.scorer = load_scorer()
        empty, pictures = self.text([""]), []
        for start in range(0, len(first), 16):
            rows = slice(start, start + 16)
            one, other = self.text(first[rows]), self.text(second[rows])
            if kind == "anagrams":
                parts = [Part(one, weight=0.5), Part(other, flip, flip, 0.5)]
                if balanced:
                    settings["weigh"] = balancing(self.scorer, first[rows], second[rows])
            else:
                parts = [Part(one, identity, high_pass(sigma)), Part(other, identity, low_pass(sigma))]
            pictures.append(sample_stage_one(self.one, parts, empty, seeds[rows], **settings))
        return torch.cat(pictures)

    def enlarge(self, small: torch.Tensor, captions: list[str], seeds: list[int], **settings) -> torch.Tensor:
        advice = {"back_projections": 0} | recommended()["stage_2"]
        settings = {**{key: advice[key] for key in ("steps", "noise_level", "back_projections")}, **settings}
        drawn = [
            sample_stage_two(self.two, small[row : row + 1], self.text([caption]), [seed], **settings)
            for row, (caption, seed) in enumerate(zip(captions, seeds, strict=True))
        ]
        return torch.cat(drawn)


def balancing(scorer: CLIPModel, first: list[str], second: list[str]) -> Weigh:
    """The weights of the merge `balanced` for pairs of prompts, as the bot's balance.ts calculates them."""
    tokenizer = Tokenizer()
    # [B, 2, 128]
    words = torch.stack([embed_text(scorer, tokenizer(prompts, SCORER_POSITIONS)) for prompts in (first, second)], 1)
    scale = scorer.logit_scale.exp()

    def weigh(views: list[torch.Tensor]) -> torch.Tensor:
        missing = []
        for part, view in enumerate(views):
            logits = scale * (embed_pictures(scorer, view)[:, None] * words).sum(2)
            missing.append(1 - logits.softmax(1)[:, part])
        missing = torch.stack(missing, 1).clamp(min=1e-9)
        return 0.5 / len(views) + 0.5 * missing / missing.sum(1, keepdim=True)

    return weigh


def other_reading(kind: str, pictures: torch.Tensor) -> torch.Tensor:
    """[B, 3, S, S] upside down for anagrams; for hybrids from afar, shrunk to 16 px and enlarged again."""
    if kind.startswith("anagrams"):
        return flip(pictures)
    shrunk = torch.nn.functional.interpolate(pictures, (16, 16), mode="area")
    return torch.nn.functional.interpolate(shrunk, pictures.shape[-2:], mode="bilinear")


def sheet(pictures: torch.Tensor, columns: int, scale: int = 1) -> Image.Image:
    """Pictures side by side, two pixels apart."""
    images = [Image.fromarray(picture) for picture in to_bytes(pictures)]
    side = images[0].width * scale
    rows = (len(images) + columns - 1) // columns
    whole = Image.new("RGB", (columns * (side + 2), rows * (side + 2)), "white")
    for place, image in enumerate(images):
        large = image.resize((side, side), Image.Resampling.NEAREST)
        whole.paste(large, (place % columns * (side + 2), place // columns * (side + 2)))
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.sheets")
    parser.add_argument("--to", type=Path, default=EXPORT / "sheets")
    parser.add_argument("--only", nargs="*", default=["subjects", "styles", *ILLUSIONS, "cascade"])
    parser.add_argument("--first", type=int, help="draw only so many of each sheet")
    parser.add_argument("--steps", type=int, default=recommended()["stage_1"]["steps"])
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    wanted = {key: rows[: options.first] for key, rows in json.loads((HERE / "sheets.json").read_text()).items()}
    cascade = Cascade()

    def save(image: Image.Image, name: str) -> None:
        image.save(options.to / f"{name}.webp", quality=80)
        print(options.to / f"{name}.webp", flush=True)

    for name in ("subjects", "styles"):
        if name in options.only:
            captions = wanted[name]
            save(sheet(cascade.draw(captions, list(range(len(captions))), steps=options.steps), 12), name)
    for kind in ILLUSIONS:
        if kind in options.only:
            first, second = zip(*wanted[kind], strict=True)
            mode, seeds = kind.split("_")[0], list(range(len(first)))
            pictures = cascade.illusion(mode, list(first), list(second), seeds, steps=options.steps)
            save(sheet(torch.cat([pictures, other_reading(kind, pictures)]), len(first)), kind)
    if "cascade" in options.only:
        captions = wanted["cascade"]
        seeds = list(range(len(captions)))
        small = cascade.draw(captions, seeds, steps=options.steps)
        save(sheet(cascade.enlarge(small, captions, seeds), 4), "cascade")


if __name__ == "__main__":
    main()
