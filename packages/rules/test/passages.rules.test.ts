import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { verifyDocument } from '../src/index.ts'
import { realRules } from './support/law.ts'

const guidance = fileURLToPath(new URL('../../../../shared/guidance/', import.meta.url))
const isHeld = existsSync(guidance)

describe('the five documents', () => {
  it.skipIf(!isHeld)('have every cited passage found and every word registered', () => {
    const documents = realRules.sources.filter(one => one.document !== undefined)
    expect(documents).toHaveLength(5)
    for (const { id, document } of documents) {
      const { passages, unregistered } = verifyDocument(realRules, id, readFileSync(`${guidance}${document}`, 'utf8'))
      expect(passages.length).toBeGreaterThan(20)
      // A heading of the page may be none in a copy of its words, and what stands under it is found elsewhere there.
      expect(passages.filter(one => one.state !== 'found' && one.state !== 'moved')).toEqual([])
      expect(unregistered).toEqual([])
    }
  })
  if (!isHeld) console.log('The five documents are not here, so their passages were not looked for.')
})
