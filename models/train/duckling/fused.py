"""The operations of kernels/ with their gradients, and convolutions and dense layers beside them.

All activations are [B, H, W, C] and contiguous, in bfloat16 on a processor with AVX-512 that multiplies it faster and in
float32 on others with AVX2 (`kept_type`). Weights stay float32 and are rounded where they are used.
"""

from __future__ import annotations

import functools
from pathlib import Path
from subprocess import SubprocessError
from types import ModuleType

import torch

WITH_BFLOAT16 = ("avx512f", "avx512vl", "avx512bw", "avx512dq", "avx512_bf16")
"""What the kernels in bfloat16 need. AMX is used where it is there as well."""
WITH_FLOAT32 = ("avx2", "fma")
"""What the kernels in float32 need."""
WIDER = ("avx512f", "avx512vl", "avx512bw", "avx512dq", "avx512cd")
"""What they use where it is there as well."""


def _processor_flags() -> set[str]:
    path = Path("/proc/cpuinfo")
    return set(path.read_text().split()) if path.exists() else set()


@functools.cache
def multiplies_bfloat16() -> bool:
    """Whether the hardware multiplies bfloat16 faster than float32.

    Elsewhere it is slower: many times without an instruction for it, and also by Intel's AVX-512 where a virtual machine hides AMX.
    """
    flags = _processor_flags()
    return torch.cuda.is_available() or "amx_bf16" in flags or {"avx512_bf16", "AuthenticAMD"} <= flags


@functools.cache
def kept_type() -> torch.dtype:
    """The type of activations between the kernels."""
    usable = multiplies_bfloat16() and _processor_flags().issuperset(WITH_BFLOAT16)
    return torch.bfloat16 if usable else torch.float32


@functools.cache
def available() -> bool:
    """Whether the kernels work here: the processor has what they need, and they can be compiled."""
    needed = WITH_BFLOAT16 if multiplies_bfloat16() else WITH_FLOAT32
    if torch.cuda.is_available() or not _processor_flags().issuperset(needed):
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

    folder = Path(__file__).with_name("kernels")
    if kept_type() == torch.bfloat16:
        files, name = ("module", "elementwise", "optimizer", "convolution", "attention"), "duckling_kernels"
        flags = ["-march=x86-64-v4", "-mavx512bf16"]
        if "amx_bf16" in _processor_flags():
            name, flags = f"{name}_amx", [*flags, "-mamx-tile", "-mamx-bf16"]
    else:
        files, name = ("module", "elementwise", "optimizer", "winograd"), "duckling_kernels_float32"
        flags = ["-march=x86-64-v3"]
        if _processor_flags().issuperset(WIDER):
            name, flags = f"{name}_wide", ["-march=x86-64-v4"]
    flags = ["-O3", "-std=c++20", "-mtune=native", *flags]
    return load(name, [str(folder / f"{file}.cpp") for file in files], extra_cflags=flags)


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
        rounded = weight.to(kept_type(), memory_format=torch.channels_last)
        ctx.save_for_backward(x, rounded)
        y = torch.ops.aten.convolution(x.permute(0, 3, 1, 2), rounded, bias.to(kept_type()), *_ONE)
        return y.permute(0, 2, 3, 1)

    @staticmethod
    def backward(ctx, dy):
        x, weight = ctx.saved_tensors
        dy = dy.contiguous()  # What comes back through a concatenation is not.
        tiled = kept_type() == torch.bfloat16 and x.shape[3] % 16 == 0 and dy.shape[3] % 16 == 0
        wanted = [ctx.needs_input_grad[0], not tiled, False]
        dx, dweight = None, None
        if any(wanted):
            dx, dweight, _ = torch.ops.aten.convolution_backward(
                dy.permute(0, 3, 1, 2), x.permute(0, 3, 1, 2), weight, None, *_ONE, wanted
            )
        if tiled:
            dweight = kernels().weight_gradient(x, dy).permute(0, 3, 1, 2)
        return None if dx is None else dx.permute(0, 2, 3, 1), dweight.float(), _sums(dy)


class WinogradConvolution(torch.autograd.Function):
    """The same in float32, with a quarter of the products: x [B, 4h, 4w, C], O and C multiples of 16."""

    @staticmethod
    def forward(ctx, x, weight, bias):
        x = x.contiguous()
        ctx.save_for_backward(x, weight)
        transformed = kernels().winograd_weights(weight.permute(2, 3, 1, 0).contiguous())
        return kernels().winograd_forward(x, transformed, bias)

    @staticmethod
    def backward(ctx, dy):
        dy = dy.contiguous()
        x, weight = ctx.saved_tensors
        transformed = kernels().winograd_weights(weight.permute(2, 3, 0, 1).contiguous())
        dx, dweight = kernels().winograd_backward(dy, x, transformed, ctx.needs_input_grad[0])
        return dx if ctx.needs_input_grad[0] else None, dweight.permute(0, 3, 1, 2), _sums(dy)


def convolution(x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """x [B, H, W, C], `weight` float32 [O, C, 3, 3] -> [B, H, W, O], padded by zeros."""
    tiled = x.shape[1] % 4 == x.shape[2] % 4 == x.shape[3] % 16 == len(weight) % 16 == 0
    fits = tiled and kept_type() == torch.float32
    return (WinogradConvolution if fits else Convolution).apply(x, weight, bias)


class Dense(torch.autograd.Function):
    """x W^T + b over the last dimension. `weight` float32 [O, C]."""

    @staticmethod
    def forward(ctx, x, weight, bias):
        rounded, rows = weight.to(kept_type()), x.flatten(0, -2)
        ctx.save_for_backward(rows, rounded)
        return torch.addmm(bias.to(kept_type()), rows, rounded.T).view(*x.shape[:-1], -1)

    @staticmethod
    def backward(ctx, dy):
        rows, weight = ctx.saved_tensors
        dy_rows = dy.contiguous().view(-1, dy.shape[-1])
        dx = (dy_rows @ weight).view(*dy.shape[:-1], -1) if ctx.needs_input_grad[0] else None
        return dx, (dy_rows.T @ rows).float(), _sums(dy_rows)


class TiledAttention(torch.autograd.Function):
    """`attention` in bfloat16."""

    @staticmethod
    def forward(ctx, own, text, heads):
        out, weights = kernels().attention_forward(own, text, heads)
        ctx.save_for_backward(own, text, weights)
        return out

    @staticmethod
    def backward(ctx, dout):
        return *kernels().attention_backward(dout.contiguous(), *ctx.saved_tensors), None


def attention(own: torch.Tensor, text: torch.Tensor, heads: int) -> torch.Tensor:
    """Pixels attend to a text and to each other.

    own [B, N, 3C]: queries, keys, values; text [B, L, 2C]: keys, values; returns [B, N, C].
    """
    if kept_type() == torch.bfloat16:
        return TiledAttention.apply(own, text, heads)
    queries, keys, values = _heads(own, 3, heads)
    text_keys, text_values = _heads(text, 2, heads)
    return _mixed(queries, torch.cat([text_keys, keys], dim=2), torch.cat([text_values, values], dim=2))


def cross_attention(queries: torch.Tensor, text: torch.Tensor, heads: int) -> torch.Tensor:
    """Pixels attend to a text alone. queries [B, N, C], text [B, L, 2C]: keys, values; returns [B, N, C]."""
    return _mixed(*_heads(queries, 1, heads), *_heads(text, 2, heads))


def _heads(rows: torch.Tensor, parts: int, heads: int) -> torch.Tensor:
    """[B, N, parts * heads * D] -> [parts, B, heads, N, D]."""
    return rows.unflatten(2, (parts, heads, -1)).permute(2, 0, 3, 1, 4)


def _mixed(queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    """[B, heads, N, D] each, the keys and values in any number -> [B, N, heads * D]."""
    shares = (queries * queries.shape[-1] ** -0.5 @ keys.mT).softmax(dim=-1)
    return (shares @ values).transpose(1, 2).flatten(2)
