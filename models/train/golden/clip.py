"""Makes test/network/golden/clip*: tiny CLIP models with random weights, and what transformers answers for them.

    python models/train/golden/clip.py [FOLDER]

Two of them: `clip` in the layout of duckling's scorer (text pooled at the end mark 1), and
`clip-openai` in OpenAI's published layout (the legacy end mark: text pooled at the largest piece number). Both have quick_gelu.
golden.safetensors holds, all as float32: `pixels` [B, 3, S, S], `ids` [N, L], `picture` [B, D] and `text` [N, D] of unit length,
and `scores` [B, N], cosine * exp(logit_scale).
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from network import OUT, randomise, save
from safetensors.torch import save_file
from torch.nn.functional import normalize
from transformers import CLIPConfig, CLIPModel

VISION = dict(
    hidden_size=24, intermediate_size=40, num_hidden_layers=2, num_attention_heads=3, image_size=16, patch_size=4
)
TEXT = dict(
    vocab_size=120, hidden_size=16, intermediate_size=32, num_hidden_layers=2, num_attention_heads=2,
    max_position_embeddings=12, pad_token_id=0, bos_token_id=None,
)  # fmt: skip
CLIPS = {
    "clip": (VISION, TEXT | dict(eos_token_id=1), "float16"),
    "clip-openai": (
        VISION | dict(hidden_act="quick_gelu"),
        TEXT | dict(hidden_act="quick_gelu", eos_token_id=2, bos_token_id=0, pad_token_id=1),
        "float32",
    ),
}


def pieces(text: dict, generator: torch.Generator) -> torch.Tensor:
    """int64 [3, L]: captions of several lengths; those of OpenAI's layout end with the largest number."""
    length = text["max_position_embeddings"]
    end = 1 if text["eos_token_id"] == 1 else text["vocab_size"] - 1
    ids = torch.full((3, length), 0 if end == 1 else end)
    for row, used in enumerate((5, 2, length)):
        ids[row, : used - 1] = torch.randint(3, text["vocab_size"] - 1, (used - 1,), generator=generator)
        ids[row, used - 1] = end
    return ids


@torch.no_grad()
def clip(name: str, vision: dict, text: dict, dtype: str, folder: Path) -> None:
    generator = torch.Generator().manual_seed(sum(map(ord, name)))
    model = CLIPModel(CLIPConfig(vision_config=vision, text_config=text, projection_dim=20))
    randomise(model, generator)
    model.logit_scale.data.fill_(2.5)
    save(model, folder, dtype, None)
    model = CLIPModel.from_pretrained(folder, dtype=torch.float32).eval()
    side = vision["image_size"]
    pixels, ids = torch.randn(2, 3, side, side, generator=generator), pieces(text, generator)
    picture = normalize(model.visual_projection(model.vision_model(pixel_values=pixels).pooler_output), dim=-1)
    words = normalize(model.text_projection(model.text_model(input_ids=ids).pooler_output), dim=-1)
    scores = picture @ words.T * model.logit_scale.exp()
    expected = model(input_ids=ids, pixel_values=pixels).logits_per_image
    torch.testing.assert_close(scores, expected)
    cases = dict(pixels=pixels, ids=ids.float(), picture=picture, text=words, scores=scores)
    print(f"{name:14} scores from {scores.min():.2f} to {scores.max():.2f}")
    save_file({key: value.contiguous() for key, value in cases.items()}, folder / "golden.safetensors")


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    for name, (vision, text, dtype) in CLIPS.items():
        clip(name, vision, text, dtype, out / name)


if __name__ == "__main__":
    main()
