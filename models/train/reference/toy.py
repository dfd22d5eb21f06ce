"""A network small enough to write down twice: one 3×3 convolution, the text, the timestep and the noise level.

test/pipeline/toy-network.ts is the same network. Whole pipelines can thus be compared without keeping any weights: they
are drawn from seeds, and so are the embeddings.
"""

import torch
from torch import nn
from types import SimpleNamespace

TOKENS, WIDTH = 4, 8


def text(seed):
    """[1, tokens, width]"""
    return torch.randn(1, TOKENS, WIDTH, generator=torch.Generator().manual_seed(seed))


class Toy(nn.Module):
    """Looks like a UNet2DConditionModel to diffusers' pipelines."""

    def __init__(self, seed, in_channels, sample_size):
        super().__init__()
        generator = torch.Generator().manual_seed(seed)
        self.kernel = torch.randn(6 * in_channels * 9, generator=generator).reshape(6, in_channels, 3, 3) * 0.25
        self.reading = torch.randn(WIDTH * 6, generator=generator).reshape(WIDTH, 6)
        self.config = SimpleNamespace(in_channels=in_channels, sample_size=sample_size, encoder_hid_dim=WIDTH)
        self.dtype = torch.float32
        self.device = torch.device("cpu")

    def forward(self, sample, timestep, encoder_hidden_states, class_labels=None, pooled=None, return_dict=False, **_):
        channel = torch.arange(6, dtype=torch.float32)
        shift = encoder_hidden_states.mean(dim=1) @ self.reading
        if pooled is not None:
            shift = 0.5 * shift + 0.5 * pooled.mean(dim=1) @ self.reading
        shift = shift + 0.3 * torch.sin(float(timestep) / 100 + channel)
        if class_labels is not None:
            shift = shift + 0.2 * torch.cos(class_labels[:, None].float() / 50 + channel)
        output = nn.functional.conv2d(sample, self.kernel, padding=1)
        return (1.5 * torch.tanh(output + shift[:, :, None, None]),)
