import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openModel } from '#src/network/folder.ts'
import { filesIn, pullM, scene, type Scene, unet } from './pull-scene.ts'

const fetchedPaths = ({ hub, one, two }: Scene): string[] =>
  hub.transfers.map(({ path }) => path).filter((path) => one.files.has(path) || two.files.has(path))

describe('duckrabbit pull deepfloyd', () => {
  it('fetches what is used and nothing else, whole and checked, and says how to use it', async () => {
    const here = await scene()
    const { code, out, err } = await here.terminal.run(...pullM)
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('DeepFloyd IF License Agreement') })
    const files = await filesIn(here.model)
    expect(files).toEqual([
      'download.json',
      'stage_1/README.md',
      'stage_1/feature_extractor/preprocessor_config.json',
      'stage_1/model_index.json',
      'stage_1/safety_checker/config.json',
      'stage_1/safety_checker/model.fp16.safetensors',
      'stage_1/scheduler/scheduler_config.json',
      'stage_1/text_encoder/config.json',
      'stage_1/text_encoder/model.fp16-00001-of-00002.safetensors',
      'stage_1/text_encoder/model.fp16-00002-of-00002.safetensors',
      'stage_1/text_encoder/model.safetensors.index.fp16.json',
      'stage_1/tokenizer/special_tokens_map.json',
      'stage_1/tokenizer/spiece.model',
      'stage_1/tokenizer/tokenizer_config.json',
      'stage_1/unet/config.json',
      `stage_1/${unet}`,
      'stage_1/watermarker/config.json',
      'stage_1/watermarker/diffusion_pytorch_model.safetensors',
      'stage_2/README.md',
      'stage_2/image_noising_scheduler/scheduler_config.json',
      'stage_2/model_index.json',
      'stage_2/scheduler/scheduler_config.json',
      'stage_2/unet/config.json',
      `stage_2/${unet}`,
    ])
    for (const file of files.filter((file) => file !== 'download.json')) {
      const [stage = '', ...rest] = file.split('/')
      const published = (stage === 'stage_1' ? here.one : here.two).files.get(rest.join('/'))
      expect((await readFile(join(here.model, file))).equals(published?.bytes ?? Buffer.alloc(0)), file).toBe(true)
    }
    expect(await openModel(here.model)).toMatchObject({
      name: 'deepfloyd-m',
      licence: 'DeepFloyd IF License Agreement',
    })
    expect(out).toContain('every checksum is right.')
    expect(
      out.endsWith(`Put this into .env:\nMODEL_DIR=${join(here.terminal.directory, 'weights')}\nMODEL=deepfloyd-m\n`),
    ).toBe(true)
  })

  it('fetches nothing when everything is here, and asks nothing', async () => {
    const here = await scene({ answers: ['yes'] })
    expect((await here.terminal.run('pull', 'deepfloyd', '--size', 'M')).code).toBe(0)
    expect(here.terminal.questions).toEqual(['Do you accept this? (yes/no) '])
    here.hub.transfers.length = 0
    const { code, out } = await here.terminal.run('pull', 'deepfloyd', '--size', 'M')
    expect(code).toBe(0)
    expect(here.terminal.questions).toHaveLength(1)
    expect(out).toContain('Everything is here already; nothing was fetched.')
    expect(here.hub.transfers.filter(({ path }) => path.endsWith('.safetensors'))).toEqual([])
  })

  it('lists files and sizes with --dry-run, and writes nothing', async () => {
    const here = await scene()
    const { code, out } = await here.terminal.run('pull', 'deepfloyd', '--size', 'M', '--dry-run')
    expect(code).toBe(0)
    expect(out).toMatch(/DeepFloyd\/IF-I-M-v1\.0 at [0-9a-f]{12} as stage_1\n/)
    expect(out).toContain(` 92 kB  ${unet}\n`)
    expect(out).toMatch(/ in all, .+ to fetch; .+ are free at /)
    expect(await readdir(here.terminal.directory)).toEqual([])
  })

  it('can be planned without access, which it names', async () => {
    const here = await scene({ environment: { HF_TOKEN: '' } })
    const { code, out } = await here.terminal.run('pull', 'deepfloyd', '--size', 'M', '--dry-run')
    expect(code).toBe(0)
    expect(out).toContain('The files can be listed but not fetched yet: DeepFloyd/IF-I-M-v1.0 is gated')
  })

  it('leaves stage II out with --upscaler none', async () => {
    const here = await scene()
    expect((await here.terminal.run(...pullM, '--upscaler', 'none')).code).toBe(0)
    const model = join(here.terminal.directory, 'weights', 'deepfloyd-m-64px')
    expect((await openModel(model)).stages.map(({ name }) => name)).toEqual(['stage_1'])
  })

  it('puts the model where MODEL_DIR says, or --to', async () => {
    const here = await scene({ environment: { MODEL_DIR: 'mine' } })
    const { out } = await here.terminal.run(...pullM)
    expect(out).toContain(
      'MODEL_DIR finds it already. To make it the default, put this into .env:\nMODEL=deepfloyd-m\n',
    )
    await openModel(join(here.terminal.directory, 'mine', 'deepfloyd-m'))
    await here.terminal.run(...pullM, '--to', 'other')
    await openModel(join(here.terminal.directory, 'other', 'deepfloyd-m'))
  })

  it('asks about the licence, and takes no for an answer', async () => {
    const here = await scene({ answers: ['no'] })
    expect(await here.terminal.run('pull', 'deepfloyd', '--size', 'M')).toMatchObject({
      code: 130,
      err: expect.stringMatching(/research.*\n.*[\s\S]*Nothing was fetched, since the licence was not accepted\.\n$/),
    })
    expect(fetchedPaths(here).filter((path) => path.endsWith('.safetensors'))).toEqual([])
  })

  it('does not take silence for acceptance where nobody can be asked', async () => {
    const here = await scene()
    expect(await here.terminal.run('pull', 'deepfloyd', '--size', 'M')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/run the command with --accept-license\.\n$/),
    })
  })

  it('chooses the largest size that fits, and warns of one that does not', async () => {
    const tight = await scene({ environment: { MEMORY_BUDGET: '2GB' } })
    const { err } = await tight.terminal.run('pull', 'deepfloyd', '--dry-run')
    expect(err).toContain('Note: the text encoder of size M needs 3.00 GB of memory, and 2.00 GB are allowed')
    const here = await scene()
    expect((await here.terminal.run('pull', 'deepfloyd', '--dry-run')).err).toContain('Size L is the largest')
    const roomy = await scene({ environment: { MEMORY_BUDGET: '20GB' } })
    const { err: said } = await roomy.terminal.run('pull', 'deepfloyd', '--dry-run')
    expect(said).toContain('Size XL is the largest that this machine can run in 20.00 GB of memory')
  })
})
