import type { PagesService } from '../parts.ts'

/** The cookie of somebody who has signed in. */
export const sessionCookie = 'vsr-session'
/** The cookie of somebody who is signing in elsewhere and will be back. */
export const signInCookie = 'vsr-sign-in'

/** The cookies of a request, by their names; the first of a name counts. */
export const readCookies = (header: string | undefined): Readonly<Record<string, string>> => {
  const found: Record<string, string> = Object.create(null)
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    const name = part.slice(0, at).trim()
    if (at > 0 && !(name in found)) found[name] = part.slice(at + 1).trim()
  }
  return found
}

interface Cookie {
  readonly name: string
  /** Sealed. */
  readonly value: string
  readonly milliseconds: number
  /** `Lax` comes along when another site sends somebody back here. */
  readonly sameSite: 'Strict' | 'Lax'
}

/** A cookie as the text that sets it. No script sees it, and it goes to these pages alone. */
export const writeCookie = (
  { base, publicUrl }: Pick<PagesService, 'base' | 'publicUrl'>,
  { name, value, milliseconds, sameSite }: Cookie,
): string => {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${name}=${value}; Path=${base === '' ? '/' : base}; Max-Age=${Math.floor(milliseconds / 1_000)}; HttpOnly; SameSite=${sameSite}${secure}`
}

/** A cookie as the text that takes it away. */
export const takenAway = (
  service: Pick<PagesService, 'base' | 'publicUrl'>,
  name: string,
  sameSite: Cookie['sameSite'],
): string => writeCookie(service, { name, value: '', milliseconds: 0, sameSite })
