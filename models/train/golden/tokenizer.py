"""Makes the tokenizers of test/network/golden and the ids that SentencePiece gives for several hundred strings.

    python models/train/golden/tokenizer.py
"""

import json
from pathlib import Path

import sentencepiece

from strings import CORPUS, STRINGS

OUT = Path(__file__).resolve().parents[3] / "test" / "network" / "golden"


def train(file: Path, **options) -> sentencepiece.SentencePieceProcessor:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(CORPUS),
            model_writer=out,
            model_type="unigram",
            pad_id=0,
            eos_id=1,
            unk_id=2,
            bos_id=-1,
            minloglevel=2,
            **options,
        )
    return sentencepiece.SentencePieceProcessor(model_file=str(file))


def main() -> None:
    folder = OUT / "tokenizer"
    nfkc = train(folder / "nfkc.model", vocab_size=600, normalization_rule_name="nmt_nfkc")
    # Bytes for what is not in the vocabulary, pieces added by hand, no Unicode rules and no squeezing of spaces.
    plain = train(
        folder / "plain.model",
        vocab_size=600,
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        byte_fallback=True,
        user_defined_symbols=["<sks>", "fox hat"],
    )
    cases = dict(
        nfkc=[[text, nfkc.encode(text)] for text in STRINGS],
        plain=[[text, plain.encode(text)] for text in STRINGS[:250]],
    )
    lines = {name: ",\n  ".join(json.dumps(case, separators=(",", ":")) for case in found) for name, found in cases.items()}
    content = ",\n".join(f' "{name}": [\n  {text}\n ]' for name, text in lines.items())
    (folder / "golden.json").write_text("{\n" + content + "\n}\n")
    print({name: len(found) for name, found in cases.items()})
    train(
        OUT / "cascade" / "stage_1" / "tokenizer" / "spiece.model",
        vocab_size=110,
        normalization_rule_name="identity",
        character_coverage=0.98,
    )


if __name__ == "__main__":
    main()
