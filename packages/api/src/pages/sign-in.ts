import { readFile } from 'node:fs/promises'
import type { OidcSettings } from '@virtual-school/pages'
import type { PagesOidcSettings } from '../config/pages-settings.ts'

/** Where people sign in, with the secret from its file. Rejects, with an issue, if the file cannot be read. */
export const readSignIn = async ({ clientSecretFile, ...settings }: PagesOidcSettings): Promise<OidcSettings> => {
  if (clientSecretFile === undefined) return settings
  const text = await readFile(clientSecretFile, 'utf8').catch(() => undefined)
  if (text !== undefined && text.trim() !== '') return { ...settings, clientSecret: text.trim() }
  const message =
    'PAGES_OIDC_CLIENT_SECRET_FILE cannot be used. There is no such file, it may not be read, or it is empty.'
  throw Object.assign(new Error(message), {
    name: 'SignInRefused',
    issues: [{ code: 'malformed', pointer: '/PAGES_OIDC_CLIENT_SECRET_FILE', message }],
  })
}
