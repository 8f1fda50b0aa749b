import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { accepted, type Checked, type Issue, refused, sortIssues } from '../kernel/issue.ts'
import { limits } from '../kernel/limits.ts'

const refuse = (code: Issue['code'], file: string, message: string): Checked<never> =>
  refused([{ code, pointer: '', file, message }])

/** Every JSON file below a directory by its path there, with `/`, sorted; not below a folder that is passed over or hidden. */
export const jsonPathsIn = async (
  directory: string,
  passedOver: ReadonlySet<string>,
): Promise<Checked<readonly string[]>> => {
  const paths: string[] = []
  const wrong: Issue[] = []
  try {
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
      const path = relative(directory, join(entry.parentPath, entry.name)).replaceAll('\\', '/')
      const folders = path.split('/')
      if (passedOver.has(folders[0]!) || folders.some(one => one.startsWith('.'))) continue
      const isLink = entry.isSymbolicLink()
      if (isLink && (await isFolder(join(directory, path)))) wrong.push(linked(path))
      else if (!isLink && !entry.isFile()) continue
      else if (path.endsWith('.json')) paths.push(path)
      else if (misnamed.test(path)) wrong.push(renamed(path))
    }
  } catch {
    return refuse(
      'unreadable',
      directory,
      'The directory of rules could not be read. Name one that holds manifest.json.',
    )
  }
  if (wrong.length > 0) return refused(sortIssues(wrong))
  if (paths.length > limits.documentsCount) {
    return refuse('too-many', directory, `A rule directory may hold at most ${limits.documentsCount} files.`)
  }
  return accepted(paths.sort())
}

const linked = (file: string): Issue => ({
  code: 'unreadable',
  pointer: '',
  file,
  message: 'This is a link to a folder, and links to folders are not followed. Put the folder itself here.',
})

/** What somebody meant for a file of rules, and what would be passed over in silence: `remit.JSON`, `remit.json.txt`. */
const misnamed = /\.json[c5]?(\.txt)?$/i

const renamed = (file: string): Issue => {
  const suggestion = file.replace(misnamed, '.json')
  const message = `A file of rules has a name that ends in “.json”. Did you mean “${suggestion}”?`
  return { code: 'unplaced-file', pointer: '', file, message, suggestion }
}

const isFolder = async (place: string): Promise<boolean> => {
  try {
    return (await stat(place)).isDirectory()
  } catch {
    return false
  }
}

/** What a file says, as UTF-8; a byte-order mark at its start is no part of that. */
export const decodeText = async (directory: string, path: string): Promise<Checked<string>> => {
  let bytes: Uint8Array
  try {
    const place = join(directory, path)
    if ((await stat(place)).size > limits.documentBytes)
      return refuse('too-large', path, `The file is longer than ${limits.documentBytes} bytes.`)
    bytes = await readFile(place)
  } catch {
    return refuse('unreadable', path, 'The file could not be read.')
  }
  try {
    return accepted(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return refuse('not-text', path, 'The file is not UTF-8 text. Save it as UTF-8.')
  }
}
