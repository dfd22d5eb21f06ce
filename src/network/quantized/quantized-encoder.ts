import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, UserError } from '#src/errors.ts'
import { freeSpace } from '#src/free-space.ts'
import { gigabytes } from '#src/gigabytes.ts'
import { isProcessRunning } from '#src/is-process-running.ts'
import { isT5Matrix } from '../graph/t5-graph.ts'
import type { TextEncoderFiles } from '../model.ts'
import { readSafetensors } from '../safetensors.ts'
import { openWeights } from '../weights.ts'
import type { QuantizedForm } from './forms.ts'
import { quantizedBytes, quantizeWeights } from './quantize-weights.ts'

/** The name of a text encoder's weights in transformers' layout. */
const stem = 'model'

/** What must stay free on the disk, in bytes. */
const reserve = 1e8

/** Integer products round weights coarser than blocks. They are worth it from this width of the encoder on. */
const wideEncoder = 1024

/** The form in which an encoder's matrices of this many bits are used. */
export function quantizedForm({ config }: Pick<TextEncoderFiles, 'config'>, bits: 8 | 4): QuantizedForm {
  if (bits === 4) return 'blocks4'
  return config.d_model < wideEncoder ? 'blocks8' : 'int8'
}

/**
 * A text encoder whose weights are a quantised copy in a folder of the cache. Its embeddings differ a little, so it has an id of its own.
 *
 * @param cache the folder of all quantised copies
 */
export function quantizedFiles(files: TextEncoderFiles, form: QuantizedForm, cache: string): TextEncoderFiles {
  const id = `${files.id}-${form}`
  return { ...files, id, folder: join(cache, id) }
}

/**
 * Makes the quantised copy unless it is there. It takes a minute or two for T5-XXL, is done once, and needs little memory.
 *
 * @param original the text encoder as published
 * @param quantized the same after `quantizedFiles`
 * @param report gets a sentence for the log before the work begins
 * @throws UserError `disk-full`, and those of `openWeights`
 */
export async function makeQuantized(
  original: TextEncoderFiles,
  quantized: TextEncoderFiles,
  form: QuantizedForm,
  report: (sentence: string) => void,
): Promise<void> {
  const file = join(quantized.folder, `${stem}.safetensors`)
  if (await isComplete(file)) return
  await removeAbandoned(quantized.folder)
  const weights = await openWeights(original.folder, stem)
  const bytes = quantizedBytes(weights, form, isT5Matrix)
  const { free } = await freeSpace(quantized.folder)
  if (bytes + reserve > free) throw diskFull(quantized.folder, bytes, free)
  report(
    `Making a smaller copy of the text encoder in ${quantized.folder} (${gigabytes(bytes)}); this happens once and takes some minutes for a large model.`,
  )
  try {
    await quantizeWeights(weights, file, form, isT5Matrix)
  } catch (error) {
    if (codeOf(error) !== 'ENOSPC') throw error
    throw diskFull(quantized.folder, bytes, (await freeSpace(quantized.folder)).free)
  }
}

async function isComplete(file: string): Promise<boolean> {
  try {
    await readSafetensors(file)
    return true
  } catch (error) {
    // It is missing or damaged, and is made again either way.
    if (error instanceof UserError) return false
    throw error
  }
}

/** Removes what processes that were killed left behind. */
async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const pid = /\.(\d+)\.new$/.exec(name)?.[1]
    const isInUse = Number(pid) !== process.pid && isProcessRunning(Number(pid))
    if (pid !== undefined && !isInUse) await rm(join(folder, name), { force: true })
  }
}

function diskFull(folder: string, needed: number, free: number): UserError {
  return new UserError(
    'disk-full',
    `The smaller copy of the text encoder needs ${gigabytes(needed + reserve)} in ${folder} and ${gigabytes(free)} are free; make room, or set DATA_DIR to another disk.`,
    { folder, needed: needed + reserve, free },
  )
}
