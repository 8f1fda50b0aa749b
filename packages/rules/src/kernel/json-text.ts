import { type Node, parseTree } from 'jsonc-parser'
import type { PathSegment } from './pointer.ts'

/** One change to a JSON text. */
export type JsonEdit =
  /** Gives the member a value; one that is not there comes last. */
  | { readonly kind: 'set'; readonly path: readonly PathSegment[]; readonly value: unknown }
  | { readonly kind: 'remove'; readonly path: readonly PathSegment[] }
  /** Puts a value into the list at `path`, before the one that has this place now. */
  | { readonly kind: 'insert'; readonly path: readonly PathSegment[]; readonly before: number; readonly value: unknown }

const lineWidth = 120

interface Replacement {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** A JSON text, laid out as this project lays it out, with some changes, all of them of what it says now; the rest of it stays to the letter. */
export const editJson = (text: string, edits: readonly JsonEdit[]): string => {
  const root = parseTree(text)
  if (root === undefined) return text
  const replaced = edits
    .flatMap(edit => replacementOf(edit, text, root) ?? [])
    .map((one, order) => ({ ...one, order }))
    .sort((a, b) => a.from - b.from || a.order - b.order)
    .reduceRight((all, { from, to, text: by }) => all.slice(0, from) + by + all.slice(to), text)
  return breakLongLines(replaced)
}

const replacementOf = (edit: JsonEdit, text: string, root: Node): Replacement | undefined => {
  if (edit.kind === 'insert') return insertion(nodeAt(root, edit.path), edit, text)
  const holder = nodeAt(root, edit.path.slice(0, -1))
  const name = edit.path.at(-1)!
  const property = holder?.children?.find(one => one.children?.[0]?.value === name)
  if (edit.kind === 'remove') return property && removal(holder!.children!, property)
  const [, value] = property?.children ?? []
  if (value !== undefined)
    return {
      from: value.offset,
      to: endOf(value),
      text: layOutJson(edit.value, { indent: indentAt(text, value.offset) }),
    }
  const last = holder?.children?.at(-1)
  if (last === undefined) return undefined
  const isBroken = text.slice(holder!.offset, last.offset).includes('\n')
  const indent = indentAt(text, last.offset)
  const member = `${JSON.stringify(name)}: ${layOutJson(edit.value, { indent })}`
  return { from: endOf(last), to: endOf(last), text: isBroken ? `,\n${indent}${member}` : `, ${member}` }
}

const removal = (members: readonly Node[], property: Node): Replacement => {
  const [before, after] = [members[members.indexOf(property) - 1], members[members.indexOf(property) + 1]]
  if (before !== undefined) return { from: endOf(before), to: endOf(property), text: '' }
  return { from: property.offset, to: after?.offset ?? endOf(property), text: '' }
}

const insertion = (
  list: Node | undefined,
  { before, value }: Extract<JsonEdit, { kind: 'insert' }>,
  text: string,
): Replacement | undefined => {
  if (list === undefined) return undefined
  const members = list.children ?? []
  const inner = `${indentAt(text, list.offset)}  `
  const printed = layOutJson(value, { indent: inner, isBroken: true })
  if (members.length === 0)
    return { from: list.offset, to: endOf(list), text: `[\n${inner}${printed}\n${inner.slice(2)}]` }
  const next = members[before]
  if (next !== undefined) return { from: next.offset, to: next.offset, text: `${printed},\n${inner}` }
  const end = endOf(members.at(-1)!)
  return { from: end, to: end, text: `,\n${inner}${printed}` }
}

const endOf = ({ offset, length }: Node): number => offset + length

const nodeAt = (root: Node, path: readonly PathSegment[]): Node | undefined =>
  path.reduce<Node | undefined>(
    (node, key) =>
      typeof key === 'number'
        ? node?.children?.[key]
        : node?.children?.find(one => one.children?.[0]?.value === key)?.children?.[1],
    root,
  )

const indentAt = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))![0]

/** Where a value is printed. */
interface Layout {
  /** What its lines begin with. */
  readonly indent?: string
  /** A member a line even if it fits on one. */
  readonly isBroken?: boolean
  /** How many characters stand before and after it on its line; left out: its indent, and a comma. */
  readonly before?: number
  readonly after?: number
}

/** A value as this project lays out JSON: on one line if it fits beside what stands there, else a member a line. */
export const layOutJson = (
  value: unknown,
  { indent = '', isBroken = false, before = indent.length, after = 1 }: Layout = {},
): string => {
  const flat = printFlat(value)
  const fits = before + flat.length + after <= lineWidth
  if (!isContainer(value) || Object.keys(value).length === 0 || (!isBroken && !holdsObjects(value) && fits)) return flat
  const inner = `${indent}  `
  const last = Object.keys(value).length - 1
  const entries = Object.entries(value).map(([name, one], i) => {
    const key = Array.isArray(value) ? '' : `${JSON.stringify(name)}: `
    const layout = { indent: inner, before: inner.length + key.length, after: i === last ? 0 : 1 }
    return inner + key + layOutJson(one, layout)
  })
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${entries.join(',\n')}\n${indent}${close}`
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Several objects or lists never share a line. */
const holdsObjects = (value: object): boolean =>
  Array.isArray(value) && value.length > 1 && value.every(one => isContainer(one) && Object.keys(one).length > 1)

const printFlat = (value: unknown): string => {
  if (!isContainer(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(printFlat).join(', ')}]`
  const members = Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${printFlat(one)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

/** Lays out anew what a change made too long for its line. */
const breakLongLines = (text: string): string => {
  const lines = text.split('\n')
  if (lines.every(line => line.length <= lineWidth)) return text
  const root = parseTree(text)!
  const replacements: Replacement[] = []
  let start = 0
  for (const line of lines) {
    const node = line.length > lineWidth ? containerIn(root, text, start, start + line.length) : undefined
    if (node !== undefined) {
      const value: unknown = JSON.parse(text.slice(node.offset, endOf(node)))
      const broken = layOutJson(value, { indent: indentAt(text, node.offset), isBroken: true })
      replacements.push({ from: node.offset, to: endOf(node), text: broken })
    }
    start += line.length + 1
  }
  return replacements.reduceRight((all, { from, to, text: by }) => all.slice(0, from) + by + all.slice(to), text)
}

/** The outermost list or object with members that begins and ends between two places. */
const containerIn = (node: Node, text: string, from: number, to: number): Node | undefined => {
  if (endOf(node) < from || node.offset > to) return undefined
  const isWithin = node.offset >= from && endOf(node) <= to
  if (isWithin && (node.type === 'object' || node.type === 'array') && (node.children?.length ?? 0) > 0) return node
  for (const child of node.children ?? []) {
    const found = containerIn(child, text, from, to)
    if (found !== undefined) return found
  }
  return undefined
}
