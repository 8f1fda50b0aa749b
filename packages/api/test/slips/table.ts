/** A program of a supplier: it asks one question, and looks at what comes back. What is not said is left out. */
export interface Program {
  readonly decision?: string
  readonly authority?: string
  /** The members of `facts`, as they stand in the program. */
  readonly facts?: string
  readonly answer?: string
  readonly requirement?: string
  readonly list?: string
  readonly item?: string
}

/** Kinds of words that somebody can mistype. */
export const kinds = ['question', 'council', 'fact', 'word', 'type', 'answer', 'requirement', 'item'] as const
export type Kind = (typeof kinds)[number]

/** One slip: the program as it should be, and what stands in it instead. */
export interface Slip {
  readonly kind: Kind
  readonly right: Program
  readonly wrong: Program
}

type Pair = readonly [right: string, wrong: string]
const slipsOf = (kind: Kind, pairs: readonly Pair[], programOf: (word: string) => Program): readonly Slip[] =>
  pairs.map(([right, wrong]) => ({ kind, right: programOf(right), wrong: programOf(wrong) }))

const questions: readonly Pair[] = [
  ['remit', 'remits'],
  ['reduced-timetable', 'reduced-timetabel'],
  ['reduced-timetable', 'reducedTimetable'],
  ['placement-move', 'placement-moves'],
  ['personal-education-plan', 'pep'],
  ['exclusion-notice', 'exclusion_notice'],
  ['sign-off', 'Sign-off'],
  ['support-request', 'support'],
]

const councils: readonly Pair[] = [
  ['luton', 'lutton'],
  ['luton', 'Luton'],
  ['norfolk', 'norfolk-county'],
  ['central-bedfordshire', 'central-bedforshire'],
  ['worcestershire', 'worcester'],
  ['lambeth', 'lambeth '],
  ['england', 'essex'],
]

const facts: readonly Pair[] = [
  ["careStatus: 'never'", "carestatus: 'never'"],
  ['ageYears: 14', 'age: 14'],
  ['ageYears: 14', 'ageInYears: 14'],
  ["socialWorker: 'current'", "socialworker: 'current'"],
  ['parentAgrees: true', 'parentAgree: true'],
  ["exclusionOn: '2026-11-02'", "exclusionDate: '2026-11-02'"],
  ["send: 'ehc-plan'", "ehcPlan: 'ehc-plan'"],
  ['lookedAfterByThisAuthority: true', 'lookedAfterByThisAuthorty: true'],
]

const words: readonly Pair[] = [
  ["careStatus: 'looked-after'", "careStatus: 'lookedafter'"],
  ["careStatus: 'looked-after'", "careStatus: 'Looked-after'"],
  ["careStatus: 'ceased'", "careStatus: 'adopted'"],
  ["socialWorker: 'current'", "socialWorker: 'curent'"],
  ["plan: 'child-protection'", "plan: 'child_protection'"],
  ["send: 'ehc-plan'", "send: 'ehcp'"],
  ["timetableReason: 'behaviour'", "timetableReason: 'behavior'"],
  ["remand: 'none'", "remand: 'no'"],
]

const types: readonly Pair[] = [
  ['ageYears: 14', "ageYears: '14'"],
  ['ageYears: 14', 'ageYears: true'],
  ['ageYears: 14', 'ageYears: [14]'],
  ['parentAgrees: true', "parentAgrees: 'true'"],
  ['parentAgrees: true', "parentAgrees: 'yes'"],
  ['endDateSet: true', 'endDateSet: 1'],
  ["timetableStartsOn: '2026-11-02'", 'timetableStartsOn: new Date(0)'],
  ["exclusionOn: '2026-11-02'", 'exclusionOn: 20261102'],
  ["careStatus: 'never'", 'careStatus: false'],
]

/** Of a question: its words, and others. */
const answers: readonly (readonly [decision: string, ...Pair])[] = [
  ['reduced-timetable', 'permitted', 'allowed'],
  ['reduced-timetable', 'not-permitted', 'notPermitted'],
  ['placement-move', 'permitted', 'permited'],
  ['remit', 'in-remit', 'in_remit'],
  ['remit', 'in-remit', 'required'],
  ['personal-education-plan', 'required', 'yes'],
  ['support-request', 'accept', 'accepted'],
]

const requirements: readonly (readonly [decision: string, ...Pair])[] = [
  ['reduced-timetable', 'virtual-school-head-partnership', 'vsh-partnership'],
  ['reduced-timetable', 'parent-agreement', 'parents-agree'],
  ['reduced-timetable', 'best-interests', 'best-interest'],
  ['reduced-timetable', 'end-date', 'director-approval'],
  ['placement-move', 'director-approval', 'director-aproval'],
  ['placement-move', 'child-wishes', 'childWishes'],
]

const items: readonly (readonly [decision: string, list: string, ...Pair])[] = [
  ['reduced-timetable', 'parties', 'social-worker', 'social-workers'],
  ['reduced-timetable', 'parties', 'parent', 'parents'],
  ['sign-off', 'parties', 'virtual-school-head', 'virtual-head'],
  ['exclusion-notice', 'parties', 'governing-body', 'governors'],
  ['support-request', 'channels', 'drop-in', 'dropin'],
  ['support-request', 'offers', 'training-for-partners', 'training-partners'],
  ['remit', 'duties', 'kinship-care', 'parent'],
]

/** One slip of each program, alone. */
export const slips: readonly Slip[] = [
  ...slipsOf('question', questions, decision => ({ decision })),
  ...slipsOf('council', councils, authority => ({ authority })),
  ...slipsOf('fact', facts, fact => ({ facts: fact })),
  ...slipsOf('word', words, fact => ({ facts: fact })),
  ...slipsOf('type', types, fact => ({ facts: fact })),
  ...answers.flatMap(([decision, ...pair]) => slipsOf('answer', [pair], answer => ({ decision, answer }))),
  ...requirements.flatMap(([decision, ...pair]) =>
    slipsOf('requirement', [pair], requirement => ({ decision, requirement })),
  ),
  ...items.flatMap(([decision, list, ...pair]) => slipsOf('item', [pair], item => ({ decision, list, item }))),
]
