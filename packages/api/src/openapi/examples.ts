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
    facts: { careStatus: 'looked-after', parentAgrees: null },
  },
  'national rules alone': {
    decision: 'remit',
    asOf: '2026-11-22',
    facts: { careStatus: 'never', socialWorker: 'current' },
  },
} as const

export const batchExample: readonly unknown[] = Object.values(requestExamples)
