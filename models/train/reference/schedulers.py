"""Whole walks of diffusers' schedulers over a made-up network: test/pipeline/golden/schedulers.json and alphas.json.

The made-up network is a smooth function of x and t that test/pipeline computes as well, so that only the walks are kept.
"""

import torch
from diffusers import DDIMScheduler, DDPMScheduler, DPMSolverMultistepScheduler
from diffusers.pipelines.deepfloyd_if.timesteps import (
    fast27_timesteps, smart27_timesteps, smart50_timesteps, smart100_timesteps, smart185_timesteps,
    super27_timesteps, super40_timesteps, super100_timesteps,
)

from golden import array, write

SHAPE = (1, 3, 4, 8)
IF = dict(num_train_timesteps=1000, beta_schedule="squaredcos_cap_v2", prediction_type="epsilon", clip_sample=True,
          clip_sample_range=1.0, thresholding=True, dynamic_thresholding_ratio=0.95, sample_max_value=1.5)
LINEAR = dict(num_train_timesteps=1000, beta_schedule="linear", beta_start=1e-4, beta_end=0.02, clip_sample=True)

LISTS = {"fast27": fast27_timesteps, "smart27": smart27_timesteps, "smart50": smart50_timesteps,
         "smart100": smart100_timesteps, "smart185": smart185_timesteps, "super27": super27_timesteps,
         "super40": super40_timesteps, "super100": super100_timesteps}


def network(x, t):
    """Made up: the first three channels, and the variance interpolation."""
    t = float(t)
    prediction = 1.2 * torch.sin(1.3 * x + 0.002 * t) + 0.3 * x
    return prediction, torch.cos(2 * x + 0.01 * t)


def config(case):
    base = LINEAR if case.get("linear") else IF
    return {**base, **{k: case[k] for k in ("prediction_type", "timestep_spacing", "thresholding", "clip_sample",
                                            "sample_max_value", "variance_type", "beta_schedule", "beta_start", "beta_end") if k in case}}


def walk(case):
    kind = case["sampler"]
    settings = config(case)
    if kind == "ddpm":
        scheduler = DDPMScheduler(**settings)
    elif kind == "ddim":
        settings.pop("variance_type", None)
        scheduler = DDIMScheduler(**settings)
    else:
        for name in ("clip_sample", "clip_sample_range", "variance_type"):
            settings.pop(name, None)
        algorithm = "dpmsolver++" if kind == "dpm++" else "sde-dpmsolver++"
        lowest = -5.1 if settings["beta_schedule"] == "squaredcos_cap_v2" else -float("inf")
        scheduler = DPMSolverMultistepScheduler(**settings, algorithm_type=algorithm, lambda_min_clipped=lowest)
    if isinstance(case["steps"], str):
        scheduler.set_timesteps(timesteps=LISTS[case["steps"]])
    else:
        scheduler.set_timesteps(case["steps"])

    generator = torch.Generator().manual_seed(case["seed"])
    x = torch.randn(SHAPE, generator=generator)
    xs, estimate = [x], None
    for t in scheduler.timesteps:
        prediction, variance = network(x, t)
        if kind == "ddpm":
            learned = scheduler.config.variance_type == "learned_range"
            output = torch.cat([prediction, variance], dim=1) if learned else prediction
            x, estimate = scheduler.step(output, t, x, generator=generator, return_dict=False)
        elif kind == "ddim":
            x, estimate = scheduler.step(prediction, t, x, eta=case["eta"], generator=generator, return_dict=False)
        else:
            x = scheduler.step(prediction, t, x, generator=generator, return_dict=False)[0]
        xs.append(x)
    kept = sorted({0, 1, 2, len(xs) // 2, len(xs) - 2, len(xs) - 1} & set(range(len(xs))))
    return {**case, "timesteps": scheduler.timesteps.tolist(), "kept": kept, "xs": array(torch.cat([xs[i] for i in kept])),
            **({"estimate": array(estimate)} if estimate is not None else {})}


CASES = [
    dict(sampler="ddpm", steps=25, variance_type="learned_range"),
    dict(sampler="ddpm", steps=27, variance_type="learned_range", sample_max_value=1.0),
    dict(sampler="ddpm", steps="smart27", variance_type="learned_range"),
    dict(sampler="ddpm", steps="super40", variance_type="learned_range", prediction_type="v_prediction"),
    dict(sampler="ddpm", steps=20, variance_type="learned_range", prediction_type="sample"),
    dict(sampler="ddpm", steps=20, variance_type="fixed_small", timestep_spacing="trailing"),
    dict(sampler="ddpm", steps=20, variance_type="fixed_small_log", timestep_spacing="linspace"),
    dict(sampler="ddpm", steps=50, variance_type="fixed_large", thresholding=False),
    dict(sampler="ddpm", steps=30, variance_type="fixed_small", thresholding=False, clip_sample=False, linear=True),
    dict(sampler="ddpm", steps=12, variance_type="fixed_small", beta_schedule="scaled_linear", beta_start=0.00085,
         beta_end=0.012, linear=True),
    dict(sampler="ddim", steps=25, eta=0.0),
    dict(sampler="ddim", steps=20, eta=0.7),
    dict(sampler="ddim", steps=10, eta=1.0, prediction_type="v_prediction", thresholding=False),
    dict(sampler="ddim", steps=25, eta=0.0, linear=True, prediction_type="sample"),
    dict(sampler="dpm++", steps=25),
    dict(sampler="dpm++", steps=10),
    dict(sampler="dpm++", steps=1),
    dict(sampler="dpm++", steps=20, prediction_type="v_prediction", sample_max_value=1.0),
    dict(sampler="dpm++", steps="super27"),
    dict(sampler="dpm++", steps=15, timestep_spacing="trailing"),
    dict(sampler="dpm++", steps=25, linear=True, thresholding=False),
    dict(sampler="sde-dpm++", steps=25),
    dict(sampler="sde-dpm++", steps=12, prediction_type="v_prediction"),
    dict(sampler="sde-dpm++", steps="smart27"),
    dict(sampler="dpm++", steps=25, timestep_spacing="leading"),
    dict(sampler="sde-dpm++", steps=10, timestep_spacing="leading"),
]

write("schedulers", {"shape": list(SHAPE), "cases": [walk({"seed": 100 + i, **case}) for i, case in enumerate(CASES)]})
write("alphas", {
    "cosine": array(DDPMScheduler(**IF).alphas_cumprod),
    "linear": array(DDPMScheduler(**LINEAR).alphas_cumprod),
    "scaled_linear": array(DDPMScheduler(num_train_timesteps=1000, beta_schedule="scaled_linear", beta_start=0.00085,
                                         beta_end=0.012).alphas_cumprod),
    "lists": LISTS,
})

quantiles = []
for seed, scale, count, ratio, largest in [(0, 1.0, 48, 0.95, 1.5), (1, 0.7, 3000, 0.95, 1.5), (2, 0.55, 12288, 0.95, 1.5),
                                           (3, 0.5, 12288, 0.95, 1.5), (4, 3.0, 768, 0.95, 1.5), (5, 0.2, 768, 0.95, 1.5),
                                           (6, 0.51, 100, 0.95, 1.5), (7, 1.0, 300, 0.995, 4.0), (8, 1.2, 21, 0.95, 2.0)]:
    values = torch.randn(count, generator=torch.Generator().manual_seed(seed)) * scale
    quantile = torch.quantile(values.abs(), ratio)
    quantiles.append({"seed": seed, "scale": scale, "count": count, "ratio": ratio, "max": largest,
                      "quantile": quantile.item(), "threshold": quantile.clamp(1, largest).item()})
write("quantiles", quantiles)
