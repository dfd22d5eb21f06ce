"""`python -m duckling.stage_two --minutes M` trains the stage from 64 to 256 px, on 64 px crops of 256 px renders."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset

from .compositions import Compositions
from .diffusion import add_noise, hybrid_loss, spread_steps
from .networks import stage_two_unet
from .setup import config
from .text import TextCache
from .training import Batch, arguments, train

FACTOR = 4
CROPS = 6
"""Crops taken of each render: it is dear to compose."""


def enlarge(small: torch.Tensor) -> torch.Tensor:
    """[B, 3, S, S] to four times the size, as DeepFloyd IF's pipeline does it."""
    side = small.shape[-1] * FACTOR
    return torch.nn.functional.interpolate(small, (side, side), mode="bilinear", align_corners=True)


def loss_of(network: Callable, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
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
    output = network(both, steps, encoder_hidden_states=batch["text"].float(), class_labels=levels, return_dict=False)[
        0
    ]
    return hybrid_loss(output, clean, noise, noisy, steps)


def crops(side: int, batch: int, seed: int) -> Iterator[dict]:
    """Endless batches of targets and enlarged small pictures, uint8 [B, S, S, 3], with their captions."""
    scenes, rng = Compositions(256, seed), np.random.default_rng(seed)
    kept: list[tuple[torch.Tensor, torch.Tensor, str]] = []
    while True:
        while len(kept) < batch * 4:
            picture, caption = scenes.draw()
            whole = torch.from_numpy(picture).permute(2, 0, 1).float()
            small = torch.nn.functional.avg_pool2d(whole[None], FACTOR)
            large = enlarge(small)[0].round().to(torch.uint8)
            for _ in range(CROPS):
                top, left = (int(value) for value in rng.integers(0, 256 - side + 1, 2))
                window = (slice(None), slice(top, top + side), slice(left, left + side))
                target = whole[window].to(torch.uint8)
                if target.float().std() < 4 and rng.random() < 0.85:
                    continue  # Empty ground teaches little.
                kept.append((target.permute(1, 2, 0), large[window].permute(1, 2, 0), caption))
        chosen = [kept.pop(int(rng.integers(len(kept)))) for _ in range(batch)]
        yield {
            "pictures": torch.stack([target for target, _, _ in chosen]).contiguous(),
            "enlarged": torch.stack([large for _, large, _ in chosen]).contiguous(),
            "captions": ["" if rng.random() < 0.1 else caption for _, _, caption in chosen],
        }


class _Source(IterableDataset):
    """Crops for a loader's worker."""

    def __init__(self, side: int, batch: int, seed: int) -> None:
        self.side, self.batch, self.seed = side, batch, seed

    def __iter__(self) -> Iterator[dict]:
        worker = torch.utils.data.get_worker_info()
        torch.set_num_threads(1)
        return crops(self.side, self.batch, self.seed * 64 + (worker.id if worker else 0))


def main() -> None:
    parser = arguments("stage_two", resolution=64, batch=24)
    parser.add_argument("--workers", type=int, default=1, help="processes that compose scenes")
    options = parser.parse_args()

    def source(seed: int) -> Iterator[Batch]:
        data = _Source(options.resolution, options.batch, seed % 2**24)
        text_of = TextCache()
        for batch in DataLoader(data, batch_size=None, num_workers=options.workers):
            yield {"text": text_of(batch.pop("captions")), **batch}

    train("stage_two", "stage_two", stage_two_unet(), source, loss_of, options, config()["stage_two"])


if __name__ == "__main__":
    main()
