import { always, type Fault, is, isNot } from './fault.ts'

/** Requirements that forbid everything, guard nothing or stand against one another; answers that nobody can get. */
export const safeguards: readonly Fault[] = [
  {
    what: 'partnership asked for only where there was none',
    authority: 'luton',
    decision: 'reduced-timetable',
    code: 'requirement-never-met',
    about: 'luton.reduced-timetable.looked-after.partnership',
    plant: edit =>
      edit.also('luton.reduced-timetable.looked-after.partnership', is('virtualSchoolHeadInvolvement', 'none')),
  },
  {
    what: 'a requirement’s test that nothing passes',
    authority: 'england',
    decision: 'reduced-timetable',
    code: 'requirement-never-met',
    about: 'england.reduced-timetable.end-date from 2024-08-19',
    plant: edit => {
      edit.test('reduced-timetable', 'end-date').test = { all: [is('endDateSet', true), is('endDateSet', false)] }
    },
  },
  {
    what: 'a meeting asked for only where there was none',
    authority: 'luton',
    decision: 'reduced-timetable',
    code: 'requirement-never-met',
    about: 'luton.reduced-timetable.early-help-or-social-care.multi-agency-review-meeting',
    plant: edit =>
      edit.also(
        'luton.reduced-timetable.early-help-or-social-care.multi-agency-review-meeting',
        is('multiAgencyMeeting', 'none'),
      ),
  },
  {
    what: 'consultation asked for only where the head was merely told',
    authority: 'england',
    decision: 'placement-move',
    code: 'requirement-never-met',
    about: 'england.placement-move.new-school.virtual-school-head-consulted',
    plant: edit =>
      edit.also(
        'england.placement-move.new-school.virtual-school-head-consulted',
        is('virtualSchoolHeadInvolvement', 'notified'),
      ),
  },
  {
    what: 'a test weakened so that it always passes',
    authority: 'england',
    decision: 'reduced-timetable',
    code: 'requirement-never-unmet',
    about: 'england.reduced-timetable.best-interests from 2024-08-19',
    plant: edit => {
      edit.test('reduced-timetable', 'best-interests').test = {
        any: [is('inBestInterests', true), is('inBestInterests', false)],
      }
    },
  },
  {
    what: 'behaviour forbidden only where the reason is another',
    authority: 'england',
    decision: 'reduced-timetable',
    code: 'requirement-never-unmet',
    about: 'england.reduced-timetable.not-for-behaviour from 2024-08-19',
    plant: edit =>
      edit.also('england.reduced-timetable.not-for-behaviour', isNot('timetableReason', 'behaviour'), '2024-08-19'),
  },
  {
    what: 'agreement asked for only of parents who agree',
    authority: 'england',
    decision: 'reduced-timetable',
    code: 'requirement-never-unmet',
    about: 'england.reduced-timetable.parent-agreement',
    plant: edit => edit.also('england.reduced-timetable.parent-agreement', is('parentAgrees', true)),
  },
  {
    what: 'approval asked for only where it was given',
    authority: 'england',
    decision: 'placement-move',
    code: 'requirement-never-unmet',
    about: 'england.placement-move.key-stage-4.nominated-officer-approval',
    plant: edit =>
      edit.also('england.placement-move.key-stage-4.nominated-officer-approval', is('nominatedOfficerApproves', true)),
  },
  {
    what: 'exceptional circumstances asked for only in exceptional circumstances',
    authority: 'luton',
    decision: 'placement-move',
    code: 'requirement-never-unmet',
    about: 'luton.placement-move.key-stage-4.exceptional-circumstances',
    plant: edit =>
      edit.also('luton.placement-move.key-stage-4.exceptional-circumstances', is('exceptionalCircumstances', true)),
  },
  {
    what: 'an end date that must be set, and must not be',
    authority: 'england',
    decision: 'reduced-timetable',
    code: 'requirements-conflict',
    about: 'england reduced-timetable end-date review-dates',
    plant: edit => {
      edit.test('reduced-timetable', 'review-dates').test = is('endDateSet', false)
    },
  },
  {
    what: 'a council’s requirement against a national one',
    authority: 'luton',
    decision: 'reduced-timetable',
    code: 'requirements-conflict',
    about: 'luton reduced-timetable parent-agreement virtual-school-head-partnership',
    plant: edit => {
      edit.test('reduced-timetable', 'virtual-school-head-partnership').test = {
        all: [is('virtualSchoolHeadInvolvement', 'in-partnership'), is('parentAgrees', false)],
      }
    },
  },
  {
    what: 'two approvals that shut one another out',
    authority: 'england',
    decision: 'placement-move',
    code: 'requirements-conflict',
    about: 'england placement-move nominated-officer-approval child-wishes',
    plant: edit => {
      edit.test('placement-move', 'child-wishes').test = {
        all: [is('childWishesConsidered', true), is('nominatedOfficerApproves', false)],
      }
    },
  },
  {
    what: 'a timetable that can never be permitted',
    authority: 'england',
    decision: 'reduced-timetable',
    code: 'answer-never-reached',
    about: 'england reduced-timetable permitted',
    plant: edit => {
      edit.test('reduced-timetable', 'exceptional-circumstances').test = {
        all: [is('exceptionalCircumstances', true), is('inBestInterests', false)],
      }
    },
  },
  {
    what: 'a requirement of everybody, so that nothing is unrestricted',
    authority: 'luton',
    decision: 'reduced-timetable',
    code: 'answer-never-reached',
    about: 'luton reduced-timetable unrestricted',
    plant: edit => {
      edit.rule('luton.reduced-timetable.looked-after.partnership').conditions = always
    },
  },
  {
    what: 'a plan required of every child',
    authority: 'england',
    decision: 'personal-education-plan',
    code: 'answer-never-reached',
    about: 'england personal-education-plan not-required',
    plant: edit => {
      edit.rule('england.personal-education-plan.care-plan').conditions = always
    },
  },
  {
    what: 'a council that takes every child into its remit',
    authority: 'worcestershire',
    decision: 'remit',
    code: 'answer-never-reached',
    about: 'worcestershire remit not-in-remit',
    plant: edit => {
      edit.rule('worcestershire.remit.local-service.school-years').conditions = always
    },
  },
  {
    what: 'a council that accepts every request',
    authority: 'norfolk',
    decision: 'support-request',
    code: 'answer-never-reached',
    about: 'norfolk support-request signpost',
    plant: edit => {
      edit.rule('norfolk.support-request.queries').conditions = always
    },
  },
]
