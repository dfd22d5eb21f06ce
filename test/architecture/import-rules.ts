import { dirname } from 'node:path'
import { homeOf, type Import, under } from './source-files.ts'

// They keep the loop free of models, the bot free of what blocks it, and each foreign library behind one folder, so
// that it can be replaced.

export interface Rule {
  readonly says: string
  readonly breaks: (file: string, used: Import) => boolean
}

/** A package that only some folders of `src` may name. */
const onlyIn = (folders: readonly string[], says: string, ...packages: readonly string[]): Rule => ({
  says,
  breaks: (file, { target, own }) =>
    under(file, 'src') && !own && packages.includes(target) && !under(file, ...folders.map((name) => `src/${name}`)),
})

export const local = 'packages/local-discord/src'

export const rules: readonly Rule[] = [
  {
    says: 'pipeline imports nothing but itself, the errors, the schemas (views have them) and the types of requests',
    breaks: (file, { target, own, typeOnly }) =>
      under(file, 'src/pipeline') &&
      !(own && under(target, 'src/pipeline')) &&
      !(own && (target === 'src/errors.ts' || target === 'src/schemas.ts')) &&
      !(target === 'zod' && under(file, 'src/pipeline/views')) &&
      !(own && typeOnly && under(target, 'src/requests')),
  },
  {
    says: 'requests imports nothing but itself, what pipeline offers to ask for, the errors, the schemas and zod',
    breaks: (file, { target, own }) =>
      under(file, 'src/requests') &&
      !(own
        ? under(target, 'src/requests', 'src/pipeline') || target === 'src/errors.ts' || target === 'src/schemas.ts'
        : target === 'zod'),
  },
  onlyIn(['network'], 'network alone imports onnxruntime-node', 'onnxruntime-node'),
  onlyIn(['hub'], 'hub alone knows Hugging Face', '@huggingface/hub'),
  onlyIn(['image'], 'image alone imports sharp', 'sharp'),
  onlyIn(['archive'], 'archive alone imports the ZIP library', '@zip.js/zip.js'),
  onlyIn(['store'], 'store alone imports the database driver', 'libsql', 'kysely'),
  onlyIn(
    ['discord', 'commands'],
    'discord and commands alone know Discord',
    'discord.js',
    'discord-api-types',
    '@discordjs/rest',
    '@discordjs/ws',
  ),
  {
    says: 'nothing imports bot.ts or cli.ts',
    breaks: (_, { target, own }) => own && (target === 'src/bot.ts' || target === 'src/cli.ts'),
  },
  {
    says: 'network and image know nothing of what stands above them',
    breaks: (file, { target, own, typeOnly }) =>
      own &&
      !typeOnly &&
      under(file, 'src/network', 'src/image') &&
      !under(target, dirname(file).split('/').slice(0, 2).join('/'), 'src/pipeline', 'src/requests') &&
      !['src/errors.ts', 'src/gigabytes.ts', 'src/free-space.ts', 'src/is-process-running.ts'].includes(target),
  },
  {
    says: 'nothing in src imports from outside of src',
    breaks: (file, { target, own }) => own && under(file, 'src') && !under(target, 'src') && target !== 'package.json',
  },
  {
    says: 'bot.ts alone imports local-discord; local-channel.ts knows its types',
    breaks: (file, { target, typeOnly }) =>
      under(file, 'src') &&
      target === 'local-discord' &&
      file !== 'src/bot.ts' &&
      !(typeOnly && file === 'src/local-channel.ts'),
  },
  {
    says: 'a package imports none of our files but its own',
    breaks: (file, { target, own }) => own && homeOf(file) !== '' && !target.startsWith(`${homeOf(file)}src/`),
  },
  {
    says: 'the page and the server share nothing but the protocol',
    breaks: (file, { target, own }) =>
      own &&
      under(file, local) &&
      under(file, `${local}/page`) !== under(target, `${local}/page`) &&
      target !== `${local}/page-protocol.ts`,
  },
  {
    says: 'the local server works without what tests are written with',
    breaks: (file, { target }) =>
      under(file, local) &&
      !under(file, `${local}/testing`) &&
      (under(target, `${local}/testing`) || target === 'vitest' || target === 'ajv'),
  },
]

/** Places where a rule is broken on purpose, with the reason. */
export const exceptions: readonly { readonly file: string; readonly target: string; readonly because: string }[] = [
  { file: 'src/cli/run-bot.ts', target: 'src/bot.ts', because: '`duckrabbit bot` is `npm start` by another name' },
  {
    file: 'src/cli/deploy.ts',
    target: 'discord.js',
    because: '`duckrabbit deploy` talks to Discord before there is a bot',
  },
]
