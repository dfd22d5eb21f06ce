import { describe, expect, it } from 'vitest'
import { storeAddress } from '#src/remote/store-address.ts'

describe('the address of a store', () => {
  it('names bucket, prefix, endpoint and region', () => {
    expect(storeAddress.parse('s3://pictures/duck/1?endpoint=http://minio:9000&region=eu-central-1')).toEqual({
      bucket: 'pictures',
      prefix: 'duck/1/',
      endpoint: 'http://minio:9000',
      region: 'eu-central-1',
    })
    expect(storeAddress.parse('s3://pictures')).toMatchObject({ prefix: '', endpoint: undefined, region: 'us-east-1' })
  })

  it.each(['https://pictures', 's3://', 's3://UPPER_CASE', 's3://pictures?endpoint=minio', 'pictures'])(
    'cannot be %s',
    (text) => {
      expect(storeAddress.safeParse(text).error?.issues[0]?.message).toMatch(/^STORE_URL is not the address/)
    },
  )

  it('holds no credentials, and the refusal does not repeat them', () => {
    const message = storeAddress.safeParse('s3://key:hunter2@pictures').error?.issues[0]?.message
    expect(message).toContain('AWS_SECRET_ACCESS_KEY')
    expect(message).not.toContain('hunter2')
  })
})
