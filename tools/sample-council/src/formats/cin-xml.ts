import { type Council, childrenOf } from '../children.ts'
import { isoDay, partsOf } from '../days.ts'
import type { Child, NeedHistory, ProtectionPlan, Referral } from '../history/history.ts'
import { inPieces, type SampleFile, utf8 } from './format.ts'
import { createElements, xmlHead } from './xml.ts'

const { group, leaf, given } = createElements(isoDay)

/** The census of children in need as XML, of 2026. */
export const cinXml = (council: Council): SampleFile => ({
  name: 'cin-census.xml',
  pieces: () => inPieces(textsOf(council), utf8),
})

function* textsOf(council: Council): Generator<string> {
  yield `${xmlHead}<Message>${header(council)}<Children>\n`
  for (const child of childrenOf(council)) if (child.need !== undefined) yield `${childElement(child, child.need)}\n`
  yield '</Children></Message>\n'
}

const header = ({ number, asOf }: Council): string =>
  group('Header', [
    group('CollectionDetails', [
      leaf('Collection', 'CIN'),
      leaf('Year', String(partsOf(asOf)[0])),
      leaf('ReferenceDate', asOf),
    ]),
    group('Source', [
      leaf('SourceLevel', 'L'),
      leaf('LEA', number),
      leaf('SoftwareCode', 'sample-council'),
      leaf('SerialNo', '001'),
      leaf('DateTime', `${isoDay(asOf)}T09:00:00`),
    ]),
  ])

const childElement = (child: Child, need: NeedHistory): string =>
  group('Child', [
    group('ChildIdentifiers', [
      leaf('LAchildID', child.id),
      child.school === undefined ? leaf('UPNunknown', 'UN1') : leaf('UPN', child.upn),
      leaf('PersonBirthDate', child.bornOn),
      leaf('Sex', child.sex),
      given('PersonDeathDate', child.diedOn),
    ]),
    group('ChildCharacteristics', [
      leaf('Ethnicity', child.ethnicity),
      group(
        'Disabilities',
        need.disabilities.map(one => leaf('Disability', one)),
      ),
    ]),
    ...need.referrals.map(detailsElement),
  ])

const detailsElement = (one: Referral): string =>
  group('CINdetails', [
    leaf('CINreferralDate', one.from),
    leaf('ReferralSource', one.source),
    leaf('PrimaryNeedCode', one.need),
    given('CINclosureDate', one.to),
    given('ReasonForClosure', one.closedFor),
    given('DateOfInitialCPC', one.enquiries[0]?.conference),
    ...one.assessments.map(assessmentElement),
    ...one.plans.map(({ from, to }) =>
      group('CINPlanDates', [leaf('CINPlanStartDate', from), given('CINPlanEndDate', to)]),
    ),
    ...one.enquiries.map(enquiryElement),
    leaf('ReferralNFA', one.noFurtherAction ? '1' : '0'),
    ...one.protection.map(protectionElement),
    one.proceedings === undefined ? '' : proceedingsElement(one.proceedings),
  ])

const assessmentElement = ({ from, to, factors }: Referral['assessments'][number]): string =>
  group('Assessments', [
    leaf('AssessmentActualStartDate', from),
    given('AssessmentAuthorisationDate', to),
    group(
      'FactorsIdentifiedAtAssessment',
      factors.map(factor => leaf('AssessmentFactors', factor)),
    ),
  ])

/** How long there is for the conference that follows. */
const conferenceDays = 21

const enquiryElement = ({ on, conference }: Referral['enquiries'][number]): string =>
  group('Section47', [
    leaf('S47ActualStartDate', on),
    given('InitialCPCtarget', on + conferenceDays),
    given('DateOfInitialCPC', conference),
    leaf('ICPCnotRequired', conference === undefined ? '1' : '0'),
  ])

const proceedingsElement = ({ from, offered }: NonNullable<Referral['proceedings']>): string =>
  group('PreProceedingsandFGDM', [
    leaf('PPStartDate', from),
    leaf('LBPSentDate', from + 7),
    leaf('FGDMMeetingOffer', offered ? '1' : '0'),
  ])

const protectionElement = (one: ProtectionPlan): string =>
  group('ChildProtectionPlans', [
    leaf('CPPstartDate', one.from),
    given('CPPendDate', one.to),
    leaf('InitialCategoryOfAbuse', one.firstCategory),
    leaf('LatestCategoryOfAbuse', one.lastCategory),
    leaf('NumberOfPreviousCPP', String(one.before)),
    one.reviews.length === 0
      ? ''
      : group(
          'Reviews',
          one.reviews.map(day => leaf('CPPreviewDate', day)),
        ),
  ])
