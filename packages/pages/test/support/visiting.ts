import { expect } from 'vitest'
import type { Scope } from '../../../api/src/index.ts'
import { type PagesParts, pageHandlers } from '../../../api/src/pages/handlers.ts'
import { guarded } from '../../../api/test/access-support.ts'
import { servingKept } from '../../../api/test/records/support.ts'
import { serving } from '../../../api/test/serving.ts'
import { usualTheme } from '../../src/index.ts'

const secret = Buffer.alloc(32, 7)

interface Wanted extends Partial<PagesParts> {
  readonly settings?: Parameters<typeof guarded>[0]
  readonly kept?: Parameters<typeof servingKept>[0]
  readonly scopes?: readonly Scope[]
  readonly publicUrl?: string
  /** Its clock begins now, so that tokens of others are good. */
  readonly startsNow?: boolean
}

/** What everybody who may do everything on the pages may do. */
export const everyScope = [
  'decide',
  'records:read',
  'records:write',
  'records:export',
] as const satisfies readonly Scope[]

/** The service with its pages, keys in a file and records, and a key with these scopes. */
export const pagesWithKeys = async ({
  settings,
  kept,
  scopes = everyScope,
  publicUrl,
  startsNow = false,
  ...parts
}: Wanted = {}) => {
  const keys = await guarded(settings)
  if (startsNow) keys.pass(Date.now() - keys.clock())
  const key = await keys.key('caseload', scopes)
  const pages = pageHandlers({ theme: usualTheme, logo: undefined, secret, isPublic: false, ...parts })
  const served = await servingKept({
    access: keys.access(),
    log: keys.log,
    now: () => new Date(keys.clock()),
    pages,
    publicUrl,
    ...kept,
  })
  return { ...served, keys, key, token: key.token }
}

/** The same while records are off. */
export const pagesWithoutRecords = async () => {
  const keys = await guarded()
  const { token } = await keys.key('caseload', everyScope)
  const pages = pageHandlers({ theme: usualTheme, logo: undefined, secret, isPublic: false })
  return { ...(await serving({ access: keys.access(), now: () => new Date(keys.clock()), pages })), token }
}

/** A browser, as far as pages without JavaScript need one: it keeps cookies and sends forms. */
export const browserAt = (url: string) => {
  const cookies = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(path, url), {
      redirect: 'manual',
      ...init,
      headers: { accept: 'text/html', ...(cookie !== '' && { cookie }), ...(init.headers as Record<string, string>) },
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ')
      const at = pair.indexOf('=')
      if (attributes.includes('Max-Age=0')) cookies.delete(pair.slice(0, at))
      else cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return { response, status: response.status, text: await response.text() }
  }
  const post = (path: string, fields: Readonly<Record<string, string>>) =>
    ask(path, { method: 'POST', body: new URLSearchParams(fields) })
  return { cookies, ask, get: (path: string) => ask(path), post }
}

/** What a form of a page sends without being filled in: the hidden fields of the first one that goes to this address. */
export const hiddenFields = (html: string, action: string): Record<string, string> => {
  const form = html.split('<form').find(part => part.includes(`action="${action}"`)) ?? ''
  const [own = ''] = form.split('</form>')
  const found = [...own.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)]
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]))
}

/** Signs in with a key on the page that asks for it, and gives the page that begins the session. */
export const signIn = async (
  browser: ReturnType<typeof browserAt>,
  key: string,
  person = 'staff-17',
  at = '/records',
) => {
  const asked = await browser.get(at)
  const began = await browser.post('/sign-in', { ...hiddenFields(asked.text, '/sign-in'), key, person })
  expect(began.status).toBe(200)
  return began
}

/** A browser in which somebody has signed in. */
export const signedIn = async (url: string, key: string, person?: string) => {
  const browser = browserAt(url)
  await signIn(browser, key, person)
  return browser
}
