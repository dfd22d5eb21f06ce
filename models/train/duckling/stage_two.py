"""`python -m duckling.stage_two --minutes M` trains the stage from 64 to 256 px, on 64 px crops of 256 px renders."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import torch

from .diffusion import add_noise, hybrid_loss, spread_steps
from .networks import stage_two_unet
from .scenes import WIDE, Scenes
from .setup import config
from .training import Batch, arguments, train

FACTOR = 4
CROPS = 6
"""Crops taken of each render: it is dear to compose."""


def enlarge(small: torch.Tensor) -> torch.Tensor:
    """[B, 3, S, S] to four times the size, as DeepFloyd IF's pipeline does it."""
    side = small.shape[-1] * FACTOR
    return torch.nn.functional.interpolate(small, (side, side), mode="bilinear", align_corners=True)


def loss_of(network: Callable, batch: Batch, text: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The hybrid loss; the enlarged low-resolution picture is noised to a random level of its own."""
    clean = batch["pictures"].permute(0, 3, 1, 2).float() / 127.5 - 1
    enlarged = batch["enlarged"].permute(0, 3, 1, 2).float() / 127.5 - 1
    steps = spread_steps(len(clean), clean.device)
    # Small levels more often: they are what the pipeline uses.
    share = torch.rand(len(clean), device=clean.device).square()
    levels = (share * config()["stage_two"]["highest_noise"]).long()
    noise = torch.randn_like(clean)
    noisy = add_noise(clean, noise, steps)
    condition = add_noise(enlarged, torch.randn_like(enlarged), levels)
    both = torch.cat([noisy, condition], 1).contiguous(memory_format=torch.channels_last)
    output = network(both, steps, encoder_hidden_states=text, class_labels=levels, return_dict=False)[0]
    return hybrid_loss(output, clean, noise, noisy, steps)


def main() -> None:
    options = arguments("stage_two", resolution=64, batch=24)

    def source(seed: int) -> Iterator[Batch]:
        scenes = Scenes(256, WIDE, seed)
        chance = np.random.default_rng(seed)
        crops: list[tuple[torch.Tensor, torch.Tensor, str]] = []
        side = options.resolution
        while True:
            while len(crops) < options.batch * 4:
                picture, caption = scenes.draw()
                whole = torch.from_numpy(picture).permute(2, 0, 1).float()
                small = torch.nn.functional.avg_pool2d(whole[None], FACTOR)
                large = enlarge(small)[0].round().to(torch.uint8)
                for _ in range(CROPS):
                    top, left = (int(value) for value in chance.integers(0, 256 - side + 1, 2))
                    window = (slice(None), slice(top, top + side), slice(left, left + side))
                    target = whole[window].to(torch.uint8)
                    if target.float().std() < 4 and chance.random() < 0.85:
                        continue  # Empty ground teaches little.
                    crops.append((target.permute(1, 2, 0), large[window].permute(1, 2, 0), caption))
            chosen = [crops.pop(int(chance.integers(len(crops)))) for _ in range(options.batch)]
            yield {
                "pictures": torch.stack([target for target, _, _ in chosen]).contiguous(),
                "enlarged": torch.stack([large for _, large, _ in chosen]).contiguous(),
                "captions": [caption for _, _, caption in chosen],
            }

    train("stage_two", stage_two_unet(), source, loss_of, options, config()["stage_two"])


if __name__ == "__main__":
    main()
