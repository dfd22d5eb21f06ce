"""`python -m duckling.stage_one --minutes M [--resolution 16|32|64]` trains the 64 px stage, or first its inner levels."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import torch

from .diffusion import add_noise, hybrid_loss, spread_steps
from .networks import stage_one_unet
from .scenes import EASY, MIDDLE, WIDE, Scenes
from .setup import config
from .training import Batch, arguments, train

KEPT = 3000
"""Scenes that wait to be shown again."""


def loss_of(network: Callable, batch: Batch, text: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The hybrid loss of a batch of scenes at random timesteps."""
    clean = batch["pictures"].permute(0, 3, 1, 2).float() / 127.5 - 1
    clean = clean.contiguous(memory_format=torch.channels_last)
    steps = spread_steps(len(clean), clean.device)
    noise = torch.randn_like(clean)
    noisy = add_noise(clean, noise, steps)
    output = network(noisy, steps, encoder_hidden_states=text, return_dict=False)[0]
    return hybrid_loss(output, clean, noise, noisy, steps)


def main() -> None:
    options = arguments("stage_one", resolution=32, batch=32)

    def source(seed: int) -> Iterator[Batch]:
        scenes = Scenes(64, {"easy": EASY, "middle": MIDDLE, "wide": WIDE}[options.mix], seed)
        kept: list[tuple[np.ndarray, str]] = []
        while True:
            # Composing a scene and reading its caption cost time too: most scenes are shown a few times, noised anew.
            fresh = options.batch if len(kept) < KEPT else options.batch // options.reuse
            drawn = [scenes.draw() for _ in range(fresh)]
            if len(kept) < KEPT:
                kept += drawn
            else:
                for scene in drawn:
                    kept[scenes.words.randrange(KEPT)] = scene
                drawn += scenes.words.sample(kept, options.batch - fresh)
            pictures = torch.stack([torch.from_numpy(picture) for picture, _ in drawn])
            if options.resolution < 64:
                factor = 64 // options.resolution
                small = pictures.reshape(len(drawn), options.resolution, factor, options.resolution, factor, 3)
                pictures = small.float().mean((2, 4)).round().to(torch.uint8)
            yield {"pictures": pictures, "captions": [caption for _, caption in drawn]}

    name = "stage_one" if options.resolution == 64 else f"stage_one_{options.resolution}"
    train(name, stage_one_unet(options.resolution), source, loss_of, options, config()["stage_one"])


if __name__ == "__main__":
    main()
