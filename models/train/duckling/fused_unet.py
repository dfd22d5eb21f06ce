"""A UNet's forward pass for training on a CPU: the network of diffusers with its own weights, in fused operations.

It gives the numbers of `UNet2DConditionModel`, where the processor multiplies bfloat16 those under autocast, in about half of the
time (fused.py). The text's normalisation and its keys and values are computed for all attention layers at once, and so are the
modulations of all residual blocks.
"""

from __future__ import annotations

import torch
from diffusers import UNet2DConditionModel
from diffusers.models.attention_processor import Attention
from diffusers.models.resnet import ResnetBlock2D
from torch.nn.functional import silu

from . import fused
from .fused import Dense, Double, Halve, Norm, kept_type


def _norm(layer: torch.nn.GroupNorm, x: torch.Tensor, act: bool, change: torch.Tensor | None = None) -> torch.Tensor:
    return Norm.apply(x, layer.weight, layer.bias, change, layer.num_groups, layer.eps, act)


def _dense(layer: torch.nn.Module, x: torch.Tensor) -> torch.Tensor:
    return Dense.apply(x, layer.weight.flatten(1), layer.bias)


def _convolution(layer: torch.nn.Conv2d, x: torch.Tensor) -> torch.Tensor:
    return fused.convolution(x, layer.weight, layer.bias)


class FusedUNet:
    """Called as the UNet is: `network(noisy, steps, encoder_hidden_states=text, return_dict=False)`."""

    def __init__(self, unet: UNet2DConditionModel) -> None:
        self.unet = unet
        self.residuals = [m for m in unet.modules() if isinstance(m, ResnetBlock2D)]
        self.attentions = [m for m in unet.modules() if isinstance(m, Attention)]

    @staticmethod
    def supports(unet: UNet2DConditionModel) -> bool:
        """Whether the kernels can be used here and are written for such a network."""
        config = unet.config
        # Attention to the text alone has only been tried in float32.
        known = not config["only_cross_attention"] or kept_type() == torch.float32
        return fused.available() and known and all(channels % 16 == 0 for channels in config["block_out_channels"])

    def __call__(
        self,
        noisy: torch.Tensor,
        steps: torch.Tensor,
        encoder_hidden_states: torch.Tensor,
        class_labels: torch.Tensor | None = None,
        return_dict: bool = False,
    ) -> tuple[torch.Tensor]:
        unet = self.unet
        with torch.autocast("cpu", torch.bfloat16, enabled=kept_type() == torch.bfloat16):
            embedding = unet.time_embedding(unet.time_proj(steps)) + unet.add_embedding(encoder_hidden_states)
            if class_labels is not None:
                embedding = embedding + unet.class_embedding(unet.time_proj(class_labels))
            if unet.time_embed_act is not None:
                embedding = unet.time_embed_act(embedding)
            text = unet.encoder_hid_proj(encoder_hidden_states)
        with torch.autocast("cpu", enabled=False):
            self.changes = self._modulations(embedding)
            self.texts = self._keys_and_values(text)
            return (self._picture(noisy),)

    def _modulations(self, embedding: torch.Tensor) -> dict[ResnetBlock2D, torch.Tensor]:
        """Scale and shift for each residual block, float32 [B, 2C]."""
        layers = [block.time_emb_proj for block in self.residuals]
        weight = torch.cat([layer.weight for layer in layers])
        active = embedding if self.residuals[0].skip_time_act else silu(embedding)
        rows = Dense.apply(active.to(kept_type()), weight, torch.cat([layer.bias for layer in layers])).float()
        parts = rows.split([layer.out_features for layer in layers], dim=1)
        return dict(zip(self.residuals, parts, strict=True))

    def _keys_and_values(self, text: torch.Tensor) -> dict[Attention, torch.Tensor]:
        """Keys and values of the text for each attention layer, [B, L, 2C].

        The layers normalise the same text, each with an affine map of its own, which is folded into the projections.
        """
        norm = self.attentions[0].norm_cross
        grouped = text.float().unflatten(2, (norm.num_groups, -1))
        variance, mean = torch.var_mean(grouped, dim=(1, 3), keepdim=True, correction=0)
        plain = ((grouped - mean) * (variance + norm.eps).rsqrt()).flatten(2).to(kept_type())
        weights, biases = [], []
        for layer in self.attentions:
            for projection in (layer.add_k_proj, layer.add_v_proj):
                weights.append(projection.weight * layer.norm_cross.weight)
                biases.append(projection.weight @ layer.norm_cross.bias + projection.bias)
        rows = Dense.apply(plain, torch.cat(weights), torch.cat(biases))
        parts = rows.split([2 * layer.to_q.out_features for layer in self.attentions], dim=2)
        return dict(zip(self.attentions, parts, strict=True))

    def _picture(self, noisy: torch.Tensor) -> torch.Tensor:
        unet = self.unet
        x = _convolution(unet.conv_in, noisy.permute(0, 2, 3, 1).to(kept_type()).contiguous())
        skips = [x]
        for block in unet.down_blocks:
            x = self._layers(block, x, skips, down=True)
        x = self._residual(unet.mid_block.resnets[0], x)
        x = self._attention(unet.mid_block.attentions[0], x)
        x = self._residual(unet.mid_block.resnets[1], x)
        for block in unet.up_blocks:
            x = self._layers(block, x, skips, down=False)
        x = _convolution(unet.conv_out, _norm(unet.conv_norm_out, x, act=True))
        return x.permute(0, 3, 1, 2)

    def _layers(self, block: torch.nn.Module, x: torch.Tensor, skips: list[torch.Tensor], down: bool) -> torch.Tensor:
        attentions = getattr(block, "attentions", None) or [None] * len(block.resnets)
        for residual, attention in zip(block.resnets, attentions, strict=True):
            x = self._residual(residual, x if down else torch.cat([x, skips.pop()], dim=3))
            if attention is not None:
                x = self._attention(attention, x)
            if down:
                skips.append(x)
        for residual in (block.downsamplers if down else block.upsamplers) or []:
            x = self._residual(residual, x)
            if down:
                skips.append(x)
        return x

    def _residual(self, block: ResnetBlock2D, x: torch.Tensor) -> torch.Tensor:
        hidden = _norm(block.norm1, x, act=True)
        if block.up or block.down:
            resize = Double.apply if block.up else Halve.apply
            x, hidden = resize(x), resize(hidden)
        hidden = _norm(block.norm2, _convolution(block.conv1, hidden), act=True, change=self.changes[block])
        hidden = _convolution(block.conv2, hidden)
        total = hidden + (x if block.conv_shortcut is None else _dense(block.conv_shortcut, x))
        return total if block.output_scale_factor == 1 else total / block.output_scale_factor

    def _attention(self, layer: Attention, x: torch.Tensor) -> torch.Tensor:
        batch, height, width, channels = x.shape
        rows = _norm(layer.group_norm, x, act=False).view(batch, height * width, channels)
        if layer.only_cross_attention:
            mixed = fused.cross_attention(_dense(layer.to_q, rows), self.texts[layer], layer.heads)
        else:
            weight = torch.cat([layer.to_q.weight, layer.to_k.weight, layer.to_v.weight])
            bias = torch.cat([layer.to_q.bias, layer.to_k.bias, layer.to_v.bias])
            mixed = fused.attention(Dense.apply(rows, weight, bias), self.texts[layer], layer.heads)
        return _dense(layer.to_out[0], mixed).view(x.shape) + x
