"""What Pillow's bicubic and box filters and torch's bilinear enlargement make of a picture: test/pipeline/golden/resizing.json."""

import numpy as np
import torch
from PIL import Image

from golden import array, write

CASES = [((20, 30), (8, 12)), ((9, 7), (16, 24)), ((16, 16), (16, 8)), ((1, 1), (4, 4)), ((37, 5), (8, 8))]


def filtered(values, size, method):
    """Of one channel in float32, where Pillow does not round."""
    return np.asarray(Image.fromarray(values, mode="F").resize((size[1], size[0]), method))


def case(old, new, seed):
    values = torch.randn(old[0] * old[1], generator=torch.Generator().manual_seed(seed)).reshape(old)
    enlarged = torch.nn.functional.interpolate(values[None, None], new, mode="bilinear", align_corners=True)
    return {"seed": seed, "from": old, "to": new, "bicubic": array(filtered(values.numpy(), new, Image.BICUBIC)),
            "box": array(filtered(values.numpy(), new, Image.BOX)), "bilinear": array(enlarged.flatten())}


write("resizing", [case(old, new, seed) for seed, (old, new) in enumerate(CASES)])
