"""Pictures of diffusers' IF pipelines, drawn with the toy network: test/pipeline/golden/pipelines.json."""

import inspect

import torch
from diffusers import (
    DDPMScheduler, DPMSolverMultistepScheduler, IFImg2ImgPipeline, IFImg2ImgSuperResolutionPipeline, IFInpaintingPipeline,
    IFInpaintingSuperResolutionPipeline, IFPipeline, IFSuperResolutionPipeline,
)

from golden import array, write
from toy import Toy, text

SCHEDULER = dict(num_train_timesteps=1000, beta_schedule="squaredcos_cap_v2", prediction_type="epsilon",
                 variance_type="learned_range", clip_sample=True, clip_sample_range=1.0, thresholding=True,
                 dynamic_thresholding_ratio=0.95)
PROMPT, NEGATIVE = 11, 12
SMALL, LARGE = 32, 64


def solver(largest):
    settings = {k: v for k, v in SCHEDULER.items() if not k.startswith("clip_sample")}
    return DPMSolverMultistepScheduler(**settings, sample_max_value=largest, lambda_min_clipped=-5.1)


def build(pipeline, stage, scheduler):
    """A pipeline with the toy network; it gets only what its constructor asks for."""
    largest = 1.5 if stage == 0 else 1.0
    parts = dict(unet=Toy(1 + stage, 3 if stage == 0 else 6, SMALL if stage == 0 else LARGE),
                 scheduler=solver(largest) if scheduler == "dpm++" else DDPMScheduler(**SCHEDULER, sample_max_value=largest),
                 image_noising_scheduler=DDPMScheduler(**SCHEDULER), tokenizer=None, text_encoder=None,
                 safety_checker=None, feature_extractor=None, watermarker=None, requires_safety_checker=False)
    wanted = inspect.signature(pipeline.__init__).parameters
    built = pipeline(**{name: part for name, part in parts.items() if name in wanted})
    built.set_progress_bar_config(disable=True)
    return built


def draw(case):
    pipelines = {"generate": (IFPipeline, IFSuperResolutionPipeline),
                 "edit": (IFImg2ImgPipeline, IFImg2ImgSuperResolutionPipeline),
                 "inpaint": (IFInpaintingPipeline, IFInpaintingSuperResolutionPipeline)}[case["mode"]]
    generator = torch.Generator().manual_seed(case["seed"])
    common = dict(prompt_embeds=text(PROMPT), negative_prompt_embeds=text(NEGATIVE), generator=generator, output_type="pt",
                  return_dict=False)
    one = dict(num_inference_steps=case["steps"][0], guidance_scale=case["guidance"][0])
    two = dict(num_inference_steps=case["steps"][1], guidance_scale=case["guidance"][1], noise_level=case["noise_level"])
    if case["mode"] == "generate":
        one |= dict(height=SMALL, width=SMALL)
        two |= dict(height=LARGE, width=LARGE)
    else:
        small, large = case["small"], case["large"]
        one |= dict(image=picture(small), strength=case["strength"][0])
        two |= dict(original_image=picture(large), strength=case["strength"][1])
    if case["mode"] == "inpaint":
        one |= dict(mask_image=mask(small))
        two |= dict(mask_image=mask(large))
    first = build(pipelines[0], 0, case["scheduler"])(**one, **common)[0]
    second = build(pipelines[1], 1, case["scheduler"])(image=first, **two, **common)[0]
    # Strides that have no factor in common with the width still meet every column and channel.
    return {**case, "first": array(first.flatten()[::3]), "second": array(second.flatten()[::11])}


def picture(size):
    """Smooth, in [-1, 1]; test/pipeline/toy-network.ts draws the same."""
    channel, y, x = (torch.arange(n, dtype=torch.float32) for n in (3, *size))
    return torch.sin(channel[:, None, None] + 5 * y[None, :, None] / size[0] + 3 * x[None, None, :] / size[1])[None] * 0.9


def mask(size):
    """The middle: from a quarter to three quarters of each side."""
    height, width = size
    inside = torch.zeros(1, 1, height, width)
    inside[:, :, height // 4 : height * 3 // 4, width // 4 : width * 3 // 4] = 1
    return inside


CASES = [
    dict(mode="generate", scheduler="ddpm", seed=3, steps=[8, 5], guidance=[7.0, 4.0], noise_level=250),
    dict(mode="generate", scheduler="ddpm", seed=4, steps=[6, 4], guidance=[1.0, 1.0], noise_level=50),
    dict(mode="generate", scheduler="dpm++", seed=5, steps=[10, 6], guidance=[3.0, 1.0], noise_level=100),
    dict(mode="edit", scheduler="ddpm", seed=6, steps=[10, 5], guidance=[10.0, 4.0], noise_level=250,
         strength=[0.7, 0.8], small=[32, 48], large=[64, 96]),
    dict(mode="edit", scheduler="dpm++", seed=7, steps=[10, 5], guidance=[5.0, 2.0], noise_level=250,
         strength=[0.5, 1.0], small=[32, 32], large=[64, 64]),
    dict(mode="inpaint", scheduler="ddpm", seed=8, steps=[8, 6], guidance=[7.0, 4.0], noise_level=0,
         strength=[1.0, 0.8], small=[32, 32], large=[64, 64]),
    dict(mode="inpaint", scheduler="ddpm", seed=9, steps=[10, 5], guidance=[4.0, 1.0], noise_level=20,
         strength=[0.65, 0.5], small=[40, 32], large=[80, 64]),
]

if __name__ == "__main__":
    write("pipelines", {"prompt": PROMPT, "negative": NEGATIVE, "cases": [draw(case) for case in CASES]})
