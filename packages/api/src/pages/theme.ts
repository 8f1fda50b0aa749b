import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseTheme, usualTheme } from '@virtual-school/pages'
import type { PagesParts } from './handlers.ts'

const refused = (message: string): Error =>
  Object.assign(new Error(message), {
    name: 'ThemeRefused',
    issues: [{ code: 'malformed', pointer: '/PAGES_THEME', message }],
  })

/** The theme in a file, with its logo; the usual one without a file. Rejects, with issues, if it cannot be used. */
export const readTheme = async (file: string | undefined): Promise<Pick<PagesParts, 'theme' | 'logo'>> => {
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
