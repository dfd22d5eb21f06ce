import { buttons, pickMenu } from './buttons.ts'
import { challenge, challengeRefused, challengeTrouble, ownChallenge } from './challenges.ts'
import { messageCommands } from './command-descriptions.ts'
import { forms } from './forms.ts'
import { exportText, gallery, galleryRefused, stars } from './gallery.ts'
import { ended, handover, result, running, waiting } from './job-messages.ts'
import { guessRefused, guessRound, ownGuess } from './guess.ts'
import { masks } from './masks.ts'
import { about, help, hint, queueFacts, recipe } from './note-messages.ts'
import { optionRefused } from './option-refusals.ts'
import { moderationLog, policyRefused, privacy } from './order.ts'
import { promptWords } from './prompt-words.ts'
import { quotaFacts, quotaRefused } from './quotas.ts'
import { requestWords, seenAs, settingLine } from './request-words.ts'
import { engineRefused, imageWorkerRefused, queueRefused, refused } from './refusals.ts'
import { settingOrigins, settingPageWords, settingsPanel, settingsRefused, settingWords } from './settings.ts'
import { suggested } from './suggestions.ts'
import { withheld } from './withheld.ts'
import { drawingRefused, phrases, pictureRefused, requestRefused } from './sentences.ts'

/** Sections of templates whose sentences may come from another process or an earlier run. */
export const sentences = {
  refused,
  optionRefused,
  queueRefused,
  engineRefused,
  imageWorkerRefused,
  promptWords,
  settingsRefused,
  quotaRefused,
  policyRefused,
  galleryRefused,
  requestRefused,
  pictureRefused,
  drawingRefused,
  withheld,
  challengeRefused,
  challengeTrouble,
  guessRefused,
} as const

/** The catalogue in English, the source of all languages. */
export const english = {
  buttons,
  pickMenu,
  messageCommands,
  forms,
  masks,
  waiting,
  running,
  result,
  handover,
  ended,
  recipe,
  queueFacts,
  about,
  hint,
  help,
  challenge,
  ownChallenge,
  guessRound,
  ownGuess,
  settingWords,
  settingPageWords,
  settingOrigins,
  settingsPanel,
  quotaFacts,
  moderationLog,
  privacy,
  gallery,
  stars,
  exportText,
  phrases,
  requestWords,
  seenAs,
  settingLine,
  suggestedSchedules: suggested.schedules,
  suggestedViews: suggested.views,
  ...sentences,
} as const
