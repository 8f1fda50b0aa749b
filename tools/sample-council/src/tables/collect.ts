import type { Child, SchoolRecord } from '../history/history.ts'
import { type Cell, orBlank, type Table } from '../table.ts'
import { madeUpWord } from './made-up-words.ts'

/** What every table has first: whose row it is, and of which school. */
const owner = ['pupilonrolltableid', 'NativeId'] as const

const ownerCells = ({ id }: Child, { school }: SchoolRecord): readonly Cell[] => [id, `SCH${school}`]

/** Of a pupil who is on roll: what a table says. */
const onRoll =
  (rows: (child: Child, school: SchoolRecord) => readonly (readonly Cell[])[]): Table['rowsOf'] =>
  child =>
    child.school === undefined || child.school.left !== undefined
      ? []
      : rows(child, child.school).map(cells => [...ownerCells(child, child.school!), ...cells])

const pupils: Table = {
  name: 'pupilonroll',
  headings: [
    ...owner,
    'dob',
    'surname',
    'forename',
    'middlenames',
    'preferredsurname',
    'formersurname',
    'upn',
    'formerupn',
    'uniquelearnernumber',
    'sex',
    'entrydate',
    'pupilonrollorderseqcolumn',
    'sourceid',
    'schoolcensustableid',
    'hoursatsetting',
    'schoollunchtaken',
    'parttime',
    'topupfunding',
    'termlysessionspossible',
    'moveoffrollflag',
    'missingaddress',
    'ethnicity',
    'servicechild',
    'language',
    'classtype',
    'enrolstatus',
    'boarder',
    'plaa',
    'senprovision',
    'ncyearactual',
    'youngcarer',
    'kinshipcare',
  ],
  rowsOf: onRoll((child, school) => [
    [
      child.bornOn,
      madeUpWord(child.id),
      madeUpWord(child.id, 1),
      '',
      '',
      '',
      child.upn,
      '',
      '',
      child.sex,
      school.entered,
      '1',
      `src-${school.school}`,
      `cen-${school.school}`,
      /^[NR]/.test(school.year) ? '15.0' : '',
      'True',
      'False',
      school.sen === 'E' ? 'True' : 'False',
      '128.0',
      'False',
      'False',
      child.ethnicity,
      'N',
      school.language,
      /^[NR]/.test(school.year) ? 'O' : '',
      school.status,
      'N',
      school.lookedAfterBefore,
      school.sen,
      school.year,
      school.carer,
      school.kinship,
    ],
  ]),
}

const former: Table = {
  name: 'pupilnolongeronroll',
  headings: [
    'pupilnolongeronrolltableid',
    'NativeId',
    'dob',
    'surname',
    'forename',
    'upn',
    'sex',
    'entrydate',
    'leavingdate',
    'parttime',
    'ethnicity',
    'language',
  ],
  rowsOf: child => {
    const { school } = child
    if (school?.left === undefined) return []
    const who = [child.bornOn, madeUpWord(child.id), madeUpWord(child.id, 1), child.upn, child.sex]
    return [
      [...ownerCells(child, school), ...who, school.entered, school.left, 'False', child.ethnicity, school.language],
    ]
  },
}

const needs: Table = {
  name: 'senneeds',
  headings: [...owner, 'senneedstableid', 'senneedsorderseqcolumn', 'sourceid', 'sentyperank', 'sentype'],
  rowsOf: onRoll(({ id }, school) =>
    school.needs.map((need, i) => [`${id}-n${i + 1}`, String(i + 1), `src-${school.school}`, `${i + 1}.0`, need]),
  ),
}

const exclusions: Table = {
  name: 'termlyexclusionsonroll',
  headings: [
    ...owner,
    'termlyexclusionsonrolltableid',
    'termlyexclusionsonrollorderseqcolumn',
    'sourceid',
    'startdate',
    'sessions',
    'reason1',
    'reason2',
    'reason3',
    'category',
    'senprovision',
  ],
  // What the special needs were on that day: of some another than today.
  rowsOf: onRoll(({ id }, school) =>
    school.exclusions.map((one, i) => [
      `${id}-x${i + 1}`,
      String(i + 1),
      `src-${school.school}`,
      one.on,
      `${one.sessions}.0`,
      one.reasons[0] ?? '',
      one.reasons[1] ?? '',
      '',
      one.category,
      i === 0 && school.exclusions.length > 1 ? 'N' : school.sen,
    ]),
  ),
}

const meals: Table = {
  name: 'fsmperiodsonroll',
  headings: [
    ...owner,
    'fsmperiodsonrolltableid',
    'fsmperiodsonrollorderseqcolumn',
    'sourceid',
    'fsmstartdate',
    'fsmenddate',
    'ukcountry',
  ],
  rowsOf: onRoll(({ id }, school) =>
    school.meals === '' ? [] : [[`${id}-f1`, '1', `src-${school.school}`, school.entered, orBlank(undefined), 'ENG']],
  ),
}

/** The tables of the school census as the department’s system hands them out. Names stand in columns that nobody reads. */
export const collectTables: readonly Table[] = [pupils, former, needs, exclusions, meals]
