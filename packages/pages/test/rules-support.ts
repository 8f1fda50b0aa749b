import { checkRules, type RuleFile, readRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { frozenDirectory } from '../../../test/support/real-rules.ts'
import { createLog } from '../../api/src/log.ts'
import { type PagesParts, pageHandlers } from '../../api/src/pages/handlers.ts'
import { serving } from '../../api/test/serving.ts'
import { usualTheme } from '../src/index.ts'

const read = await checkRules(frozenDirectory, { whole: true })
if (!read.ok) throw new Error(JSON.stringify(read.issues))

/** The frozen rules, whole. */
export const frozen: Rules = read.value

/** A service with pages by some rules, and the lines of its log. */
export const servingPages = async (rules: Rules = frozen, parts: Partial<PagesParts> = {}) => {
  const lines: string[] = []
  let instant = new Date('2026-11-22T12:00:00Z')
  const now = () => instant
  const pages = pageHandlers({
    ...{ theme: usualTheme, logo: undefined, secret: new Uint8Array(32), isPublic: true },
    readWhole: async () => ({ ok: true, value: rules }),
    ...parts,
  })
  const served = await serving({ rules, now, log: createLog('debug', line => void lines.push(line), now), pages })
  const asBrowser = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' }
  return {
    ...served,
    lines,
    wait: (milliseconds: number) => {
      instant = new Date(instant.getTime() + milliseconds)
    },
    page: async (path: string) => {
      const response = await served.get(path, { headers: asBrowser })
      return { response, status: response.status, html: await response.text() }
    },
    search: async (words: string) => {
      const headers = { ...asBrowser, 'content-type': 'application/x-www-form-urlencoded' }
      const response = await served.post('/search', new URLSearchParams({ words }).toString(), headers)
      return { response, status: response.status, html: await response.text() }
    },
  }
}

/** Text as it stands in HTML. */
export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

/** The addresses to which a page links on this service, without the places in them. */
export const linksOf = (html: string): readonly string[] => [
  ...new Set(
    [...html.matchAll(/<a [^>]*href="(\/[^"#]*)(?:#[^"]*)?"/g)].map(([, address]) => address!.replaceAll('&amp;', '&')),
  ),
]

/** The ids of a page, in order. */
export const idsOf = (html: string): readonly string[] => [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!)

/** Rules of files, or their issues as an error. */
export const rulesOf = (files: readonly RuleFile[]): Rules => {
  const made = readRules(files)
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  return made.value
}

const empty = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'line', 'rect', 'path', '!doctype'])
/** What a paragraph may not hold: a browser would end it there. */
const blocks = new Set(['p', 'ul', 'ol', 'dl', 'div', 'h1', 'h2', 'h3', 'table', 'form', 'details', 'section', 'nav'])

/** What is wrong with the tags of a page: one that is not closed, closed twice, or stands where it may not. */
export const tagFaults = (html: string): readonly string[] => {
  const faults: string[] = []
  const open: string[] = []
  for (const [tag, isEnd, name] of html.matchAll(/<(\/?)([a-zA-Z!][a-zA-Z0-9]*)\b(?:"[^"]*"|[^">])*>/g)) {
    const lower = name!.toLowerCase()
    if (empty.has(lower)) continue
    if (isEnd === '') {
      if (open.includes('p') && blocks.has(lower)) faults.push(`${tag} in a paragraph`)
      open.push(lower)
    } else if (open.pop() !== lower) faults.push(`${tag} ends something else`)
  }
  return [...faults, ...open.map(one => `<${one}> is not closed`)]
}
