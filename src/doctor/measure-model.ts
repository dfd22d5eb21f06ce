import type { Device } from '#src/network/device.ts'
import { openModel } from '#src/network/folder.ts'
import type { Stage } from '#src/network/model.ts'
import { promptLength } from '#src/network/prompt-length.ts'
import { loadUnet } from '#src/network/unet.ts'
import { textWidth } from '#src/network/unet-config.ts'
import type { Row } from '#src/pipeline/predict.ts'
import { modelProfile } from '#src/renderer/model-profile.ts'
import { modeOf } from '#src/requests/draw-request.ts'
import { resolve } from '#src/requests/resolve.ts'
import type { ProbeMessage } from './probe-protocol.ts'

interface MeasureOptions {
  readonly device: Device
  readonly threads: number
  /** In milliseconds. */
  readonly now: () => number
}

/** Runs a guided step of each stage of a model, and calculates from it how long the steps of a picture take. */
export async function measureModel(
  folder: string,
  options: MeasureOptions,
): Promise<Extract<ProbeMessage, { readonly kind: 'model' }>> {
  const model = await openModel(folder)
  const { stages } = model
  const measured: { readonly loading: number; readonly step: number }[] = []
  for (const stage of stages) measured.push(await measureStage(stage, options))
  const profile = modelProfile(model, false)
  const size = stages.length > 1 ? 256 : stages[0]?.kind === 'base' ? 64 : undefined
  let picture = 0
  if (size === undefined) picture = 50 * (measured[0]?.step ?? 0)
  else {
    const resolved = resolve({ mode: 'generate', prompt: '', size }, profile, () => 0)
    // Guidance needs two rows, as the measured step had.
    for (const { stage, steps, rows } of modeOf(resolved).work(resolved)) {
      picture += (steps * rows * (measured[stage]?.step ?? 0)) / 2
    }
  }
  return {
    kind: 'model',
    folder,
    steps: measured.map(({ step }) => step),
    loading: measured.map(({ loading }) => loading),
    picture,
  }
}

async function measureStage(stage: Stage, { device, threads, now }: MeasureOptions) {
  const begun = now()
  const unet = await loadUnet(stage, { device, threads })
  try {
    const loading = (now() - begun) / 1000
    const { in_channels: channels } = stage.unet.config
    const { sampleSize: edge } = stage
    const width = textWidth(stage.unet.config)
    const row: Row = {
      input: { data: new Float32Array(channels * edge * edge).fill(0.1), channels, height: edge, width: edge },
      timestep: 500,
      text: { key: 'measured', embedding: new Float32Array(promptLength * width), tokens: promptLength, width },
      ...(stage.unet.config.class_embed_type !== null && { noiseLevel: 250 }),
    }
    // The first run also plans and allocates memory.
    await unet.predict([row, row])
    return { loading, step: await shortest(() => unet.predict([row, row]), now) }
  } finally {
    await unet.dispose()
  }
}

/** The shortest of at most five runs in about two seconds, since other programs can only make a run longer. */
async function shortest(run: () => Promise<unknown>, now: () => number): Promise<number> {
  const begun = now()
  let best = Infinity
  for (let count = 0; count < 5 && (count === 0 || now() - begun < 2000); count++) {
    const start = now()
    await run()
    best = Math.min(best, (now() - start) / 1000)
  }
  return best
}
