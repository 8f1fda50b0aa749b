import { readFileSync } from 'node:fs'
import type { PageFileName } from './page-file.ts'

/** A file of the page, as the build wrote it. */
export const readPageFile = (name: PageFileName): Buffer =>
  readFileSync(new URL(`../../dist/docs/${name}`, import.meta.url))
