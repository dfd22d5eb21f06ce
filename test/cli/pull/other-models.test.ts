import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRenderer } from '#src/renderer/create-renderer.ts'
import { deepfloydRepositories } from '../../harness/local-hub/deepfloyd-repositories.ts'
import { hubRepository } from '../../harness/local-hub/hub-repository.ts'
import { startLocalHub } from '../../harness/local-hub/start-local-hub.ts'
import { fakeTerminal } from '../fake-terminal.ts'

describe('duckrabbit pull OWNER/NAME', () => {
  it('fetches a CLIP with its tokenizer, under an open licence without a question', async () => {
    const hub = await startLocalHub()
    hub.publish(
      hubRepository('someone/clip-small', {
        'README.md': '# CLIP',
        'config.json': '{"model_type":"clip","text_config":{},"vision_config":{"hidden_act":"quick_gelu"}}',
        'model.safetensors': Buffer.alloc(2000),
        'pytorch_model.bin': Buffer.alloc(2000),
        'flax_model.msgpack': Buffer.alloc(2000),
        'tokenizer.json': '{}',
        'preprocessor_config.json': '{}',
      }),
    )
    const terminal = await fakeTerminal({ environment: { HF_ENDPOINT: hub.endpoint } })
    const { code, out } = await terminal.run('pull', 'someone/clip-small')
    expect(code).toBe(0)
    expect(out).toContain(`The CLIP is in ${join(terminal.directory, 'weights', 'clip-small')}.`)
    expect((await readdir(join(terminal.directory, 'weights', 'clip-small'))).sort()).toEqual([
      'README.md',
      'config.json',
      'download.json',
      'model.safetensors',
      'preprocessor_config.json',
      'tokenizer.json',
    ])
  })

  it('asks for a token, hidden, and draws with what it fetched', async () => {
    const hub = await startLocalHub()
    const { one } = await deepfloydRepositories()
    hub.publish(one)
    hub.allow('hf_typed', { accepted: [one.name] })
    const terminal = await fakeTerminal({
      environment: { HF_ENDPOINT: hub.endpoint, MODEL_DIR: 'weights' },
      answers: ['hf_typed', 'yes'],
    })
    const { code, out, err } = await terminal.run('pull', one.name, '--revision', one.commit)
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('IF-I-M-v1.0 is ready in ') })
    expect(terminal.questions[0]).toMatch(/^\[A token of Hugging Face is needed; .+\/settings\/tokens.+\]$/)
    expect(out + err).not.toContain('hf_typed')
    const renderer = await createRenderer({
      modelDirs: [join(terminal.directory, 'weights')],
      model: 'IF-I-M-v1.0',
      device: 'cpu',
      threads: 1,
      memoryBudget: 1e9,
      cacheDir: join(terminal.directory, 'cache'),
    })
    const types = []
    const request = { mode: 'generate', prompt: 'abc', size: 64, stageOne: { steps: 1 } } as const
    // A checker of random weights may find anything in a picture.
    for await (const event of renderer.draw(request, new Map(), { safety: false })) types.push(event.type)
    await renderer.close()
    expect(types).toContain('picture')
  })

  it.each([
    [
      ['pull', 'deepfloid'],
      'deepfloid is not the name of a model; use deepfloyd, or OWNER/NAME as on huggingface.co.\n',
    ],
    [['pull', 'a/b/c'], 'a/b/c is not the name of a model; use deepfloyd, or OWNER/NAME as on huggingface.co.\n'],
    [['pull', 'a/b', '--size', 'M'], '--size is for `duckrabbit pull deepfloyd` only.\n'],
    [
      ['pull', 'deepfloyd', '--revision', 'x'],
      '--revision is for OWNER/NAME only; DeepFloyd IF is several repositories.\n',
    ],
  ])('refuses %j', async (args, sentence) => {
    const terminal = await fakeTerminal()
    expect(await terminal.run(...args)).toMatchObject({ code: 2, err: sentence })
  })

  it('shows how far it is on a terminal', async () => {
    const hub = await startLocalHub()
    const { one } = await deepfloydRepositories()
    hub.publish(one)
    hub.allow('hf_good', { accepted: 'all' })
    const environment = { HF_ENDPOINT: hub.endpoint, HF_TOKEN: 'hf_good' }
    const { err } = await (await fakeTerminal({ environment, columns: 100 })).run('pull', one.name, '--accept-license')
    expect(err).toMatch(/[█░]{20} {2}\d+ kB of \d+ kB · fetching /)
    expect(err.endsWith('\r\x1b[K')).toBe(true)
  })
})
