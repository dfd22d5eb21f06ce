import { challenge, challengeRefused, challengeTrouble, ownChallenge } from './challenges.ts'

/** Sections that exist in English only. Every language shows these until it has its own. */
export const untranslated = { challenge, ownChallenge, challengeTrouble, challengeRefused } as const
