import { realpath, stat } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import type { Checked, Issue } from '@virtual-school/rules'
import { accepted, didYouMean, nearest, refused } from '@virtual-school/rules/internal'

/** The options of `caseload` that a table of children has a use for. */
export interface SqlCaseloadOptions {
  readonly decision: readonly string[]
  readonly authority?: string
  readonly asOf?: string
  readonly out: string
  readonly allowRefused?: true
  readonly workers: number
  readonly rules?: string
}

const forms = ['csv', 'parquet'] as const
/** How a table lies in its file. */
export type TableForm = (typeof forms)[number]

/** A question about the children in a file. */
export interface TableAsked {
  readonly file: string
  readonly form: TableForm
  readonly decision: string
  readonly outForm: TableForm
}

const used = ['sql', 'decision', 'authority', 'asOf', 'out', 'allowRefused', 'workers', 'rules']

/** What is asked, or everything that is wrong with how it is asked. */
export const readTableAsked = async (
  files: readonly string[],
  options: SqlCaseloadOptions,
): Promise<Checked<TableAsked>> => {
  const issue = (code: Issue['code'], message: string): Issue => ({ code, pointer: '', message })
  const others = Object.entries(options).flatMap(([name, value]) =>
    used.includes(name) || value === undefined ? [] : [name],
  )
  const [file = ''] = files
  const [form, outForm] = [formOf(file), formOf(options.out)]
  const issues = [
    ...others.map(name =>
      issue(
        'not-allowed-here',
        `“--${name.replaceAll(/[A-Z]/g, one => `-${one.toLowerCase()}`)}” has no meaning with “--sql”.`,
      ),
    ),
    ...(files.length === 1 ? [] : [issue('too-many', '“--sql” reads one file: a table with a row a child.')]),
    ...(options.decision.length === 1 && options.decision[0] !== 'all'
      ? []
      : [issue('too-many', '“--sql” answers one question at a time, since each has columns of its own.')]),
    ...(form.ok ? [] : form.issues),
    ...(outForm.ok ? [] : outForm.issues),
    ...(await placeIssues(file, options.out)),
  ]
  return issues.length > 0 || !form.ok || !outForm.ok
    ? refused(issues)
    : accepted({ file: resolve(file), form: form.value, decision: options.decision[0]!, outForm: outForm.value })
}

const formOf = (file: string): Checked<TableForm> => {
  const ending = extname(file).slice(1).toLowerCase()
  const form = forms.find(one => one === ending)
  if (form !== undefined) return accepted(form)
  const message = `With “--sql”, a file ends with ${forms.map(one => `.${one}`).join(' or ')}.${didYouMean(nearest(ending, forms))}`
  return refused([{ code: 'unknown-word', pointer: '', file, message }])
}

const placeIssues = async (file: string, out: string): Promise<readonly Issue[]> => {
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile() !== true)
    return [{ code: 'unreadable', pointer: '', file, message: 'There is no such file, or it may not be read.' }]
  // DuckDB takes these for a pattern of names.
  if (/[*?[\]]/.test(resolve(file)))
    return [
      { code: 'malformed', pointer: '', file, message: 'The path of a table has none of * ? [ ] in it. Rename it.' },
    ]
  const real = (path: string) => realpath(path).catch(() => resolve(path))
  return (await real(file)) === (await real(out))
    ? [
        {
          code: 'duplicate-name',
          pointer: '',
          file: out,
          message: 'This is the file that is read, and the answers would take its place. Name another with --out.',
        },
      ]
    : []
}
