"""A small sampler for the contact sheets and the evaluation: DPM-Solver++ (2M) with guidance, views and components."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import torch
from diffusers import UNet2DConditionModel

from .diffusion import ALPHA_BAR, add_noise
from .fused_unet import FusedUNet

Change = Callable[[torch.Tensor], torch.Tensor]
"""A map of [B, 3, S, S] to the same shape."""


def identity(pictures: torch.Tensor) -> torch.Tensor:
    return pictures


@dataclass(frozen=True)
class Part:
    """One reading of the picture: its text, how the network sees the picture, and what becomes of the noise it predicts."""

    text: torch.Tensor
    """[B, L, D]"""
    view: Change = identity
    back: Change = identity
    weight: float = field(default=1.0)


def flip(pictures: torch.Tensor) -> torch.Tensor:
    """Upside down by mirroring the rows."""
    return pictures.flip(-2)


def low_pass(sigma: float) -> Change:
    """A Gaussian of so many pixels, mirrored at the edges."""
    reach = int(np.ceil(3 * sigma))
    places = torch.arange(-reach, reach + 1).float()
    kernel = torch.exp(-places.square() / (2 * sigma**2))
    kernel = kernel / kernel.sum()

    def blur(pictures: torch.Tensor) -> torch.Tensor:
        weights = kernel.to(pictures)
        count = pictures.shape[1]
        wide = torch.nn.functional.pad(pictures, (reach,) * 4, mode="reflect")
        across = torch.nn.functional.conv2d(wide, weights.view(1, 1, 1, -1).repeat(count, 1, 1, 1), groups=count)
        return torch.nn.functional.conv2d(across, weights.view(1, 1, -1, 1).repeat(count, 1, 1, 1), groups=count)

    return blur


def high_pass(sigma: float) -> Change:
    """What the Gaussian takes away."""
    blur = low_pass(sigma)
    return lambda pictures: pictures - blur(pictures)


def _timesteps(count: int) -> list[int]:
    """Evenly spaced from 995 down, as diffusers' DPMSolverMultistepScheduler with lambda_min_clipped -5.1."""
    return [int(step) for step in np.linspace(0, 995, count + 1).round()[::-1][:-1]]


def _threshold(estimate: torch.Tensor, highest: float) -> torch.Tensor:
    """Dynamic thresholding at the 95th percentile."""
    limit = torch.quantile(estimate.abs().flatten(1), 0.95, dim=1).clamp(1, highest)[:, None, None, None]
    return estimate.clamp(-limit, limit) / limit


def _solve(
    start: torch.Tensor,
    count: int,
    highest: float,
    predict_noise: Callable[[torch.Tensor, int], torch.Tensor],
    refine: Change = identity,
) -> torch.Tensor:
    """DPM-Solver++ (2M) on the estimate of the clean picture, which `refine` changes at every step."""
    noisy, before, before_gap = start, None, 0.0
    steps = _timesteps(count)
    for place, step in enumerate(steps):
        alpha, sigma = float(ALPHA_BAR[step].sqrt()), float((1 - ALPHA_BAR[step]).sqrt())
        estimate = refine(_threshold((noisy - sigma * predict_noise(noisy, step)) / alpha, highest))
        if place == len(steps) - 1:
            return estimate
        after = ALPHA_BAR[steps[place + 1]]
        alpha_after, sigma_after = float(after.sqrt()), float((1 - after).sqrt())
        gap = float(np.log(alpha_after / sigma_after) - np.log(alpha / sigma))
        growth = float(np.expm1(-gap))
        direction = estimate
        if before is not None:
            direction = estimate + 0.5 * (estimate - before) * gap / before_gap
        noisy = sigma_after / sigma * noisy - alpha_after * growth * direction
        before, before_gap = estimate, gap
    raise ValueError("sampling needs at least one step")


def _to_noise(v: torch.Tensor, noisy: torch.Tensor, step: int) -> torch.Tensor:
    alpha_bar = float(ALPHA_BAR[step])
    return (1 - alpha_bar) ** 0.5 * noisy + alpha_bar**0.5 * v


Weigh = Callable[[list[torch.Tensor]], torch.Tensor]
"""What each part sees of x_t, [B, 3, S, S] each, to weights [B, parts] that sum to 1."""


def merge_noise(
    parts: list[Part], estimates: list[torch.Tensor], weights: torch.Tensor, shares: torch.Tensor, rectify: bool
) -> torch.Tensor:
    """The weighted sum [B, 3, S, S] of the parts' guided estimates, taken back to x. The bot's merge.ts does the same.

    `weights` [B, parts] are those of the sum. With `rectify`, the result gets the power that the estimates have in the mean by
    `shares` [B, parts]: sqrt(sum of share * |estimate|^2 / |result|^2).
    """
    taken_back = [part.back(estimate) for part, estimate in zip(parts, estimates, strict=True)]
    result = sum(weight[:, None, None, None] * noise for weight, noise in zip(weights.T, taken_back, strict=True))
    if not rectify or len(estimates) < 2:
        return result
    power = torch.stack([estimate.square().sum((1, 2, 3)) for estimate in estimates], 1)
    factor = ((shares * power).sum(1) / result.square().sum((1, 2, 3))).sqrt()
    return factor[:, None, None, None] * result


@torch.inference_mode()
def sample_stage_one(
    unet: UNet2DConditionModel | FusedUNet,
    parts: list[Part],
    empty: torch.Tensor,
    seeds: list[int],
    steps: int = 25,
    guidance: float = 4.0,
    side: int = 64,
    rectify: bool = False,
    weigh: Weigh | None = None,
) -> torch.Tensor:
    """[B, 3, side, side] in [-1, 1]. Several parts are merged by their weighted sum: an anagram's are 1/V each, or by `weigh`."""
    start = torch.stack([torch.randn(3, side, side, generator=torch.Generator().manual_seed(seed)) for seed in seeds])
    blank = empty.expand(len(seeds), -1, -1)

    def predict(noisy: torch.Tensor, step: int) -> torch.Tensor:
        views, estimates = [part.view(noisy) for part in parts], []
        for part, seen in zip(parts, views, strict=True):
            rows = torch.cat([seen, seen]).contiguous(memory_format=torch.channels_last)
            steps_of_rows, text = torch.full((len(rows),), step), torch.cat([blank, part.text])
            v = unet(rows, steps_of_rows, encoder_hidden_states=text, return_dict=False)[0][:, :3].float()
            without, following = _to_noise(v, rows, step).chunk(2)
            estimates.append(without + guidance * (following - without))
        equal = torch.full((len(noisy), len(parts)), 1 / len(parts))
        weights = (
            torch.tensor([part.weight for part in parts]).expand(len(noisy), -1) if weigh is None else weigh(views)
        )
        shares = equal if weigh is None else weights
        return merge_noise(parts, estimates, weights, shares, rectify)

    return _solve(start, steps, 1.5, predict)


@torch.inference_mode()
def sample_stage_two(
    unet: UNet2DConditionModel,
    small: torch.Tensor,
    text: torch.Tensor,
    seeds: list[int],
    steps: int = 10,
    noise_level: int = 50,
    back_projections: int = 0,
) -> torch.Tensor:
    """[B, 3, 256, 256] from [B, 3, 64, 64], without guidance.

    So often at every step the estimate is brought back to agree with the small picture: what its average over each small pixel
    lacks is added, enlarged smoothly.
    """
    from .stage_two import FACTOR, enlarge

    enlarged = enlarge(small)
    draws = [torch.Generator().manual_seed(seed) for seed in seeds]
    start = torch.stack([torch.randn(enlarged.shape[1:], generator=draw) for draw in draws])
    noise = torch.stack([torch.randn(enlarged.shape[1:], generator=draw) for draw in draws])
    levels = torch.full((len(seeds),), noise_level)
    condition = add_noise(enlarged, noise, levels)

    def predict(noisy: torch.Tensor, step: int) -> torch.Tensor:
        rows = torch.cat([noisy, condition], 1).contiguous(memory_format=torch.channels_last)
        v = unet(rows, step, encoder_hidden_states=text, class_labels=levels, return_dict=False)[0][:, :3]
        return _to_noise(v, noisy, step)

    def agree(estimate: torch.Tensor) -> torch.Tensor:
        for _ in range(back_projections):
            lacking = small - torch.nn.functional.avg_pool2d(estimate, FACTOR)
            size = estimate.shape[-2:]
            smooth = torch.nn.functional.interpolate(lacking, size, mode="bicubic", antialias=True)
            estimate = estimate + smooth
        return estimate

    return _solve(start, steps, 1.0, predict, agree)


def to_bytes(pictures: torch.Tensor) -> np.ndarray:
    """uint8 [B, S, S, 3]."""
    return ((pictures.permute(0, 2, 3, 1) / 2 + 0.5).clamp(0, 1) * 255).round().to(torch.uint8).numpy()
