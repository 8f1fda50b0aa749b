import type { Way, WayStep } from './steps.ts'

/** A box with its lines of text. */
export interface DrawnBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly lines: readonly { readonly y: number; readonly text: string }[]
  readonly kind: 'fact' | 'step' | 'answer'
  /** Where it leads, and what it says in one line. */
  readonly link?: { readonly href: string; readonly text: string }
}

/** A drawing: boxes, and lines between them. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly boxes: readonly DrawnBox[]
  readonly lines: readonly string[]
  /** The names of the columns. */
  readonly heads: Drawing['labels']
  /** What says when each answer is the one. */
  readonly labels: readonly { readonly x: number; readonly y: number; readonly text: string }[]
}

const lineHeight = 20
const padding = 8
const gap = 20
/** How wide a letter is, on an average and a little more. */
const letter = 8.7
const bullet = '– '

/** Where the three columns stand, and how wide they are. */
const columns = {
  fact: { x: 0, width: 300 },
  step: { x: 336, width: 270 },
  answer: { x: 668, width: 284 },
} as const
const width = columns.answer.x + columns.answer.width

/** The x of the line that gathers the steps of a way. */
const gather = columns.step.x + columns.step.width + 24

/** Lays ways to answers out from left to right, so that no line crosses another. The answers stand at the top, where they are seen first. */
export const layOut = (
  ways: readonly Way[],
  names: readonly [string, string, string],
  { always, hrefOf }: { readonly always: string; readonly hrefOf: (step: WayStep) => string },
): Drawing => {
  const boxes: DrawnBox[] = []
  const lines: string[] = []
  const labels: { x: number; y: number; text: string }[] = []
  const heads = (['fact', 'step', 'answer'] as const).flatMap((kind, i) =>
    wrapFor(kind, names[i]!).map((text, j) => ({ x: columns[kind].x, y: 18 + j * lineHeight, text })),
  )
  let y = Math.max(...heads.map(one => one.y)) + padding
  for (const { steps, exits } of ways) {
    const top = y
    const centres: number[] = []
    for (const step of steps) {
      const link = { href: hrefOf(step), text: step.title }
      const placed = placeStep(link, step.facts.length === 0 ? [always] : step.facts, y)
      boxes.push(...placed.boxes)
      lines.push(placed.line)
      centres.push(placed.centre)
      y += placed.height + gap
    }
    const ends = placeExits(exits, top)
    boxes.push(...ends.boxes)
    labels.push(...ends.labels)
    lines.push(...gatherLines(centres, ends.boxes.map(centreOf)))
    y = Math.max(y, ends.bottom) + gap
  }
  return { width, height: y, boxes, lines, heads, labels }
}

const boxAt = (kind: DrawnBox['kind'], lines: readonly string[], y: number): DrawnBox => ({
  ...{ ...columns[kind], y, kind },
  height: lines.length * lineHeight + 2 * padding,
  lines: lines.map((text, i) => ({ text, y: y + padding + 15 + i * lineHeight })),
})

const wrapFor = (kind: DrawnBox['kind'], text: string): readonly string[] =>
  wrap(text, Math.floor((columns[kind].width - 2 * padding) / letter))

const centreOf = ({ y, height }: DrawnBox): number => y + height / 2

/** A step beside the facts on which it turns. */
const placeStep = (link: NonNullable<DrawnBox['link']>, facts: readonly string[], y: number) => {
  const from = boxAt(
    'fact',
    facts.flatMap(fact => wrapFor('fact', `${bullet}${fact}`)),
    y,
  )
  const step = { ...boxAt('step', wrapFor('step', link.text), y), link }
  // Beside the first facts, so that both are seen at once however many there are.
  const centre = y + Math.min(from.height, step.height) / 2
  const line = `M${columns.fact.x + columns.fact.width} ${centre} H${columns.step.x}`
  return { boxes: [from, step], line, centre, height: Math.max(from.height, step.height) }
}

/** The answers of a way, one under the other, each below the words that say when. */
const placeExits = (exits: Way['exits'], top: number) => {
  const boxes: DrawnBox[] = []
  const labels: { x: number; y: number; text: string }[] = []
  let y = top
  for (const { when, answer } of exits) {
    const said = wrap(when, Math.floor(columns.answer.width / letter))
    labels.push(...said.map((text, i) => ({ x: columns.answer.x, y: y + 14 + i * lineHeight, text })))
    const box = boxAt('answer', wrapFor('answer', answer), y + said.length * lineHeight + 4)
    boxes.push(box)
    y = box.y + box.height + gap
  }
  return { boxes, labels, bottom: y }
}

/** From each step to one line, and from that to each answer. */
const gatherLines = (steps: readonly number[], answers: readonly number[]): readonly string[] => {
  const all = [...steps, ...answers]
  const end = columns.step.x + columns.step.width
  return [
    ...steps.map(y => `M${end} ${y} H${gather}`),
    ...(steps.length === 0 ? [] : [`M${gather} ${Math.min(...all)} V${Math.max(...all)}`]),
    ...(steps.length === 0 ? [] : answers.map(y => `M${gather} ${y} H${columns.answer.x}`)),
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
