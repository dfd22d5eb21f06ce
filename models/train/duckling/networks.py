"""The two UNets, in DeepFloyd IF's own architecture and small."""

from __future__ import annotations

import torch
from diffusers import UNet2DConditionModel

from .setup import config


def _blocks(attention: list[bool]) -> dict:
    down = ["SimpleCrossAttnDownBlock2D" if attends else "ResnetDownsampleBlock2D" for attends in attention]
    up = ["SimpleCrossAttnUpBlock2D" if attends else "ResnetUpsampleBlock2D" for attends in reversed(attention)]
    return {"down_block_types": down, "up_block_types": up}


def _new_unet(stage: dict, **special) -> UNet2DConditionModel:
    width = config()["text"]["width"]
    unet = UNet2DConditionModel(
        out_channels=6,
        layers_per_block=1,
        block_out_channels=stage["channels"],
        **_blocks(stage["attention"]),
        mid_block_type="UNetMidBlock2DSimpleCrossAttn",
        cross_attention_dim=width,
        encoder_hid_dim=width,
        encoder_hid_dim_type="text_proj",
        attention_head_dim=32,
        addition_embed_type="text",
        addition_embed_type_num_heads=8,
        cross_attention_norm="group_norm",
        resnet_time_scale_shift="scale_shift",
        time_embedding_dim=stage["time_width"],
        norm_num_groups=stage["groups"],
        **special,
    )
    with torch.no_grad():
        # Begin near zero, the variance channels at the middle of their range.
        unet.conv_out.weight.mul_(0.1)
        unet.conv_out.weight[3:].zero_()
        unet.conv_out.bias.zero_()
    return unet


def stage_one_unet(side: int = 64) -> UNet2DConditionModel:
    """Text to 64 px. Input [B, 3, S, S], output [B, 6, S, S]: v and the variance's place in its range.

    For a side of 32 the outermost level is left away, for 16 the outer two: everything inside keeps its place when the
    picture grows.
    """
    stage = config()["stage_one"]
    levels = slice({64: 0, 32: 1, 16: 2}[side], None)
    stage = {**stage, "channels": stage["channels"][levels], "attention": stage["attention"][levels]}
    return _new_unet(stage, sample_size=side, in_channels=3, act_fn="silu")


def stage_two_unet() -> UNet2DConditionModel:
    """64 to 256 px. Input [B, 6, S, S]: noisy picture and enlarged picture; `class_labels` is the latter's noise level."""
    return _new_unet(
        config()["stage_two"],
        sample_size=256,
        in_channels=6,
        act_fn="silu",
        class_embed_type="timestep",
        resnet_skip_time_act=True,
        resnet_out_scale_factor=1.414,
        mid_block_scale_factor=1.414,
        time_embedding_act_fn="gelu",
        only_cross_attention=True,
    )
