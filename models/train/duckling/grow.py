"""`python -m duckling.grow` puts the 64 px level around the network that was trained at 32 px.

The new level begins as a mere passage: its blocks add nothing yet, so that a picture is averaged on the way in and enlarged on
the way out. Noise of one timestep is weaker by half after averaging; so the time embedding is refitted to say which timestep
of the small network a timestep of the large one amounts to.
"""

from __future__ import annotations

import torch
from diffusers import UNet2DConditionModel

from .diffusion import ALPHA_BAR, STEPS
from .networks import stage_one_unet
from .setup import WORK


def _inner_name(name: str, levels: int) -> str | None:
    """Where a parameter of the large network stood in the small one, or None for what is new."""
    for blocks, new_block in (("down_blocks.", 0), ("up_blocks.", levels - 1)):
        if name.startswith(blocks):
            number, rest = name[len(blocks) :].split(".", 1)
            if int(number) == new_block:
                return None
            return f"{blocks}{int(number) - 1 if blocks == 'down_blocks.' else number}.{rest}"
    return name


def matching_steps() -> torch.Tensor:
    """int64 [1000]: the timestep whose noise is half as strong, next to the signal, as each timestep's."""
    ratio = ((1 - ALPHA_BAR) / ALPHA_BAR).sqrt()
    return (ratio[:, None] / 2 - ratio[None]).abs().argmin(dim=1)


def _refit_time(large: UNet2DConditionModel, small: UNet2DConditionModel) -> float:
    """Teaches the large network's time embedding to answer as the small one's does at the matching timestep."""
    with torch.no_grad():
        wanted = small.time_embedding(small.time_proj(matching_steps()))
    waves = large.time_proj(torch.arange(STEPS))
    optimizer = torch.optim.Adam(large.time_embedding.parameters(), 2e-3)
    for step in range(400):
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * (1 - step / 400)
        loss = (large.time_embedding(waves) - wanted).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return (loss / wanted.var()).item()


def grown(state: dict[str, torch.Tensor]) -> UNet2DConditionModel:
    """The 64 px network from the weights of the 32 px one."""
    small, large = stage_one_unet(32), stage_one_unet(64)
    small.load_state_dict(state)
    levels = len(large.config["block_out_channels"])
    own = large.state_dict()
    with torch.no_grad():
        for name, value in own.items():
            inner = _inner_name(name, levels)
            if inner in state and state[inner].shape == value.shape:
                value.copy_(state[inner])
        # The new blocks add nothing at first, and the shortcut past them keeps what comes from within.
        width = large.config["block_out_channels"][0]
        for block in (large.down_blocks[0], large.up_blocks[-1]):
            for resnet in [*block.resnets, *(block.downsamplers if hasattr(block, "downsamplers") else [])]:
                resnet.conv2.weight.zero_()
                resnet.conv2.bias.zero_()
                if resnet.conv_shortcut is not None:
                    resnet.conv_shortcut.weight.zero_()
                    resnet.conv_shortcut.bias.zero_()
                    resnet.conv_shortcut.weight[:, :width, 0, 0] = torch.eye(width)
        for upsampler in large.up_blocks[-2].upsamplers:
            upsampler.conv2.weight.zero_()
            upsampler.conv2.bias.zero_()
    print(f"time embedding refitted, {_refit_time(large, small):.4f} of its variance left over", flush=True)
    return large


def main() -> None:
    saved = torch.load(WORK / "stage_one_32.pt", map_location="cpu", weights_only=True)
    network = grown(saved["average"])
    state = {key: value.detach().clone() for key, value in network.state_dict().items()}
    torch.save({"network": state, "average": state, "updates": 0, "progress": saved["progress"]}, WORK / "stage_one.pt")
    print(f"{sum(value.numel() for value in state.values()) / 1e6:.1f}M parameters in {WORK / 'stage_one.pt'}")


if __name__ == "__main__":
    main()
