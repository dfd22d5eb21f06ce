"""Muon for the inner weights of a UNet, AdamW for the rest.

Muon (Jordan et al., 2024) replaces each weight's gradient, averaged with momentum, by the nearest matrix whose singular
values are all near one, so every direction of a weight learns at the same speed.
"""

from __future__ import annotations

import torch

OUTSIDE = ("conv_in", "conv_out", "time_emb", "add_embed", "encoder_hid")
"""Parts of the network whose matrices AdamW trains: they face the pixels, the text or the timestep."""
MOMENTUM, DECAY = 0.95, 0.01


@torch.no_grad()
def orthogonalised(updates: torch.Tensor) -> torch.Tensor:
    """[N, m, n] -> the same shape with all singular values near one: five Newton-Schulz steps in bfloat16."""
    x = updates.bfloat16()
    tall = x.shape[1] > x.shape[2]
    if tall:
        x = x.mT.contiguous()
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(5):
        square = x @ x.mT
        x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
    return (x.mT if tall else x).float()


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
        for (rows, columns), names in self.groups.items():
            updates = []
            for name in names:
                gradient, momentum = self.inner[name].grad, self.momenta[name]
                momentum.lerp_(gradient, 1 - MOMENTUM)
                updates.append(gradient.lerp(momentum, MOMENTUM).reshape(rows, columns))
            scale = max(1.0, rows / columns) ** 0.5
            for name, update in zip(names, orthogonalised(torch.stack(updates)), strict=True):
                weight = self.inner[name]
                weight.mul_(1 - DECAY * self.rate * share)
                weight.add_(update.view(weight.shape), alpha=-self.rate * scale * share)

    def state_dict(self) -> dict:
        return {"adam": self.adam.state_dict(), "momenta": {name: m.clone() for name, m in self.momenta.items()}}

    def load_state_dict(self, state: dict) -> None:
        self.adam.load_state_dict(state["adam"])
        for name, momentum in self.momenta.items():
            momentum.copy_(state["momenta"][name])
