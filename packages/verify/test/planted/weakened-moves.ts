import { is, isNot, oneOf } from './fault.ts'
import { nobody, otherwiseIn, silence, type Weakened } from './weaken.ts'

const move = { authority: 'norfolk', decision: 'placement-move' }

/** Every rule that asks for a limb of key stage 4: what others ask of every move would keep it. */
const limbs: Readonly<Record<string, readonly string[]>> = {
  'key-stage-4-child-wishes': [
    'england.key-stage-4.child-wishes',
    'england.wishes.child',
    'england.placement.wishes-and-reviewing-officer',
    'england.out-of-area.child-wishes',
  ],
  'key-stage-4-designated-teacher': ['england.key-stage-4.designated-teacher'],
  'key-stage-4-independent-reviewing-officer': ['england.key-stage-4.reviewing-officer'],
}

/** Of moves of home and school. */
export const weakenedMoves: readonly Weakened[] = [
  ...Object.entries(limbs).map(([invariant, rules]) => ({
    ...move,
    what: `nothing left of ${invariant}`,
    invariant,
    plant: silence(...rules),
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
      for (const name of ['emergency', 'written-notice.emergency'])
        edit.rule(`england.out-of-area.${name}`).conditions = { all: [isNot('placementArea', 'in-area')] }
    },
  },
  {
    ...move,
    what: 'the director not asked about a placement at a distance',
    invariant: 'distant-placement-director-approves',
    plant: silence('england.out-of-area.director'),
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
    ...move,
    what: 'a review of the plan for education taken for one of the care plan',
    invariant: 'placement-ends-after-a-review',
    plant: edit => {
      edit.test('placement-move', 'care-plan-reviewed').test = {
        any: [is('carePlanReviewedForThis', true), is('pepReviewedForThis', true)],
      }
    },
  },
  {
    ...move,
    what: 'a school moved away from without a review of the plan for education',
    invariant: 'move-pep-reviewed',
    plant: edit => {
      edit.test('placement-move', 'pep-reviewed').test = isNot('proposedAction', 'suspension')
    },
  },
  {
    ...move,
    what: 'a reviewing officer who is consulted by one answer, and merely told by the other',
    invariant: 'move-and-sign-off-agree',
    plant: otherwiseIn('sign-off', 'england.out-of-area.reviewing-officer', 1, { verb: 'notify' }),
  },
  {
    ...move,
    what: 'a yearly review named first that no move waits for',
    invariant: 'move-and-meeting-agree',
    plant: edit => {
      edit.rule('england.multi-agency-meeting.ehc-plan-review').event.params!.when = 'before'
    },
  },
  {
    ...move,
    what: 'no child taken to be placed for adoption, for which other regulations are made',
    invariant: 'unheld-law-keeps-placement-move-open',
    plant: edit => {
      Object.assign(edit.fact('placedForAdoption'), { derived: { from: nobody, citations: [] } })
    },
  },
  {
    ...move,
    what: 'every placement in the area taken for a children’s home that somebody registered',
    invariant: 'unheld-law-keeps-placement-move-open',
    plant: edit => {
      const cases = [{ value: 'childrens-home', when: is('placementArea', 'in-area') }]
      Object.assign(edit.fact('placementWith'), { changeable: true, derived: { cases, citations: [] } })
    },
  },
]
