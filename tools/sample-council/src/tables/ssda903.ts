import { filesBegin, reviewCode } from '../history/reviews.ts'
import { type Cell, orBlank, type Table } from '../table.ts'

/** The columns before those of a table’s own, in all tables but the first two. */
const child = ['CHILD', 'DOB'] as const

/** A table of which a child has at most one row. */
const single = (cells: readonly Cell[] | undefined): readonly (readonly Cell[])[] =>
  cells === undefined ? [] : [cells]

const header: Table = {
  name: 'Header',
  headings: ['CHILD', 'SEX', 'DOB', 'ETHNIC', 'UPN', 'MOTHER', 'MC_DOB'],
  rowsOf: ({ id, sex, bornOn, ethnicity, upn, care }) =>
    single(
      care && [
        id,
        sex === 'M' ? '1' : '2',
        bornOn,
        ethnicity,
        upn,
        care.motherOf === undefined ? '' : '1',
        orBlank(care.motherOf),
      ],
    ),
}

/** The postcodes are left blank; a URN that is not known is written like this. */
const unknownUrn = 'XXXXXXX'

const episodes: Table = {
  name: 'Episodes',
  headings: [
    'CHILD',
    'DECOM',
    'RNE',
    'LS',
    'CIN',
    'PLACE',
    'PLACE_PROVIDER',
    'DEC',
    'REC',
    'REASON_PLACE_CHANGE',
    'HOME_POST',
    'PL_POST',
    'URN',
  ],
  rowsOf: ({ id, care }) =>
    (care?.periods ?? []).flatMap(period =>
      period.episodes.map(one => [
        id,
        one.from,
        one.began,
        one.status,
        one.need,
        one.place,
        one.provider,
        orBlank(one.to),
        one.ended ?? '',
        one.placeChange ?? '',
        '',
        '',
        /^[KRS]/.test(one.place) ? unknownUrn : '',
      ]),
    ),
}

const reviews: Table = {
  name: 'Reviews',
  headings: [...child, 'REVIEW', 'REVIEW_CODE'],
  rowsOf: ({ id, bornOn, care }, { asOf }) =>
    (care?.periods ?? [])
      .flatMap(period => period.reviews)
      .filter(on => on >= filesBegin(asOf))
      .map(on => [id, bornOn, on, reviewCode(bornOn, on)]),
}

const asylum: Table = {
  name: 'UASC',
  headings: ['CHILD', 'SEX', 'DOB', 'DUC'],
  rowsOf: ({ id, sex, bornOn, care }) =>
    single(care?.asylumUntil === undefined ? undefined : [id, sex === 'M' ? '1' : '2', bornOn, care.asylumUntil]),
}

const health: Table = {
  name: 'OC2',
  headings: [
    ...child,
    'SDQ_SCORE',
    'SDQ_REASON',
    'CONVICTED',
    'HEALTH_CHECK',
    'IMMUNISATIONS',
    'TEETH_CHECK',
    'HEALTH_ASSESSMENT',
    'SUBSTANCE_MISUSE',
    'INTERVENTION_RECEIVED',
    'INTERVENTION_OFFERED',
  ],
  rowsOf: ({ id, bornOn, care }) => single(care?.health && [id, bornOn, ...care.health]),
}

const leavers: Table = {
  name: 'OC3',
  headings: [...child, 'IN_TOUCH', 'ACTIV', 'ACCOM'],
  rowsOf: ({ id, bornOn, care }) =>
    single(care?.leaver && [id, bornOn, care.leaver.inTouch, care.leaver.activity, care.leaver.home]),
}

const adoption: Table = {
  name: 'AD1',
  headings: [...child, 'DATE_INT', 'DATE_MATCH', 'FOSTER_CARE', 'NB_ADOPTR', 'SEX_ADOPTR', 'LS_ADOPTR'],
  rowsOf: ({ id, bornOn, care }) =>
    single(
      care?.placedForAdoption && [
        id,
        bornOn,
        care.placedForAdoption.from - 60,
        care.placedForAdoption.from - 20,
        '0',
        '2',
        'MF',
        'L11',
      ],
    ),
}

const placed: Table = {
  name: 'PlacedAdoption',
  headings: [...child, 'DATE_PLACED', 'DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'],
  rowsOf: ({ id, bornOn, care }) =>
    single(care?.placedForAdoption && [id, bornOn, care.placedForAdoption.from, '', '']),
}

const permanence: Table = {
  name: 'PrevPerm',
  headings: [...child, 'PREV_PERM', 'LA_PERM', 'DATE_PERM'],
  rowsOf: ({ id, bornOn, care }) => single(care && [id, bornOn, care.permanence.code, '', orBlank(care.permanence.on)]),
}

const missing: Table = {
  name: 'Missing',
  headings: [...child, 'MISSING', 'MIS_START', 'MIS_END'],
  rowsOf: ({ id, bornOn, care }) => (care?.missing ?? []).map(one => [id, bornOn, one.kind, one.from, orBlank(one.to)]),
}

const workers: Table = {
  name: 'SWEpisodes',
  headings: [...child, 'SW_ID', 'SW_DECOM', 'SW_DEC', 'SW_REASON'],
  rowsOf: ({ id, bornOn, care }) =>
    (care?.workers ?? []).map(one => [id, bornOn, one.id, one.from, orBlank(one.to), one.reason]),
}

const deprivations: Table = {
  name: 'DoLo',
  headings: [...child, 'DOLO_START', 'DOLO_END'],
  rowsOf: ({ id, bornOn, care }) => (care?.deprivations ?? []).map(one => [id, bornOn, one.from, orBlank(one.to)]),
}

/** The tables of the return about children looked after, as the department takes them, of 2026/27. */
export const ssda903Tables: readonly Table[] = [
  header,
  episodes,
  reviews,
  asylum,
  health,
  leavers,
  adoption,
  placed,
  permanence,
  missing,
  workers,
  deprivations,
]
