import { describe, expect, it } from 'vitest'
import { createResidency, type Residency } from '#src/renderer/residency.ts'

function networks(residency: Residency, log: string[]) {
  const make = (name: string, bytes: number) =>
    residency.resident({
      name,
      bytes,
      load() {
        log.push(`load ${name}`)
        const dispose = (): Promise<void> => Promise.resolve(void log.push(`free ${name}`))
        return Promise.resolve({ network: name, dispose })
      },
    })
  return { t5: make('t5', 100), one: make('one', 60), two: make('two', 40) }
}

async function use(...residents: readonly ReturnType<Residency['resident']>[]): Promise<void> {
  for (const resident of residents) (await resident.acquire()).release()
}

describe('residency', () => {
  it('frees one network for the next if memory is short', async () => {
    const log: string[] = []
    const { t5, one, two } = networks(createResidency(100), log)
    await use(t5, one, one, two, t5)
    expect(log).toEqual(['load t5', 'free t5', 'load one', 'load two', 'free one', 'free two', 'load t5'])
  })

  it('keeps all networks if there is room', async () => {
    const log: string[] = []
    const { t5, one, two } = networks(createResidency(200), log)
    await use(t5, one, two, t5, one, two)
    expect(log).toEqual(['load t5', 'load one', 'load two'])
    expect([t5, one, two].map((resident) => resident.loaded())).toEqual([true, true, true])
  })

  it('frees the least recently used network, and none that is in use', async () => {
    const log: string[] = []
    const residency = createResidency(160)
    const { t5, one, two } = networks(residency, log)
    await use(one, t5, one)
    const held = await one.acquire()
    await use(two)
    expect(log).toEqual(['load one', 'load t5', 'free t5', 'load two'])
    held.release()
    await residency.close()
    expect(log.slice(-2)).toEqual(['free one', 'free two'])
  })

  it('loads once for two simultaneous requests', async () => {
    const log: string[] = []
    const { one } = networks(createResidency(100), log)
    const leases = await Promise.all([one.acquire(), one.acquire()])
    expect(leases.map(({ network }) => network)).toEqual(['one', 'one'])
    expect(log).toEqual(['load one'])
  })

  it('refuses a network that can never fit with a sentence in readable amounts', async () => {
    const refusal = async (bytes: number, budget: number) => {
      const resident = createResidency(budget).resident({
        name: 'text encoder',
        bytes,
        load: () => Promise.reject(new Error('It was loaded.')),
      })
      return resident.acquire().then(
        () => undefined,
        (error: unknown) => error,
      )
    }
    expect(await refusal(21.4e6, 10e6)).toMatchObject({
      code: 'model-too-large',
      message: expect.stringContaining('The text encoder needs 22 MB of memory and 10 MB are allowed'),
    })
    expect(await refusal(19e9, 800e6)).toMatchObject({
      message: expect.stringContaining('needs 19.0 GB of memory and 800 MB are allowed'),
    })
  })

  it('may load again after a failure', async () => {
    let tries = 0
    const resident = createResidency(100).resident({
      name: 'shy',
      bytes: 1,
      load: () =>
        ++tries === 1
          ? Promise.reject(new Error('not now'))
          : Promise.resolve({ network: 'here', dispose: () => Promise.resolve() }),
    })
    await expect(resident.acquire()).rejects.toThrow('not now')
    expect((await resident.acquire()).network).toBe('here')
  })
})
