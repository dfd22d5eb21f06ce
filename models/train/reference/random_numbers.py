"""What torch.Generator().manual_seed(seed) draws on the CPU: test/pipeline/golden/random.json."""

import torch

from golden import array, write

# Counts drawn one after another from one generator: fewer than 16 values go one by one and may leave half a pair
# behind, multiples of 16 are blocks, and other counts draw their last 16 values anew.
SEQUENCES = [
    (0, [1, 1, 2, 3]),
    (1, [15, 16, 1, 15]),
    (42, [5, 16, 3, 40, 1, 17, 1, 33]),
    (123456789, [100, 31, 7, 48]),
    (2**32 - 1, [16, 20]),
    (2**40 + 5, [16, 3]),
]


def draw(seed, counts):
    generator = torch.Generator().manual_seed(seed)
    return torch.cat([torch.randn(count, generator=generator) for count in counts])


def picture(seed, size):
    """A few numbers of a whole picture's draw and of the one after it."""
    generator = torch.Generator().manual_seed(seed)
    first = torch.randn(1, 3, size, size, generator=generator).flatten()
    second = torch.randn(1, 3, size, size, generator=generator).flatten()
    stride = first.numel() // 96
    return {"seed": seed, "count": first.numel(), "stride": stride,
            "first": array(first[::stride]), "second": array(second[::stride])}


write("random", {
    "sequences": [{"seed": seed, "counts": counts, "values": array(draw(seed, counts))} for seed, counts in SEQUENCES],
    "pictures": [picture(7, 64), picture(8, 256), picture(9, 40)],
})
