import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { exportSubject, referenceIssues } from '@virtual-school/records'
import type { Issue } from '@virtual-school/rules'
import { type Zippable, zipSync } from 'fflate'
import { type FieldError, showPage } from '../html/page.ts'
import type { PageRoute, Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { recordWords } from '../words/records.ts'
import { fromRecords, limitedPerChild } from './reading.ts'

const fields = ['reference', 'council', 'code', 'leaveOut'] as const

const exportPage = ({ service }: Tools, { form, visitor }: Visit, errors: readonly FieldError[] = []): PageReply =>
  showPage(service, {
    view: 'records/export',
    title: recordWords.exportTitle,
    section: 'records',
    cache: 'none',
    errors,
    visitor,
    model: {
      isPrivate: true,
      words: recordWords,
      typed: Object.fromEntries(fields.map(name => [name, form.get(name)])),
    },
  })

/** Every file in a folder, by its path, as a ZIP file. */
const zipFolder = async (folder: string): Promise<Uint8Array> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: Zippable = {}
  for (const entry of entries.filter(one => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    files[relative(folder, path).replaceAll(sep, '/')] = await readFile(path)
  }
  return zipSync(files)
}

/** What stands in a field, word by word, without the names of options of a command, with which the list shows it. */
const wordsIn = (typed: string): readonly string[] =>
  typed.split(/[\s,;]+/).filter(word => word !== '' && !word.startsWith('--'))

/** Why no copy was made, beside the field that it is about. */
const issueErrors = (issues: readonly Issue[], leaveOut: readonly string[]): readonly FieldError[] =>
  issues.map(({ pointer, code, message }) => {
    const left = /^\/leaveOut\/(\d+)$/.exec(pointer)?.[1]
    if (left !== undefined)
      return { field: 'leaveOut', text: recordWords.exportLeaveOutRefused(leaveOut[Number(left)] ?? '') }
    if (pointer === '/council') return { field: 'council', text: recordWords.exportSenderRefused }
    if (pointer === '/reviewed') return { field: 'code', text: recordWords.exportCodeRefused }
    if (pointer !== '/subjectRef') return { field: 'reference', text: `${recordWords.exportRefused}: ${message}` }
    return {
      field: 'reference',
      text: code === 'not-allowed-here' ? recordWords.exportSeveral : recordWords.exportNone,
    }
  })

const makeCopy = fromRecords(async (tools, visit, { records, by }) => {
  const [subjectRef, council, code, typed] = fields.map(name => visit.form.get(name) || undefined)
  const [reviewed] = wordsIn(code ?? '')
  const leaveOut = wordsIn(typed ?? '')
  const folder = await mkdtemp(join(tmpdir(), 'copy-'))
  try {
    const made = await exportSubject(records, { subjectRef }, join(folder, 'copy'), by, { council, reviewed, leaveOut })
    if (!made.ok) return exportPage(tools, visit, issueErrors(made.issues, leaveOut))
    return {
      status: 200,
      type: 'application/zip',
      body: await zipFolder(folder),
      cache: 'none',
      headers: { 'Content-Disposition': 'attachment; filename="copy.zip"' },
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

/** POST /records/export. */
const exported: PageRoute['answer'] = (tools, visit) => {
  const subjectRef = visit.form.get('reference')
  if (subjectRef === '') return exportPage(tools, visit, [{ field: 'reference', text: recordWords.referenceNeeded }])
  if (referenceIssues(subjectRef, '', '').length > 0)
    return exportPage(tools, visit, [{ field: 'reference', text: recordWords.referenceRefused }])
  return limitedPerChild(
    () => ({ subjectRef }),
    (_tools, _visit) => makeCopy(tools, visit),
  )(tools, visit)
}

/** A copy of all that is kept about one child. */
export const exportRoutes: readonly PageRoute[] = [
  {
    method: 'get',
    path: '/records/export',
    scope: 'records:export',
    isShared: true,
    answer: fromRecords((tools, visit) => exportPage(tools, visit)),
  },
  {
    method: 'post',
    path: '/records/export',
    scope: 'records:export',
    isChange: true,
    goesOn: () => ({ path: '/records/export' }),
    answer: exported,
  },
]
