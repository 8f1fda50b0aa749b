import { readdir, readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, resolve, sep } from 'node:path'
import type { Checked, Source } from '@virtual-school/rules'
import { accepted, refused } from '@virtual-school/rules/internal'
import { Option } from 'commander'
import { inWords, issueOf } from './writable.ts'

/** `--documents`: where copies of sources are kept. */
export const documentsOption = (): Option =>
  new Option('--documents <dir>', 'where your copies of texts lie; absent: “documents” beside the directory of rules')

/** The folder of copies: the option, else `documents` beside the rules; refused inside the rules, which are published. */
export const chooseDocuments = (option: string | undefined, rules: string): Checked<string> => {
  const beside = join(dirname(resolve(rules)), 'documents')
  const directory = option ?? (isAbsolute(rules) ? beside : inWords(beside))
  const isInside = `${resolve(directory)}${sep}`.startsWith(`${resolve(rules)}${sep}`)
  return isInside
    ? refused([
        issueOf(
          'not-allowed-here',
          'Copies of texts are yours alone and the rules are published: name a folder outside of them with --documents.',
          directory,
        ),
      ])
    : accepted(directory)
}

/** The name under which a copy of a source from that day is kept. */
export const copyName = (source: string, day: string): string => `${source}.${day}.txt`

/** What a text file says, with its bytes; refused if it is not there, is not text in UTF-8, or has no words. */
export const readText = async (
  file: string,
): Promise<Checked<{ readonly text: string; readonly bytes: Uint8Array }>> => {
  const bytes = await readFile(file).catch(() => undefined)
  if (bytes === undefined) return refused([issueOf('unreadable', 'The file could not be read.', file)])
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refused([issueOf('not-text', `The file is not UTF-8 text. ${howToSave}`, file)])
  }
  if (text.includes('\0')) return refused([issueOf('not-text', `The file is not text. ${howToSave}`, file)])
  if (/^\s*(?:<!doctype html|<html|<\?xml)/i.test(text))
    return refused([issueOf('not-text', `The file is a web page with its marks, not its text. ${howToSave}`, file)])
  if (!/[\p{L}\p{N}]/u.test(text))
    return refused([issueOf('missing-member', 'The file has no words. The text of the source is expected.', file)])
  return accepted({ text, bytes })
}
const howToSave = 'Copy the words of the page into a file and save it as plain text, in UTF-8.'

/** The copy that a source names. */
export const readCopy = async (source: Source, directory: string): Promise<Checked<string>> => {
  const { id, document } = source
  if (document === undefined)
    return refused([
      issueOf(
        'missing-member',
        `The source “${id}” names no document. “virtual-school source renew ${id} --file PAGE.txt” keeps a copy of its text.`,
      ),
    ])
  const read = await readText(join(directory, document))
  return read.ok ? accepted(read.value.text) : read
}

/** Other copies of a source that lie there, newest first. */
export const readEarlierCopies = async ({ id, document }: Source, directory: string): Promise<readonly string[]> => {
  const names = await readdir(directory).catch(() => [])
  const copies = names.filter(
    name =>
      name !== document && (name === `${id}.txt` || (name.startsWith(`${id}.`) && dated.test(name.slice(id.length)))),
  )
  const texts: string[] = []
  for (const name of copies.sort().reverse()) {
    const read = await readText(join(directory, name))
    if (read.ok) texts.push(read.value.text)
  }
  return texts
}
const dated = /^\.\d{4}-\d{2}-\d{2}\.txt$/
