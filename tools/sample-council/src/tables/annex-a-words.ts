import type { Episode } from '../history/history.ts'

type Words = Readonly<Record<string, string>>

/** How the lists write a category of need. */
export const needs: Words = {
  N0: 'N0 - Not stated',
  N1: 'N1 - Abuse or neglect',
  N2: 'N2 - Child’s disability',
  N3: 'N3 - Parental disability or illness',
  N4: 'N4 - Family in acute stress',
  N5: 'N5 - Family dysfunction',
  N6: 'N6 - Socially unacceptable behaviour',
  N7: 'N7 - Low income',
  N8: 'N8 - Absent parenting',
}

/** A reason why a case was closed. */
export const closures: Words = {
  RC1: 'RC1 - Adopted',
  RC2: 'RC2 - Died',
  RC3: 'RC3 - Child arrangements order',
  RC4: 'RC4 - Special guardianship order',
  RC5: 'RC5 - Transferred to services of another local authority',
  RC7: 'RC7 - Services ceased for any other reason, including child no longer in need',
  RC8: 'RC8 - Case closed after assessment, no further action',
  RC9: 'RC9 - Case closed after assessment, referred to early help',
}

/** A category of abuse. */
export const abuse: Words = {
  NEG: 'a) Neglect',
  PHY: 'b) Physical abuse',
  SAB: 'c) Sexual abuse',
  EMO: 'd) Emotional abuse',
  MUL: 'e) Multiple/not recommended',
}

/** A legal status. */
export const statuses: Words = {
  C1: 'C1: ICO',
  C2: 'C2: FCO',
  E1: 'E1: Placement order',
  V2: 'V2: Single period under S20',
  V3: 'V3: Short term breaks, episodes recorded',
  V4: 'V4: Short term breaks, agreements recorded',
  L1: 'L1: Police protection LA accommodation',
  L2: 'L2: EPO',
  L3: 'L3: Child assessment order LA accommodation',
  J1: 'J1: Remanded to LA or youth detention',
  J2: 'J2: LA accommodation under PACE',
  J3: 'J3: Youth rehabilitation order',
}

/** A reason why a time in care ended. */
export const leaving: Words = {
  E11: 'a) E11: Adopted - application unopposed',
  E12: 'b) E12: Adopted - consent dispensed',
  E2: 'c) E2: Died',
  E3: 'd) E3: Care taken by another LA',
  E4A: 'e) E4A: Returned home to live with parents or relatives - part of planning',
  E4B: 'f) E4B: Returned home to live with parents or relatives - not part of planning',
  E13: 'g) E13: Parents, relatives or other with no parental responsibility',
  E41: 'h) E41: Residence order granted',
  E45: 'i) E45: Special Guardianship Orders - former carer relative/friend',
  E46: 'j) E46: Special Guardianship Orders - former carer other',
  E47: 'k) E47: Special Guardianship Orders - relative/friend',
  E48: 'l) E48: Special Guardianship Orders - other',
  E5: 'm) E5: Moved into independent living - supported',
  E6: 'n) E6: Moved into independent living - no support',
  E7: 'o) E7: Transferred to residential care funded by adult social services',
  E9: 'p) E9: Sentenced to custody',
  E14: 'q) E14: Accommodation on remand ended',
  E15: 'r) E15: Age assessment determined child was 18 or over',
  E16: 's) E16: Child moved abroad',
  E8: 't) E8: Care ceased for any other reason',
  E17: 'v) E17: Aged 18+ and remained with current carers',
}

/** A placement. */
export const places: Words = {
  U1: 'a) U1: Foster placement - relatives - long term',
  U2: 'b) U2: Foster placement - relative - FFA',
  U3: 'c) U3: Foster placement - relative - not FFA',
  U4: 'd) U4: Foster placement - long term',
  U5: 'e) U5: Foster placement - FFA',
  U6: 'f) U6: Foster placement - not FFA',
  A5: 'i) A5: Placed for adoption - order - foster',
  A6: 'j) A6: Placed for adoption - order - not foster',
  P1: 'k) P1: Placed with parents',
  K1: 'o) K1: Secure Children’s Homes',
  K2: 'p) K2: Children’s Homes',
}

/** Who provides it. */
export const providers: Words = {
  PR0: 'a) PR0: Parents/Parental responsibility',
  PR1: 'b) PR1: Own provision',
  PR4: 'e) PR4: Private provision',
  PR5: 'f) PR5: Voluntary/third sector',
}

/** Whether the council is in touch with somebody who left care. */
export const inTouch: Words = { YES: 'a) In touch', NO: 'b) Not in touch', REFU: 'd) Exclude', NREQ: 'd) Exclude' }

/** The plan for a home for good. */
export const permanencePlan = ({ status, place }: Episode): string => {
  if (status === 'E1' || place.startsWith('A')) return 'b) Adoption'
  return status === 'C2' ? 'f) Long-term fostering' : 'a) Return to family'
}

/** The headings of List 8, with the marks that its template has. */
export const list8Headings = (
  who: readonly string[],
  disability: string,
  team: readonly string[],
): readonly string[] => [
  ...who,
  'Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))',
  disability,
  'Date Started to be Looked After',
  "Child's Category of Need",
  'Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)',
  'Start date of current legal status',
  "Child's Legal Status",
  'Date of Latest Statutory Review',
  'Date of Last Social Work Visit',
  'What is the permanence plan for this child?',
  'Date of Last IRO Visit / Contact to the Child',
  'Date of Last Health Assessment',
  'Date of Last Dental Check',
  'Number of Placements in the Last 12 months',
  'Date Ceased to be Looked After',
  'Reason Ceased to be Looked After',
  'Start Date of Most Recent Placement',
  'Placement Type',
  'Placement Provider',
  'Placement postcode',
  'URN of Placement',
  'Placement Location',
  'LA of Placement',
  'Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months',
  'Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months',
  'Was the child offered a Return Interview after their last missing episode (Y/N)?',
  'Did the child accept a Return Interview after their last missing episode (Y/N)?',
  ...team,
]
