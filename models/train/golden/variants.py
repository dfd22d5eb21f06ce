"""The tiny networks against which the graph builder is held: between them they use every supported field of the configurations."""

SIMPLE_DOWN, SIMPLE_UP = "SimpleCrossAttnDownBlock2D", "SimpleCrossAttnUpBlock2D"
RESNET_DOWN, RESNET_UP = "ResnetDownsampleBlock2D", "ResnetUpsampleBlock2D"

# What IF's two stages have in common, in small. norm_cross always has 32 groups, hence the 32.
BASE = dict(
    sample_size=16,
    in_channels=3,
    out_channels=6,
    block_out_channels=(4, 8, 8),
    layers_per_block=1,
    down_block_types=(RESNET_DOWN, SIMPLE_DOWN, SIMPLE_DOWN),
    mid_block_type="UNetMidBlock2DSimpleCrossAttn",
    up_block_types=(SIMPLE_UP, SIMPLE_UP, RESNET_UP),
    norm_num_groups=2,
    cross_attention_dim=32,
    encoder_hid_dim=24,
    attention_head_dim=4,
    act_fn="gelu",
    addition_embed_type="text",
    addition_embed_type_num_heads=4,
    cross_attention_norm="group_norm",
    resnet_time_scale_shift="scale_shift",
)

STAGE_2 = BASE | dict(
    in_channels=6,
    layers_per_block=(1, 2, 1),
    only_cross_attention=True,
    class_embed_type="timestep",
    resnet_skip_time_act=True,
    resnet_out_scale_factor=1.41421356,
    mid_block_scale_factor=1.41421356,
    time_embedding_act_fn="gelu",
    time_embedding_dim=20,
)

# name: (configuration, number format of the file, largest file in kilobytes or None for one file)
UNETS = {
    "stage-1": (BASE, "float32", None),
    "stage-2": (STAGE_2, "float32", None),
    "silu-fp16": (BASE | dict(act_fn="silu", time_embedding_dim=48, layers_per_block=(2, 1, 1)), "float16", None),
    "sharded-bf16": (STAGE_2 | dict(layers_per_block=1), "bfloat16", 20),
    # Neither a text embedding added to the time nor a projection of the text; the other ways of every switch.
    "plain": (
        BASE
        | dict(
            addition_embed_type=None,
            encoder_hid_dim=None,
            cross_attention_norm=None,
            resnet_time_scale_shift="default",
            only_cross_attention=(False, True, False),
            attention_head_dim=(4, 4, 2),
            flip_sin_to_cos=False,
            freq_shift=1,
            timestep_post_act="silu",
            time_embedding_act_fn="silu",
            norm_eps=1e-3,
            down_block_types=(SIMPLE_DOWN, RESNET_DOWN, SIMPLE_DOWN),
            up_block_types=(SIMPLE_UP, RESNET_UP, SIMPLE_UP),
        ),
        "float32",
        None,
    ),
    "kernels": (
        BASE
        | dict(
            cross_attention_dim=64,
            mid_block_only_cross_attention=True,
            mid_block_scale_factor=2.0,
            conv_in_kernel=5,
            conv_out_kernel=1,
            act_fn="swish",
            block_out_channels=(4, 8),
            down_block_types=(RESNET_DOWN, SIMPLE_DOWN),
            up_block_types=(SIMPLE_UP, RESNET_UP),
        ),
        "float32",
        None,
    ),
    "no-middle": (
        BASE
        | dict(
            mid_block_type=None,
            encoder_hid_dim=None,
            block_out_channels=(4, 8),
            down_block_types=(RESNET_DOWN, SIMPLE_DOWN),
            up_block_types=(SIMPLE_UP, RESNET_UP),
        ),
        "float32",
        None,
    ),
    # The smallest that still has every kind of layer: for devices that are emulated.
    "smallest": (
        BASE
        | dict(
            sample_size=8,
            block_out_channels=(4, 8),
            encoder_hid_dim=8,
            addition_embed_type_num_heads=2,
            down_block_types=(RESNET_DOWN, SIMPLE_DOWN),
            up_block_types=(SIMPLE_UP, RESNET_UP),
        ),
        "float32",
        None,
    ),
}

T5 = dict(
    vocab_size=120,
    d_model=24,
    d_kv=8,
    d_ff=40,
    num_layers=2,
    num_heads=3,
    feed_forward_proj="gated-gelu",
    relative_attention_num_buckets=32,
    relative_attention_max_distance=128,
)

T5S = {
    "t5": (T5, "float32", None),
    "t5-sharded-fp16": (T5 | dict(layer_norm_epsilon=1e-3), "float16", 12),
    "t5-silu-bf16": (
        T5 | dict(feed_forward_proj="gated-silu", relative_attention_num_buckets=8, relative_attention_max_distance=20),
        "bfloat16",
        None,
    ),
}

# What a device must get right before it is used: both kinds of attention, the six channels of a super-resolution stage, every kind of layer.
SELF_TEST = STAGE_2 | dict(
    sample_size=8,
    block_out_channels=(4, 8),
    layers_per_block=1,
    only_cross_attention=(False, True),
    mid_block_only_cross_attention=False,
    encoder_hid_dim=8,
    addition_embed_type_num_heads=2,
    time_embedding_dim=None,
    down_block_types=(RESNET_DOWN, SIMPLE_DOWN),
    up_block_types=(SIMPLE_UP, RESNET_UP),
)
