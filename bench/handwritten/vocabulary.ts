/** What a fact may be: text for booleans and dates, bounds for whole numbers, words for the rest. */
type Kind = 'boolean' | 'date' | readonly [least: number, most: number] | ReadonlySet<unknown>

const words = (list: string): ReadonlySet<unknown> => new Set(list.split(' '))
const plans = 'child-in-need child-protection'
const orders = 'special-guardianship-order child-arrangements-order'
const settings =
  'early-years maintained-school academy pupil-referral-unit alternative-provision independent-school further-education home-education none'
const meetings =
  'none team-around-the-family child-in-need-meeting core-group child-protection-conference pep-review looked-after-review other-multi-agency'

/** Every fact that may be given, whether or not this question reads it. */
export const kinds = new Map<string, Kind>([
  ['dateOfBirth', 'date'],
  ['ageYears', [0, 25]],
  ['yearGroup', [-2, 14]],
  ['inKeyStage4', 'boolean'],
  ['compulsorySchoolAge', 'boolean'],
  ['careStatus', words('looked-after ceased never')],
  ['lookedAfterSince', 'date'],
  ['firstReviewOn', 'date'],
  ['lookedAfterByThisAuthority', 'boolean'],
  [
    'careExitRoute',
    words(`${orders} adoption adoption-from-state-care-abroad returned-home informal-relative aged-out`),
  ],
  ['careJurisdiction', words('england wales scotland northern-ireland elsewhere')],
  ['careBeganInEmergency', 'boolean'],
  ['underCareOrder', 'boolean'],
  ['shortBreakLongestDays', [0, 366]],
  ['shortBreakDaysInYear', [0, 366]],
  ['shortBreaksOnly', 'boolean'],
  ['educatedInThisAuthority', 'boolean'],
  ['livesInThisAuthority', 'boolean'],
  ['earlyHelp', 'boolean'],
  ['assessedInNeed', 'boolean'],
  ['needIsDisabilityOnly', 'boolean'],
  ['socialWorker', words('current previous never')],
  ['socialWorkerAssigned', 'boolean'],
  ['yearsSinceSocialWorker', [0, 25]],
  ['plan', words(`none ${plans}`)],
  ['openToSocialCare', 'boolean'],
  ['kinshipCare', 'boolean'],
  ['kinshipOrder', words(`${orders} none`)],
  ['send', words('none sen-support ehc-plan')],
  ['setting', words(settings)],
  ['notInEducationEmploymentOrTraining', 'boolean'],
  ['timetableReason', words('medical mental-health reintegration behaviour other')],
  ['inBestInterests', 'boolean'],
  ['exceptionalCircumstances', 'boolean'],
  ['otherInterventionsTried', 'boolean'],
  ['endDateSet', 'boolean'],
  ['reviewDatesSet', 'boolean'],
  ['socialWorkerInvolved', 'boolean'],
  ['authorityConsultedOnEhcPlan', 'boolean'],
  ['parentAgrees', 'boolean'],
  ['virtualSchoolHeadInvolvement', words('none notified consulted in-partnership')],
  ['multiAgencyMeeting', words(meetings)],
  ['multiAgencyMeetingOn', 'date'],
  ['timetableStartsOn', 'date'],
  [
    'proposedAction',
    words('reduced-timetable care-placement-move school-move suspension permanent-exclusion pep none'),
  ],
  ['moveType', words('care-placement school')],
  ['moveIsEmergency', 'boolean'],
  ['placementStartsOn', 'date'],
  ['disruptsEducation', 'boolean'],
  ['canStayAtCurrentSchool', 'boolean'],
  ['educationArranged', 'boolean'],
  ['nominatedOfficerApproves', 'boolean'],
  ['childWishesConsidered', 'boolean'],
  ['provisionConsistentWithPep', 'boolean'],
  ['designatedTeacherConsulted', 'boolean'],
  ['independentReviewingOfficerConsulted', 'boolean'],
  ['directorApproves', 'boolean'],
  ['areaAuthorityNotified', 'boolean'],
  ['areaAuthorityConsulted', 'boolean'],
  ['placementArea', words('in-area adjoining at-a-distance')],
  ['pepMeetingOn', 'date'],
  ['exclusionOn', 'date'],
  ['exclusionCancelled', 'boolean'],
  [
    'requester',
    words(
      'parent carer special-guardian child social-worker school early-years-setting college school-governor other-professional',
    ),
  ],
  ['requestAbout', words('individual-child cohort training')],
])

export const isDay = (value: unknown): value is string => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const [year, month, day] = [Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8))]
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

const daysIn = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export const isOfKind = (kind: Kind, value: unknown): boolean => {
  if (kind === 'boolean') return typeof value === 'boolean'
  if (kind === 'date') return isDay(value)
  if (kind instanceof Set) return kind.has(value)
  const [least, most] = kind as readonly [number, number]
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most
}
