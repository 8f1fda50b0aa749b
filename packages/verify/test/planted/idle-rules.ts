import { below, type Fault, is, isNot } from './fault.ts'

const shortDay = 'england.reduced-timetable.end-date'

/** Rules, exceptions and tests that change nothing; days and people set twice. */
export const idleRules: readonly Fault[] = [
  {
    what: 'a national rule written twice',
    authority: 'england',
    decision: 'reduced-timetable',
    code: 'rule-changes-nothing',
    about: 'england.reduced-timetable.end-date-again',
    plant: edit => edit.copy(shortDay, 'england', 'england.reduced-timetable.end-date-again'),
  },
  {
    what: 'a narrower copy of a council’s rule',
    authority: 'luton',
    decision: 'reduced-timetable',
    code: 'rule-changes-nothing',
    about: 'luton.reduced-timetable.looked-after.partnership-of-the-youngest',
    plant: edit =>
      edit.copy(
        'luton.reduced-timetable.looked-after.partnership',
        'luton',
        'luton.reduced-timetable.looked-after.partnership-of-the-youngest',
        {
          conditions: { all: [{ condition: 'looked-after' }, below('ageYears', 8)] },
        },
      ),
  },
  {
    what: 'a place to turn to that is named twice',
    authority: 'luton',
    decision: 'support-request',
    code: 'rule-changes-nothing',
    about: 'luton.support-request.admissions-again',
    plant: edit => edit.copy('luton.support-request.admissions', 'luton', 'luton.support-request.admissions-again'),
  },
  {
    what: 'an answer that an earlier one always forestalls',
    authority: 'luton',
    decision: 'support-request',
    code: 'rule-changes-nothing',
    about: 'luton.support-request.social-workers-not-expected',
    plant: edit =>
      edit.copy('luton.support-request.social-workers', 'luton', 'luton.support-request.social-workers-not-expected', {
        event: { type: 'conclude', params: { answer: 'not-expected' } },
      }),
  },
  {
    what: 'a deadline set twice',
    authority: 'england',
    decision: 'personal-education-plan',
    code: 'rule-changes-nothing',
    about: 'england.personal-education-plan.deadlines.first-review-again',
    plant: edit =>
      edit.copy(
        'england.personal-education-plan.deadlines.first-review',
        'england',
        'england.personal-education-plan.deadlines.first-review-again',
      ),
  },
  {
    what: 'a national requirement that a council restates',
    authority: 'norfolk',
    decision: 'reduced-timetable',
    code: 'national-rule-restated',
    about: 'norfolk.reduced-timetable.end-date',
    plant: edit =>
      edit.copy(shortDay, 'norfolk', 'norfolk.reduced-timetable.end-date', { effective: { from: '2025-01-01' } }),
  },
  {
    what: 'a council’s copy that looks tighter than the law and is looser',
    authority: 'lambeth',
    decision: 'placement-move',
    code: 'national-rule-restated',
    about: 'lambeth.placement-move.nominated-officer-approval',
    plant: edit =>
      edit.copy(
        'england.placement-move.key-stage-4.nominated-officer-approval',
        'lambeth',
        'lambeth.placement-move.nominated-officer-approval',
        {
          conditions: {
            all: [
              { condition: 'disrupts-key-stage-4' },
              is('moveIsEmergency', false),
              isNot('placementArea', 'in-area'),
            ],
          },
        },
      ),
  },
  {
    what: 'a national notice that a council restates for one age',
    authority: 'central-bedfordshire',
    decision: 'exclusion-notice',
    code: 'national-rule-restated',
    about: 'central-bedfordshire.exclusion-notice.parent',
    plant: edit =>
      edit.copy(
        'england.exclusion-notice.cancelled.governing-body',
        'central-bedfordshire',
        'central-bedfordshire.exclusion-notice.parent',
        {
          conditions: {
            all: [
              { condition: 'at-a-school-with-exclusion-rules' },
              is('exclusionCancelled', true),
              below('ageYears', 11),
            ],
          },
        },
      ),
  },
  {
    what: 'an exception for a school move from a rule on care placements',
    authority: 'luton',
    decision: 'placement-move',
    code: 'exception-never-bites',
    about: 'luton.placement-move.emergency luton.placement-move.education-arranged-at-same-time',
    plant: edit => edit.also('luton.placement-move.emergency', is('moveType', 'school')),
  },
  {
    what: 'an exception for those whom the rule does not reach',
    authority: 'england',
    decision: 'remit',
    code: 'exception-never-bites',
    about: 'england.remit.previously-looked-after.stage england.remit.previously-looked-after',
    plant: edit =>
      edit.also('england.remit.previously-looked-after.stage', is('careExitRoute', 'adoption-from-state-care-abroad')),
  },
  {
    what: 'two days for one review',
    authority: 'luton',
    decision: 'personal-education-plan',
    code: 'deadlines-differ',
    about: 'luton personal-education-plan first-review local-authority',
    plant: edit =>
      edit.copy(
        'england.personal-education-plan.deadlines.first-review',
        'luton',
        'luton.personal-education-plan.deadlines.first-review',
        {
          event: {
            type: 'deadline',
            params: {
              action: 'first-review',
              role: 'local-authority',
              count: 10,
              unit: 'working-day',
              direction: 'after',
              of: 'lookedAfterSince',
            },
          },
        },
      ),
  },
  {
    what: 'two days for one part of a plan',
    authority: 'worcestershire',
    decision: 'personal-education-plan',
    code: 'deadlines-differ',
    about: 'worcestershire personal-education-plan pep-sections-complete school',
    plant: edit => {
      edit.copy(
        'worcestershire.personal-education-plan.deadlines.pep-sections-complete.school',
        'worcestershire',
        'worcestershire.personal-education-plan.deadlines.pep-sections-complete.school-early',
        {
          event: {
            type: 'deadline',
            params: {
              action: 'pep-sections-complete',
              role: 'school',
              count: 1,
              unit: 'week',
              direction: 'before',
              of: 'pepMeetingOn',
            },
          },
        },
      )
    },
  },
]
