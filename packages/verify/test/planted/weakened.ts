import { is, isNot } from './fault.ts'
import { otherwiseIn, type Weakened } from './weaken.ts'

import { weakenedMoves } from './weakened-moves.ts'
import { weakenedTimetables } from './weakened-timetables.ts'

const exclusion = { authority: 'central-bedfordshire', decision: 'exclusion-notice' }

/** Every safeguard weakened in a copy of the shipped rules. */
export const weakenedSafeguards: readonly Weakened[] = [
  ...weakenedTimetables,
  ...weakenedMoves,
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
    ...exclusion,
    what: 'the virtual school head told only by maintained schools',
    invariant: 'exclusion-virtual-school-head-told',
    plant: edit => edit.also('england.exclusions.virtual-school-head', is('setting', 'maintained-school')),
  },
  {
    ...exclusion,
    what: 'a governing body told of examinations alone',
    invariant: 'exclusion-governing-body-told',
    plant: edit => {
      edit.definition('long-exclusion').conditions = { all: [is('examinationMissed', true)] }
    },
  },
  {
    ...exclusion,
    what: 'the council where the pupil lives told by academies alone',
    invariant: 'exclusion-home-authority-told',
    plant: edit => edit.also('england.exclusions.home-authority', is('setting', 'academy')),
  },
  {
    ...exclusion,
    what: 'education from the sixth day by one answer, and from the seventh by the other',
    invariant: 'exclusion-and-sign-off-agree',
    plant: otherwiseIn('sign-off', 'england.exclusions.education.sixth-day.suspension', 0, { count: 6 }),
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
