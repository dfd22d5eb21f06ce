"""Draws one picture with diffusers' networks and schedulers for every line on standard input, printing its seconds: draw.ts takes turns with it.

    python bench/draw.py MODEL WAY THREADS      WAY: eager, compiled, channels-last

Float32, as the CPU provider of ONNX Runtime calculates; steps, guidance and sampler are those of MODEL/defaults.json. The prompt is encoded beforehand, as it
is there. The loop is that of IFPipeline and IFSuperResolutionPipeline.
"""

import json
import sys
import time
from pathlib import Path

import torch
from diffusers import DPMSolverMultistepScheduler, UNet2DConditionModel

PREPARE = {
    "eager": lambda unet: unet,
    "compiled": torch.compile,
    "channels-last": lambda unet: unet.to(memory_format=torch.channels_last),
}


class Stage:
    def __init__(self, folder: Path, defaults: dict, variant: str) -> None:
        self.unet = PREPARE[variant](UNet2DConditionModel.from_pretrained(folder / "unet", torch_dtype=torch.float32).eval())
        self.scheduler = DPMSolverMultistepScheduler.from_pretrained(folder / "scheduler", variance_type=None)
        self.steps = defaults["steps"]
        self.guidance = defaults["guidance"]
        self.noise_level = defaults.get("noise_level")

    def draw(self, side: int, texts: torch.Tensor, below: torch.Tensor | None) -> torch.Tensor:
        """[1, 3, side, side]; `texts` is [2, 77, D], the negative prompt first."""
        guided = self.guidance > 1
        texts = texts if guided else texts[1:]
        x = torch.randn(1, 3, side, side)
        enlarged = None
        if below is not None:
            enlarged = torch.nn.functional.interpolate(below, (side, side), mode="bilinear", align_corners=True)
            level = torch.tensor([self.noise_level])
            enlarged = self.scheduler.add_noise(enlarged, torch.randn_like(enlarged), level)
        self.scheduler.set_timesteps(self.steps)
        for t in self.scheduler.timesteps:
            rows = x if enlarged is None else torch.cat([x, enlarged], 1)
            rows = rows.repeat(len(texts), 1, 1, 1)
            labels = None if enlarged is None else torch.full((len(texts),), self.noise_level)
            answer = self.unet(rows, t, encoder_hidden_states=texts, class_labels=labels, return_dict=False)[0]
            if guided:
                without, with_text = answer.chunk(2)
                answer = without + self.guidance * (with_text - without)
            # A deterministic solver has no use for the variance.
            x = self.scheduler.step(answer[:, :3], t, x, return_dict=False)[0]
        return x


@torch.no_grad()
def main(model: Path, variant: str, threads: int) -> None:
    torch.set_num_threads(threads)
    defaults = json.loads((model / "defaults.json").read_text())
    stages = [Stage(model / name, defaults[name], variant) for name in ("stage_1", "stage_2")]
    texts = torch.randn(2, 77, json.loads((model / "stage_1/text_encoder/config.json").read_text())["d_model"])
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        small = stages[0].draw(64, texts, None)
        stages[1].draw(256, texts, small)
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
