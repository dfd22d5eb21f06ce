import type { Language } from '../messages.ts'
import { challenges } from './challenges.ts'
import { commands } from './commands.ts'
import { guess } from './guess.ts'
import { labels } from './labels.ts'
import { sentences } from './sentences.ts'
import { server } from './server.ts'
import { texts } from './texts.ts'

export const german: Language = {
  locales: ['de'],
  messages: { ...texts, ...server, ...labels, ...sentences, ...challenges, ...guess },
  commands,
}
