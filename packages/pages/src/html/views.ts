import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import { commonWords } from '../words/common.ts'

/** Templates of our own, and of the design system. */
const folders = [
  fileURLToPath(new URL('../../views', import.meta.url)),
  join(dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')), 'dist'),
]

const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folders), {
  autoescape: true,
  trimBlocks: true,
  lstripBlocks: true,
})
environment.addGlobal('common', commonWords)

/** What a template shows. Texts are plain: the template makes them safe. */
export type Model = Readonly<Record<string, unknown>>

/** The HTML of a template by its name, as `ask/question`. */
export const renderView = (name: string, model: Model): string => environment.render(`${name}.njk`, model)
