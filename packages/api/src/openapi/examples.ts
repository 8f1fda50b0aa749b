/** Requests that stand in the document; a test sends them to the shipped rules. */
export const requestExamples = {
  'looked-after child, parent does not agree': {
    decision: 'reduced-timetable',
    authority: 'luton',
    asOf: '2026-11-22',
    trace: 'none',
    facts: {
      careStatus: 'looked-after',
      ageYears: 14,
      compulsorySchoolAge: true,
      timetableReason: 'medical',
      parentAgrees: false,
    },
  },
  'little is known yet': {
    decision: 'reduced-timetable',
    authority: 'luton',
    asOf: '2026-11-22',
    trace: 'none',
    facts: { careStatus: 'looked-after', parentAgrees: null },
  },
  'national rules alone, every step accounted for': {
    decision: 'remit',
    asOf: '2026-11-22',
    trace: 'full',
    facts: { careStatus: 'never', socialWorker: 'current' },
  },
} as const

/** In a batch nobody asks for a trace. */
export const batchExample: readonly unknown[] = Object.values(requestExamples).map(({ trace: _, ...rest }) => rest)

/** Examples as OpenAPI has them, each under a name made of its summary. */
export const named = (examples: readonly (readonly [summary: string, value: unknown])[]) =>
  Object.fromEntries(
    examples.map(([summary, value]) => [summary.replaceAll(/[^a-z]+/g, '-'), { summary, value }] as const),
  )

export const linesOf = (values: readonly unknown[]): string =>
  values.map(value => `${JSON.stringify(value)}\n`).join('')
