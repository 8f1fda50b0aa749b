import type { AnswerRow, WantedParts } from '../answering/answer-row.ts'

/** Writes a row as a line of JSON, with the parts that are wanted. */
export const jsonLine =
  ({ id, missing, readings }: WantedParts) =>
  (row: AnswerRow): string => {
    const left = new Set<keyof AnswerRow>([
      ...(id === undefined ? (['id'] as const) : []),
      ...(missing ? [] : (['missing'] as const)),
      ...(readings ? [] : (['readings', 'cautions', 'notWeighed'] as const)),
    ])
    return `${JSON.stringify(Object.fromEntries(Object.entries(row).filter(([name]) => !left.has(name as keyof AnswerRow))))}\n`
  }
