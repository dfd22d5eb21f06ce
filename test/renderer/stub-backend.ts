import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BackendModel, EncodedText, OpenBackend, Resident } from '#src/renderer/backend.ts'
import { UserError } from '#src/errors.ts'
import { schedulerOfIF } from '#src/pipeline/scheduler.ts'
import type { Row, Text } from '#src/pipeline/predict.ts'

/**
 * Networks that paint grey at once, for tests of everything around them. A prompt may ask for trouble:
 *
 * `kill`       the process kills itself in the middle of the picture, every time
 * `kill once`  the same, but only the first time
 * `hang`       a run that never returns
 * `hang once`  the same, but only the first time
 * `slow 50`    every run blocks the thread for so many milliseconds
 * `fault`      a run throws
 *
 * Every run is written to `runs.jsonl` in the cache folder: network, rows, prompts.
 */
export const openBackend: OpenBackend = ({ cacheDir }) => {
  const note = (line: object): void => appendFileSync(join(cacheDir, 'runs.jsonl'), `${JSON.stringify(line)}\n`)

  const firstTime = (what: string): boolean => {
    const mark = join(cacheDir, `did-${what.replaceAll(' ', '-')}`)
    if (existsSync(mark)) return false
    writeFileSync(mark, '')
    return true
  }

  const trouble = ({ text, timestep }: Row): void => {
    const prompt = readBack(text)
    const slow = /slow (\d+)/.exec(prompt)
    if (slow !== null) block(Number(slow[1]))
    // In the middle: some steps have been told of before.
    if (timestep > 700) return
    if (prompt.includes('fault')) throw new Error('the network is at fault')
    if (prompt.includes('kill') && (!prompt.includes('once') || firstTime(prompt))) process.kill(process.pid, 'SIGKILL')
    if (prompt.includes('hang') && (!prompt.includes('once') || firstTime(prompt))) block(Infinity)
  }

  const network = (name: string) => (rows: readonly Row[]) => {
    note({ network: name, rows: rows.length, prompts: [...new Set(rows.map(({ text }) => readBack(text)))] })
    for (const row of rows) trouble(row)
    return Promise.resolve(
      rows.map(({ input: { height, width } }) => ({
        data: new Float32Array(6 * height * width),
        channels: 6,
        height,
        width,
      })),
    )
  }

  const model: BackendModel = {
    name: 'stub',
    fingerprint: 'stub-1',
    device: 'stub',
    profile: {
      name: 'stub',
      stages: [
        { sampler: 'ddim', steps: 10 },
        { sampler: 'ddim', steps: 4 },
      ],
    },
    fitsTogether: true,
    safetyChecker: null,
    watermark: null,
    enlarger: null,
    clip: null,
    stages: [64, 256].map((edge, stage) => ({
      ...resident(stage === 0 ? 'stage I' : 'stage II', network(stage === 0 ? 'stage I' : 'stage II')),
      description: {
        size: { width: edge, height: edge },
        inChannels: stage === 0 ? 3 : 6,
        scheduler: schedulerOfIF(stage === 0 ? 1.5 : 1),
      },
    })),
    encoder: {
      ...resident('text encoder', (prompts: readonly string[]) => {
        note({ network: 'text encoder', prompts })
        return Promise.resolve(prompts.map(encode))
      }),
      id: 'stub-encoder',
      prepare: (prompt) => prompt.trim(),
    },
  }

  return Promise.resolve({
    open(name) {
      if (name !== undefined && name !== 'stub') throw new UserError('no-such-model', `There is no model ${name}.`)
      return Promise.resolve(model)
    },
    close: () => Promise.resolve(),
  })
}

/** An embedding that is the prompt itself, so that it can be read back from the cache as well. */
function encode(prompt: string): EncodedText {
  const embedding = new Float32Array(77 * 4)
  embedding.set(Array.from(prompt.slice(0, embedding.length), (letter) => letter.charCodeAt(0)))
  return { key: prompt, embedding, tokens: 77, width: 4, truncated: prompt.length > embedding.length }
}

function readBack({ embedding }: Text): string {
  return String.fromCharCode(...embedding.filter((code) => code > 0))
}

function resident<Network>(name: string, network: Network): Resident<Network> {
  let loaded = false
  return {
    name,
    loaded: () => loaded,
    acquire() {
      loaded = true
      return Promise.resolve({ network, release: () => undefined })
    },
  }
}

/** Holds the thread as a network's run does. */
function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
