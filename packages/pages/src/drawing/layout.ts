import type { Way } from './steps.ts'

/** A box with its lines of text. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly lines: readonly { readonly y: number; readonly text: string }[]
  readonly kind: 'fact' | 'step' | 'answer'
}

/** A drawing: boxes, and lines between them. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly lines: readonly string[]
  /** What stands on lines. */
  readonly labels: readonly { readonly x: number; readonly y: number; readonly text: string }[]
}

const lineHeight = 20
const padding = 8
const gap = 10
/** How wide a letter is, on an average and a little more. */
const letter = 8
const heading = 30

/** Where the three columns stand, and how wide they are. */
const columns = {
  fact: { x: 0, width: 290 },
  step: { x: 340, width: 320 },
  answer: { x: 780, width: 260 },
} as const
const width = columns.answer.x + columns.answer.width

/** The x of the line that gathers the steps of a way. */
const gather = columns.step.x + columns.step.width + 24
/** The room on which it is said when a way leads to an answer. */
const labelHeight = 3 * lineHeight

/** Lays ways to answers out from left to right, so that no line crosses another. */
export const layOut = (ways: readonly Way[], always: string): Drawing => {
  const boxes: Box[] = []
  const lines: string[] = []
  const labels: { x: number; y: number; text: string }[] = []
  let y = heading
  for (const { steps, exits } of ways) {
    const top = y
    const centres: number[] = []
    for (const { title, facts } of steps) {
      const placed = placeStep(title, facts.length === 0 ? [always] : facts, y)
      boxes.push(...placed.boxes)
      lines.push(...placed.lines)
      centres.push(placed.centre)
      y += placed.height + 2 * gap
    }
    const ends = placeExits(exits, top, y)
    boxes.push(...ends.boxes)
    labels.push(...ends.labels)
    lines.push(...gatherLines(centres, ends.centres))
    y = Math.max(y, ends.bottom) + 2 * gap
  }
  return { width, height: y, boxes, lines, labels }
}

const boxAt = (kind: Box['kind'], text: string, y: number): Box => {
  const { x, width: wide } = columns[kind]
  const wrapped = wrap(text, Math.floor((wide - 2 * padding) / letter))
  return {
    ...{ x, y, kind, width: wide },
    height: wrapped.length * lineHeight + 2 * padding,
    lines: wrapped.map((line, i) => ({ text: line, y: y + padding + 15 + i * lineHeight })),
  }
}

const moved = (box: Box, by: number): Box => ({
  ...box,
  y: box.y + by,
  lines: box.lines.map(line => ({ ...line, y: line.y + by })),
})

const centreOf = ({ y, height }: Box): number => y + height / 2

/** A step beside the facts on which it turns. */
const placeStep = (title: string, facts: readonly string[], y: number) => {
  const factBoxes: Box[] = []
  let at = y
  for (const fact of facts) {
    const box = boxAt('fact', fact, at)
    factBoxes.push(box)
    at += box.height + gap
  }
  const factsHeight = at - gap - y
  const step = boxAt('step', title, y)
  const height = Math.max(factsHeight, step.height)
  const placed = moved(step, (height - step.height) / 2)
  const centred = factBoxes.map(box => moved(box, (height - factsHeight) / 2))
  const centre = centreOf(placed)
  const start = columns.fact.x + columns.fact.width
  const middle = (start + columns.step.x) / 2
  const lines = centred.map(
    box => `M${start} ${centreOf(box)} C${middle} ${centreOf(box)} ${middle} ${centre} ${columns.step.x} ${centre}`,
  )
  return { boxes: [...centred, placed], lines, centre, height }
}

/** The answers of a way, one under the other, beside the middle of its steps, each below the words that say when. */
const placeExits = (exits: Way['exits'], top: number, bottom: number) => {
  const sizes = exits.map(({ answer }) => boxAt('answer', answer, 0).height + labelHeight + gap)
  const total = sizes.reduce((sum, one) => sum + one, 0)
  let y = Math.max(top, (top + bottom - total) / 2)
  const boxes: Box[] = []
  const labels: { x: number; y: number; text: string }[] = []
  exits.forEach(({ when, answer }, i) => {
    const lines = wrap(when, Math.floor(columns.answer.width / letter))
    const from = y + labelHeight - lines.length * lineHeight
    labels.push(...lines.map((text, j) => ({ x: columns.answer.x, y: from + 13 + j * lineHeight, text })))
    boxes.push(boxAt('answer', answer, y + labelHeight))
    y += sizes[i]!
  })
  return { boxes, labels, centres: boxes.map(centreOf), bottom: y }
}

/** From each step to one line, and from that to each answer. */
const gatherLines = (steps: readonly number[], answers: readonly number[]): readonly string[] => {
  const all = [...steps, ...answers]
  const end = columns.step.x + columns.step.width
  return [
    ...steps.map(y => `M${end} ${y} H${gather}`),
    ...(steps.length === 0 ? [] : [`M${gather} ${Math.min(...all)} V${Math.max(...all)}`]),
    ...answers.map(y => `M${steps.length === 0 ? columns.answer.x - 24 : gather} ${y} H${columns.answer.x}`),
  ]
}

/** A text in lines of so many letters; a longer word has one to itself. */
const wrap = (text: string, most: number): readonly string[] => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Where the headings of the columns stand. */
export const columnStarts = [columns.fact.x, columns.step.x, columns.answer.x] as const
