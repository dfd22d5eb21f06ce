"""The operations of kernels/ with their gradients, and convolutions and dense layers in bfloat16 beside them.

All activations are [B, H, W, C] in bfloat16 and contiguous; weights stay float32 and are rounded where they are used.
"""

from __future__ import annotations

import functools
from pathlib import Path
from subprocess import SubprocessError
from types import ModuleType

import torch

PROCESSOR = ("avx512f", "avx512vl", "avx512bw", "avx512dq", "avx512_bf16")
"""What the kernels need. AMX is used where it is there as well."""


def _processor_flags() -> set[str]:
    path = Path("/proc/cpuinfo")
    return set(path.read_text().split()) if path.exists() else set()


@functools.cache
def multiplies_bfloat16() -> bool:
    """Whether the hardware multiplies bfloat16. Elsewhere it is many times slower than float32."""
    return torch.cuda.is_available() or not _processor_flags().isdisjoint(("avx512_bf16", "amx_bf16"))


@functools.cache
def available() -> bool:
    """Whether the kernels work here: the processor has AVX-512 with bfloat16, and they can be compiled."""
    if torch.cuda.is_available() or not _processor_flags().issuperset(PROCESSOR):
        return False
    try:
        kernels()
    except (RuntimeError, ImportError, OSError, SubprocessError) as problem:
        print(f"training goes on without the fused kernels, which could not be compiled: {problem}", flush=True)
        return False
    return True


@functools.cache
def kernels() -> ModuleType:
    """kernels/*.cpp, compiled once and kept by PyTorch; needs ninja and a C++ compiler (GCC 11, Clang 12)."""
    from torch.utils.cpp_extension import load

    sources = [str(path) for path in sorted(Path(__file__).with_name("kernels").glob("*.cpp"))]
    tiles = ["-mamx-tile", "-mamx-bf16"] if "amx_bf16" in _processor_flags() else []
    flags = ["-O3", "-std=c++20", "-march=x86-64-v4", "-mavx512bf16", "-mtune=native", *tiles]
    return load("duckling_kernels_amx" if tiles else "duckling_kernels", sources, extra_cflags=flags)


class Norm(torch.autograd.Function):
    """silu(group_norm(x) * (1 + scale) + shift), the activation and the modulation float32 [B, 2C] at choice."""

    @staticmethod
    def forward(ctx, x, gamma, beta, change, groups, epsilon, act):
        x, change = x.contiguous(), None if change is None else change.contiguous()
        y, statistics = kernels().norm_forward(x, gamma, beta, change, groups, epsilon, act)
        ctx.save_for_backward(x, gamma, beta, change, statistics)
        ctx.settings = groups, act
        return y

    @staticmethod
    def backward(ctx, dy):
        x, gamma, beta, change, statistics = ctx.saved_tensors
        dx, dgamma, dbeta, dchange = kernels().norm_backward(
            dy.contiguous(), x, statistics, gamma, beta, change, *ctx.settings
        )
        return dx, dgamma.sum(0), dbeta.sum(0), dchange, None, None, None


class Halve(torch.autograd.Function):
    """The mean of 2x2 pixels."""

    @staticmethod
    def forward(ctx, x):
        return kernels().gather(x.contiguous(), 0.25)

    @staticmethod
    def backward(ctx, dy):
        return kernels().spread(dy.contiguous(), 0.25)


class Double(torch.autograd.Function):
    """Each pixel over 2x2."""

    @staticmethod
    def forward(ctx, x):
        return kernels().spread(x.contiguous(), 1.0)

    @staticmethod
    def backward(ctx, dy):
        return kernels().gather(dy.contiguous(), 1.0)


def _sums(values: torch.Tensor) -> torch.Tensor:
    """Sums over all but the last dimension, in float32."""
    if values.shape[-1] % 16:
        return values.flatten(0, -2).float().sum(0)
    return kernels().sums(values)


_ONE = ([1, 1], [1, 1], [1, 1], False, [0, 0], 1)


class Convolution(torch.autograd.Function):
    """3x3, padded by zeros. `weight` float32 [O, C, 3, 3]."""

    @staticmethod
    def forward(ctx, x, weight, bias):
        rounded = weight.to(torch.bfloat16, memory_format=torch.channels_last)
        ctx.save_for_backward(x, rounded)
        y = torch.ops.aten.convolution(x.permute(0, 3, 1, 2), rounded, bias.bfloat16(), *_ONE)
        return y.permute(0, 2, 3, 1)

    @staticmethod
    def backward(ctx, dy):
        x, weight = ctx.saved_tensors
        dy = dy.contiguous()  # What comes back through a concatenation is not.
        tiled = x.shape[3] % 16 == 0 and dy.shape[3] % 16 == 0
        wanted = [ctx.needs_input_grad[0], not tiled, False]
        dx, dweight = None, None
        if any(wanted):
            dx, dweight, _ = torch.ops.aten.convolution_backward(
                dy.permute(0, 3, 1, 2), x.permute(0, 3, 1, 2), weight, None, *_ONE, wanted
            )
        if tiled:
            dweight = kernels().weight_gradient(x, dy).permute(0, 3, 1, 2)
        return None if dx is None else dx.permute(0, 2, 3, 1), dweight.float(), _sums(dy)


class Dense(torch.autograd.Function):
    """x W^T + b over the last dimension. `weight` float32 [O, C]."""

    @staticmethod
    def forward(ctx, x, weight, bias):
        rounded, rows = weight.bfloat16(), x.flatten(0, -2)
        ctx.save_for_backward(rows, rounded)
        return torch.addmm(bias.bfloat16(), rows, rounded.T).view(*x.shape[:-1], -1)

    @staticmethod
    def backward(ctx, dy):
        rows, weight = ctx.saved_tensors
        dy_rows = dy.contiguous().view(-1, dy.shape[-1])
        dx = (dy_rows @ weight).view(*dy.shape[:-1], -1) if ctx.needs_input_grad[0] else None
        return dx, (dy_rows.T @ rows).float(), _sums(dy_rows)


class Attention(torch.autograd.Function):
    """Pixels attend to a text and to each other. own [B, N, 3C]: queries, keys, values; text [B, L, 2C]: keys, values."""

    @staticmethod
    def forward(ctx, own, text, heads):
        out, weights = kernels().attention_forward(own, text, heads)
        ctx.save_for_backward(own, text, weights)
        return out

    @staticmethod
    def backward(ctx, dout):
        return *kernels().attention_backward(dout.contiguous(), *ctx.saved_tensors), None
