import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyProject, type ProjectCopy } from '../harness/project-copy.ts'

const mirror = `
import { permutation, sourcesFrom } from './permutation.ts'
import { plainView } from './view-descriptor.ts'

/** As in a mirror: the columns in reverse. */
const mirror = permutation({
  name: 'mirror',
  sources: (size) => sourcesFrom(size, (y, x) => [y, size.width - 1 - x]),
})

export const mirrorView = plainView('mirror', 'in a mirror', mirror)
`

/** Draws an anagram of it on the command line, and asks for what people read about it. */
const draw = `
import { viewLabel, viewNames } from '#src/pipeline/views/registry.ts'
import { modeOf } from '#src/requests/draw-request.ts'
import { parseRequest } from '#src/requests/parse-request.ts'
import { englishWords } from '#src/requests/words.ts'
import { drawFrom } from '#test/harness/draw-from.ts'

const options = ['--views', 'mirror', '--size', '64', '--steps', '2', '--seed', '1']
const files = await drawFrom('anagram', 'a duck', 'a rabbit', ...options)
const readings = [
  { prompt: 'a duck', view: { name: 'identity' } },
  { prompt: 'a rabbit', view: { name: 'mirror' } },
]
const request = parseRequest({ mode: 'anagram', readings })
const offered = viewNames.filter((name) => name === 'mirror').map(viewLabel)
console.log(JSON.stringify({ files, lines: modeOf(request).lines(request, englishWords), offered }))
`

describe('a new view', () => {
  let project: ProjectCopy
  beforeAll(async () => {
    project = await copyProject()
    const registry = 'src/pipeline/views/registry.ts'
    await project.add('src/pipeline/views/mirror.ts', mirror)
    await project.insert(registry, "from './jigsaw.ts'\n", "import { mirrorView } from './mirror.ts'\n")
    await project.insert(registry, '  flip: flipView,\n', '  mirror: mirrorView,\n')
  })
  afterAll(async () => {
    await project.remove()
  })

  it('takes one new file and two lines in the registry', async () => {
    expect(project.touched).toHaveLength(2)
    expect(await project.typeErrors()).toBe('')
  })

  it('can be requested, described, suggested and drawn', async () => {
    expect(JSON.parse(await project.run(draw))).toEqual({
      files: [
        'anagram-a-duck-identity-a-rabbit-mirror-1-readings.png',
        'anagram-a-duck-identity-a-rabbit-mirror-1.png',
      ],
      lines: ['a duck – as it is', 'a rabbit – in a mirror'],
      offered: ['in a mirror'],
    })
  })
})
