import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyProject, type ProjectCopy } from '../harness/project-copy.ts'

const euler = `
import { ddim } from './ddim.ts'
import type { SamplerDescriptor } from './sampler.ts'

/** Euler's method on the probability flow ODE, which is DDIM without noise. */
export const eulerSampler = {
  name: 'euler',
  effort: 1.5,
  solver: false,
  readsVariance: false,
  cannot: ['renoising', 'ancestral'],
  stepper: (config, schedule, random) => ddim(config, schedule, random, 0),
} as const satisfies SamplerDescriptor
`

/** Draws with it on the command line, looks for it on Discord, and asks for it where it is not allowed. */
const draw = `
import { declarations } from '#src/commands/registry.ts'
import { parseRequest } from '#src/requests/parse-request.ts'
import { resolve } from '#src/requests/resolve.ts'
import { drawFrom } from '#test/harness/draw-from.ts'

const files = await drawFrom('generate', 'a fox', '--sampler', 'euler', '--size', '64', '--steps', '2', '--seed', '1')
const picture = { sha256: 'a'.repeat(64), name: 'fox.png' }
const study = parseRequest({ mode: 'denoise', picture, sampler: 'euler' })
let refusal = ''
try {
  resolve(study, { name: 'duckling', stages: [{}, {}] }, () => 1)
} catch (error) {
  refusal = error instanceof Error ? error.message : ''
}
const offered = declarations.filter((command) => JSON.stringify(command).includes('"euler"')).map(({ name }) => name)
console.log(JSON.stringify({ files, refusal, offered }))
`

describe('a new sampler', () => {
  let project: ProjectCopy
  beforeAll(async () => {
    project = await copyProject()
    const registry = 'src/pipeline/samplers/registry.ts'
    await project.add('src/pipeline/samplers/euler.ts', euler)
    await project.insert(registry, "from './dpm-solver.ts'\n", "import { eulerSampler } from './euler.ts'\n")
    await project.insert(registry, '  ddim: ddimSampler,\n', '  euler: eulerSampler,\n')
  })
  afterAll(async () => {
    await project.remove()
  })

  it('takes one new file and two lines in the registry', async () => {
    expect(project.touched).toHaveLength(2)
    expect(await project.typeErrors()).toBe('')
  })

  it('is offered, used, and refused where a mode demands something else', async () => {
    expect(JSON.parse(await project.run(draw))).toEqual({
      files: ['a-fox-1.png'],
      refusal: 'The denoising study follows the ancestral sampler; use ddpm instead of euler.',
      offered: ['generate', 'edit', 'inpaint', 'anagram', 'hybrid', 'style', 'compare'],
    })
  })
})
