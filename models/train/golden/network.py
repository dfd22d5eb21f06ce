"""Makes test/network/golden and src/network/self-test: tiny networks with random weights, and what diffusers and transformers answer for them.

    python models/train/golden/network.py

Every weight is drawn anew, norms and layers that start at nought included, so that no part of a network can be wrong unseen.
Half-precision files are read back and run in float32: the golden answers are for the numbers that are in the file.
"""

import json
import shutil
from pathlib import Path

import torch
from diffusers import UNet2DConditionModel
from safetensors.torch import save_file
from transformers import T5Config, T5EncoderModel

from variants import SELF_TEST, T5S, UNETS

ROOT = Path(__file__).resolve().parents[3]
OUT = ROOT / "test" / "network" / "golden"
TOKENS = 77


def randomise(model: torch.nn.Module, generator: torch.Generator) -> None:
    for name, parameter in model.named_parameters():
        noise = torch.randn(parameter.shape, generator=generator)
        if "norm" in name and name.endswith("weight"):
            parameter.data = 1 + 0.3 * noise
        elif parameter.ndim < 2:
            parameter.data = 0.2 * noise
        else:
            parameter.data = noise * (parameter[0].numel() ** -0.5)


def save(model, folder: Path, dtype: str, largest_kilobytes: int | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    options = {} if largest_kilobytes is None else dict(max_shard_size=f"{largest_kilobytes}KB")
    model.to(dtype=getattr(torch, dtype)).save_pretrained(folder, safe_serialization=True, **options)
    (folder / "generation_config.json").unlink(missing_ok=True)


STYLED = ("stage-1", "stage-2")
"""Networks that also get a case in which the pooled path reads another text: IF's style transfer."""


@torch.no_grad()
def styled(model: UNet2DConditionModel, config: dict, size: int) -> dict:
    generator = torch.Generator().manual_seed(size)
    width = config["encoder_hid_dim"] or config["cross_attention_dim"]
    inputs = dict(
        sample=torch.randn(1, config["in_channels"], size, size, generator=generator),
        timestep=torch.tensor([500.0]),
        text=torch.randn(1, TOKENS, width, generator=generator),
        style=torch.randn(1, TOKENS, width, generator=generator),
    )
    if config.get("class_embed_type") == "timestep":
        inputs["noise_level"] = torch.tensor([100.0])
    hook = model.add_embedding.register_forward_pre_hook(lambda _, __: (inputs["style"],))
    answer = model(inputs["sample"], inputs["timestep"], inputs["text"], class_labels=inputs.get("noise_level"))
    hook.remove()
    return {f"style.{key}": value.contiguous() for key, value in (inputs | {"out": answer.sample}).items()}


@torch.no_grad()
def unet(name: str, config: dict, dtype: str, largest: int | None, folder: Path) -> None:
    generator = torch.Generator().manual_seed(sum(map(ord, name)))
    model = UNet2DConditionModel(**config)
    randomise(model, generator)
    save(model, folder, dtype, largest)
    model = UNet2DConditionModel.from_pretrained(folder, torch_dtype=torch.float32).eval()
    width = config["encoder_hid_dim"] or config["cross_attention_dim"]
    size = config["sample_size"]
    cases = {}
    # A batch with a timestep for every row, and a single picture that is not square.
    for case, rows, height, breadth in [("square", 2, size, size), ("wide", 1, size // 2, size)]:
        inputs = dict(
            sample=torch.randn(rows, config["in_channels"], height, breadth, generator=generator),
            timestep=torch.tensor([990.0, 37.0][:rows]),
            text=torch.randn(rows, TOKENS, width, generator=generator),
        )
        if config.get("class_embed_type") == "timestep":
            inputs["noise_level"] = torch.tensor([250.0, 0.0][:rows])
        inputs["out"] = model(
            inputs["sample"], inputs["timestep"], inputs["text"], class_labels=inputs.get("noise_level")
        ).sample
        print(f"{name:14} {case:7} largest answer {inputs['out'].abs().max():.2f}")
        cases |= {f"{case}.{key}": value.contiguous() for key, value in inputs.items()}
    if name in STYLED:
        cases |= styled(model, config, size)
    save_file(cases, folder / "golden.safetensors")


@torch.no_grad()
def t5(name: str, config: dict, dtype: str, largest: int | None, folder: Path) -> None:
    generator = torch.Generator().manual_seed(sum(map(ord, name)))
    model = T5EncoderModel(T5Config(**config))
    randomise(model, generator)
    save(model, folder, dtype, largest)
    model = T5EncoderModel.from_pretrained(folder, dtype=torch.float32).eval()
    lengths = [5, 1, TOKENS]
    ids = torch.zeros(len(lengths), TOKENS, dtype=torch.int32)
    for row, length in enumerate(lengths):
        ids[row, : length - 1] = torch.randint(3, config["vocab_size"], (length - 1,), generator=generator)
        ids[row, length - 1] = 1
    out = model(ids.long(), attention_mask=(ids != 0).long()).last_hidden_state
    print(f"{name:14} largest answer {out.abs().max():.2f}")
    save_file(dict(ids=ids.float(), out=out.contiguous()), folder / "golden.safetensors")


def scheduler(thresholds: float) -> dict:
    return dict(
        _class_name="DDPMScheduler",
        beta_schedule="squaredcos_cap_v2",
        clip_sample=True,
        dynamic_thresholding_ratio=0.95,
        num_train_timesteps=1000,
        prediction_type="epsilon",
        sample_max_value=thresholds,
        thresholding=True,
        variance_type="learned_range",
    )


def write(file: Path, content: dict) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, indent=2) + "\n")


def cascade(folder: Path) -> None:
    """A whole cascade in the diffusers layout; tokenizer.py adds its tokenizer."""
    shutil.rmtree(folder, ignore_errors=True)
    for stage, (name, size, pipeline, largest) in {
        "stage_1": ("stage-1", 16, "IFPipeline", 1.5),
        "stage_2": ("stage-2", 32, "IFSuperResolutionPipeline", 1.0),
    }.items():
        config, _, shard = UNETS[name]
        unet(stage, config | dict(sample_size=size), "float16", shard, folder / stage / "unet")
        (folder / stage / "unet" / "golden.safetensors").unlink()
        write(folder / stage / "scheduler" / "scheduler_config.json", scheduler(largest))
        write(folder / stage / "model_index.json", {"_class_name": pipeline})
    write(folder / "stage_2" / "image_noising_scheduler" / "scheduler_config.json", scheduler(1.0))
    config, dtype, shard = T5S["t5"]
    t5("text_encoder", config, dtype, shard, folder / "stage_1" / "text_encoder")
    (folder / "stage_1" / "text_encoder" / "golden.safetensors").unlink()


if __name__ == "__main__":
    for name, variant in UNETS.items():
        unet(name, *variant, OUT / name)
    for name, variant in T5S.items():
        t5(name, *variant, OUT / name)
    unet("self-test", SELF_TEST, "float32", None, ROOT / "src" / "network" / "self-test")
    cascade(OUT / "cascade")
    print("now run tokenizer.py, which adds the cascade's tokenizer")
