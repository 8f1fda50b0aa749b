import { isObject } from '../kernel/guards.ts'
import type { PathSegment } from '../kernel/pointer.ts'
import type { Passage } from '../language/citation.ts'

/** A locator of a file that is to be another. */
export interface Relocation {
  readonly path: readonly PathSegment[]
  readonly locator: string
}

/**
 * The locators of one source in a file of a rule directory that are to be others: those of citations, which may leave the source
 * to the head of the file, and of the entries of a register, but for entries whose words are gone.
 */
export const listRelocations = (
  file: unknown,
  source: string,
  relocate: (locator: string, passage: Passage | undefined) => string | undefined,
): readonly Relocation[] => {
  const head = isObject(file) && typeof file.source === 'string' ? file.source : undefined
  const found: Relocation[] = []
  const walk = (value: unknown, path: readonly PathSegment[]): void => {
    if (Array.isArray(value)) value.forEach((one, i) => walk(one, [...path, i]))
    else if (isObject(value)) {
      const { locator, passage } = value
      if (typeof locator === 'string' && (value.source ?? head) === source && value.gone === undefined) {
        const place = relocate(locator, passage as Passage | undefined)
        if (place !== undefined) found.push({ path: [...path, 'locator'], locator: place })
      }
      for (const [name, one] of Object.entries(value)) walk(one, [...path, name])
    }
  }
  walk(file, [])
  return found
}
