import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const path = 'docs/benchmarks.md'
/** Two benchmarks write the document, a part each: what stands from here on is that of the service. */
const httpHeading = '## Over HTTP'

const parts = (): readonly [library: string, http: string] => {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const at = text.indexOf(`\n${httpHeading}\n`)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)]
}

export const writeLibraryPart = (text: string): void => writeFileSync(path, text + parts()[1])

export const writeHttpPart = (text: string): void => writeFileSync(path, `${parts()[0]}\n${httpHeading}\n\n${text}`)
