import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { endpointOf, findToken, hubCacheOf } from '#src/hub/token.ts'

async function emptyHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'duckrabbit-home-'))
  onTestFinished(() => rm(home, { recursive: true }))
  return home
}

async function put(file: string, text: string): Promise<string> {
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, text)
  return file
}

describe('the token', () => {
  it('comes from HF_TOKEN before any file', async () => {
    const home = await emptyHome()
    await put(join(home, '.cache/huggingface/token'), 'hf_file')
    expect(await findToken({ HF_TOKEN: ' hf_given ' }, home)).toEqual({ value: 'hf_given', source: 'HF_TOKEN' })
    expect(await findToken({ HF_TOKEN: '' }, home)).toMatchObject({ value: 'hf_file' })
  })

  it('comes from the file of Hugging Face’s own tools', async () => {
    const home = await emptyHome()
    expect(await findToken({}, home)).toBeUndefined()
    const usual = await put(join(home, '.cache/huggingface/token'), 'hf_usual\n')
    const cached = await put(join(home, 'xdg/huggingface/token'), 'hf_cached')
    const moved = await put(join(home, 'moved/token'), 'hf_moved')
    const named = await put(join(home, 'my-token'), 'hf_named')
    expect(await findToken({}, home)).toEqual({ value: 'hf_usual', source: usual })
    const elsewhere = { XDG_CACHE_HOME: join(home, 'xdg') }
    expect(await findToken(elsewhere, home)).toEqual({ value: 'hf_cached', source: cached })
    const hub = { ...elsewhere, HF_HOME: join(home, 'moved') }
    expect(await findToken(hub, home)).toEqual({ value: 'hf_moved', source: moved })
    expect(await findToken({ ...hub, HF_TOKEN_PATH: named }, home)).toEqual({ value: 'hf_named', source: named })
    expect(hubCacheOf(hub, home)).toBe(join(home, 'moved', 'hub'))
    expect(hubCacheOf({ HF_HUB_CACHE: '/cache' }, home)).toBe('/cache')
  })

  it('is refused where it is none, without repeating it', async () => {
    const wrong = findToken({ HF_TOKEN: 'secret password' }, await emptyHome())
    await expect(wrong).rejects.toMatchObject({
      code: 'hub-token-shape',
      message:
        'The token from HF_TOKEN is not one of the hub’s, which begin with hf_; make one at https://huggingface.co/settings/tokens.',
    })
  })

  it('says that its file cannot be read', async () => {
    const home = await emptyHome()
    await expect(findToken({ HF_TOKEN_PATH: home }, home)).rejects.toMatchObject({ code: 'hub-token-file' })
  })
})

describe('the address of the hub', () => {
  it('is huggingface.co, or HF_ENDPOINT', () => {
    expect(endpointOf({})).toBe('https://huggingface.co')
    expect(endpointOf({ HF_ENDPOINT: 'https://mirror.example/hub/' })).toBe('https://mirror.example/hub')
    expect(() => endpointOf({ HF_ENDPOINT: 'mirror' })).toThrow('HF_ENDPOINT mirror is not a web address')
  })
})
