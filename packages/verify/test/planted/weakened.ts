import type { Condition } from '@virtual-school/rules'
import type { EditableRule, Editor } from './editor.ts'
import { always, is, isNot, oneOf } from './fault.ts'

/** A safeguard weakened in a copy of the shipped rules, and the invariant that must be refuted by it. */
export interface Weakened {
  readonly what: string
  readonly invariant: string
  readonly authority: string
  readonly decision: string
  readonly plant: (editor: Editor) => void
}

const nobody: Condition = { not: { all: [] } }
const timetable = { authority: 'luton', decision: 'reduced-timetable' }
const move = { authority: 'norfolk', decision: 'placement-move' }

/** Every edition of a rule holds for nobody. */
const silence =
  (...names: readonly string[]) =>
  (edit: Editor): void => {
    for (const name of names)
      for (const rule of editions(edit, name)) rule.conditions = { all: [rule.conditions, nobody] }
  }

const editions = (edit: Editor, name: string): readonly EditableRule[] => {
  const found = edit.files
    .flatMap(({ value }) => (value as { rules?: EditableRule[] }).rules ?? [])
    .filter(rule => rule.name === name)
  if (found.length === 0) throw new Error(`There is no rule ${name}.`)
  return found
}

const limbs = ['child-wishes', 'designated-teacher-consulted', 'independent-reviewing-officer-consulted'] as const
const invariantOfLimb = {
  'child-wishes': 'key-stage-4-child-wishes',
  'designated-teacher-consulted': 'key-stage-4-designated-teacher',
  'independent-reviewing-officer-consulted': 'key-stage-4-independent-reviewing-officer',
} as const

export const weakenedSafeguards: readonly Weakened[] = [
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
    plant: silence('luton.reduced-timetable.early-help-or-social-care.other-interventions-tried'),
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
  ...limbs.map(limb => ({
    ...move,
    what: `key stage 4 without ${limb}`,
    invariant: invariantOfLimb[limb],
    plant: silence(`england.placement-move.key-stage-4.${limb}`),
  })),
  {
    ...move,
    what: 'academies forgotten among schools',
    invariant: 'key-stage-4-nominated-officer',
    plant: edit => {
      edit.definition('pupil-in-key-stage-4').conditions = {
        all: [
          is('inKeyStage4', true),
          oneOf('setting', ['maintained-school', 'pupil-referral-unit', 'independent-school']),
        ],
      }
    },
  },
  {
    ...move,
    what: 'every move taken for an emergency but those in the area',
    invariant: 'out-of-area-placement-notified',
    plant: edit => {
      edit.rule('england.placement-move.out-of-area.emergency').conditions = {
        all: [isNot('placementArea', 'in-area')],
      }
    },
  },
  {
    ...move,
    what: 'the director not asked about a placement at a distance',
    invariant: 'distant-placement-director-approves',
    plant: silence('england.placement-move.out-of-area.director-approval'),
  },
  {
    ...move,
    what: 'a new school moved to with the virtual school head merely told',
    invariant: 'school-move-virtual-school-head-consulted',
    plant: edit => {
      edit.test('placement-move', 'virtual-school-head-consulted').test = isNot('virtualSchoolHeadInvolvement', 'none')
    },
  },
  {
    authority: 'lambeth',
    decision: 'remit',
    what: 'looked-after children of the authority only where they are taught there',
    invariant: 'looked-after-child-always-in-remit',
    plant: edit => edit.also('england.remit.looked-after', is('educatedInThisAuthority', true)),
  },
  {
    authority: 'lambeth',
    decision: 'remit',
    what: 'special educational needs made to matter',
    invariant: 'special-educational-needs-irrelevant-to-remit',
    plant: edit => edit.also('england.remit.kinship-care', isNot('send', 'none')),
  },
  {
    authority: 'lambeth',
    decision: 'remit',
    what: 'a duty served before it is in force',
    invariant: 'statutory-extension-not-yet-in-force',
    plant: edit => {
      edit.rule('england.remit.child-in-need-or-kinship-statutory').effective.from = '2026-09'
    },
  },
  {
    authority: 'worcestershire',
    decision: 'personal-education-plan',
    what: 'no plan for a child without a school',
    invariant: 'pep-whatever-the-school',
    plant: edit => {
      for (const name of ['care-plan', 'every-looked-after-child'])
        edit.also(`england.personal-education-plan.${name}`, isNot('setting', 'none'))
    },
  },
  {
    authority: 'central-bedfordshire',
    decision: 'exclusion-notice',
    what: 'the virtual school head told only by maintained schools',
    invariant: 'exclusion-virtual-school-head-told',
    plant: edit => edit.also('england.exclusion-notice.virtual-school-head', is('setting', 'maintained-school')),
  },
  {
    authority: 'england',
    decision: 'reduced-timetable',
    what: 'the nation measured by Luton, which asks for more',
    invariant: 'no-council-more-permissive-than-england',
    plant: edit => {
      for (const one of edit.document('invariants.json').invariants as { kind: string; than?: string }[])
        if (one.kind === 'never-more-permissive') one.than = 'luton'
    },
  },
]
