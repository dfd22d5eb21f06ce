"""Makes test/network/golden/clip-whole: a small byte-pair vocabulary in OpenAI's layout, and what transformers reads with it; and
beside it a tiny CLIP with random weights, and its cosines of pictures and texts.

    python models/train/golden/clip_whole.py [FOLDER WITH vocab.json AND merges.txt]

With a folder it only writes FOLDER/golden.json, to try a published vocabulary once.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import torch
from clip import TEXT, VISION
from network import OUT, randomise
from pillow import pattern
from PIL import Image
from strings import CORPUS, STRINGS
from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import CLIPConfig, CLIPImageProcessor, CLIPModel, CLIPTokenizer

SIZES = [[64, 64], [40, 90]]
TEXTS = ["an oil painting of a duck", "a photo of a rabbit", "¡Año 3½!"]
MARKS = ["<|startoftext|>", "<|endoftext|>"]


def train(folder: Path) -> None:
    """As CLIP's own: bytes, with a mark at the end of each word."""
    template = CLIPTokenizer().backend_tokenizer
    tokenizer = Tokenizer(models.BPE(unk_token=MARKS[1], end_of_word_suffix="</w>"))
    tokenizer.normalizer = template.normalizer
    tokenizer.pre_tokenizer = template.pre_tokenizer
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=900, initial_alphabet=alphabet, end_of_word_suffix="</w>", show_progress=False)
    tokenizer.train_from_iterator(CORPUS, trainer)
    vocabulary = dict(sorted(tokenizer.get_vocab().items(), key=lambda item: item[1]))
    pieces = list(vocabulary)
    pieces += [f"{letter}</w>" for letter in sorted(alphabet) if f"{letter}</w>" not in vocabulary]
    numbers = {piece: number for number, piece in enumerate(pieces + MARKS)}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps(numbers, ensure_ascii=False))
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    lines = [" ".join(merge) if isinstance(merge, list) else merge for merge in merges]
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(lines) + "\n")


@torch.no_grad()
def clip(folder: Path, tokenizer: CLIPTokenizer) -> list[list[float]]:
    """Cosines [pictures][texts] of a tiny CLIP, from the pixels and the letters on."""
    end = len(tokenizer) - 1
    text = TEXT | dict(vocab_size=end + 1, max_position_embeddings=77, eos_token_id=end, bos_token_id=end - 1, pad_token_id=end)
    model = CLIPModel(CLIPConfig(vision_config=VISION, text_config=text, projection_dim=20))
    randomise(model, torch.Generator().manual_seed(5))
    model.logit_scale.data.fill_(2.5)
    names = {path.name for path in folder.iterdir()}
    model.half().save_pretrained(folder, safe_serialization=True)
    model = CLIPModel.from_pretrained(folder, dtype=torch.float32).eval()
    processor = CLIPImageProcessor(size={"shortest_edge": 16}, crop_size=16)
    processor.save_pretrained(folder)
    print("new:", {path.name for path in folder.iterdir()} - names)
    pictures = [Image.fromarray(pattern(*size, 3)) for size in SIZES]
    inputs = tokenizer(TEXTS, padding="max_length", max_length=77, truncation=True, return_tensors="pt")
    pixels = processor(images=pictures, return_tensors="pt").pixel_values
    return (model(pixel_values=pixels, **inputs).logits_per_image / model.logit_scale.exp()).tolist()


def main() -> None:
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    folder = given or OUT / "clip-whole"
    if given is None:
        train(folder)
    tokenizer = CLIPTokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"))
    length = 77
    cases = [
        dict(text=text, ids=tokenizer(text, truncation=True, max_length=length)["input_ids"]) for text in STRINGS
    ]
    found = dict(length=length, cases=cases)
    if given is None:
        found |= dict(sizes=SIZES, texts=TEXTS, cosines=clip(folder, tokenizer))
    (folder / "golden.json").write_text(json.dumps(found, ensure_ascii=False, indent=None))
    print(len(cases), "strings,", len(tokenizer), "pieces")


if __name__ == "__main__":
    main()
