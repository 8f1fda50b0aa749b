import type * as z from 'zod'
import type { pagesVariables } from './pages-variables.ts'

type Read = z.output<z.ZodObject<typeof pagesVariables>>

/** Where people sign in on the pages, by OpenID Connect. */
export interface PagesOidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | undefined
  /** The file that holds the secret instead. */
  readonly clientSecretFile: string | undefined
  readonly scope: string
  readonly personClaim: string | undefined
}

/** What the environment says of the pages for people. */
export interface PagesSettings {
  readonly isPublic: boolean
  /** Forms a minute that an address may send without signing in. */
  readonly publicLimit: number
  /** Undefined: people sign in with a key alone. */
  readonly oidc: PagesOidcSettings | undefined
  /** 64 hexadecimal digits; undefined: a new one each time. */
  readonly secret: string | undefined
  /** Where the file of the theme is. */
  readonly themeFile: string | undefined
}

/** What the variables say of the pages. */
export const pagesSettings = (read: Read): PagesSettings => ({
  isPublic: read.PAGES_PUBLIC === 'on',
  publicLimit: read.PAGES_PUBLIC_LIMIT,
  oidc: oidcSettings(read),
  secret: read.PAGES_SECRET,
  themeFile: read.PAGES_THEME,
})

const oidcSettings = (read: Read): PagesOidcSettings | undefined =>
  read.PAGES_OIDC_ISSUER === undefined || read.PAGES_OIDC_CLIENT_ID === undefined
    ? undefined
    : {
        issuer: read.PAGES_OIDC_ISSUER,
        clientId: read.PAGES_OIDC_CLIENT_ID,
        clientSecret: read.PAGES_OIDC_CLIENT_SECRET,
        clientSecretFile: read.PAGES_OIDC_CLIENT_SECRET_FILE,
        scope: read.PAGES_OIDC_SCOPE,
        personClaim: read.PAGES_OIDC_PERSON_CLAIM,
      }
