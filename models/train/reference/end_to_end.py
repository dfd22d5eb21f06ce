"""A prompt all the way to 32 px through diffusers' IFPipeline and IFSuperResolutionPipeline, with the tiny random cascade
of test/network/golden/cascade: test/pipeline/golden/end-to-end.json."""

from pathlib import Path

import torch
from diffusers import DDPMScheduler, DPMSolverMultistepScheduler, IFPipeline, IFSuperResolutionPipeline, UNet2DConditionModel
from sentencepiece import SentencePieceProcessor
from transformers import T5EncoderModel

from golden import array, write

CASCADE = Path(__file__).parents[3] / "test" / "network" / "golden" / "cascade"
NONE = dict(safety_checker=None, feature_extractor=None, watermarker=None, requires_safety_checker=False)

pieces = SentencePieceProcessor(str(CASCADE / "stage_1" / "tokenizer" / "spiece.model"))
text_encoder = T5EncoderModel.from_pretrained(CASCADE / "stage_1" / "text_encoder").eval()


@torch.no_grad()
def embedding(prompt):
    """As IFPipeline.encode_prompt: the prompt in lower case, its end mark, filled up to 77; the mask goes to T5 alone."""
    ids = [*pieces.encode(prompt.lower().strip()), pieces.eos_id()]
    padded = torch.tensor([ids + [pieces.pad_id()] * (77 - len(ids))])
    return text_encoder(padded, attention_mask=(torch.arange(77) < len(ids)).long()[None])[0]


def scheduler(stage, kind):
    ddpm = DDPMScheduler.from_pretrained(CASCADE / stage / "scheduler")
    return ddpm if kind == "ddpm" else DPMSolverMultistepScheduler.from_config(ddpm.config, lambda_min_clipped=-5.1)


def draw(case):
    first = IFPipeline(None, None, UNet2DConditionModel.from_pretrained(CASCADE / "stage_1" / "unet"),
                       scheduler("stage_1", case["sampler"]), **NONE)
    second = IFSuperResolutionPipeline(
        None, None, UNet2DConditionModel.from_pretrained(CASCADE / "stage_2" / "unet"),
        scheduler("stage_2", case["sampler"]), DDPMScheduler.from_pretrained(CASCADE / "stage_2" / "image_noising_scheduler"), **NONE)
    generator = torch.Generator().manual_seed(case["seed"])
    common = dict(prompt_embeds=embedding(case["prompt"]), negative_prompt_embeds=embedding(case["negative"]),
                  generator=generator, output_type="pt")
    for pipeline in (first, second):
        pipeline.set_progress_bar_config(disable=True)
    with torch.no_grad():
        small = first(**common, num_inference_steps=case["steps"][0], guidance_scale=case["guidance"][0]).images
        large = second(image=small, **common, num_inference_steps=case["steps"][1], guidance_scale=case["guidance"][1],
                       noise_level=case["noise_level"]).images
    return {**case, "first": array(small[0]), "second": array(large[0])}


# Random weights amplify rounding at every step, the more the stronger the guidance: with guidance 7 and 8 steps, 5e-6 added
# to every answer of the network changes the picture by 1. Few steps or none but mild guidance keep that below 5e-4.
CASES = [
    dict(sampler="ddpm", prompt="a red fox", negative="", seed=1, steps=[4, 3], guidance=[2.0, 1.5], noise_level=250),
    dict(sampler="ddpm", prompt="an oil painting of a fox", negative="", seed=2, steps=[20, 10], guidance=[1.0, 1.0],
         noise_level=50),
    dict(sampler="dpm++", prompt="an oil painting of a fox", negative="red", seed=4, steps=[20, 20], guidance=[1.0, 1.0],
         noise_level=100),
]

write("end-to-end", [draw(case) for case in CASES])
