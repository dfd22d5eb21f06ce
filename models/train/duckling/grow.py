"""`python -m duckling.grow --to 32|64` puts one more level around the network that was trained at half that size.

What is inside keeps its weights. The new blocks between the larger picture and the old ones are fitted, for a minute or
two, to hand the old ones what they knew: a noisy picture averaged over 2x2 pixels is one of weaker noise, so the time
embedding too is refitted to say which timestep of the small network a timestep of the large one amounts to. How the
new output blocks turn features into pixels is left to the training that follows.
"""

from __future__ import annotations

import argparse

import torch
from diffusers import UNet2DConditionModel
from torch.nn.functional import avg_pool2d, mse_loss

from .diffusion import ALPHA_BAR, STEPS, add_noise
from .networks import stage_one_unet
from .pool import Pool
from .setup import WORK, stage_one_name
from .stage_one import reduced


def inner_name(name: str, levels: int) -> str | None:
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


def refit_time(new: UNet2DConditionModel, old: UNet2DConditionModel, match: torch.Tensor) -> float:
    """Teaches the new network's time embedding to answer as the old one's does at the matching timesteps, int64 [1000].

    Returns the share of variance left over.
    """
    with torch.no_grad():
        wanted = old.time_embedding(old.time_proj(match))
    waves = new.time_proj(torch.arange(STEPS))
    optimizer = torch.optim.Adam(new.time_embedding.parameters(), 2e-3)
    for step in range(400):
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * (1 - step / 400)
        loss = (new.time_embedding(waves) - wanted).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return (loss / wanted.var()).item()


def _embedding(unet: UNet2DConditionModel, steps: torch.Tensor, text: torch.Tensor) -> torch.Tensor:
    """What every block is told: timestep and pooled text."""
    return unet.time_embedding(unet.time_proj(steps)) + unet.add_embedding(text)


def _refit_passage(large: UNet2DConditionModel, small: UNet2DConditionModel, rounds: int, batch: int = 16) -> float:
    """Fits the blocks around the old ones to what those were given before. Returns the share of variance left over."""
    side = large.config["sample_size"]
    pool = Pool(seed=11)
    entry, last = large.down_blocks[1], large.up_blocks[-2].resnets[-1]
    trained = [*large.conv_in.parameters(), *large.down_blocks[0].parameters(), *entry.parameters(), *last.parameters()]
    optimizer = torch.optim.AdamW(trained, 2e-3, weight_decay=0.0)
    match = matching_steps()
    caught: dict[str, torch.Tensor] = {}

    def catch(_module: torch.nn.Module, inputs: tuple, output: torch.Tensor) -> None:
        caught.update(hidden=inputs[0], output=output)

    hook = small.up_blocks[-1].resnets[-1].register_forward_hook(catch)
    rest = 1.0
    for number in range(rounds):
        pictures, text = pool.draw(batch)
        clean, text = reduced(pictures, side), text.float()
        steps = torch.randint(0, STEPS, (batch,))
        noisy = add_noise(clean, torch.randn_like(clean), steps)
        scale = (ALPHA_BAR[match[steps]] / ALPHA_BAR[steps]).sqrt().float()[:, None, None, None]
        with torch.no_grad():
            halved = avg_pool2d(noisy, 2) * scale
            small(halved, match[steps], encoder_hidden_states=text)
            embedding = _embedding(small, match[steps], text)
            wanted, wanted_skips = small.down_blocks[0](small.conv_in(halved), embedding)
            width = wanted_skips[0].shape[1]
            following = caught["hidden"][:, :width]
            embedding_large = _embedding(large, steps, text)
        hidden, _ = large.down_blocks[0](large.conv_in(noisy), embedding_large)
        got, got_skips = entry(hidden, embedding_large)
        answer = last(torch.cat([following, hidden], 1), embedding_large)
        pairs = [(got, wanted), *zip(got_skips, wanted_skips, strict=True), (answer, caught["output"])]
        loss = sum(mse_loss(one, other) / other.var() for one, other in pairs) / len(pairs)
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * min(1, (number + 1) / 20) * (1 - number / rounds)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        rest += 0.05 * (loss.item() - rest)
        if number % 50 == 0:
            print(f"passage: {rest:.3f} left over after {number} rounds", flush=True)
    hook.remove()
    return rest


def grown(state: dict[str, torch.Tensor], side: int, rounds: int) -> UNet2DConditionModel:
    """The network for `side` px from the weights of the one for half of that."""
    small, large = stage_one_unet(side // 2).eval().requires_grad_(False), stage_one_unet(side)
    small.load_state_dict(state)
    levels = len(large.config["block_out_channels"])
    with torch.no_grad():
        for name, value in large.state_dict().items():
            inner = inner_name(name, levels)
            if inner in state and state[inner].shape == value.shape:
                value.copy_(state[inner])
    print(
        f"time embedding refitted, {refit_time(large, small, matching_steps()):.4f} of its variance left over",
        flush=True,
    )
    print(f"passage refitted, {_refit_passage(large, small, rounds):.3f} of its variance left over", flush=True)
    return large


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.grow")
    parser.add_argument("--to", type=int, choices=(32, 64), required=True)
    parser.add_argument("--rounds", type=int, default=300)
    options = parser.parse_args()
    saved = torch.load(WORK / f"{stage_one_name(options.to // 2)}.pt", map_location="cpu", weights_only=True)
    network = grown(saved["average"], options.to, options.rounds)
    state = {key: value.detach().clone() for key, value in network.state_dict().items()}
    target = WORK / f"{stage_one_name(options.to)}.pt"
    channels = list(network.config["block_out_channels"])
    new = {"network": state, "average": state, "updates": 0, "progress": saved["progress"], "channels": channels}
    torch.save(new, target)
    print(f"{sum(value.numel() for value in state.values()) / 1e6:.1f}M parameters in {target}")


if __name__ == "__main__":
    main()
