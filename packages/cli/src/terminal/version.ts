import { readFileSync } from 'node:fs'

/** The version of this package, from its own package.json. */
export const commandVersion = (): string => {
  const read = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  return read.version
}
