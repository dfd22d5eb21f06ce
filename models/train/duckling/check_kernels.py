"""`python -m duckling.check_kernels` holds the fused network against diffusers' own, and says how fast both are here.

The gradient of every weight is compared with diffusers' in float32. The fused network may be off by what autocast to bfloat16 is
off by, and a little more, where the processor multiplies bfloat16, and by rounding elsewhere; otherwise the command fails.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import torch
from diffusers import UNet2DConditionModel

from .attention import PlainAddedAttention
from .fused import kept_type
from .fused_unet import FusedUNet
from .networks import stage_one_unet
from .setup import config
from .stage_one import loss_of
from .training import Batch


def _batch(side: int, count: int) -> Batch:
    """Blotches and noise in place of pictures and text: no step before this one is needed."""
    blotches = torch.nn.functional.interpolate(torch.randn(count, 3, side // 4, side // 4), scale_factor=4)
    pictures = blotches.clamp(-1, 1).contiguous(memory_format=torch.channels_last)
    return {"pictures": pictures, "text": torch.randn(count, 32, config()["text"]["width"])}


def _network(side: int) -> UNet2DConditionModel:
    """A new network, its last layer scaled up so that every gradient counts."""
    torch.manual_seed(1)
    unet = stage_one_unet(side).to(memory_format=torch.channels_last)
    unet.set_attn_processor(PlainAddedAttention())
    with torch.no_grad():
        unet.conv_out.weight.normal_(0, 0.03)
    return unet


def _gradients(network: Callable, unet: UNet2DConditionModel, batch: Batch, autocast: bool) -> list[torch.Tensor]:
    torch.manual_seed(2)
    unet.zero_grad()
    with torch.autocast("cpu", torch.bfloat16, enabled=autocast):
        error, divergence = loss_of(network, batch, 0.65)
    (error + 0.02 * divergence).backward()
    return [parameter.grad.clone() for parameter in unet.parameters()]


def _speed(network: Callable, unet: UNet2DConditionModel, batch: Batch, autocast: bool) -> float:
    """Pictures to a second of processor time, without the optimiser."""
    times = []
    for _ in range(4):
        start = time.process_time()
        _gradients(network, unet, batch, autocast)
        times.append(time.process_time() - start)
    return len(batch["text"]) / min(times)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.check_kernels")
    parser.add_argument("--resolution", type=int, choices=(16, 32, 64), default=16)
    parser.add_argument("--batch", type=int, default=32)
    options = parser.parse_args()
    torch.set_num_threads(1)
    unet = _network(options.resolution)
    if not FusedUNet.supports(unet):
        raise SystemExit("the kernels need a processor with AVX2, and a C++ compiler")
    fused, batch = FusedUNet(unet), _batch(options.resolution, options.batch)
    exact = _gradients(unet, unet, batch, autocast=False)
    # Keys have a bias whose gradient is zero in exact numbers.
    kept = [row for row, (name, _) in enumerate(unet.named_parameters()) if not name.endswith("k_proj.bias")]
    kept = [row for row in kept if exact[row].norm() > 1e-5 * exact[row].numel() ** 0.5]

    def distances(found: list[torch.Tensor]) -> list[float]:
        return [((found[row] - exact[row]).norm() / exact[row].norm()).item() for row in kept]

    ours, rounds = distances(_gradients(fused, unet, batch, autocast=False)), kept_type() == torch.bfloat16
    found, median, largest = {"fused": ours}, 1e-4, 1e-2
    if rounds:
        found["autocast"] = distances(_gradients(unet, unet, batch, autocast=True))
        median, largest = 1.5 * statistics.median(found["autocast"]), 0.5
    for name, each in found.items():
        print(
            f"{name}: median distance {statistics.median(each):.2g}, largest {max(each):.2g} of {len(kept)} gradients"
        )
    print(f"fused: {_speed(fused, unet, batch, autocast=False):.1f} pictures to a second of one core")
    print(f"{'autocast' if rounds else 'diffusers'}: {_speed(unet, unet, batch, autocast=rounds):.1f}")
    if statistics.median(ours) > median or max(ours) > largest:
        raise SystemExit("the fused network's gradients are wrong")


if __name__ == "__main__":
    main()
