"""Attention as DeepFloyd IF's blocks have it, written for speed in training: no copies between layouts, plain products.

The same numbers as diffusers' own processors. PyTorch's fused attention is slow backwards on a CPU, and its own layout costs
two copies a layer beside channels-last convolutions.
"""

from __future__ import annotations

import torch
from diffusers.models.attention_processor import Attention


class PlainAddedAttention:
    """A processor for `Attention` with added key and value projections of the text."""

    def __call__(
        self,
        attn: Attention,
        hidden_states: torch.Tensor,
        encoder_hidden_states: torch.Tensor | None = None,
        attention_mask: torch.Tensor | None = None,
        temb: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """hidden_states [B, C, H, W] in channels-last memory, encoder_hidden_states [B, L, D]; returns [B, C, H, W] likewise."""
        batch, channels, height, width = hidden_states.shape
        rows = attn.group_norm(hidden_states).permute(0, 2, 3, 1).reshape(batch, height * width, channels)
        text = attn.norm_encoder_hidden_states(encoder_hidden_states) if attn.norm_cross else encoder_hidden_states

        def split(values: torch.Tensor) -> torch.Tensor:
            return values.unflatten(2, (attn.heads, -1)).transpose(1, 2)

        keys, values = split(attn.add_k_proj(text)), split(attn.add_v_proj(text))
        if not attn.only_cross_attention:
            keys = torch.cat([keys, split(attn.to_k(rows))], dim=2)
            values = torch.cat([values, split(attn.to_v(rows))], dim=2)
        weights = torch.matmul(split(attn.to_q(rows)) * attn.scale, keys.transpose(2, 3)).softmax(dim=-1)
        mixed = torch.matmul(weights.to(values.dtype), values).transpose(1, 2).flatten(2)
        mixed = attn.to_out[1](attn.to_out[0](mixed))
        return mixed.unflatten(1, (height, width)).permute(0, 3, 1, 2) + hidden_states
