/** What the rules are called and what their texts say: what a person who writes the function by hand copies out. */
interface Requirement {
  readonly id: string
  readonly title: string
}

const national = (name: string): readonly string[] => [`england.reduced-timetable.${name}`]
const looked = (name: string): string => `luton.reduced-timetable.looked-after.${name}`
const helped = (name: string): string => `luton.reduced-timetable.early-help-or-social-care.${name}`

export const exceptionalRules = {
  schoolAge: national('exceptional-circumstances')[0]!,
  lookedAfter: looked('exceptional-circumstances'),
  helped: helped('exceptional-circumstances'),
}
export const othersTriedRules = {
  lookedAfter: looked('other-interventions-tried'),
  helped: helped('other-interventions-tried'),
}
export const partnershipRule = [looked('partnership')]
export const meetingRule = [helped('multi-agency-review-meeting')]
export const headRule = [looked('parties.virtual-school-head')]
export const adviceRule = [helped('parties.virtual-school')]
export const nationalRules = {
  bestInterests: national('best-interests'),
  notForBehaviour: national('not-for-behaviour'),
  parentAgrees: national('parent-agreement'),
  endDate: national('end-date'),
  reviewDates: national('review-dates'),
  workerInvolved: national('social-worker-involved'),
  ehcConsulted: national('authority-consulted-on-ehc-plan'),
  child: national('parties.child'),
  parent: national('parties.parent-agrees'),
  parentReviews: national('parties.parent-reviews'),
  worker: national('parties.social-worker'),
  authority: national('parties.local-authority'),
}

export const requirements = {
  exceptional: { id: 'exceptional-circumstances', title: 'the circumstances are exceptional' },
  bestInterests: { id: 'best-interests', title: 'it is in the child’s best interests' },
  notForBehaviour: { id: 'not-for-behaviour', title: 'it is not used to manage behaviour' },
  parentAgrees: { id: 'parent-agreement', title: 'the parent agrees' },
  endDate: { id: 'end-date', title: 'an end date is set' },
  reviewDates: { id: 'review-dates', title: 'review dates are set' },
  workerInvolved: { id: 'social-worker-involved', title: 'the social worker is told and involved' },
  ehcConsulted: {
    id: 'authority-consulted-on-ehc-plan',
    title: 'the council responsible for the EHC plan has been consulted',
  },
  othersTried: { id: 'other-interventions-tried', title: 'everything else that could help has been tried' },
  partnership: {
    id: 'virtual-school-head-partnership',
    title: 'it is planned in partnership with the virtual school head',
  },
  meeting: {
    id: 'multi-agency-review-meeting',
    title: 'a multi-agency meeting considered it before the day on which it starts',
  },
} satisfies Record<string, Requirement>

/** Name, question and label of each fact that can be asked, in the order of `known.ts`. */
export const questions: readonly { readonly fact: string; readonly question: string; readonly label: string }[] = [
  { fact: 'ageYears', question: 'How old is the child, in full years?', label: 'the child’s age' },
  {
    fact: 'compulsorySchoolAge',
    question: 'Is the child of compulsory school age?',
    label: 'whether the child is of compulsory school age',
  },
  {
    fact: 'careStatus',
    question: 'Is the child looked after by a council, or was the child ever?',
    label: 'the child’s care status',
  },
  {
    fact: 'earlyHelp',
    question: 'Does the child or the family get early help?',
    label: 'whether the child gets early help',
  },
  {
    fact: 'socialWorker',
    question: 'Does the child have a social worker to keep the child safe and well, or did the child ever?',
    label: 'whether the child has or had a social worker for safety or welfare',
  },
  {
    fact: 'plan',
    question: 'Is the child on a child in need plan or a child protection plan?',
    label: 'the child’s social care plan',
  },
  {
    fact: 'send',
    question: 'Does the child get support for special educational needs or a disability?',
    label: 'the child’s support for special educational needs',
  },
  {
    fact: 'timetableReason',
    question: 'What is the main reason for the reduced timetable?',
    label: 'the reason for the reduced timetable',
  },
  {
    fact: 'inBestInterests',
    question: 'Is what is proposed in the child’s best interests?',
    label: 'whether what is proposed is in the child’s best interests',
  },
  {
    fact: 'exceptionalCircumstances',
    question: 'Are the circumstances exceptional?',
    label: 'whether the circumstances are exceptional',
  },
  {
    fact: 'otherInterventionsTried',
    question: 'Has everything else that could help been tried?',
    label: 'whether everything else that could help has been tried',
  },
  {
    fact: 'endDateSet',
    question: 'Is there a date on which the reduced timetable will end?',
    label: 'whether an end date is set',
  },
  {
    fact: 'reviewDatesSet',
    question: 'Are there dates on which the reduced timetable will be looked at again?',
    label: 'whether review dates are set',
  },
  {
    fact: 'socialWorkerInvolved',
    question: 'Has the child’s social worker been told about this, and are they involved in it?',
    label: 'whether the social worker is told and involved',
  },
  {
    fact: 'authorityConsultedOnEhcPlan',
    question: 'Has the council responsible for the child’s EHC plan been consulted about this?',
    label: 'whether the council responsible for the EHC plan has been consulted',
  },
  {
    fact: 'parentAgrees',
    question: 'Does everyone whose agreement as a parent is needed agree?',
    label: 'whether the parent agrees',
  },
  {
    fact: 'virtualSchoolHeadInvolvement',
    question: 'What part has the virtual school head had in this?',
    label: 'the virtual school head’s part in what is proposed',
  },
  {
    fact: 'multiAgencyMeeting',
    question: 'Which meeting of several agencies has talked about this proposal?',
    label: 'the multi-agency meeting that considered the proposal',
  },
  {
    fact: 'multiAgencyMeetingOn',
    question: 'On what date did that meeting take place?',
    label: 'the day of the multi-agency meeting',
  },
  {
    fact: 'timetableStartsOn',
    question: 'On what date does, or did, the reduced timetable start?',
    label: 'the day on which the reduced timetable starts',
  },
]

export const readingTexts = {
  onlyTheHeading: {
    id: 'luton-heading-or-body',
    taken: 'For children who get early help or are open to social care, as the sentence says.',
    alternative: 'Only for children on a child in need or child protection plan, as the heading says.',
  },
  notLookedAfter: {
    id: 'luton-looked-after-and-the-meeting',
    taken:
      'Yes: a looked-after child is open to social care. Any multi-agency meeting satisfies it, a PEP review among them.',
    alternative: 'No: looked-after children have a rule of their own just before, which names no meeting.',
  },
  onlySchoolAge: {
    id: 'luton-timetable-any-age',
    taken: 'No: the words set no age, and the page is about children and young people from 0 to 19.',
    alternative: 'Yes: only a child of compulsory school age has a full timetable that can be reduced.',
  },
}
