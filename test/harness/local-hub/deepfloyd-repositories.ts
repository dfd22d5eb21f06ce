import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { watermarkFile } from '#test/network/watermark-file.ts'
import { hubRepository, type HubRepository } from './hub-repository.ts'

const golden = fileURLToPath(new URL('../../network/golden', import.meta.url))
const read = (path: string): Promise<Buffer> => readFile(`${golden}/cascade/${path}`)

const card = '---\nlicense: other\nlicense_name: DeepFloyd IF License Agreement\n---\n# A stage of IF\n'
const gated = {
  gated: 'auto',
  cardData: { license: 'other', extra_gated_prompt: 'DeepFloyd LICENSE AGREEMENT' },
} as const

/** Splits a safetensors file into shards with their index, under the names of the half-precision variant. */
export function shard(file: Buffer, count: number): Readonly<Record<string, Buffer>> {
  const length = Number(file.readBigUInt64LE())
  const header: Record<string, { data_offsets: [number, number] }> = JSON.parse(file.toString('utf8', 8, 8 + length))
  const tensors = Object.entries(header).filter(([name]) => name !== '__metadata__')
  const shards: Record<string, Buffer> = {}
  const weightMap: Record<string, string> = {}
  const five = (number: number): string => String(number).padStart(5, '0')
  for (let number = 1; number <= count; number++) {
    const name = `model.fp16-${five(number)}-of-${five(count)}.safetensors`
    const own = tensors.filter((_, index) => (index % count) + 1 === number)
    const parts: Buffer[] = []
    const table: Record<string, object> = {}
    let offset = 0
    for (const [tensor, entry] of own) {
      const bytes = file.subarray(8 + length + entry.data_offsets[0], 8 + length + entry.data_offsets[1])
      table[tensor] = { ...entry, data_offsets: [offset, offset + bytes.length] }
      offset += bytes.length
      parts.push(bytes)
      weightMap[tensor] = name
    }
    const text = Buffer.from(JSON.stringify(table))
    const size = Buffer.alloc(8)
    size.writeBigUInt64LE(BigInt(text.length))
    shards[name] = Buffer.concat([size, text, ...parts])
  }
  shards['model.safetensors.index.fp16.json'] = Buffer.from(JSON.stringify({ metadata: {}, weight_map: weightMap }))
  return shards
}

/** What lies beside the used files in the published repositories. None of it may be fetched. */
const unused: Readonly<Record<string, Uint8Array | string>> = {
  '.gitattributes': '*.bin filter=lfs',
  'unet/diffusion_pytorch_model.bin': Buffer.alloc(5000, 1),
  'unet/diffusion_pytorch_model.fp16.bin': Buffer.alloc(2500, 2),
  'unet/diffusion_pytorch_model.safetensors': Buffer.alloc(5000, 3),
  'text_encoder/pytorch_model.bin.index.json': '{}',
  'text_encoder/pytorch_model-00001-of-00002.bin': Buffer.alloc(4000, 4),
  'text_encoder/model-00001-of-00002.safetensors': Buffer.alloc(4000, 5),
  'text_encoder/model-00002-of-00002.safetensors': Buffer.alloc(4000, 6),
  'text_encoder/model.safetensors.index.json': '{"weight_map":{}}',
  'safety_checker/pytorch_model.bin': Buffer.alloc(3000, 7),
  'safety_checker/model.safetensors': Buffer.alloc(3000, 8),
  'watermarker/diffusion_pytorch_model.bin': Buffer.alloc(300, 9),
}

async function sharedFiles(): Promise<Readonly<Record<string, Uint8Array | string>>> {
  const encoder = shard(await read('stage_1/text_encoder/model.safetensors'), 2)
  return {
    'README.md': card,
    ...unused,
    'text_encoder/config.json': await read('stage_1/text_encoder/config.json'),
    ...Object.fromEntries(Object.entries(encoder).map(([name, bytes]) => [`text_encoder/${name}`, bytes])),
    'tokenizer/spiece.model': await read('stage_1/tokenizer/spiece.model'),
    'tokenizer/tokenizer_config.json': '{"model_max_length":77}',
    'tokenizer/special_tokens_map.json': '{"eos_token":"</s>"}',
    'safety_checker/config.json': await readFile(`${golden}/safety/config.json`),
    'safety_checker/model.fp16.safetensors': await readFile(`${golden}/safety/model.safetensors`),
    'feature_extractor/preprocessor_config.json': JSON.stringify({ size: 16, crop_size: 16 }),
    'watermarker/config.json': '{"_class_name":"IFWatermarker"}',
    'watermarker/diffusion_pytorch_model.safetensors': watermarkFile(new Uint8Array(62 * 62 * 4)),
  }
}

/** Tiny random networks in the layout of the published repositories of DeepFloyd IF, gated as those are. */
export async function deepfloydRepositories(): Promise<{ readonly one: HubRepository; readonly two: HubRepository }> {
  const shared = await sharedFiles()
  const stage = async (folder: string, pipeline: string) => ({
    ...shared,
    'model_index.json': JSON.stringify({ _class_name: pipeline, watermarker: ['deepfloyd_if', 'IFWatermarker'] }),
    'scheduler/scheduler_config.json': await read(`${folder}/scheduler/scheduler_config.json`),
    'unet/config.json': await read(`${folder}/unet/config.json`),
    'unet/diffusion_pytorch_model.fp16.safetensors': await read(`${folder}/unet/diffusion_pytorch_model.safetensors`),
  })
  const noising = await read('stage_2/image_noising_scheduler/scheduler_config.json')
  return {
    one: hubRepository('DeepFloyd/IF-I-M-v1.0', await stage('stage_1', 'IFPipeline'), gated),
    two: hubRepository(
      'DeepFloyd/IF-II-M-v1.0',
      {
        ...(await stage('stage_2', 'IFSuperResolutionPipeline')),
        'image_noising_scheduler/scheduler_config.json': noising,
      },
      gated,
    ),
  }
}
