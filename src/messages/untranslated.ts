import { exportText, gallery, galleryRefused, stars } from './gallery.ts'
import { moderationLog, privacy } from './order.ts'
import { quotaFacts } from './quotas.ts'
import { settingOrigins, settingPageWords, settingsPanel, settingWords } from './settings.ts'

/** Sections that exist in English only. Every language shows these until it has its own. */
export const untranslated = {
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
  galleryRefused,
} as const
