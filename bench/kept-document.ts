import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const path = 'docs/benchmarks.md'
/** Three benchmarks write the document, a part each: what stands before the first of these is that of the library. */
const headings = { http: '## Over HTTP', records: '## With records' } as const
type Part = keyof typeof headings

const parts = (): Record<'library' | Part, string> => {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const placeOf = (part: Part, from: number) => {
    const at = text.indexOf(`\n${headings[part]}\n`, from)
    return at < 0 ? text.length : at
  }
  const records = placeOf('records', 0)
  const http = Math.min(placeOf('http', 0), records)
  return { library: text.slice(0, http), http: text.slice(http, records), records: text.slice(records) }
}

const write = (part: Partial<ReturnType<typeof parts>>): void => {
  const { library, http, records } = { ...parts(), ...part }
  writeFileSync(path, library + http + records)
}

export const writeLibraryPart = (text: string): void => write({ library: text })
export const writeHttpPart = (text: string): void => write({ http: `\n${headings.http}\n\n${text}` })
export const writeRecordsPart = (text: string): void => write({ records: `\n${headings.records}\n\n${text}` })
