import { type Council, childrenOf } from '../children.ts'
import { isoDay, partsOf } from '../days.ts'
import type { Child, Exclusion, SchoolRecord } from '../history/history.ts'
import { madeUpWord } from '../tables/made-up-words.ts'
import { inPieces, type SampleFile, utf8 } from './format.ts'
import { createElements, xmlHead } from './xml.ts'

const { group, leaf, given } = createElements(isoDay)

/** The school census of all schools of a council as XML. Names stand in elements that nobody reads. */
export const censusXml = (council: Council): SampleFile => ({
  name: 'school-census.xml',
  pieces: () => inPieces(textsOf(council), utf8),
})

function* textsOf(council: Council): Generator<string> {
  yield `${xmlHead}<Message>${header(council)}<Pupils><PupilsOnRoll>\n`
  for (const child of childrenOf(council))
    if (child.school !== undefined && child.school.left === undefined) yield `${pupilElement(child, child.school)}\n`
  yield '</PupilsOnRoll><PupilsNoLongerOnRoll>\n'
  for (const child of childrenOf(council))
    if (child.school?.left !== undefined) yield `${formerElement(child, child.school)}\n`
  yield '</PupilsNoLongerOnRoll></Pupils></Message>\n'
}

const header = ({ number, asOf }: Council): string =>
  group('Header', [
    group('CollectionDetails', [
      leaf('Collection', 'School Census'),
      leaf('Term', 'AUT'),
      leaf('Year', String(partsOf(asOf)[0])),
      leaf('ReferenceDate', asOf),
    ]),
    group('Source', [leaf('SourceLevel', 'L'), leaf('LEA', number), leaf('SoftwareCode', 'sample-council')]),
  ])

const identifiers = (child: Child): string =>
  group('PupilIdentifiers', [
    leaf('UPN', child.upn),
    leaf('Surname', madeUpWord(child.id)),
    leaf('Forename', madeUpWord(child.id, 1)),
    leaf('DOB', child.bornOn),
    leaf('Sex', child.sex),
  ])

const pupilElement = (child: Child, school: SchoolRecord): string =>
  group('PupilOnRoll', [
    identifiers(child),
    group('PupilCharacteristics', [
      leaf('Ethnicity', child.ethnicity),
      leaf('Language', school.language),
      leaf('PLAA', school.lookedAfterBefore),
      leaf('KinshipCare', school.kinship),
      given('PupilPremium', school.premium),
      given('FSM', school.meals),
      leaf('YoungCarer', school.carer),
    ]),
    group('PupilStatus', [
      leaf('EnrolStatus', school.status),
      leaf('EntryDate', school.entered),
      leaf('PartTime', 'false'),
      leaf('Boarder', 'N'),
      leaf('NCyearActual', school.year),
    ]),
    specialElement(school),
    group('TermlyExclusions', school.exclusions.map(exclusionElement)),
  ])

const specialElement = ({ sen, needs }: SchoolRecord): string =>
  group('SpecialEducationalNeeds', [
    leaf('SENprovision', sen),
    group(
      'SENneeds',
      needs.map((need, i) => group('SENneed', [leaf('SENtypeRank', String(i + 1)), leaf('SENtype', need)])),
    ),
  ])

const exclusionElement = ({ category, reasons, on, sessions }: Exclusion): string =>
  group('TermlyExclusion', [
    leaf('Category', category),
    ...reasons.map(reason => leaf('Reason', reason)),
    leaf('StartDate', on),
    leaf('Sessions', String(sessions)),
  ])

const formerElement = (child: Child, school: SchoolRecord): string =>
  group('PupilNoLongerOnRoll', [
    identifiers(child),
    group('PupilStatus', [leaf('EntryDate', school.entered), given('LeavingDate', school.left)]),
  ])
