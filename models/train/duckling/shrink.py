"""`python -m duckling.shrink FOLDER --to 16` takes the inner levels out of a 64 px network, to train them on at 16 or 32 px.

FOLDER holds a UNet in the diffusers layout with the channels of config.toml. The convolutions at the pixels begin anew; the
time embedding is refitted, because a small picture with the noise of timestep t is a large one with stronger noise.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from diffusers import UNet2DConditionModel

from .diffusion import ALPHA_BAR
from .grow import inner_name, refit_time
from .networks import stage_one_unet
from .setup import WORK, stage_one_name


def shrunk(large: UNet2DConditionModel, side: int) -> UNet2DConditionModel:
    """The network for `side` px with the inner weights of a larger one."""
    small = stage_one_unet(side)
    levels, wanted = len(large.config["block_out_channels"]), len(small.config["block_out_channels"])
    names = {name: name for name in large.state_dict()}
    for count in range(levels, wanted, -1):
        names = {name: inner_name(inner, count) for name, inner in names.items() if inner_name(inner, count)}
    state = small.state_dict()
    with torch.no_grad():
        for name, inner in names.items():
            value = large.state_dict()[name]
            if inner in state and state[inner].shape == value.shape and not inner.startswith(("conv_in", "conv_out")):
                state[inner].copy_(value)
    ratio = ((1 - ALPHA_BAR) / ALPHA_BAR).sqrt()
    factor = large.config["sample_size"] // side
    match = (ratio[:, None] * factor - ratio[None]).abs().argmin(dim=1)
    print(f"time embedding refitted, {refit_time(small, large, match):.4f} of its variance left over", flush=True)
    return small


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.shrink")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--to", type=int, choices=(16, 32), default=16)
    options = parser.parse_args()
    large = UNet2DConditionModel.from_pretrained(options.folder, torch_dtype=torch.float32)
    network = shrunk(large, options.to)
    state = {name: value.detach().clone() for name, value in network.state_dict().items()}
    progress = {"step": 0, "pictures": 0, "seconds": 0.0}
    target = WORK / f"{stage_one_name(options.to)}.pt"
    torch.save({"network": state, "average": state, "updates": 0, "progress": progress}, target)
    print(target)


if __name__ == "__main__":
    main()
