import { readFileSync } from 'node:fs'
import { inCheckout } from '../places.mjs'

/** @param {string} text */
const cell = text => text.replaceAll('|', '\\|')

/** A table in Markdown. @param {readonly string[]} heads @param {readonly (readonly string[])[]} rows */
export const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows].map(row => `| ${row.map(cell).join(' | ')} |`).join('\n')

/**
 * A page of `docs/templates`, its `{{names}}` replaced by what the code knows. Throws if a name has no value or a value no name.
 * @param {string} name of the page, without `.md` @param {Readonly<Record<string, string | number>>} values
 */
export const fillTemplate = (name, values) => {
  const text = readFileSync(inCheckout(`docs/templates/${name}.md`), 'utf8')
  const unused = Object.keys(values).filter(one => !text.includes(`{{${one}}}`))
  if (unused.length > 0) throw new Error(`docs/templates/${name}.md does not say {{${unused.join('}}, {{')}}}.`)
  return text.replaceAll(/\{\{(.*?)\}\}/g, (_, one) => {
    if (!Object.hasOwn(values, one))
      throw new Error(`docs/templates/${name}.md: there is nothing to put for {{${one}}}.`)
    return String(values[one])
  })
}
