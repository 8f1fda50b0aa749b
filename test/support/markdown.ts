import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { inCheckout } from '../../scripts/places.mjs'

/** A block of code of a page: the word after its backquotes, what follows that word, and the text. */
export interface Fence {
  readonly language: string
  readonly about: string
  readonly text: string
  /** The 1-based line on which it opens. */
  readonly line: number
}

export const pages = [
  'README.md',
  'GLOSSARY.md',
  'SECURITY.md',
  'docs/access.md',
  'docs/operating.md',
  'docs/auditing.md',
  'docs/data-protection-impact.md',
  'docs/transparency-record.md',
  'docs/importing.md',
  'docs/integrating.md',
  'docs/json-rules-engine.md',
  'docs/mcp.md',
  'docs/integrating-dotnet.md',
  'docs/integrating-python.md',
  'docs/rules.md',
  'docs/returns.md',
  'docs/sql.md',
  'docs/handbook/README.md',
  'docs/architecture.md',
  ...readdirSync(inCheckout('docs/decisions')).map(name => `docs/decisions/${name}`),
  'docs/testing.md',
  'packages/rules/README.md',
  'packages/records/README.md',
  'packages/mcp/README.md',
  'packages/caseload/README.md',
  'packages/sql/README.md',
  'packages/api/README.md',
  'packages/cli/README.md',
]

export const fencesIn = (page: string): readonly Fence[] => {
  const text = readFileSync(inCheckout(page), 'utf8')
  return [...text.matchAll(/^```(\w*) ?(.*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', about = '', body = ''], i, all) => ({
      language,
      about,
      text: body,
      line: text.slice(0, all[i]?.index).split('\n').length,
    }),
  )
}

/** What a page says that a block prints: the `text` block right after it. */
export const outputOf = (fences: readonly Fence[], fence: Fence): string | undefined => {
  const next = fences[fences.indexOf(fence) + 1]
  return next?.language === 'text' && next.about === '' ? next.text : undefined
}

/** `…` stands for anything within a line; on a line of its own, for any lines. */
export const expectOutput = (found: string, said: string): void => {
  const form = said
    .trimEnd()
    .split('\n')
    .map(line =>
      line === '…' ? '(?:.*\\n)*?.*' : line.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '.*'),
    )
    .join('\n')
  if (!new RegExp(`^${form}$`).test(found.trimEnd())) expect(found.trimEnd()).toBe(said.trimEnd())
}
