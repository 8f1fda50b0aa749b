import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const path = 'docs/benchmarks.md'
/** Benchmarks write the document, a part each, in this order: what stands before the first of these is that of the library. The last is copied in by hand. */
const headings = {
  http: '## Over HTTP',
  records: '## With records',
  sealing: '## Sealing',
  caseload: '## All children at once',
} as const
type Part = keyof typeof headings
const partNames = Object.keys(headings) as readonly Part[]

/** The document as it is, each part from its heading to the next heading that is there. */
const parts = (): Record<'library' | Part, string> => {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const startOf = (part: Part) => text.indexOf(`\n${headings[part]}\n`)
  const starts = partNames.map(startOf).filter(start => start >= 0)
  const textFrom = (start: number) => text.slice(start, Math.min(text.length, ...starts.filter(next => next > start)))
  const textOf = (part: Part) => (startOf(part) < 0 ? '' : textFrom(startOf(part)))
  return {
    library: text.slice(0, Math.min(text.length, ...starts)),
    http: textOf('http'),
    records: textOf('records'),
    sealing: textOf('sealing'),
    caseload: textOf('caseload'),
  }
}

const write = (part: Partial<ReturnType<typeof parts>>): void => {
  const { library, http, records, sealing, caseload } = { ...parts(), ...part }
  writeFileSync(path, library + http + records + sealing + caseload)
}

/** Puts the benchmarks of the library into the page; the other parts stay. */
export const writeLibraryPart = (text: string): void => write({ library: text })
/** Puts the benchmarks of the service into the page. */
export const writeHttpPart = (text: string): void => write({ http: `\n${headings.http}\n\n${text}` })
/** Puts what keeping costs into the page. */
export const writeRecordsPart = (text: string): void => write({ records: `\n${headings.records}\n\n${text}` })
/** Puts what sealing costs into the page. */
export const writeSealingPart = (text: string): void => write({ sealing: `\n${headings.sealing}\n\n${text}` })
