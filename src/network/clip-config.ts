import { z } from 'zod'

const count = z.int().min(1)
const activation = z.enum(['quick_gelu', 'gelu'])
/** The only epsilon that published CLIP models use. */
const epsilon = z.literal(1e-5).default(1e-5)

/** Defaults are those of transformers' `CLIPTextConfig`. Fields that do not affect the arithmetic are skipped. */
const textConfig = z.object({
  vocab_size: count.default(49_408),
  hidden_size: count.default(512),
  intermediate_size: count.default(2048),
  num_hidden_layers: count.default(12),
  num_attention_heads: count.default(8),
  max_position_embeddings: count.default(77),
  hidden_act: activation.default('quick_gelu'),
  layer_norm_eps: epsilon,
  /**
   * The end mark, at which the text is pooled. 2 is the legacy value of OpenAI's files: there the end mark is the piece with the
   * largest number.
   */
  eos_token_id: z.int().min(0).default(49_407),
})

/** Defaults are those of transformers' `CLIPVisionConfig`. */
export const clipVisionConfig = z.object({
  hidden_size: count.default(768),
  intermediate_size: count.default(3072),
  num_hidden_layers: count.default(12),
  num_attention_heads: count.default(12),
  num_channels: z.literal(3).default(3),
  image_size: count.default(224),
  patch_size: count.default(32),
  hidden_act: activation.default('quick_gelu'),
  layer_norm_eps: epsilon,
  /** Of the vision tower alone, as in a safety checker. A whole CLIP has its own. */
  projection_dim: count.default(512),
})

/** `config.json` of transformers' `CLIPModel` (Radford et al. 2021). */
export const clipConfig = z.object({
  model_type: z.literal('clip').default('clip'),
  projection_dim: count.default(512),
  text_config: textConfig.prefault({}),
  vision_config: clipVisionConfig.prefault({}),
  /** Ours: it was also trained on noised pictures, x at any timestep. */
  trained_on_noise: z.boolean().default(false),
})

export type ClipTextConfig = z.infer<typeof textConfig>
export type ClipVisionConfig = z.infer<typeof clipVisionConfig>
export type ClipConfig = z.infer<typeof clipConfig>
