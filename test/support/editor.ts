import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { getLanguageService, type LanguageService } from 'vscode-json-languageservice'
import { TextDocument } from 'vscode-languageserver-textdocument'

/** What an editor says of a text: a line, counted from 1, and why it is marked. */
export interface Mark {
  readonly line: number
  readonly message: string
}

/** Finds schemas as an editor does: from the file, by what stands at `$schema`. */
const service: LanguageService = getLanguageService({
  schemaRequestService: async address => {
    const path = fileURLToPath(address)
    if (!existsSync(path)) throw new Error(`There is no schema ${address}`)
    return readFileSync(path, 'utf8')
  },
  workspaceContext: {
    resolveRelativePath: (path, resource) => pathToFileURL(join(dirname(fileURLToPath(resource)), path)).href,
  },
})
service.configure({ validate: true, allowComments: false })

const opened = (path: string, text: string) => {
  const document = TextDocument.create(pathToFileURL(path).href, 'json', 1, text)
  return { document, json: service.parseJSONDocument(document) }
}

/** What the editor marks in a file with this text. */
export const marksIn = async (path: string, text: string): Promise<readonly Mark[]> => {
  const { document, json } = opened(path, text)
  const found = await service.doValidation(document, json, {
    comments: 'error',
    trailingCommas: 'error',
    schemaValidation: 'error',
    schemaRequest: 'error',
  })
  return found.map(({ range, message }) => ({
    line: range.start.line + 1,
    message: typeof message === 'string' ? message : message.value,
  }))
}

/** The place of the cursor: “▮” in the text. */
const cursor = '▮'

/** What the editor offers at the cursor, and what it says of each. */
export const offersAt = async (path: string, marked: string): Promise<ReadonlyMap<string, string>> => {
  const { document, json } = opened(path, marked.replace(cursor, ''))
  const list = await service.doComplete(document, document.positionAt(marked.indexOf(cursor)), json)
  return new Map(
    (list?.items ?? []).map(({ label, textEdit, documentation = '' }) => [
      // A label may be cut short.
      /^"([^"]*)"/.exec(textEdit?.newText ?? '')?.[1] ?? label,
      typeof documentation === 'string' ? documentation : documentation.value,
    ]),
  )
}

/** What the editor says of the word under the cursor, without the marks of Markdown. */
export const hoverAt = async (path: string, marked: string): Promise<string> => {
  const { document, json } = opened(path, marked.replace(cursor, ''))
  const hover = await service.doHover(document, document.positionAt(marked.indexOf(cursor)), json)
  const contents = hover?.contents ?? []
  return (Array.isArray(contents) ? contents : [contents])
    .map(one => (typeof one === 'string' ? one : one.value))
    .join('\n')
    .replaceAll(/\\(\W)/g, '$1')
}
