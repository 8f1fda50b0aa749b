import { ageOn, type Day } from '../days.ts'
import { type Child, isOn, type Period, type Referral } from '../history/history.ts'
import { type Cell, orBlank, type Table } from '../table.ts'
import * as words from './annex-a-words.ts'

const who = ['Child Unique ID', 'Gender', 'Ethnicity', 'Date of Birth', 'Age'] as const
const disability = 'Does the Child have a Disability'
const team = ['Allocated Team', 'Allocated Worker'] as const
const teamCells = ['Team 1', 'SW100'] as const

const whoCells = ({ id, sex, ethnicity, bornOn }: Child, asOf: Day): readonly Cell[] => [
  id,
  sex === 'M' ? 'a) Male' : 'b) Female',
  ethnicity,
  bornOn,
  String(ageOn(bornOn, asOf)),
]

const yesOrNo = (isSo: boolean): string => (isSo ? 'a) Yes' : 'b) No')

const isDisabled = ({ need }: Child): string => yesOrNo(need !== undefined && !need.disabilities.includes('NONE'))

/** The lists hold what was open at any time in the last half year. */
const monthsKept = 183
const wasOpenLately = ({ to }: { readonly to?: Day }, asOf: Day): boolean => to === undefined || to > asOf - monthsKept

const caseStatus = (one: Referral, child: Child, asOf: Day): string => {
  if (!isOn(one, asOf)) return 'e) Closed episode'
  if (child.care?.periods.some(period => period.kind === 'care' && isOn(period, asOf))) return 'a) Looked after child'
  if (one.protection.some(plan => isOn(plan, asOf))) return 'b) Child Protection plan'
  return one.plans.some(plan => isOn(plan, asOf)) ? 'c) Child in need plan' : 'd) Open assessment'
}

const list6: Table = {
  name: 'List 6',
  headings: [
    ...who,
    disability,
    'CIN Start Date',
    'Primary Need Code',
    'Date Child Was Last Seen',
    'CIN Closure Date',
    'Reason for Closure',
    'Case Status',
    ...team,
  ],
  rowsOf: (child, { asOf }) =>
    (child.need?.referrals ?? [])
      .filter(one => !one.noFurtherAction && wasOpenLately(one, asOf))
      .map(one => [
        ...whoCells(child, asOf),
        isDisabled(child),
        one.from,
        words.needs[one.need] ?? one.need,
        Math.max(one.from, (one.to ?? asOf) - 12),
        orBlank(one.to),
        one.closedFor === undefined ? '' : (words.closures[one.closedFor] ?? one.closedFor),
        caseStatus(one, child, asOf),
        ...teamCells,
      ]),
}

const list7: Table = {
  name: 'List 7',
  headings: [
    ...who,
    disability,
    'Child Protection Plan Start Date',
    'Initial Category of Abuse',
    'Latest Category of Abuse',
    'Date of the Last Statutory Visit',
    'Was the Child Seen Alone?',
    'Date of latest review conference',
    'Child Protection Plan End Date',
    'Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)',
    'Number of Previous Child Protection Plans',
    ...team,
  ],
  rowsOf: (child, { asOf }) =>
    (child.need?.referrals ?? [])
      .flatMap(one => one.protection)
      .filter(one => wasOpenLately(one, asOf))
      .map(one => [
        ...whoCells(child, asOf),
        isDisabled(child),
        one.from,
        words.abuse[one.firstCategory] ?? '',
        words.abuse[one.lastCategory] ?? '',
        Math.max(one.from, (one.to ?? asOf) - 9),
        'a) Yes',
        orBlank(one.reviews.filter(day => day <= asOf).at(-1)),
        orBlank(one.to),
        'b) No',
        String(one.before),
        ...teamCells,
      ]),
}

/** Last things about a child in care, which nobody reads here: visits, checks, how often missing. */
const list8Row = (child: Child, period: Period, asOf: Day): readonly Cell[] => {
  const episode = period.episodes.at(-1)!
  const statusSince = period.episodes.find(one => one.status === episode.status)!.from
  const placeSince = period.episodes.find(one => one.place === episode.place)!.from
  const lastSeen = Math.max(period.from, (period.to ?? asOf) - 15)
  const isAgain = child.care!.periods.some(one => one.to !== undefined && one.to < period.from && one.to > asOf - 365)
  const missing = child.care!.missing.filter(one => one.from > asOf - 365)
  return [
    ...whoCells(child, asOf),
    yesOrNo(child.care!.asylumUntil !== undefined && period.from > asOf - 365),
    isDisabled(child),
    period.from,
    words.needs[episode.need] ?? episode.need,
    yesOrNo(isAgain),
    statusSince,
    words.statuses[episode.status] ?? episode.status,
    orBlank(period.reviews.filter(day => day <= asOf).at(-1)),
    lastSeen,
    words.permanencePlan(episode),
    orBlank(period.reviews.at(-1)),
    lastSeen,
    lastSeen,
    String(period.episodes.filter(one => one.from > asOf - 365).length),
    orBlank(period.to),
    period.left === undefined ? '' : (words.leaving[period.left] ?? period.left),
    placeSince,
    words.places[episode.place] ?? episode.place,
    words.providers[episode.provider] ?? episode.provider,
    '',
    '',
    episode.inArea ? 'a) In' : 'b) Out',
    '',
    String(missing.filter(one => one.kind === 'M').length),
    String(missing.filter(one => one.kind === 'A').length),
    '',
    '',
    ...teamCells,
  ]
}

const list8: Table = {
  name: 'List 8',
  headings: words.list8Headings(who, disability, team),
  rowsOf: (child, { asOf }) => {
    // One row a child: the last time in care. A slip of the episodes is none here.
    const last = child.care?.slip === undefined ? child.care?.periods.at(-1) : undefined
    if (last === undefined || !wasOpenLately(last, asOf) || last.episodes[0].status === 'V3') return []
    return [list8Row(child, last, asOf)]
  },
}

const list9: Table = {
  name: 'List 9',
  headings: [
    ...who,
    disability,
    ...team,
    'Eligibility Category',
    'Latest Pathway Plan Review Date',
    'LA in Touch',
    'Activity Status',
  ],
  rowsOf: (child, { asOf }) => {
    const { leaver, periods = [] } = child.care ?? {}
    if (leaver === undefined || child.care?.slip !== undefined) return []
    const category = ageOn(child.bornOn, asOf) >= 18 ? 'b) Former relevant' : 'a) Relevant'
    const reviewed = Math.max(periods.at(-1)!.to!, asOf - 90)
    return [
      [
        ...whoCells(child, asOf),
        isDisabled(child),
        ...teamCells,
        category,
        reviewed,
        words.inTouch[leaver.inTouch] ?? '',
        leaver.activity,
      ],
    ]
  },
}

const list11: Table = {
  name: 'List 11',
  headings: [
    'Individual adopter identifier',
    'Family identifier',
    'Gender',
    'Ethnicity',
    'Disability',
    'Is the (prospective) adopter fostering for adoption?',
    'Date enquiry received',
    'Date adopter matched with child(ren)',
    'No. of children placed',
  ],
  rowsOf: ({ id, care }) =>
    care?.placedForAdoption === undefined
      ? []
      : [
          [
            `A${id.slice(1)}`,
            `F${id.slice(1)}`,
            'b) Female',
            'WBRI',
            'b) No',
            'No',
            care.placedForAdoption.from - 400,
            care.placedForAdoption.from - 20,
            '1',
          ],
        ],
}

/** Lists that a council makes for Ofsted, of Annex A: open cases, plans of protection, children in care and those who left, adopters. */
export const annexATables: readonly Table[] = [list6, list7, list8, list9, list11]
/** Of these, the one about children in care. */
export const annexAList8: Table = list8
