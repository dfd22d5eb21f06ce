"""The noise schedule of DeepFloyd IF and the loss of Improved DDPM, for v-prediction."""

from __future__ import annotations

import math

import torch

STEPS = 1000


def _cosine_alpha_bar() -> torch.Tensor:
    """float64 [1000]: the cosine schedule ("squaredcos_cap_v2" in diffusers)."""

    def curve(share: float) -> float:
        return math.cos((share + 0.008) / 1.008 * math.pi / 2) ** 2

    betas = [min(1 - curve((i + 1) / STEPS) / curve(i / STEPS), 0.999) for i in range(STEPS)]
    return torch.cumprod(1 - torch.tensor(betas, dtype=torch.float64), 0)


ALPHA_BAR = _cosine_alpha_bar()
_BEFORE = torch.cat([torch.ones(1, dtype=torch.float64), ALPHA_BAR[:-1]])
_BETA = 1 - ALPHA_BAR / _BEFORE
_POSTERIOR = (_BETA * (1 - _BEFORE) / (1 - ALPHA_BAR)).clamp(min=1e-20)
_LOG_LOW = _POSTERIOR.log()
_LOG_LOW[0] = _LOG_LOW[1]
_LOG_HIGH = _BETA.log()
_MEAN_FACTOR = _BETA * _BEFORE.sqrt() / (1 - ALPHA_BAR)
"""Of x0 in the posterior mean."""
_TABLE = torch.stack([ALPHA_BAR, _LOG_LOW, _LOG_HIGH, _MEAN_FACTOR]).float()


def add_noise(clean: torch.Tensor, noise: torch.Tensor, steps: torch.Tensor) -> torch.Tensor:
    """x_t for a timestep per row."""
    alpha_bar = _TABLE[0].to(clean.device)[steps][:, None, None, None]
    return alpha_bar.sqrt() * clean + (1 - alpha_bar).sqrt() * noise


def spread_steps(rows: int, device: torch.device, tilt: float = 0.65) -> torch.Tensor:
    """int64 [rows]: timesteps in random order, spread over the range evenly, which steadies the loss.

    A tilt below 1 draws the noisier half more often (0.65: two in three), where it is decided what the picture shows.
    """
    places = (torch.arange(rows, device=device) + torch.rand(rows, device=device)) / rows
    return (places[torch.randperm(rows, device=device)].pow(tilt) * STEPS).long().clamp(max=STEPS - 1)


def hybrid_loss(
    output: torch.Tensor, clean: torch.Tensor, noise: torch.Tensor, noisy: torch.Tensor, steps: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean squared error of v, and the variational term that teaches the variance alone (the mean is detached).

    Improved DDPM, section 3.1, with the learned range of variances. Returns (error, variational term).
    """
    table = _TABLE.to(clean.device)[:, steps][..., None, None, None]
    alpha_bar, low, high, factor = table
    v, share = output.float().chunk(2, dim=1)
    target = alpha_bar.sqrt() * noise - (1 - alpha_bar).sqrt() * clean
    error = (v - target).pow(2).mean()

    log_variance = low + (share + 1) / 2 * (high - low)
    estimate = (alpha_bar.sqrt() * noisy - (1 - alpha_bar).sqrt() * v.detach()).clamp(-1, 1)
    gap = factor * (estimate - clean)
    divergence = 0.5 * (log_variance - low - 1 + (low - log_variance).exp() + gap.pow(2) * (-log_variance).exp())
    return error, divergence.clamp(max=20).mean()
