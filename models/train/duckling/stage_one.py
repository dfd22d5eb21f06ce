"""`python -m duckling.stage_one --minutes M [--resolution 16|32|64]` trains the 64 px stage, or first its inner levels.

It draws its scenes from the pool that `python -m duckling.pool` makes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import torch

from .diffusion import add_noise, hybrid_loss, spread_steps
from .networks import stage_one_unet
from .pool import SIDE, Pool
from .setup import config, stage_one_name
from .training import Batch, arguments, train


def reduced(pictures: torch.Tensor, side: int) -> torch.Tensor:
    """uint8 [B, 64, 64, 3] -> float32 [B, 3, side, side] in [-1, 1], each pixel the mean of those it covers."""
    factor = SIDE // side
    blocks = pictures.unflatten(2, (side, factor)).unflatten(1, (side, factor)).float().mean((2, 4))
    return (blocks / 127.5 - 1).permute(0, 3, 1, 2)


def loss_of(network: Callable, batch: Batch, tilt: float) -> tuple[torch.Tensor, torch.Tensor]:
    """The hybrid loss of a batch of scenes at random timesteps."""
    clean = batch["pictures"]
    steps = spread_steps(len(clean), clean.device, tilt)
    noise = torch.randn_like(clean)
    noisy = add_noise(clean, noise, steps)
    output = network(noisy, steps, encoder_hidden_states=batch["text"].float(), return_dict=False)[0]
    return hybrid_loss(output, clean, noise, noisy, steps)


def main() -> None:
    parser = arguments("stage_one", resolution=32, batch=64)
    parser.add_argument(
        "--positions", type=int, default=77, help="text positions of most batches; one in seven has all"
    )
    parser.add_argument(
        "--tilt",
        type=float,
        default=0.65,
        help="below 1 draws high noise levels more often: where it is decided what is shown",
    )
    options = parser.parse_args()

    def source(seed: int) -> Iterator[Batch]:
        pool, number = Pool(seed), 0
        while True:
            pictures, text = pool.draw(options.batch)
            clean = reduced(pictures, options.resolution).contiguous(memory_format=torch.channels_last)
            number += 1
            yield {"pictures": clean, "text": text if number % 7 == 0 else text[:, : options.positions]}

    unet = stage_one_unet(options.resolution)
    train(
        "stage_one",
        stage_one_name(options.resolution),
        unet,
        source,
        lambda net, batch: loss_of(net, batch, options.tilt),
        options,
        config()["stage_one"],
    )


if __name__ == "__main__":
    main()
