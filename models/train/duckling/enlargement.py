"""`python -m duckling.enlargement` compares stage II with plain enlargement, on renders of which the true 256 px picture is known.

The feature distance is the evaluator's: its picture network looks at 64 px crops, every layer's activations are brought to unit
length over the channels, and the squared differences are summed over them and averaged over places and layers (as LPIPS does,
without learned weights). Writes EXPORT/enlargement-results.json.
"""

from __future__ import annotations

import argparse
import json

import torch
from PIL import Image
from torch import nn

from .evaluator import Evaluator, load_evaluator
from .scenes import WIDE, Scenes
from .setup import EXPORT
from .sheets import Cascade, recommended
from .stage_two import FACTOR, enlarge

CROP = 64


def decibels(one: torch.Tensor, other: torch.Tensor) -> float:
    """Peak signal-to-noise ratio of pictures in [-1, 1]."""
    return (10 * torch.log10(4 / (one - other).square().flatten(1).mean(1))).mean().item()


@torch.inference_mode()
def feature_distance(evaluator: Evaluator, one: torch.Tensor, other: torch.Tensor) -> float:
    """Between pictures [B, 3, 256, 256] in [-1, 1]; 0 for equal ones."""

    def crops(pictures: torch.Tensor) -> torch.Tensor:
        tiles = pictures.unfold(2, CROP, CROP).unfold(3, CROP, CROP)
        return tiles.permute(0, 2, 3, 1, 4, 5).reshape(-1, 3, CROP, CROP)

    seen, known = crops(one), crops(other)
    gaps = []
    for layer in evaluator.picture:
        if isinstance(layer, nn.Flatten):
            break
        seen, known = layer(seen), layer(known)
        if isinstance(layer, nn.GELU):
            gap = nn.functional.normalize(seen, dim=1) - nn.functional.normalize(known, dim=1)
            gaps.append(gap.square().sum(1).mean().item())
    return sum(gaps) / len(gaps)


def lanczos(small: torch.Tensor) -> torch.Tensor:
    """[B, 3, 64, 64] in [-1, 1] to four times the size."""
    rows = []
    for picture in small:
        channels = [
            torch.tensor(Image.fromarray(channel.numpy()).resize((256, 256), Image.Resampling.LANCZOS).getdata())
            for channel in picture
        ]
        rows.append(torch.stack(channels).view(3, 256, 256).clamp(-1, 1))
    return torch.stack(rows)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.enlargement")
    parser.add_argument("--renders", type=int, default=32)
    options = parser.parse_args()
    scenes, evaluator, cascade = Scenes(256, WIDE, seed=4242), load_evaluator(), Cascade()
    drawn = [scenes.draw() for _ in range(options.renders)]
    true = torch.stack([torch.from_numpy(picture) for picture, _ in drawn]).permute(0, 3, 1, 2).float() / 127.5 - 1
    small = nn.functional.avg_pool2d(true, FACTOR)
    captions = [caption for _, caption in drawn]
    results: dict = {"renders": options.renders, "settings": recommended()["stage_2"]}
    ways = {
        "stage II": cascade.enlarge(small, captions, list(range(options.renders))),
        "bilinear": enlarge(small),
        "Lanczos": lanczos(small),
    }
    for name, large in ways.items():
        results[name] = {
            "feature distance": round(feature_distance(evaluator, large, true), 4),
            "dB to the render": round(decibels(large, true), 2),
            "dB of the reduced picture": round(decibels(nn.functional.avg_pool2d(large, FACTOR), small), 2),
        }
        print(name, results[name], flush=True)
    (EXPORT / "enlargement-results.json").write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
