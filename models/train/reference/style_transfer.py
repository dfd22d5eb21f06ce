"""Style transfer after deep-floyd/IF (pipelines/style_transfer.py, modules/base.py: three rows, the style in the pooled path
of the first, `positive_mixer`), in PyTorch with the toy network: test/pipeline/golden/style.json."""

import torch
import torch.nn.functional as F
from diffusers import DDPMScheduler

from golden import array, write
from pipelines import SCHEDULER, picture
from toy import Toy, text

CONTENT, STYLE, NEGATIVE = 1, 2, 9
SMALL, LARGE = 64, 128
CASE = dict(seed=3, steps=[40, 10], guidance=[3.0, 2.0], mixer=0.25, strength=[0.8, 0.7], noise_level=100)


def redrawn(stage, network, generator, conditioning=None):
    size = (SMALL, LARGE)[stage]
    scheduler = DDPMScheduler(**SCHEDULER, sample_max_value=(1.5, 1.0)[stage])
    scheduler.set_timesteps(CASE["steps"][stage])
    timesteps = [int(t) for t in scheduler.timesteps if t < 1000 * CASE["strength"][stage]]
    # Of 32 steps the picture is noised for the third: two of them less.
    level = timesteps[len(timesteps) // 16 if stage == 0 else 0]
    noise = torch.randn(1, 3, size, size, generator=generator)
    x = scheduler.add_noise(picture((size, size)), noise, torch.tensor([level]))
    labels = None
    if conditioning is not None:
        labels = torch.tensor([CASE["noise_level"]])
        enlarged = F.interpolate(conditioning, (size, size), mode="bilinear", align_corners=True)
        enlarged = scheduler.add_noise(enlarged, torch.randn(enlarged.shape, generator=generator), labels)
    mixer = CASE["mixer"] * (1 + stage)
    for t in timesteps:
        seen = x if conditioning is None else torch.cat([x, enlarged], dim=1)
        content = network(seen, t, text(CONTENT), class_labels=labels, pooled=text(STYLE))[0]
        style = network(seen, t, text(STYLE), class_labels=labels)[0][:, :3]
        negative = network(seen, t, text(NEGATIVE), class_labels=labels)[0][:, :3]
        mixed = content[:, :3] * (1 - mixer) + style * mixer
        epsilon = negative + CASE["guidance"][stage] * (mixed - negative)
        x = scheduler.step(torch.cat([epsilon, content[:, 3:]], dim=1), t, x, generator=generator, return_dict=False)[0]
    return x


with torch.no_grad():
    generator = torch.Generator().manual_seed(CASE["seed"])
    first = redrawn(0, Toy(1, 3, SMALL), generator)
    second = redrawn(1, Toy(2, 6, LARGE), generator, first)
write("style", {**CASE, "content": CONTENT, "style": STYLE, "negative": NEGATIVE,
                "first": array(first.flatten()[::37]), "second": array(second.flatten()[::131])})
