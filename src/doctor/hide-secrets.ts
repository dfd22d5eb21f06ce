import { secretVariables } from '#src/read-secret-files.ts'

/** The credentials that other programs' libraries read from the environment. */
const secretNames = [
  ...secretVariables,
  'HF_TOKEN',
  'HUGGING_FACE_HUB_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
] as const

/** Makes a report fit for a public bug report: secrets are hidden, and the home folder becomes `~`. */
export function secretHider(
  secrets: readonly (string | undefined)[],
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): (text: string) => string {
  const hidden = [...secrets, ...secretNames.map((name) => environment[name]?.trim())].filter(
    (secret): secret is string => secret !== undefined && secret.length >= 8,
  )
  return (text) => {
    const shown = hidden.reduce((rest, secret) => rest.replaceAll(secret, '(hidden)'), text)
    return home.length > 1 ? shown.replaceAll(home, '~') : shown
  }
}
