import { describe, expect, it } from 'vitest'
import { client, fetchAll, plan, published, stageOneName } from './hub-client.ts'

describe('a repository that cannot be had', () => {
  it.each([
    [
      'no token',
      undefined,
      undefined,
      'hub-no-token',
      /is gated: accept its conditions at .+\/DeepFloyd\/IF-I-M-v1\.0, make a token .+\/settings\/tokens, and set HF_TOKEN/,
    ],
    [
      'a token that the hub does not know',
      'hf_wrong',
      undefined,
      'hub-token',
      /does not accept the token from HF_TOKEN; .+\/settings\/tokens\.$/,
    ],
    [
      'conditions that are not accepted',
      'hf_new',
      { accepted: [] },
      'hub-no-access',
      /has no access to .+ yet; log in, accept its conditions at .+\/DeepFloyd\/IF-I-M-v1\.0/,
    ],
    [
      'a fine-grained token',
      'hf_narrow',
      { accepted: 'all', narrow: true },
      'hub-token-too-narrow',
      /may not read gated repositories; .+\/settings\/tokens\.$/,
    ],
    [
      'a request that waits',
      'hf_waits',
      { accepted: [], pending: [stageOneName] },
      'hub-access-pending',
      /has not been answered yet; .+\/DeepFloyd\/IF-I-M-v1\.0 shows/,
    ],
    [
      'a request that was rejected',
      'hf_out',
      { accepted: [], rejected: [stageOneName] },
      'hub-access-rejected',
      /was rejected; /,
    ],
  ] as const)('says so of %s', async (_, token, account, code, message) => {
    const server = await published()
    if (token !== undefined && account !== undefined) server.allow(token, account)
    await expect(plan(client(server.endpoint, token).hub)).rejects.toMatchObject({
      name: 'UserError',
      code,
      message: expect.stringMatching(message),
    })
  })

  it.each([undefined, 'hf_good'])('says that it is not there (token %s)', async (token) => {
    const server = await published()
    server.allow('hf_good', { accepted: 'all' })
    await expect(plan(client(server.endpoint, token).hub, 'nobody/nothing')).rejects.toMatchObject({
      code: 'hub-no-repository',
      message: expect.stringContaining(`There is no model nobody/nothing at ${server.endpoint}/nobody/nothing`),
    })
  })

  it('says that the revision is not there', async () => {
    const server = await published()
    server.allow('hf_good', { accepted: 'all' })
    await expect(plan(client(server.endpoint, 'hf_good').hub, stageOneName, { revision: 'v9' })).rejects.toMatchObject({
      code: 'hub-no-revision',
      message: expect.stringContaining('has no revision v9'),
    })
  })

  it('says that the hub cannot be reached, after some tries', async () => {
    const server = await published()
    await server.close()
    const { hub, waited } = client(server.endpoint)
    await expect(plan(hub)).rejects.toMatchObject({
      code: 'hub-unreachable',
      message: expect.stringContaining(`${server.endpoint} cannot be reached`),
    })
    expect(waited).toEqual([0.5, 2, 8])
  })

  it('says why a request could not even be sent', async () => {
    // Web clients refuse this port.
    await expect(plan(client('http://127.0.0.1:9').hub)).rejects.toMatchObject({
      name: 'UserError',
      code: 'hub-unreachable',
      message: expect.stringMatching(
        /^http:\/\/127\.0\.0\.1:9 cannot be reached \(bad port\); check HF_ENDPOINT, .+\.$/,
      ),
    })
  })

  it('waits as long as the hub asks for, and gives up when it still refuses', async () => {
    const server = await published()
    server.allow('hf_good', { accepted: 'all' })
    server.answer('api', 429, 1, { ratelimit: '"api";r=0;t=7' })
    const waiting = client(server.endpoint, 'hf_good')
    await plan(waiting.hub)
    expect(waiting.waited).toEqual([7])
    server.answer('api', 429, 9, { 'retry-after': '300' })
    await expect(plan(client(server.endpoint, 'hf_good').hub)).rejects.toMatchObject({
      code: 'hub-rate-limit',
      message: expect.stringMatching(/wait 300 seconds and run the command again .+\/settings\/tokens\)/),
    })
  })

  it('outlasts short outages and names long ones', async () => {
    const server = await published()
    server.allow('hf_good', { accepted: 'all' })
    server.answer('resolve', 503, 2)
    const { hub, waited } = client(server.endpoint, 'hf_good')
    await plan(hub)
    expect(waited).toEqual([0.5, 2])
    server.answer('resolve', 502, 99)
    await expect(plan(client(server.endpoint, 'hf_good').hub)).rejects.toMatchObject({
      code: 'hub-down',
      message: expect.stringContaining('has a problem at the moment (502)'),
    })
  })

  it('names an address that is no hub', async () => {
    const server = await published()
    server.answer('api', 418, 1)
    await expect(plan(client(server.endpoint).hub)).rejects.toMatchObject({ code: 'hub-strange' })
  })

  it('gives up on a transfer that never brings a byte', async () => {
    const server = await published()
    server.allow('hf_good', { accepted: 'all' })
    const { hub, waited } = client(server.endpoint, 'hf_good')
    const found = await plan(hub)
    server.cut('unet/diffusion_pytorch_model.fp16.safetensors', 0, 99)
    await expect(fetchAll(found, hub)).rejects.toMatchObject({
      code: 'hub-cut-off',
      message: expect.stringContaining('broke off several times while it sent unet/'),
    })
    expect(waited).toEqual([1, 2, 4])
  })
})
