"""The full-size networks of DeepFloyd IF with random weights: writes them with diffusers' answers, and times diffusers' steps.

    python bench/network-full-size.py make FOLDER    writes FOLDER/IF-I-M and FOLDER/IF-II-M, about 1.5 and 1.9 GB
    python bench/network-full-size.py serve FOLDER NAME THREADS
        loads one and runs a step for every line on standard input, printing its seconds: network-full-size.ts takes turns with it

Configurations as published for DeepFloyd/IF-I-M-v1.0 and IF-II-M-v1.0, as far as their files and parameter counts (371.606 and 460.997 million) tell.
"""

import sys
import time
from pathlib import Path

import torch
from diffusers import UNet2DConditionModel
from safetensors.torch import load_file, save_file

SIMPLE_DOWN, SIMPLE_UP = "SimpleCrossAttnDownBlock2D", "SimpleCrossAttnUpBlock2D"
RESNET_DOWN, RESNET_UP = "ResnetDownsampleBlock2D", "ResnetUpsampleBlock2D"

COMMON = dict(
    out_channels=6,
    act_fn="gelu",
    addition_embed_type="text",
    addition_embed_type_num_heads=64,
    attention_head_dim=64,
    cross_attention_dim=768,
    cross_attention_norm="group_norm",
    encoder_hid_dim=4096,
    mid_block_type="UNetMidBlock2DSimpleCrossAttn",
    resnet_time_scale_shift="scale_shift",
)

MODELS = {
    "IF-I-M": COMMON
    | dict(
        sample_size=64,
        in_channels=3,
        block_out_channels=(192, 384, 576, 768),
        layers_per_block=3,
        down_block_types=(RESNET_DOWN, SIMPLE_DOWN, SIMPLE_DOWN, SIMPLE_DOWN),
        up_block_types=(SIMPLE_UP, SIMPLE_UP, SIMPLE_UP, RESNET_UP),
    ),
    "IF-II-M": COMMON
    | dict(
        sample_size=256,
        in_channels=6,
        block_out_channels=(96, 192, 384, 576, 768),
        layers_per_block=(2, 2, 3, 5, 5),
        down_block_types=(RESNET_DOWN, RESNET_DOWN, RESNET_DOWN, SIMPLE_DOWN, SIMPLE_DOWN),
        up_block_types=(SIMPLE_UP, SIMPLE_UP, RESNET_UP, RESNET_UP, RESNET_UP),
        only_cross_attention=True,
        class_embed_type="timestep",
        resnet_skip_time_act=True,
        resnet_out_scale_factor=1.41421356,
        mid_block_scale_factor=1.41421356,
        time_embedding_act_fn="gelu",
        time_embedding_dim=768,
    ),
}


def randomise(model: torch.nn.Module, generator: torch.Generator) -> None:
    for name, parameter in model.named_parameters():
        noise = torch.randn(parameter.shape, generator=generator)
        if "norm" in name and name.endswith("weight"):
            parameter.data = 1 + 0.3 * noise
        elif parameter.ndim < 2:
            parameter.data = 0.2 * noise
        else:
            parameter.data = noise * (parameter[0].numel() ** -0.5)


def step(model: UNet2DConditionModel, inputs: dict) -> torch.Tensor:
    return model(inputs["sample"], inputs["timestep"], inputs["text"], class_labels=inputs.get("noise_level")).sample


@torch.no_grad()
def make(folder: Path) -> None:
    for name, config in MODELS.items():
        generator = torch.Generator().manual_seed(1)
        model = UNet2DConditionModel(**config).eval()
        randomise(model, generator)
        parameters = sum(parameter.numel() for parameter in model.parameters())
        size = config["sample_size"]
        # A guided step: the unconditioned row and the conditioned one.
        inputs = dict(
            sample=torch.randn(2, config["in_channels"], size, size, generator=generator),
            timestep=torch.tensor([700.0, 700.0]),
            text=torch.randn(2, 77, 4096, generator=generator),
        )
        if name == "IF-II-M":
            inputs["noise_level"] = torch.tensor([250.0, 250.0])
        out = step(model, inputs)
        print(f"{name}: {parameters / 1e6:.3f} million weights, answers between {out.min():.2f} and {out.max():.2f}", flush=True)
        model.save_pretrained(folder / name, max_shard_size="100GB")
        golden = {f"step.{key}": value.contiguous() for key, value in (inputs | {"out": out}).items()}
        save_file(golden, folder / name / "golden.safetensors")


@torch.no_grad()
def serve(folder: Path, name: str, threads: int) -> None:
    torch.set_num_threads(threads)
    model = UNet2DConditionModel.from_pretrained(folder / name).eval()
    golden = load_file(folder / name / "golden.safetensors")
    inputs = {key.removeprefix("step."): value for key, value in golden.items()}
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        step(model, inputs)
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    command, folder, *rest = sys.argv[1:]
    if command == "make":
        make(Path(folder))
    else:
        serve(Path(folder), rest[0], int(rest[1]))
