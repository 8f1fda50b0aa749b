import { always, is, isNot, oneOf } from './fault.ts'
import { forget, nobody, otherwiseIn, silence, type Weakened } from './weaken.ts'

const timetable = { authority: 'luton', decision: 'reduced-timetable' }

/** Of reduced timetables. */
export const weakenedTimetables: readonly Weakened[] = [
  {
    ...timetable,
    what: 'consultation taken for partnership',
    invariant: 'luton-timetable-partnership',
    plant: edit => {
      edit.test('reduced-timetable', 'virtual-school-head-partnership').test = oneOf('virtualSchoolHeadInvolvement', [
        'consulted',
        'in-partnership',
      ])
    },
  },
  {
    ...timetable,
    what: 'partnership asked for only from a year later',
    invariant: 'luton-timetable-partnership',
    plant: edit => {
      edit.rule('luton.reduced-timetable.looked-after.partnership').effective.from = '2022-07'
    },
  },
  {
    ...timetable,
    what: 'partnership asked for only under a care order',
    invariant: 'luton-timetable-partnership',
    plant: edit => edit.also('luton.reduced-timetable.looked-after.partnership', is('underCareOrder', true)),
  },
  {
    ...timetable,
    what: 'a council’s exception that takes its own partnership back for older children',
    invariant: 'luton-timetable-partnership',
    plant: edit =>
      edit.copy('luton.reduced-timetable.looked-after.partnership', 'luton', 'luton.reduced-timetable.older', {
        exceptionTo: ['luton.reduced-timetable.looked-after.partnership'],
        conditions: { all: [{ fact: 'ageYears', operator: 'greaterThan', value: 14 }] },
        event: { type: 'none', params: {} },
      }),
  },
  {
    ...timetable,
    what: 'a meeting on the day itself taken for one before it',
    invariant: 'luton-timetable-meeting-first',
    plant: edit => {
      edit.test('reduced-timetable', 'multi-agency-review-meeting').test = {
        all: [
          isNot('multiAgencyMeeting', 'none'),
          { fact: 'multiAgencyMeetingOn', operator: 'dateOnOrBefore', value: { fact: 'timetableStartsOn' } },
        ],
      }
    },
  },
  {
    ...timetable,
    what: 'nothing else tried, where the child is open to social care',
    invariant: 'luton-timetable-all-else-tried',
    plant: forget('other-interventions-tried', 'luton.reduced-timetable.early-help-or-social-care.last-resort'),
  },
  {
    ...timetable,
    what: 'behaviour let through',
    invariant: 'timetable-never-for-behaviour',
    plant: edit => {
      edit.test('reduced-timetable', 'not-for-behaviour').test = isNot('timetableReason', 'other')
    },
  },
  {
    ...timetable,
    what: 'a day between two editions of the guidance',
    invariant: 'timetable-for-behaviour-always-refused',
    plant: edit => {
      edit.rule('england.reduced-timetable.not-for-behaviour', '2022-09').effective.to = '2024-08-17'
    },
  },
  {
    ...timetable,
    what: 'a parent who was not asked taken for one who agrees',
    invariant: 'timetable-parent-agrees',
    plant: silence('england.reduced-timetable.parent-agreement'),
  },
  {
    ...timetable,
    what: 'an end date enough, with no reviews',
    invariant: 'timetable-end-and-review-dates',
    plant: silence('england.reduced-timetable.review-dates'),
  },
  {
    ...timetable,
    what: 'either the circumstances or the interests enough',
    invariant: 'timetable-exceptional-and-in-best-interests',
    plant: edit => {
      edit.test('reduced-timetable', 'best-interests').test = {
        any: [is('inBestInterests', true), is('exceptionalCircumstances', true)],
      }
    },
  },
  {
    ...timetable,
    what: 'a social worker who was at one time involved',
    invariant: 'timetable-social-worker-involved',
    plant: silence('england.reduced-timetable.social-worker-involved'),
  },
  {
    ...timetable,
    what: 'support taken for a plan, so that nobody is consulted on plans',
    invariant: 'timetable-authority-consulted-on-ehc-plan',
    plant: edit => {
      edit.rule('england.reduced-timetable.authority-consulted-on-ehc-plan').conditions = {
        all: [is('compulsorySchoolAge', true), is('send', 'sen-support')],
      }
    },
  },
  {
    ...timetable,
    what: 'a parent’s agreement that is not known taken for given',
    invariant: 'learning-less-never-permits-more',
    plant: edit => {
      Object.assign(edit.fact('parentAgrees'), { derived: { from: always, citations: [] } })
    },
  },
  {
    ...timetable,
    what: 'a parent’s agreement inferred from the reason',
    invariant: 'learning-less-never-permits-more',
    plant: edit => {
      Object.assign(edit.fact('parentAgrees'), { derived: { from: is('timetableReason', 'medical'), citations: [] } })
    },
  },
  {
    ...timetable,
    what: 'early help that is not known taken for none',
    invariant: 'learning-less-never-permits-more',
    plant: edit => {
      Object.assign(edit.fact('earlyHelp'), { derived: { from: nobody, citations: [] } })
    },
  },
  {
    ...timetable,
    what: 'the parent who agrees first in one question, and at any time in the other',
    invariant: 'timetable-and-sign-off-agree',
    plant: otherwiseIn('sign-off', 'england.reduced-timetable.parent-agreement', 1, { when: 'always' }),
  },
  {
    ...timetable,
    what: 'a meeting named first that the timetable does not wait for',
    invariant: 'timetable-and-meeting-agree',
    plant: silence(
      'luton.reduced-timetable.early-help-or-social-care.multi-agency-review-meeting',
      'luton.reduced-timetable.early-help-or-social-care.last-resort',
      'luton.reduced-timetable.looked-after.partnership',
    ),
  },
]
