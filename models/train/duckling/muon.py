"""Muon for the inner weights of a UNet, AdamW for the rest.

Muon (Jordan et al., 2024) replaces each weight's gradient, averaged with momentum, by the nearest matrix whose singular
values are all near one, so every direction of a weight learns at the same speed.
"""

from __future__ import annotations

import torch

from . import fused

OUTSIDE = ("conv_in", "conv_out", "time_emb", "add_embed", "encoder_hid")
"""Parts of the network whose matrices AdamW trains: they face the pixels, the text or the timestep."""
MOMENTUM, DECAY = 0.95, 0.01


STEPS, FIRST, THIRD, FIFTH = 5, 3.4445, -4.7750, 2.0315
"""Newton-Schulz steps, and the factors of x, x x^T x and (x x^T)^2 x in each."""


def orthogonalised(x: torch.Tensor) -> torch.Tensor:
    """bfloat16 or float32 [N, m, n] -> the same shape with all singular values near one: five Newton-Schulz steps."""
    tall = x.shape[1] > x.shape[2]
    if tall:
        x = x.mT.contiguous()
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    if x.dtype == torch.float32 and x.shape[2] >= 2 * x.shape[1]:
        x = _steps_of_square(x @ x.mT) @ x
    else:
        for _ in range(STEPS):
            square = x @ x.mT
            x = torch.baddbmm(x, torch.baddbmm(square, square, square, beta=THIRD, alpha=FIFTH), x, beta=FIRST)
    return x.mT if tall else x


def _steps_of_square(square: torch.Tensor) -> torch.Tensor:
    """All steps at once: x x^T, [N, m, m], -> what x is to be multiplied by from the left, with the same result.

    Each step multiplies x by a polynomial of x x^T, so a wide x is read twice in place of ten times. It needs float32: the square
    of a small singular value is lost in bfloat16.
    """
    total = None
    for step in range(STEPS):
        factor = torch.baddbmm(square, square, square, beta=THIRD, alpha=FIFTH)
        factor.diagonal(dim1=1, dim2=2).add_(FIRST)
        total = factor if total is None else factor @ total
        if step < STEPS - 1:
            square = factor @ square @ factor
    return total


def in_memory_order(values: torch.Tensor) -> torch.Tensor:
    """The values of a matrix, or of a convolution that lies channels-last, as rows: the order of columns is all one to Muon."""
    return (values.permute(0, 2, 3, 1) if values.ndim == 4 else values).flatten(1)


def momentum_step(momentum: torch.Tensor, gradient: torch.Tensor, update: torch.Tensor) -> None:
    """Moves the momentum towards the gradient; `update`, in any type, becomes Nesterov's average of the two."""
    if fused.available():
        fused.kernels().momentum_step(momentum, gradient.contiguous(), update, MOMENTUM)
    else:
        momentum.lerp_(gradient, 1 - MOMENTUM)
        update.copy_(gradient.lerp(momentum, MOMENTUM))


def weight_step(weight: torch.Tensor, update: torch.Tensor, keep: float, rate: float) -> None:
    """weight <- keep * weight + rate * update, in place."""
    if fused.available():
        fused.kernels().weight_step(weight, update, keep, rate)
    else:
        weight.mul_(keep).add_(update, alpha=rate)


class MuonWithAdam:
    """One step for all weights of a network; `share` in 0..1 scales both learning rates (warm-up, decay)."""

    def __init__(self, network: torch.nn.Module, rate: float = 0.02, adam_rate: float = 1.5e-3) -> None:
        named = list(network.named_parameters())
        inner = {name: p for name, p in named if p.ndim >= 2 and not any(part in name for part in OUTSIDE)}
        others = [p for name, p in named if name not in inner]
        self.adam = torch.optim.AdamW(others, lr=adam_rate, betas=(0.9, 0.99), weight_decay=DECAY, fused=True)
        self.inner = inner
        self.momenta = {name: torch.zeros_like(p) for name, p in inner.items()}
        self.rate, self.adam_rate = rate, adam_rate
        self.groups: dict[tuple[int, int], list[str]] = {}
        for name, p in inner.items():
            self.groups.setdefault((p.shape[0], p[0].numel()), []).append(name)

    @torch.no_grad()
    def step(self, share: float) -> None:
        for group in self.adam.param_groups:
            group["lr"] = self.adam_rate * share
        self.adam.step()
        kind = torch.bfloat16 if fused.multiplies_bfloat16() else torch.float32
        for (rows, columns), names in self.groups.items():
            weights = [in_memory_order(self.inner[name]) for name in names]
            updates = torch.empty(len(names), rows, columns, dtype=kind, device=weights[0].device)
            for name, update in zip(names, updates, strict=True):
                momentum_step(in_memory_order(self.momenta[name]), in_memory_order(self.inner[name].grad), update)
            scale = max(1.0, rows / columns) ** 0.5
            for weight, update in zip(weights, orthogonalised(updates).contiguous(), strict=True):
                weight_step(weight, update, 1 - DECAY * self.rate * share, -self.rate * scale * share)

    def state_dict(self) -> dict:
        return {"adam": self.adam.state_dict(), "momenta": {name: m.clone() for name, m in self.momenta.items()}}

    def load_state_dict(self, state: dict) -> None:
        self.adam.load_state_dict(state["adam"])
        for name, momentum in self.momenta.items():
            momentum.copy_(state["momenta"][name])
