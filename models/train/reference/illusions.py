"""Anagrams and hybrids after the papers (Geng et al. 2024, "Visual Anagrams" and "Factorized Diffusion"), in PyTorch with
the toy network: test/pipeline/golden/illusions.json."""

import torch
import torch.nn.functional as F
from diffusers import DDPMScheduler

from golden import array, write
from pipelines import SCHEDULER, picture, solver
from toy import Toy, text

SMALL, LARGE = 64, 128


# Views: what is seen of a picture [C, H, W], the way back for ε, and for the variance.

def columns_rolled(x, sign, factor):
    height, width = x.shape[-2:]
    rolled = [torch.roll(x[:, :, i], sign * int(factor * (i - width / 2)), dims=1) for i in range(width)]
    return torch.stack(rolled, dim=2)


def circle_turned(x):
    side = x.shape[-1]
    place = torch.arange(side) - (side - 1) / 2
    inside = place[None, :] ** 2 + place[:, None] ** 2 < (side * 24 / 64) ** 2
    return torch.where(inside, torch.rot90(x, 2, dims=(1, 2)), x)


def hinged(x, way):
    side = x.shape[-1] // 3
    turned = x.clone()
    for i in range(3):
        for j in range(3):
            rows, columns = slice(i * side, (i + 1) * side), slice(j * side, (j + 1) * side)
            clockwise = -1 if (i + j) % 2 == 0 else 1
            turned[:, rows, columns] = torch.rot90(x[:, rows, columns], way * clockwise, dims=(1, 2))
    return turned


VIEWS = {
    "identity": (lambda x: x, lambda e: e, lambda v: v),
    "flip": (lambda x: torch.flip(x, [1]),) + (lambda e: torch.flip(e, [1]),) * 2,
    "rotate_cw": (lambda x: torch.rot90(x, -1, dims=(1, 2)),) + (lambda e: torch.rot90(e, 1, dims=(1, 2)),) * 2,
    "rotate_ccw": (lambda x: torch.rot90(x, 1, dims=(1, 2)),) + (lambda e: torch.rot90(e, -1, dims=(1, 2)),) * 2,
    "rotate_180": (lambda x: torch.rot90(x, 2, dims=(1, 2)),) * 3,
    "negate": (lambda x: -x, lambda e: -e, lambda v: v),
    "skew": (lambda x: columns_rolled(x, 1, 1.5),) + (lambda e: columns_rolled(e, -1, 1.5),) * 2,
    "inner_circle": (circle_turned,) * 3,
    "square_hinge": (lambda x: hinged(x, 1),) + (lambda e: hinged(e, -1),) * 2,
}


# Components: what is kept of ε [3, H, W].

def blur(x, size, sigma):
    taps = torch.exp(-0.5 * ((torch.arange(size) - (size - 1) / 2) / sigma) ** 2)
    taps = taps / taps.sum()
    pad = size // 2
    padded = F.pad(x[None], (pad, pad, pad, pad), mode="reflect")[0][:, None]
    return F.conv2d(F.conv2d(padded, taps[None, None, None, :]), taps[None, None, :, None])[:, 0]


def scale_and_size(x, base):
    factor = x.shape[-1] // 64
    return factor, base * factor + (factor + 1) % 2


def low(x):
    factor, size = scale_and_size(x, 33)
    return blur(x, size, 2 * factor)


def bands(x):
    factor, size = scale_and_size(x, 25)
    soft = blur(x, size, 1 * factor)
    softer = blur(soft, size, 2 * factor)
    return softer, soft - softer, x - soft


def grey(x):
    return x.mean(dim=0, keepdim=True).expand(3, -1, -1)


def motion(x):
    _, size = scale_and_size(x, 7)
    return F.conv2d(x[:, None], (torch.eye(size) / size)[None, None], padding=size // 2)[:, 0]


COMPONENTS = {
    "low": low, "high": lambda x: x - low(x),
    "triple-low": lambda x: bands(x)[0], "triple-middle": lambda x: bands(x)[1], "triple-high": lambda x: bands(x)[2],
    "grey": grey, "colour": lambda x: x - grey(x),
    "motion": motion, "still": lambda x: x - motion(x),
    "scale": lambda x: 0.5 * x, "all": lambda x: x,
}


def denoised(case, stage, network, generator, conditioning=None):
    """One stage: every part's rows with the negative and with its own prompt, taken back, guided, filtered, reduced."""
    scheduler = (DDPMScheduler(**SCHEDULER, sample_max_value=(1.5, 1.0)[stage]) if case["sampler"] == "ddpm"
                 else solver((1.5, 1.0)[stage]))
    size = SMALL if stage == 0 else LARGE
    x = torch.randn(1, 3, size, size, generator=generator)
    labels = None
    if conditioning is not None:
        enlarged = F.interpolate(conditioning, (size, size), mode="bilinear", align_corners=True)
        noise = torch.randn(enlarged.shape, generator=generator)
        labels = torch.tensor([case["noise_level"]])
        enlarged = DDPMScheduler(**SCHEDULER).add_noise(enlarged, noise, labels)
    scheduler.set_timesteps(case["steps"][stage])
    parts = list(zip(case["views"], case["components"], case["prompts"]))
    guidance = case["guidance"][stage]
    known = picture((size, size)) if "pinned" in case else None

    for index, t in enumerate(scheduler.timesteps):
        if known is not None:
            noisy = scheduler.add_noise(known, torch.randn(known.shape, generator=generator), t[None])
            keep = COMPONENTS[case["pinned"]]
            x = keep(noisy[0])[None] + x - keep(x[0])[None]
        epsilons, variances = [], []
        for view, component, prompt in parts:
            see, back, variance_back = VIEWS[view]
            seen = see(x[0] if conditioning is None else torch.cat([x, enlarged], dim=1)[0])[None]
            negative = network(seen, t, text(case["negative"]), class_labels=labels)[0][0]
            positive = network(seen, t, text(prompt), class_labels=labels)[0][0]
            uncond, cond = back(negative[:3]), back(positive[:3])
            epsilons.append(COMPONENTS[component](uncond + guidance * (cond - uncond)))
            variances.append(variance_back(positive[3:]))
        if case["merge"] == "alternate":
            epsilon, variance = epsilons[index % len(parts)], variances[index % len(parts)]
        else:
            total = torch.stack(epsilons)
            epsilon = total.sum(0) if case["merge"] == "sum" else total.mean(0)
            variance = torch.stack(variances).mean(0)
        x = scheduler.step(torch.cat([epsilon, variance])[None], t, x, generator=generator, return_dict=False)[0]
    if known is not None:
        keep = COMPONENTS[case["pinned"]]
        x = x + keep(known[0] - x[0])[None]
    return x


@torch.no_grad()
def draw(case):
    case = {"components": ["all"] * len(case["views"]), "negative": 9, "merge": "mean", "sampler": "ddpm", "noise_level": 50,
            "guidance": [6.0, 3.0], "steps": [6, 4], **case}
    generator = torch.Generator().manual_seed(case["seed"])
    first = denoised(case, 0, Toy(1, 3, SMALL), generator)
    second = denoised(case, 1, Toy(2, 6, LARGE), generator, first)
    return {**case, "first": array(first.flatten()[::37]), "second": array(second.flatten()[::131])}


ONE = ["identity", "identity"]
CASES = [
    dict(name="flip", views=["identity", "flip"], prompts=[1, 2], seed=1),
    dict(name="turns and negative", views=["rotate_cw", "rotate_ccw", "rotate_180", "negate"], prompts=[1, 2, 3, 4], seed=2),
    dict(name="skew and circle in turn", views=["skew", "inner_circle"], prompts=[1, 2], seed=3, merge="alternate"),
    dict(name="hinges, solver", views=["identity", "square_hinge"], prompts=[1, 2], seed=4, sampler="dpm++", guidance=[2.0, 1.0],
         steps=[10, 6]),
    dict(name="low_high", views=ONE, components=["low", "high"], prompts=[1, 2], seed=5, merge="sum"),
    dict(name="triple", views=["identity"] * 3, components=["triple-low", "triple-middle", "triple-high"],
         prompts=[1, 2, 3], seed=6, merge="sum"),
    dict(name="colour", views=ONE, components=["grey", "colour"], prompts=[1, 2], seed=7, merge="sum"),
    dict(name="motion", views=ONE, components=["motion", "still"], prompts=[1, 2], seed=8, merge="sum"),
    dict(name="scale", views=ONE, components=["scale", "scale"], prompts=[1, 2], seed=9, merge="sum"),
    dict(name="low pinned", views=["identity"], prompts=[2], seed=10, merge="sum", pinned="low"),
    dict(name="grey pinned", views=["identity"], prompts=[2], seed=11, merge="sum", pinned="grey"),
]

if __name__ == "__main__":
    write("illusions", [draw(case) for case in CASES])
