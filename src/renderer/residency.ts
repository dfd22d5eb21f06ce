import { UserError } from '#src/errors.ts'
import type { Lease, Resident } from './backend.ts'

/** Something that can be loaded and freed. */
export interface Loadable<Network> {
  /** The name shown to people. */
  readonly name: string
  /** The memory that it will take, in bytes. */
  readonly bytes: number
  load(): Promise<{ readonly network: Network; dispose(): Promise<void> }>
}

/** Keeps loaded networks within a memory budget. */
export interface Residency {
  resident<Network>(loadable: Loadable<Network>): Resident<Network>
  /** Frees everything that is not in use. */
  close(): Promise<void>
}

interface Entry {
  readonly name: string
  readonly bytes: number
  users: number
  loaded: { dispose(): Promise<void> } | undefined
  /** In the order of last use. */
  used: number
}

/**
 * Keeps networks loaded as long as there is room. Before one is loaded, the least recently used ones are freed until it
 * fits. With little memory the text encoder makes way for stage I and stage I for stage II. With enough memory all stay.
 */
export function createResidency(budget: number): Residency {
  const entries: Entry[] = []
  let clock = 0

  const held = (): number => entries.reduce((sum, { loaded, bytes }) => sum + (loaded === undefined ? 0 : bytes), 0)

  async function free(entry: Entry): Promise<void> {
    const { loaded } = entry
    entry.loaded = undefined
    await loaded?.dispose()
  }

  async function makeRoom({ name, bytes }: Entry): Promise<void> {
    if (bytes > budget) {
      throw new UserError(
        'model-too-large',
        `The ${name} needs ${amount(bytes)} of memory and ${amount(budget)} are allowed; use a smaller model or raise MEMORY_BUDGET.`,
        { bytes, budget },
      )
    }
    const idle = entries.filter(({ loaded, users }) => loaded !== undefined && users === 0)
    for (const entry of idle.sort((a, b) => a.used - b.used)) {
      if (held() + bytes <= budget) return
      await free(entry)
    }
  }

  return {
    resident<Network>({ name, bytes, load }: Loadable<Network>): Resident<Network> {
      const entry: Entry = { name, bytes, users: 0, loaded: undefined, used: 0 }
      entries.push(entry)
      let network: { readonly value: Network } | undefined
      let loading: Promise<Network> | undefined

      async function fetch(): Promise<Network> {
        await makeRoom(entry)
        const loaded = await load()
        entry.loaded = loaded
        network = { value: loaded.network }
        return loaded.network
      }

      return {
        name,
        loaded: () => entry.loaded !== undefined,
        async acquire(): Promise<Lease<Network>> {
          entry.users++
          entry.used = ++clock
          try {
            let value = entry.loaded === undefined ? undefined : network
            if (value === undefined) {
              loading ??= fetch().finally(() => (loading = undefined))
              value = { value: await loading }
            }
            let released = false
            return {
              network: value.value,
              release() {
                if (!released) entry.users--
                released = true
              },
            }
          } catch (error) {
            entry.users--
            throw error
          }
        },
      }
    },

    async close() {
      for (const entry of entries) if (entry.users === 0) await free(entry)
    },
  }
}

function amount(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
