import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  builtProgram,
  createWhyNot,
  holdInThread,
  type OidcSettings,
  parseTheme,
  usualTheme,
} from '@virtual-school/pages'
import { checkRules } from '@virtual-school/rules'
import type { PagesOidcSettings, PagesSettings } from '../config/pages-settings.ts'
import type { ServiceParts } from '../service.ts'
import { type PagesParts, pageHandlers } from './handlers.ts'

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

const refused = (message: string): Error =>
  Object.assign(new Error(message), {
    name: 'ThemeRefused',
    issues: [{ code: 'malformed', pointer: '/PAGES_THEME', message }],
  })

/** The theme in a file, with its logo; the usual one without a file. Rejects, with issues, if it cannot be used. */
const readTheme = async (file: string | undefined): Promise<Pick<PagesParts, 'theme' | 'logo'>> => {
  if (file === undefined) return { theme: usualTheme, logo: undefined }
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) throw refused('PAGES_THEME cannot be used. There is no such file, or it may not be read.')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refused('PAGES_THEME cannot be used. The file is not JSON.')
  }
  const read = parseTheme(value)
  if (!read.ok) throw refused(`PAGES_THEME cannot be used. ${read.issues.join(' ')}`)
  const { logo } = read.value
  if (logo === undefined) return { theme: read.value, logo: undefined }
  const bytes = await readFile(join(dirname(file), logo)).catch(() => undefined)
  if (bytes === undefined) throw refused(`PAGES_THEME cannot be used. The logo “${logo}” does not lie beside it.`)
  return { theme: read.value, logo: { bytes, type: logo.endsWith('.svg') ? 'image/svg+xml' : 'image/png' } }
}
