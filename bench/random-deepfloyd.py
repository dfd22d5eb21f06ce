"""Writes DeepFloyd IF with random weights of full size in the layout and the number formats of the published repositories.

    python bench/random-deepfloyd.py FOLDER [--stage-one M|L|XL|none] [--stage-two M|L|none] [--text-encoder xxl|none] [--dry-run]

The result is a folder for MODEL_DIR: FOLDER/stage_1 and FOLDER/stage_2, half precision in safetensors files. The text encoder is T5-v1.1-XXL, with
the weights `wo` in float32 as published, in two shards with their index. The tokenizer is that of duckling, whose ids the vocabulary covers.

Sizes on disk: stage one 0.74 (M), 1.87 (L), 8.61 GB (XL); stage two 0.92 (M), 2.49 GB (L); text encoder 11.54 GB.

Shapes come from diffusers and transformers (on PyTorch's meta device, so nothing is held in memory). The numbers of weights are those of the
published models, which is checked. Values have the spread of freshly initialised networks, so that activations stay in range.
"""

import argparse
import functools
import json
import math
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from diffusers import UNet2DConditionModel
from transformers import T5Config, T5EncoderModel

SIMPLE_DOWN, SIMPLE_UP = "SimpleCrossAttnDownBlock2D", "SimpleCrossAttnUpBlock2D"
RESNET_DOWN, RESNET_UP = "ResnetDownsampleBlock2D", "ResnetUpsampleBlock2D"

COMMON = dict(
    out_channels=6,
    act_fn="gelu",
    addition_embed_type="text",
    addition_embed_type_num_heads=64,
    attention_head_dim=64,
    cross_attention_norm="group_norm",
    encoder_hid_dim=4096,
    mid_block_type="UNetMidBlock2DSimpleCrossAttn",
    resnet_time_scale_shift="scale_shift",
)
STAGE_ONE = COMMON | dict(
    sample_size=64,
    in_channels=3,
    layers_per_block=3,
    down_block_types=(RESNET_DOWN, SIMPLE_DOWN, SIMPLE_DOWN, SIMPLE_DOWN),
    up_block_types=(SIMPLE_UP, SIMPLE_UP, SIMPLE_UP, RESNET_UP),
)
STAGE_TWO = COMMON | dict(
    sample_size=256,
    in_channels=6,
    layers_per_block=(2, 2, 3, 5, 5),
    down_block_types=(RESNET_DOWN, RESNET_DOWN, RESNET_DOWN, SIMPLE_DOWN, SIMPLE_DOWN),
    up_block_types=(SIMPLE_UP, SIMPLE_UP, RESNET_UP, RESNET_UP, RESNET_UP),
    only_cross_attention=True,
    class_embed_type="timestep",
    resnet_skip_time_act=True,
    resnet_out_scale_factor=1.41421356,
    mid_block_scale_factor=1.41421356,
    time_embedding_act_fn="gelu",
)
# Configuration, and millions of weights of the published model.
STAGES = {
    "stage_1": {
        "M": (STAGE_ONE | dict(block_out_channels=(192, 384, 576, 768), cross_attention_dim=768), 371.606),
        "L": (STAGE_ONE | dict(block_out_channels=(320, 640, 960, 1280), cross_attention_dim=1280), 935.366),
        "XL": (STAGE_ONE | dict(block_out_channels=(704, 1408, 2112, 2816), cross_attention_dim=2816), 4304.695),
    },
    "stage_2": {
        "M": (
            STAGE_TWO
            | dict(block_out_channels=(96, 192, 384, 576, 768), cross_attention_dim=768, time_embedding_dim=768),
            460.997,
        ),
        "L": (
            STAGE_TWO
            | dict(
                block_out_channels=(160, 320, 640, 960, 1280),
                cross_attention_dim=1280,
                time_embedding_dim=1280,
                only_cross_attention=False,
            ),
            1243.277,
        ),
    },
}
PIPELINES = {"stage_1": "IFPipeline", "stage_2": "IFSuperResolutionPipeline"}
SCHEDULER = dict(
    _class_name="DDPMScheduler",
    beta_end=0.02,
    beta_schedule="squaredcos_cap_v2",
    beta_start=0.0001,
    clip_sample=True,
    clip_sample_range=1.0,
    dynamic_thresholding_ratio=0.95,
    num_train_timesteps=1000,
    prediction_type="epsilon",
    thresholding=True,
    variance_type="learned_range",
)
T5_XXL = dict(
    vocab_size=32128,
    d_model=4096,
    d_kv=64,
    d_ff=10240,
    num_layers=24,
    num_heads=64,
    feed_forward_proj="gated-gelu",
    tie_word_embeddings=False,
    dropout_rate=0.1,
)

# Name, shape, and whether it is stored in float32.
Tensor = tuple[str, tuple[int, ...], bool]


def unet(config: dict, millions: float) -> tuple[dict, list[Tensor]]:
    """The complete configuration as diffusers writes it, and the tensors."""
    with torch.device("meta"):
        model = UNet2DConditionModel(**config)
    tensors = [(name, tuple(value.shape), False) for name, value in model.state_dict().items()]
    count = sum(math.prod(shape) for _, shape, _ in tensors)
    assert abs(count / 1e6 - millions) < 0.001, f"{count / 1e6:.3f} million weights where {millions} are published"
    full = {name: value for name, value in model.config.items() if not name.startswith("_")}
    return full, tensors


def text_encoder_tensors() -> list[Tensor]:
    with torch.device("meta"):
        model = T5EncoderModel(T5Config(**T5_XXL))
    named = model.named_parameters()
    return [(name, tuple(value.shape), name.endswith(".wo.weight")) for name, value in named]


def size_of(tensor: Tensor) -> int:
    _, shape, full = tensor
    return math.prod(shape) * (4 if full else 2)


class Noise:
    """Normal numbers. A pool of eight million is reused from changing offsets, and scaled once for each spread and number format."""

    def __init__(self, seed: int) -> None:
        self.generator = np.random.default_rng(seed)
        self.pool = self.generator.standard_normal(2**23, dtype=np.float32)
        self.scaled = functools.lru_cache(maxsize=16)(self.scale)

    def scale(self, mean: float, deviation: float, full: bool) -> np.ndarray:
        return (self.pool * deviation + mean).astype(np.float32 if full else np.float16)

    def take(self, count: int, mean: float, deviation: float, full: bool) -> Iterator[np.ndarray]:
        pool = self.scaled(mean, deviation, full)
        while count > 0:
            start = int(self.generator.integers(0, len(pool) // 2))
            piece = pool[start : start + count]
            yield piece
            count -= len(piece)


def spread(name: str, shape: tuple[int, ...]) -> tuple[float, float]:
    """Mean and standard deviation of a tensor's values."""
    if "norm" in name and name.endswith("weight"):
        return 1.0, 0.1
    if name == "shared.weight" or "embed_tokens" in name:
        return 0.0, 1.0
    if "SelfAttention.q" in name:
        # T5 does not divide scores by the root of the head's width.
        return 0.0, (shape[1] * 64) ** -0.5
    if len(shape) < 2:
        return 0.0, 0.1
    return 0.0, math.prod(shape[1:]) ** -0.5


def write_safetensors(path: Path, tensors: list[Tensor], noise: Noise) -> None:
    header, offset = {}, 0
    for name, shape, full in tensors:
        end = offset + size_of((name, shape, full))
        header[name] = {"dtype": "F32" if full else "F16", "shape": list(shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps({"__metadata__": {"format": "pt"}} | header).encode()
    text += b" " * (-len(text) % 8)
    partial = path.with_suffix(".part")
    with partial.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for name, shape, full in tensors:
            for piece in noise.take(math.prod(shape), *spread(name, shape), full):
                file.write(piece.data)
    partial.rename(path)
    print(f"{path}: {path.stat().st_size / 1e9:.2f} GB", flush=True)


def write_json(path: Path, content: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n")


def write_stage(folder: Path, stage: str, config: dict, tensors: list[Tensor]) -> None:
    write_json(folder / "model_index.json", {"_class_name": PIPELINES[stage], "_diffusers_version": "0.16.0"})
    write_json(folder / "unet" / "config.json", {"_class_name": "UNet2DConditionModel"} | config)
    threshold = {"stage_1": 1.5, "stage_2": 1.0}[stage]
    write_json(folder / "scheduler" / "scheduler_config.json", SCHEDULER | dict(sample_max_value=threshold))
    if stage == "stage_2":
        noising = SCHEDULER | dict(thresholding=False, variance_type="fixed_small", sample_max_value=1.0)
        write_json(folder / "image_noising_scheduler" / "scheduler_config.json", noising)
    write_safetensors(folder / "unet" / "diffusion_pytorch_model.fp16.safetensors", tensors, Noise(len(tensors)))


def write_text_encoder(folder: Path, tensors: list[Tensor]) -> None:
    encoder = folder / "text_encoder"
    write_json(encoder / "config.json", {"architectures": ["T5EncoderModel"], "model_type": "t5"} | T5_XXL)
    half = sum(map(size_of, tensors)) / 2
    shards: list[list[Tensor]] = [[], []]
    written = 0
    for tensor in tensors:
        shards[0 if written < half else 1].append(tensor)
        written += size_of(tensor)
    names = [f"model.fp16-0000{number}-of-00002.safetensors" for number in (1, 2)]
    noise = Noise(5)
    for name, shard in zip(names, shards, strict=True):
        write_safetensors(encoder / name, shard, noise)
    weight_map = {tensor: name for name, shard in zip(names, shards, strict=True) for tensor, _, _ in shard}
    index = {"metadata": {"total_size": written}, "weight_map": weight_map}
    write_json(encoder / "model.safetensors.index.fp16.json", index)
    duckling = Path(__file__).parent.parent / "models" / "duckling" / "stage_1" / "tokenizer"
    shutil.copytree(duckling, folder / "tokenizer", dirs_exist_ok=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stage-one", choices=["M", "L", "XL", "none"], default="M")
    parser.add_argument("--stage-two", choices=["M", "L", "none"], default="M")
    parser.add_argument("--text-encoder", choices=["xxl", "none"], default="xxl")
    parser.add_argument("--dry-run", action="store_true", help="only say the sizes")
    given = parser.parse_args()
    sizes = {"stage_1": given.stage_one, "stage_2": given.stage_two}
    stages = {stage: unet(*STAGES[stage][size]) for stage, size in sizes.items() if size != "none"}
    encoder = text_encoder_tensors() if given.text_encoder == "xxl" else []
    for name, tensors in [*((stage, tensors) for stage, (_, tensors) in stages.items()), ("text encoder", encoder)]:
        count = sum(math.prod(shape) for _, shape, _ in tensors)
        print(f"{name}: {count / 1e6:.3f} million weights, {sum(map(size_of, tensors)) / 1e9:.2f} GB on disk", flush=True)
    needed = sum(map(size_of, [*encoder, *(tensor for _, tensors in stages.values() for tensor in tensors)]))
    existing = next(path for path in [given.folder.resolve(), *given.folder.resolve().parents] if path.exists())
    free = shutil.disk_usage(existing).free
    print(f"{needed / 1e9:.2f} GB in all, {free / 1e9:.2f} GB are free", flush=True)
    if given.dry_run:
        return
    if needed > free:
        raise SystemExit("There is not enough room; choose another folder or smaller sizes.")
    for stage, (config, tensors) in stages.items():
        write_stage(given.folder / stage, stage, config, tensors)
    if encoder:
        write_text_encoder(given.folder / ("stage_1" if "stage_1" in stages else "stage_2"), encoder)


if __name__ == "__main__":
    main()
