import { z } from 'zod'

const activation = z.enum(['silu', 'swish', 'gelu'])

/** The names of activations in diffusers. `swish` is `silu`. */
export type Activation = z.infer<typeof activation>

const count = z.int().min(1)
const oddKernel = count.refine((size) => size % 2 === 1, 'expected an odd number')

/** One value for all levels, or a list with one value per level. */
const perLevel = <T extends z.ZodType>(value: T) => z.union([value, z.array(value)])

/**
 * `unet/config.json` of diffusers' `UNet2DConditionModel`, as far as DeepFloyd IF uses it.
 *
 * Every field of that class is named here. Unsupported values and unknown fields are refused, since ignoring them would
 * silently draw wrong pictures. Absent fields take diffusers' defaults.
 */
export const unetConfig = z
  .strictObject({
    _class_name: z.literal('UNet2DConditionModel'),
    _diffusers_version: z.string().optional(),
    _name_or_path: z.string().optional(),
    sample_size: count,
    in_channels: z.union([z.literal(3), z.literal(6)]),
    out_channels: z.literal(6),
    center_input_sample: z.literal(false).default(false),
    flip_sin_to_cos: z.boolean().default(true),
    freq_shift: z.number().default(0),
    down_block_types: z.array(z.enum(['ResnetDownsampleBlock2D', 'SimpleCrossAttnDownBlock2D'])).min(1),
    mid_block_type: z.enum(['UNetMidBlock2DSimpleCrossAttn']).nullable(),
    up_block_types: z.array(z.enum(['ResnetUpsampleBlock2D', 'SimpleCrossAttnUpBlock2D'])).min(1),
    only_cross_attention: perLevel(z.boolean()).default(false),
    block_out_channels: z.array(count).min(1),
    layers_per_block: perLevel(count).default(2),
    // The blocks of IF average pixels to halve a picture: no padding and no transformer layers are involved.
    downsample_padding: z.literal(1).default(1),
    transformer_layers_per_block: z.literal(1).default(1),
    reverse_transformer_layers_per_block: z.null().default(null),
    mid_block_scale_factor: z.number().positive().default(1),
    // Dropout only acts in training.
    dropout: z.number().default(0),
    act_fn: activation.default('silu'),
    norm_num_groups: count.default(32),
    norm_eps: z.number().positive().default(1e-5),
    cross_attention_dim: count.default(1280),
    encoder_hid_dim: count.nullable().default(null),
    encoder_hid_dim_type: z.enum(['text_proj']).nullable().default(null),
    attention_head_dim: perLevel(count).default(8),
    num_attention_heads: z.null().default(null),
    dual_cross_attention: z.literal(false).default(false),
    use_linear_projection: z.literal(false).default(false),
    class_embed_type: z.enum(['timestep']).nullable().default(null),
    addition_embed_type: z.enum(['text']).nullable().default(null),
    addition_time_embed_dim: z.null().default(null),
    num_class_embeds: z.null().default(null),
    // All arithmetic is float32, so attention is always "upcast".
    upcast_attention: z.boolean().default(false),
    resnet_time_scale_shift: z.enum(['default', 'scale_shift']).default('default'),
    resnet_skip_time_act: z.boolean().default(false),
    resnet_out_scale_factor: z.number().positive().default(1),
    time_embedding_type: z.literal('positional').default('positional'),
    time_embedding_dim: count.nullable().default(null),
    time_embedding_act_fn: activation.nullable().default(null),
    timestep_post_act: activation.nullable().default(null),
    time_cond_proj_dim: z.null().default(null),
    conv_in_kernel: oddKernel.default(3),
    conv_out_kernel: oddKernel.default(3),
    projection_class_embeddings_input_dim: z.null().default(null),
    attention_type: z.literal('default').default('default'),
    class_embeddings_concat: z.literal(false).default(false),
    mid_block_only_cross_attention: z.boolean().nullable().default(null),
    // diffusers also has layer_norm, but with the wrong width in blocks of this kind.
    cross_attention_norm: z.enum(['group_norm']).nullable().default(null),
    addition_embed_type_num_heads: count.default(64),
  })
  .superRefine((config, context) => {
    const levels = config.block_out_channels.length
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    if (config.down_block_types.length !== levels) refuse('down_block_types', `expected ${levels} entries, one a level`)
    if (config.up_block_types.length !== levels) refuse('up_block_types', `expected ${levels} entries, one a level`)
    for (const field of ['only_cross_attention', 'layers_per_block', 'attention_head_dim'] as const) {
      const value = config[field]
      if (Array.isArray(value) && value.length !== levels) refuse(field, `expected ${levels} entries, one a level`)
    }
    for (const channels of config.block_out_channels) {
      if (channels % config.norm_num_groups !== 0) {
        refuse('block_out_channels', `expected multiples of norm_num_groups, ${config.norm_num_groups}`)
      }
    }
    if (config.cross_attention_norm === 'group_norm' && config.cross_attention_dim % crossNormGroups !== 0) {
      refuse('cross_attention_dim', `expected a multiple of ${crossNormGroups}`)
    }
    if (config.encoder_hid_dim_type !== null && config.encoder_hid_dim === null) {
      refuse('encoder_hid_dim', 'expected a number, since encoder_hid_dim_type is given')
    }
    const tooWide = (types: readonly string[], widths: readonly number[]) =>
      types.some((type, index) => {
        const width = widths[index] ?? Infinity
        const head = [config.attention_head_dim].flat()[Array.isArray(config.attention_head_dim) ? index : 0] ?? 0
        return type.startsWith('SimpleCrossAttn') && head > width
      })
    // The list is not reversed on the way up, though the widths are: see levelsOf.
    if (
      tooWide(config.down_block_types, config.block_out_channels) ||
      tooWide(config.up_block_types, config.block_out_channels.toReversed())
    ) {
      refuse('attention_head_dim', 'expected no more than the channels of a level with attention')
    }
    const pooled = config.encoder_hid_dim ?? config.cross_attention_dim
    if (config.addition_embed_type === 'text' && pooled % config.addition_embed_type_num_heads !== 0) {
      refuse('addition_embed_type_num_heads', `expected a divisor of the text's width, ${pooled}`)
    }
  })

/** diffusers always normalises the text in this many groups, whatever `norm_num_groups` says. */
export const crossNormGroups = 32

/** The checked content of `unet/config.json`, with defaults filled in. */
export type UnetConfig = z.infer<typeof unetConfig>

/** The widths and switches of one level. */
export interface Level {
  readonly channels: number
  readonly layers: number
  readonly headDim: number
  readonly onlyCross: boolean
}

/**
 * The levels of a UNet from the outermost inwards.
 *
 * diffusers reverses every list on the way up except `attention_head_dim`. `upHeadDims` keeps that order.
 */
export function levelsOf(config: UnetConfig): {
  levels: readonly Level[]
  upHeadDims: readonly number[]
  mid: Level | undefined
} {
  const levels = config.block_out_channels.map((channels, index) => ({
    channels,
    layers: entry(config.layers_per_block, index, 'layers_per_block'),
    headDim: entry(config.attention_head_dim, index, 'attention_head_dim'),
    onlyCross: entry(config.only_cross_attention, index, 'only_cross_attention'),
  }))
  const innermost = levels.at(-1)
  const everywhere = typeof config.only_cross_attention === 'boolean' ? config.only_cross_attention : false
  const mid =
    config.mid_block_type === null || innermost === undefined
      ? undefined
      : { ...innermost, onlyCross: config.mid_block_only_cross_attention ?? everywhere }
  return { levels, upHeadDims: levels.map((level) => level.headDim), mid }
}

/** The value of one level, from a value for all levels or a list. */
function entry<T>(value: T | readonly T[], index: number, field: string): T {
  if (!isList(value)) return value
  const found = value[index]
  if (found === undefined) throw new RangeError(`${field} has no entry ${index}`)
  return found
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value)
}

/** The width of the text embedding that the network reads. */
export function textWidth(config: UnetConfig): number {
  return config.encoder_hid_dim ?? config.cross_attention_dim
}

/** Height and width of a picture must be multiples of this, since the network halves it at every level but the last. */
export function sizeMultiple(config: UnetConfig): number {
  return 2 ** (config.block_out_channels.length - 1)
}
