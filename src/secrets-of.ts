import type { Configuration } from './config.ts'

/** Everything in the configuration that no log may hold. */
export function secretsOf({ discordToken, local, queueUrl, databaseUrl }: Configuration): readonly string[] {
  const passwords = [queueUrl, databaseUrl].flatMap((url) => (url === undefined ? [] : passwordsOf(url)))
  const secrets = [discordToken, local.accessToken, ...passwords]
  return secrets.flatMap((secret) => (secret === undefined || secret === '' ? [] : [secret]))
}

/** The password of a URL, encoded and decoded. */
function passwordsOf(url: string): readonly string[] {
  const { password } = new URL(url)
  return [password, decodeURIComponent(password)]
}
