import { create, createFileRegistry, fromBinary, toJson } from '@bufbuild/protobuf'
import {
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt'
import { z } from 'zod'

const { BOOL, BYTES, FLOAT, INT32, MESSAGE, STRING } = FieldDescriptorProto_Type

const field = (name: string, number: number, type: FieldDescriptorProto_Type, message?: string) => ({
  name,
  jsonName: name,
  number,
  type,
  label: name === 'pieces' ? FieldDescriptorProto_Label.REPEATED : FieldDescriptorProto_Label.OPTIONAL,
  ...(message === undefined ? {} : { typeName: `.sentencepiece.${message}` }),
})

/** The part of sentencepiece_model.proto that tokenising needs, with enums as numbers. */
const file = create(FileDescriptorProtoSchema, {
  name: 'sentencepiece_model.proto',
  package: 'sentencepiece',
  syntax: 'proto2',
  messageType: [
    {
      name: 'ModelProto',
      field: [
        field('pieces', 1, MESSAGE, 'Piece'),
        field('trainer_spec', 2, MESSAGE, 'TrainerSpec'),
        field('normalizer_spec', 3, MESSAGE, 'NormalizerSpec'),
      ],
    },
    { name: 'Piece', field: [field('piece', 1, STRING), field('score', 2, FLOAT), field('type', 3, INT32)] },
    {
      name: 'TrainerSpec',
      field: [
        field('model_type', 3, INT32),
        field('treat_whitespace_as_suffix', 24, BOOL),
        field('byte_fallback', 35, BOOL),
      ],
    },
    {
      name: 'NormalizerSpec',
      field: [
        field('precompiled_charsmap', 2, BYTES),
        field('add_dummy_prefix', 3, BOOL),
        field('remove_extra_whitespaces', 4, BOOL),
        field('escape_whitespaces', 5, BOOL),
      ],
    },
  ],
})

/** Absent fields take the defaults of sentencepiece_model.proto. */
const modelSchema = z.object({
  pieces: z
    .array(z.object({ piece: z.string().default(''), score: z.number().default(0), type: z.int().default(1) }))
    .min(1),
  trainer_spec: z
    .object({
      model_type: z.int().default(1),
      treat_whitespace_as_suffix: z.boolean().default(false),
      byte_fallback: z.boolean().default(false),
    })
    .prefault({}),
  normalizer_spec: z
    .object({
      precompiled_charsmap: z.base64().default(''),
      add_dummy_prefix: z.boolean().default(true),
      remove_extra_whitespaces: z.boolean().default(true),
      escape_whitespaces: z.boolean().default(true),
    })
    .prefault({}),
})

/** The content of a SentencePiece model file. */
export type SentencePieceModel = z.infer<typeof modelSchema>

/** Reads a SentencePiece model file. @throws Error where the bytes are no such file */
export function parseSentencePieceModel(bytes: Uint8Array): SentencePieceModel {
  const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: [file] }))
  const schema = registry.getMessage('sentencepiece.ModelProto')
  if (schema === undefined) throw new TypeError('the description of ModelProto is broken')
  return modelSchema.parse(toJson(schema, fromBinary(schema, bytes)))
}
