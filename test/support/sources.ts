import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { type Node, parseSync } from 'oxc-parser'
import { inCheckout } from '../../scripts/places.mjs'

/** A source file as the tests of tidiness see it. Paths are from the root of the checkout. */
export interface Source {
  readonly path: string
  readonly linesCount: number
  /** What it imports or re-exports from, types too, as it is written. */
  readonly imports: readonly string[]
  /** The files of those that are written as relative paths. */
  readonly importedFiles: readonly string[]
  /** The names of what it declares and exports; what it hands on from other files is not among them. */
  readonly exports: readonly string[]
  /** Of these, the ones without a doc comment. */
  readonly undocumented: readonly string[]
  readonly functions: readonly { readonly line: number; readonly linesCount: number }[]
  /** Every kind of syntax it has, and every name it uses, `Math.random` as one. */
  readonly kinds: ReadonlySet<string>
  readonly names: ReadonlySet<string>
  /** The texts that something is compared with: by `===` and the like, in a `case`, or as members of a list or set that is searched. */
  readonly comparedWith: ReadonlySet<string>
}

/** The TypeScript files below a folder, sorted. */
export const sourcesIn = (folder: string): readonly Source[] =>
  readdirSync(inCheckout(folder), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts'))
    .sort()
    .map(path => sourceOf(posix.join(folder, path.replaceAll('\\', '/'))))

const functionKinds = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

const sourceOf = (path: string): Source => {
  const text = readFileSync(inCheckout(path), 'utf8')
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length
  const { program, module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  const nodes = nodesIn(program)
  const imports = [
    ...module.staticImports.map(one => one.moduleRequest.value),
    ...module.staticExports.flatMap(one => one.entries.flatMap(entry => entry.moduleRequest?.value ?? [])),
    ...nodes.flatMap(node =>
      node.type === 'ImportExpression' && node.source.type === 'Literal' ? [String(node.source.value)] : [],
    ),
  ]
  return {
    path,
    linesCount: text.split('\n').length - 1,
    imports,
    importedFiles: imports.filter(from => from.startsWith('.')).map(from => posix.join(posix.dirname(path), from)),
    exports: program.body.flatMap(exportedNames),
    undocumented: program.body
      .filter(node => !text.slice(0, node.start).trimEnd().endsWith('*/'))
      .flatMap(exportedNames),
    functions: nodes
      .filter(node => functionKinds.has(node.type))
      .map(({ start, end }) => ({ line: lineAt(start), linesCount: lineAt(end) - lineAt(start) + 1 })),
    kinds: new Set(nodes.map(node => node.type)),
    names: new Set(nodes.flatMap(nameOf)),
    comparedWith: new Set(nodes.flatMap(comparedIn)),
  }
}

const exportedNames = (node: Node): readonly string[] => {
  if (node.type !== 'ExportNamedDeclaration' || !node.declaration) return []
  const { declaration } = node
  const declared = 'declarations' in declaration ? declaration.declarations.map(one => one.id) : [declaration.id]
  return declared.flatMap(id => (id?.type === 'Identifier' ? [id.name] : []))
}

const nodesIn = (value: unknown): Node[] => {
  if (typeof value !== 'object' || value === null) return []
  const below = Object.values(value).flatMap(nodesIn)
  return 'type' in value && 'start' in value ? [value as Node, ...below] : below
}

const nameOf = (node: Node): readonly string[] => {
  if (node.type === 'Identifier') return [node.name]
  if (node.type !== 'MemberExpression' || node.computed) return []
  return node.object.type === 'Identifier' && 'name' in node.property
    ? [`${node.object.name}.${node.property.name}`]
    : []
}

const textsIn = (node: unknown): readonly string[] =>
  nodesIn(node).flatMap(one => (one.type === 'Literal' && typeof one.value === 'string' ? [one.value] : []))

const searches = new Set(['includes', 'indexOf', 'has', 'startsWith', 'endsWith'])

const comparedIn = (node: Node): readonly string[] => {
  if (node.type === 'BinaryExpression' && /^[=!]==?$/.test(node.operator))
    return [node.left, node.right].flatMap(side => (side.type === 'Literal' ? textsIn(side) : []))
  if (node.type === 'SwitchCase') return node.test?.type === 'Literal' ? textsIn(node.test) : []
  if (node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === 'Set')
    return textsIn(node.arguments)
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return []
  const { object, property } = node.callee
  if (!('name' in property) || !searches.has(String(property.name))) return []
  return [...(object.type === 'ArrayExpression' ? textsIn(object) : []), ...textsIn(node.arguments)]
}
