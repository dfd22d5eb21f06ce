import { z } from 'zod'

const count = z.int().min(1)

/** Fields of transformers that do not affect an encoder's arithmetic: training, decoding, bookkeeping. */
const immaterial = [
  'architectures',
  'bos_token_id',
  'classifier_dropout',
  'decoder_start_token_id',
  'dtype',
  'dropout_rate',
  'eos_token_id',
  'gradient_checkpointing',
  'initializer_factor',
  'is_decoder',
  'is_encoder_decoder',
  'num_decoder_layers',
  'output_past',
  'pad_token_id',
  'scale_decoder_outputs',
  'task_specific_params',
  'tie_word_embeddings',
  'torch_dtype',
  'transformers_version',
  'use_cache',
  'n_positions',
  '_name_or_path',
  '_commit_hash',
] as const

/**
 * `text_encoder/config.json` of transformers' T5 encoder, version 1.1 (gated GELU). IF reads its last hidden state.
 *
 * Defaults are those of transformers' `T5Config`. Values and fields that the graph builder does not support are refused.
 */
export const t5Config = z
  .strictObject({
    ...Object.fromEntries(immaterial.map((field) => [field, z.unknown().optional()])),
    model_type: z.literal('t5').default('t5'),
    vocab_size: count.default(32128),
    d_model: count.default(512),
    d_kv: count.default(64),
    d_ff: count.default(2048),
    num_layers: count.default(6),
    num_heads: count.default(8),
    relative_attention_num_buckets: count.default(32),
    relative_attention_max_distance: count.default(128),
    layer_norm_epsilon: z.number().positive().default(1e-6),
    feed_forward_proj: z.enum(['gated-gelu', 'gated-silu']).default('gated-gelu'),
    dense_act_fn: z.string().optional(),
    is_gated_act: z.literal(true).optional(),
  })
  .superRefine((config, context) => {
    const expected = config.feed_forward_proj === 'gated-gelu' ? 'gelu_new' : 'silu'
    if (config.dense_act_fn !== undefined && config.dense_act_fn !== expected) {
      context.addIssue({
        code: 'custom',
        path: ['dense_act_fn'],
        message: `expected ${expected}, as feed_forward_proj says`,
      })
    }
  })

/** As `t5Config`, defaults filled in. */
export type T5Config = z.infer<typeof t5Config>
