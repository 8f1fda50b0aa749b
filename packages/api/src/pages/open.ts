import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { builtProgram, createWhyNot, holdInThread, type OidcSettings } from '@virtual-school/pages'
import { checkRules } from '@virtual-school/rules'
import type { PagesOidcSettings, PagesSettings } from '../config/pages-settings.ts'
import type { ServiceParts } from '../service.ts'
import { pageHandlers } from './handlers.ts'
import { readTheme } from './theme.ts'

/** The pages that the settings describe. Rejects, with issues, if the theme or the secret of signing in cannot be used. */
export const openPages = async (
  { themeFile, secret, oidc, isPublic, publicLimit }: PagesSettings,
  rulesDirectory: string | undefined,
): Promise<ServiceParts['pages']> => {
  const program = builtProgram()
  return pageHandlers({
    ...(await readTheme(themeFile)),
    secret: secret === undefined ? randomBytes(32) : Buffer.from(secret, 'hex'),
    ...{ isPublic, publicLimit },
    oidc: oidc && (await readSignIn(oidc)),
    whyNot: program === undefined ? undefined : createWhyNot(program),
    holdInterview: holdInThread(),
    readWhole: () => checkRules(rulesDirectory, { whole: true }),
  })
}

/** Where people sign in, with the secret from its file. Rejects, with an issue, if the file cannot be read. */
const readSignIn = async ({ clientSecretFile, ...settings }: PagesOidcSettings): Promise<OidcSettings> => {
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
