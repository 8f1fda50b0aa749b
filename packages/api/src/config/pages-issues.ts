import type { Issue } from '@virtual-school/rules'

/** The variables of signing in on the pages that have to fit others. */
interface PagesVariables {
  readonly ACCESS: string
  readonly PUBLIC_URL?: string | undefined
  readonly OAUTH_ISSUER?: string | undefined
  readonly PAGES_OIDC_ISSUER?: string | undefined
  readonly PAGES_OIDC_CLIENT_ID?: string | undefined
  readonly PAGES_OIDC_CLIENT_SECRET?: string | undefined
  readonly PAGES_OIDC_CLIENT_SECRET_FILE?: string | undefined
}

const issue = (code: Issue['code'], name: string, message: string): Issue => ({ code, pointer: `/${name}`, message })

/** What people who sign in need: the two go together, and need the address of the service and its trust in the tokens of the issuer. */
export const pagesIssues = (read: PagesVariables): readonly Issue[] => {
  const { PAGES_OIDC_ISSUER: issuer, PAGES_OIDC_CLIENT_ID: client } = read
  const secrets = [read.PAGES_OIDC_CLIENT_SECRET, read.PAGES_OIDC_CLIENT_SECRET_FILE]
  if (issuer === undefined && client === undefined) return []
  if (issuer === undefined || client === undefined)
    return [
      issue(
        'missing-member',
        issuer === undefined ? 'PAGES_OIDC_ISSUER' : 'PAGES_OIDC_CLIENT_ID',
        'PAGES_OIDC_ISSUER and PAGES_OIDC_CLIENT_ID go together.',
      ),
    ]
  const needs = (name: 'PUBLIC_URL' | 'OAUTH_ISSUER', why: string) =>
    read[name] === undefined
      ? [issue('missing-member', name, `${name} is left out. PAGES_OIDC_ISSUER needs it: ${why}`)]
      : []
  return [
    ...(read.ACCESS === 'open'
      ? [
          issue(
            'not-allowed-here',
            'PAGES_OIDC_ISSUER',
            'ACCESS=open lets everybody on this machine in, and PAGES_OIDC_ISSUER says that people sign in. Leave out the one or the other.',
          ),
        ]
      : needs('OAUTH_ISSUER', 'the three OAUTH_ settings say which tokens of those who sign in are trusted.')),
    ...needs('PUBLIC_URL', 'the provider sends people back to it.'),
    ...(secrets.every(one => one !== undefined)
      ? [
          issue(
            'not-allowed-here',
            'PAGES_OIDC_CLIENT_SECRET_FILE',
            'Give PAGES_OIDC_CLIENT_SECRET or PAGES_OIDC_CLIENT_SECRET_FILE, not both.',
          ),
        ]
      : []),
  ]
}
