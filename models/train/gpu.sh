#!/usr/bin/env bash
# Trains stage I on a GPU, all in one: gpu.sh PACK FOLDER MINUTES [further options of duckling.gpu]
#
#   PACK     what `python -m duckling.pack PACK` wrote where the sprites are
#   FOLDER   gets the averaged weights in parts of 15 MiB, the log and the progress
#   MINUTES  in all; called again with the same work folder it goes on from its checkpoint
#
# On an H200: MINUTES 9 and --compile. PYTHON names the interpreter that has PyTorch, diffusers, transformers, sentencepiece and Pillow.
set -euo pipefail
pack=$(realpath "$1") folder=$(realpath -m "$2") minutes=$3
shift 3
cd "$(dirname "$0")"
export DUCKLING_WORK=${DUCKLING_WORK:-$PWD/work-gpu} DUCKLING_CONFIG=${DUCKLING_CONFIG:-config-gpu.toml} PYTHONUNBUFFERED=1
python=${PYTHON:-python3}
[ -f "$DUCKLING_WORK/sprites.bin" ] || "$python" -m duckling.pack "$pack" --unpack
"$python" -m duckling.gpu --minutes "$minutes" --to "$folder" "$@"
