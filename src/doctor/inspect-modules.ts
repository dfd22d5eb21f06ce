import { doctorMessages as words } from '#src/messages/doctor-messages.ts'
import { installedVersion } from './installed-version.ts'
import type { Section } from './section.ts'

/** A package with native code, and a small task that only works when it can be loaded. */
export interface NativeModule {
  readonly name: string
  readonly load: () => Promise<unknown>
}

/** The packages with native code, each loaded through the folder that uses it. */
export const nativeModules: readonly NativeModule[] = [
  { name: 'onnxruntime-node', load: () => import('#src/network/session.ts') },
  { name: 'sharp', load: () => import('#src/image/encode.ts') },
  { name: 'libsql', load: () => import('#src/store/database.ts') },
]

/** The versions of the packages that matter in a bug report, besides the native ones. */
const others = ['discord.js', '@huggingface/hub', 'local-discord']

export async function inspectModules(modules: readonly NativeModule[] = nativeModules): Promise<Section> {
  const problems: string[] = []
  const versions: Record<string, string> = {}
  for (const { name, load } of modules) {
    versions[name] = (await installedVersion(name)) ?? 'not installed'
    try {
      await load()
    } catch (error) {
      const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
      problems.push(words.noModule(name, reason))
      versions[name] += ' (cannot be loaded)'
    }
  }
  for (const name of others) versions[name] = (await installedVersion(name)) ?? 'not installed'
  const lines = [
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
  ]
  return { name: 'modules', title: 'Modules', problems, lines, facts: versions }
}
