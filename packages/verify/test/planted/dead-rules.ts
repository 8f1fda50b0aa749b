import { always, atLeast, type Fault, is, isNot } from './fault.ts'

export const deadRules: readonly Fault[] = [
  {
    what: 'a rule for children of compulsory school age who are not',
    authority: 'england',
    decision: 'reduced-timetable',
    code: 'rule-never-holds',
    about: 'england.reduced-timetable.best-interests from 2024-08-19',
    plant: edit =>
      edit.also('england.reduced-timetable.best-interests', is('compulsorySchoolAge', false), '2024-08-19'),
  },
  {
    what: 'a safeguard for looked-after children who were never looked after',
    authority: 'luton',
    decision: 'reduced-timetable',
    code: 'rule-never-holds',
    about: 'luton.reduced-timetable.looked-after.partnership',
    plant: edit => edit.also('luton.reduced-timetable.looked-after.partnership', is('careStatus', 'never')),
  },
  {
    what: 'a service for looked-after children who no longer are',
    authority: 'worcestershire',
    decision: 'remit',
    code: 'rule-never-holds',
    about: 'worcestershire.remit.local-service.school-years',
    plant: edit => edit.also('worcestershire.remit.local-service.school-years', is('careStatus', 'ceased')),
  },
  {
    what: 'a duty to looked-after adults, whom the vocabulary rules out',
    authority: 'england',
    decision: 'remit',
    code: 'rule-never-holds',
    about: 'england.remit.looked-after',
    plant: edit => edit.also('england.remit.looked-after', atLeast('ageYears', 18)),
  },
  {
    what: 'one asker who is two people',
    authority: 'luton',
    decision: 'support-request',
    code: 'rule-never-holds',
    about: 'luton.support-request.social-workers',
    plant: edit => edit.also('luton.support-request.social-workers', is('requester', 'school')),
  },
  {
    what: 'a definition whose parts shut one another out',
    authority: 'central-bedfordshire',
    decision: 'support-request',
    code: 'rule-never-holds',
    about: 'central-bedfordshire.support-request.queries',
    plant: edit => {
      const one = edit.definition('central-bedfordshire-takes-the-query')
      one.conditions = { all: [one.conditions, { not: one.conditions }] }
    },
  },
  {
    what: 'an emergency that is never one, so that the law’s own exception is dead',
    authority: 'england',
    decision: 'placement-move',
    code: 'rule-never-holds',
    about: 'england.placement-move.key-stage-4.emergency',
    plant: edit => edit.also('england.placement-move.key-stage-4.emergency', is('moveIsEmergency', false)),
  },
  {
    what: 'a council’s exception on its own rule that takes back the whole of it',
    authority: 'luton',
    decision: 'placement-move',
    code: 'rule-never-holds',
    about: 'luton.placement-move.education-arranged-at-same-time',
    plant: edit => {
      edit.rule('luton.placement-move.emergency').conditions = always
    },
  },
  {
    what: 'an exception widened from emergencies to every move',
    authority: 'england',
    decision: 'placement-move',
    code: 'rule-never-holds',
    about: 'england.placement-move.key-stage-4.nominated-officer-approval',
    plant: edit => {
      edit.rule('england.placement-move.key-stage-4.emergency').conditions = always
    },
  },
  {
    what: 'a page on children who are at two places of education',
    authority: 'worcestershire',
    decision: 'personal-education-plan',
    code: 'rule-never-holds',
    about: 'worcestershire.personal-education-plan.parties.school',
    plant: edit =>
      edit.also('worcestershire.personal-education-plan.parties.school', {
        all: [is('setting', 'academy'), is('setting', 'independent-school')],
      }),
  },
  {
    what: 'a notice for a cancellation that has not been made',
    authority: 'england',
    decision: 'exclusion-notice',
    code: 'rule-never-holds',
    about: 'england.exclusion-notice.cancelled.governing-body',
    plant: edit => edit.also('england.exclusion-notice.cancelled.governing-body', isNot('exclusionCancelled', true)),
  },
  {
    what: 'a meeting both before and after the day on which the timetable starts',
    authority: 'luton',
    decision: 'reduced-timetable',
    code: 'rule-never-holds',
    about: 'luton.reduced-timetable.early-help-or-social-care.multi-agency-review-meeting',
    plant: edit =>
      edit.also('luton.reduced-timetable.early-help-or-social-care.multi-agency-review-meeting', {
        all: [
          { fact: 'multiAgencyMeetingOn', operator: 'dateBefore', value: { fact: 'timetableStartsOn' } },
          { fact: 'multiAgencyMeetingOn', operator: 'dateAfter', value: { fact: 'timetableStartsOn' } },
        ],
      }),
  },
]
