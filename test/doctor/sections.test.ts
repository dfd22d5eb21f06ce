import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseCards } from '#src/doctor/graphics-cards.ts'
import { secretHider } from '#src/doctor/hide-secrets.ts'
import { secretVariables } from '#src/read-secret-files.ts'
import { inspectData } from '#src/doctor/inspect-data.ts'
import { inspectDevices } from '#src/doctor/inspect-devices.ts'
import { inspectMachine } from '#src/doctor/inspect-machine.ts'
import { inspectModels } from '#src/doctor/inspect-models.ts'
import { inspectModules } from '#src/doctor/inspect-modules.ts'
import { findModelStates, memoryOfModel, memoryOnCard } from '#src/doctor/find-model-states.ts'
import type { MemoryPlan } from '#src/network/memory-plan.ts'
import { judgedCascade } from '#test/harness/judged-cascade.ts'
import type { ProbeResult } from '#src/doctor/probe-device.ts'
import { defaultConfiguration } from '#src/config.ts'

const device = (name: ProbeResult['device'], error: number): ProbeResult => ({
  device: name,
  messages: [{ kind: 'device', error, seconds: 0.01 }],
  ending: 'done',
  reason: undefined,
})

describe('the machine', () => {
  it('has a Node.js that is new enough, and memory', () => {
    const facts = { node: 'v20.19.0', memory: 8e9, budget: 6e9 }
    expect(inspectMachine(facts).problems).toEqual([])
    expect(inspectMachine({ ...facts, node: 'v22.1.0' }).problems).toEqual([])
    expect(inspectMachine({ ...facts, node: 'v20.18.1' }).problems).toEqual([
      'Node.js v20.18.1 is too old; install 20.19 or newer from https://nodejs.org.',
    ])
    expect(inspectMachine({ ...facts, memory: 0.9e9 }).problems[0]).toMatch(/has 900\.0 MB of memory/)
  })
})

describe('the native modules', () => {
  it('are loaded, and a failure is one sentence', async () => {
    expect((await inspectModules()).problems).toEqual([])
    const broken = { name: 'sharp', load: () => Promise.reject(new Error('no such file: libvips.so\n  at …')) }
    expect(await inspectModules([broken])).toMatchObject({
      problems: [
        expect.stringMatching(/^The native module sharp cannot be loaded \(no such file: libvips\.so\); run npm ci/),
      ],
      facts: { sharp: expect.stringMatching(/^\d.* \(cannot be loaded\)$/) },
    })
  })
})

describe('the devices', () => {
  it('are a problem where they compute wrongly', () => {
    const { problems, lines } = inspectDevices([device('cpu', 1e-6), device('webgpu', 0.2)], [], ['webgpu'])
    expect(problems).toEqual([
      'The device webgpu computes wrongly (off by 0.20); update its driver, or set DEVICE=cpu.',
    ])
    expect(lines[0]).toBe('cpu: self-test passed (off by 1.0e-6), 91 GFLOP/s measured')
  })

  it('are only reported where nobody asked for them', () => {
    const died: ProbeResult = { device: 'webgpu', messages: [], ending: 'died', reason: 'SIGSEGV' }
    expect(inspectDevices([device('cpu', 1e-6), died], [], ['auto'])).toMatchObject({
      problems: [],
      lines: [expect.any(String), expect.stringMatching(/^Trying the device webgpu ended its process \(SIGSEGV\)/)],
    })
    expect(inspectDevices([died], [], ['webgpu']).problems).toHaveLength(1)
    expect(inspectDevices([died], [], ['cpu', 'webgpu:1']).problems).toHaveLength(1)
    expect(inspectDevices([{ ...died, ending: 'too-slow' }], [], ['webgpu']).problems[0]).toMatch(/probably emulated/)
  })

  it('are no problem where a model took too long on them, but one where it took them down', () => {
    const slow: ProbeResult = { ...device('cpu', 1e-6), ending: 'too-slow' }
    expect(inspectDevices([slow], [], ['cpu'])).toMatchObject({
      problems: [],
      lines: [expect.any(String), expect.stringMatching(/^cpu: measuring a model took over two minutes/)],
    })
    const died: ProbeResult = { ...device('cpu', 1e-6), ending: 'died', reason: 'SIGKILL' }
    expect(inspectDevices([died], [], ['cpu']).problems).toEqual([
      expect.stringMatching(
        /^Measuring a model ended the process of the device cpu \(SIGKILL\), probably because memory/,
      ),
    ])
  })

  it('include the cards that NVIDIA’s driver names', () => {
    const text = 'NVIDIA GeForce RTX 3060, 12288, 550.54.14\nnot a card\n'
    expect(parseCards(text)).toEqual([
      { name: 'NVIDIA GeForce RTX 3060', memory: 12288 * 2 ** 20, driver: '550.54.14' },
    ])
  })
})

describe('the models', () => {
  it('are a problem where they do not fit', async () => {
    const folders = defaultConfiguration('/').modelDirs
    const states = await findModelStates(folders)
    const shared = { states, given: [], folders, preferred: undefined, results: [] }
    const roomy = inspectModels({ ...shared, places: [{ name: 'memory', bytes: 1e9, isCard: false }] })
    expect(roomy.problems).toEqual([])
    expect(roomy.lines.join('\n')).toContain('memory (1.00 GB): all networks fit together')
    const tight = inspectModels({ ...shared, places: [{ name: 'memory', bytes: 400e6, isCard: false }] })
    expect(tight.lines.join('\n')).toContain('fits one network at a time')
    const tiny = inspectModels({ ...shared, places: [{ name: 'memory', bytes: 150e6, isCard: false }] })
    expect(tiny.problems[0]).toMatch(
      /^The model duckling does not fit: its stage II needs \d+\.\d MB of memory and 150\.0 MB/,
    )
  })

  it('are planned for a graphics card as they run there, with a CLIP that scores them', async () => {
    const { folder, remove } = await judgedCascade()
    const [state] = await findModelStates([folder])
    const { model, clip } = state ?? {}
    if (model?.textEncoder === undefined || clip === undefined) throw new Error('Expected a model with a CLIP.')
    const large = { ...model, textEncoder: { ...model.textEncoder, parameters: 4762e6 }, clip }
    const planned = (plan: MemoryPlan) => plan.networks.map(({ name, precision }) => `${name} in ${precision}`)
    const stages = ['stage I', 'stage II']
    expect(planned(memoryOnCard(large, 8e9))).toEqual([...stages.map((name) => `${name} in half`), 'CLIP in float32'])
    expect(planned(memoryOfModel(large, 8e9))).toEqual([
      'text encoder in 8-bit',
      ...[...stages, 'CLIP'].map((name) => `${name} in float32`),
    ])
    await writeFile(join(folder, 'judge', 'config.json'), '{')
    const [broken] = await findModelStates([folder])
    expect(broken).toMatchObject({ clip: undefined, remarks: [expect.stringContaining('is passed over: ')] })
    await remove()
  })

  it('are a problem where there are none', () => {
    const nothing = { states: [], given: [], preferred: undefined, results: [], places: [] }
    expect(inspectModels({ ...nothing, folders: ['/models'] }).problems).toEqual([
      'There is no model in /models; run npx duckrabbit pull deepfloyd, or set MODEL_DIR.',
    ])
  })
})

describe('the data folder', () => {
  it('is a problem where it cannot be made', async () => {
    expect((await inspectData('/dev/null/data')).problems[0]).toMatch(
      /^DATA_DIR \/dev\/null\/data cannot be written \(\w+\)/,
    )
  })
})

describe('secrets', () => {
  it('are hidden wherever they appear, and the home folder is shortened', () => {
    const hide = secretHider(['discord-token', undefined], { HF_TOKEN: 'hf_secret_token' }, '/home/ada')
    expect(hide('at /home/ada/x with discord-token and hf_secret_token')).toBe('at ~/x with (hidden) and (hidden)')
  })

  it('are all variables that may be read from files, and the keys of the store', () => {
    const names = [...secretVariables, 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']
    for (const name of names)
      expect(secretHider([], { [name]: 'a-secret' }, '/')('it says a-secret')).toBe('it says (hidden)')
  })
})
