import * as z from 'zod'
import { isFetchable, wholeNumber } from './kinds.ts'

/** The variables of the pages for people. */
export const pagesVariables = {
  PAGES: z
    .enum(['on', 'off'], 'Expected one of: on, off.')
    .prefault('on')
    .describe(
      'Whether people find pages at the address of the service, on which they ask, read the rules and look at records: on, off.',
    ),
  PAGES_PUBLIC: z
    .enum(['on', 'off'], 'Expected one of: on, off.')
    .prefault('off')
    .describe(
      'Whether anybody may ask on the pages without signing in, although the service has keys: on, off. What they ask is not kept, and is limited by address.',
    ),
  PAGES_PUBLIC_LIMIT: wholeNumber(1, 10_000_000)
    .prefault('60')
    .describe('How many forms of the pages a minute an address may send without signing in, with PAGES_PUBLIC=on.'),
  PAGES_OIDC_ISSUER: z
    .string()
    .refine(isFetchable, 'Expected: an address with https.')
    .optional()
    .describe(
      'Where people sign in on the pages, by OpenID Connect: the issuer, as https://login.microsoftonline.com/TENANT/v2.0. What somebody may do is said by the scopes of their access token, which the OAUTH_ settings have to trust. Left out: people sign in with a key.',
    ),
  PAGES_OIDC_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The client that the pages are at the issuer. Its redirect address is PUBLIC_URL with /sign-in/done after it.',
    ),
  PAGES_OIDC_CLIENT_SECRET: z
    .string()
    .optional()
    .describe('The secret of that client. Left out: it stands in a file, or the client has none.'),
  PAGES_OIDC_CLIENT_SECRET_FILE: z
    .string()
    .optional()
    .describe('The file that holds the secret of that client. Not together with PAGES_OIDC_CLIENT_SECRET.'),
  PAGES_OIDC_SCOPE: z
    .string()
    .refine(text => text.split(' ').includes('openid'), 'Expected: words with blanks between, one of them openid.')
    .prefault('openid')
    .describe(
      'What the pages ask the issuer for: openid, and what gives access tokens the service’s own scopes, as “openid api://virtual-school/records:read”.',
    ),
  PAGES_OIDC_PERSON_CLAIM: z
    .string()
    .regex(/^[\w.:/-]{1,200}$/, 'Expected: the name of a claim.')
    .optional()
    .describe(
      'The claim of the ID token by which a record names the person. It must be no name and no e-mail address. Left out: oid, or sub without it.',
    ),
  PAGES_SECRET: z
    .string()
    .regex(/^[\da-f]{64}$/i, 'Expected: 64 hexadecimal digits, as “openssl rand -hex 32” writes them.')
    .optional()
    .describe(
      'What answers in a form and sessions are sealed with: 64 hexadecimal digits. Several instances behind one address share it. Left out: a new one each time that the service starts, and pages that are open begin again.',
    ),
  PAGES_THEME: z
    .string()
    .optional()
    .describe(
      'A file of JSON with the name, colour and logo of the pages, and whom to contact. Left out: plain pages.',
    ),
}
