import { readFileSync } from 'node:fs'
import type { PageFileName } from './page-file.ts'

/** Reads a file of the page, as the build wrote it. */
export const readPageFile = (name: PageFileName): Buffer =>
  readFileSync(new URL(`../../dist/docs/${name}`, import.meta.url))
