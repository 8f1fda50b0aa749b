/** The words of rules 1.1.0, made of their files by “virtual-school types”. */
export interface PublishedVocabulary {
  readonly facts: PublishedVocabularyFacts
  readonly authority: 'central-bedfordshire' | 'england' | 'lambeth' | 'luton' | 'norfolk' | 'worcestershire'
  readonly questions: {
    /**
     * Is the child in the virtual school’s remit, and under which duty?
     *
     * `in-remit`: the child is in the virtual school’s remit.
     * `not-in-remit`: the child is not in this virtual school’s remit.
     */
    readonly 'remit': {
      readonly answer: 'in-remit' | 'not-in-remit'
      readonly requirement: never
      readonly lists: Pick<PublishedVocabularyLists, 'duties' | 'channels' | 'offers'>
      readonly deadline: PublishedVocabularyDeadline
    }
    /**
     * May a reduced timetable go ahead?
     *
     * `permitted`: a reduced timetable may go ahead.
     * `not-permitted`: a reduced timetable may not go ahead.
     * `unrestricted`: the guidance on reduced timetables sets no conditions for this child.
     */
    readonly 'reduced-timetable': {
      readonly answer: 'permitted' | 'not-permitted' | 'unrestricted'
      readonly requirement:
        | 'exceptional-circumstances'
        | 'best-interests'
        | 'not-for-behaviour'
        | 'parent-agreement'
        | 'end-date'
        | 'review-dates'
        | 'social-worker-involved'
        | 'authority-consulted-on-ehc-plan'
        | 'other-interventions-tried'
        | 'virtual-school-head-partnership'
        | 'multi-agency-review-meeting'
        | 'pep-reviewed'
      readonly lists: Pick<PublishedVocabularyLists, 'parties'>
      readonly deadline: PublishedVocabularyDeadline
    }
    /**
     * Which multi-agency meeting is required?
     *
     * `meeting-required`: a multi-agency meeting is required.
     * `no-meeting-required`: no meeting is required.
     */
    readonly 'multi-agency-meeting': {
      readonly answer: 'meeting-required' | 'no-meeting-required'
      readonly requirement: never
      readonly lists: Pick<PublishedVocabularyLists, 'meetings'>
      readonly deadline: PublishedVocabularyDeadline
    }
    /**
     * Who must approve, agree, be partner to, be consulted, be told or may advise?
     *
     * `sign-off-required`: these people have a part in the decision.
     * `no-sign-off-required`: nobody has to approve, agree or be asked.
     */
    readonly 'sign-off': {
      readonly answer: 'sign-off-required' | 'no-sign-off-required'
      readonly requirement: never
      readonly lists: Pick<PublishedVocabularyLists, 'parties'>
      readonly deadline: PublishedVocabularyDeadline
    }
    /**
     * May a placement or school move go ahead?
     *
     * `permitted`: the move may go ahead.
     * `not-permitted`: the move may not go ahead.
     * `unrestricted`: the law and guidance on moves set no conditions for this child.
     */
    readonly 'placement-move': {
      readonly answer: 'permitted' | 'not-permitted' | 'unrestricted'
      readonly requirement:
        | 'nominated-officer-approval'
        | 'child-wishes'
        | 'provision-consistent-with-pep'
        | 'designated-teacher-consulted'
        | 'independent-reviewing-officer-consulted'
        | 'exceptional-circumstances'
        | 'education-arranged-at-same-time'
        | 'director-approval'
        | 'area-authority-notified'
        | 'area-authority-consulted'
        | 'virtual-school-head-consulted'
        | 'independent-reviewing-officer-informed'
        | 'most-appropriate-placement'
        | 'relatives-consulted'
        | 'care-plan-reviewed'
        | 'pep-reviewed'
        | 'lawful-placement-under-16'
        | 'lawful-placement-at-16-and-17'
      readonly lists: Pick<PublishedVocabularyLists, 'parties'>
      readonly deadline: PublishedVocabularyDeadline
    }
    /**
     * Is a PEP required, who does what, and by when?
     *
     * `required`: a personal education plan (PEP) is required.
     * `not-required`: a personal education plan (PEP) is not required.
     */
    readonly 'personal-education-plan': {
      readonly answer: 'required' | 'not-required'
      readonly requirement: never
      readonly lists: Pick<PublishedVocabularyLists, 'parties'>
      readonly deadline: PublishedVocabularyDeadline
    }
    /**
     * Who must be told of a suspension or exclusion?
     *
     * `notice-required`: these people must be told.
     * `no-notice-required`: the law on exclusions names nobody who must be told, so look at the school’s own rules.
     */
    readonly 'exclusion-notice': {
      readonly answer: 'notice-required' | 'no-notice-required'
      readonly requirement: never
      readonly lists: Pick<PublishedVocabularyLists, 'parties'>
      readonly deadline: PublishedVocabularyDeadline
    }
    /**
     * Where does a request for support go?
     *
     * `accept`: the virtual school should take the request.
     * `not-expected`: the virtual school is not expected to take the request, though nothing forbids it.
     * `signpost`: the request does not go to this council’s virtual school.
     */
    readonly 'support-request': {
      readonly answer: 'accept' | 'not-expected' | 'signpost'
      readonly requirement: never
      readonly lists: Pick<PublishedVocabularyLists, 'channels' | 'offers'>
      readonly deadline: PublishedVocabularyDeadline
    }
  }
}

/** The items of each list, and what they do if they are parties. */
export interface PublishedVocabularyLists {
  readonly 'duties': {
    readonly item:
      | 'looked-after'
      | 'previously-looked-after'
      | 'child-with-social-worker'
      | 'kinship-care'
      | 'local-service'
      | 'child-in-need-or-kinship-statutory'
    readonly verb: never
  }
  readonly 'meetings': {
    readonly item:
      | 'team-around-the-family'
      | 'child-in-need-meeting'
      | 'core-group'
      | 'child-protection-conference'
      | 'pep-review'
      | 'looked-after-review'
      | 'other-multi-agency'
      | 'ehc-plan-review'
      | 'post-16-neet-panel'
    readonly verb: never
  }
  readonly 'parties': {
    readonly item:
      | 'virtual-school-head'
      | 'social-worker'
      | 'parent'
      | 'child'
      | 'designated-teacher'
      | 'independent-reviewing-officer'
      | 'nominated-officer'
      | 'director-of-childrens-services'
      | 'area-authority'
      | 'local-authority'
      | 'governing-body'
      | 'school'
      | 'virtual-school'
      | 'home-authority'
      | 'carer'
      | 'previous-carer'
      | 'relatives'
      | 'health-body'
    readonly verb: 'approve' | 'agree' | 'partner' | 'consult' | 'notify' | 'advise'
  }
  readonly 'channels': {
    readonly item:
      | 'virtual-school'
      | 'advisory-teacher'
      | 'drop-in'
      | 'post-16-neet-panel'
      | 'training'
      | 'school-designated-lead'
      | 'social-worker'
      | 'send-services'
      | 'admissions'
      | 'kinship-advice'
      | 'looking-after-authority-virtual-school'
      | 'education-authority-virtual-school'
      | 'participation-service'
    readonly verb: never
  }
  readonly 'offers': {
    readonly item:
      | 'lunchtime-learning-sessions'
      | 'attendance-resources'
      | 'exclusion-resources'
      | 'access-arrangements-resources'
      | 'elsa-training'
      | 'therapeutic-intervention-training'
      | 'collaborative-approaches'
      | 'barriers-understood'
      | 'championing-education'
      | 'attainment-support'
      | 'partnerships-with-settings'
      | 'disadvantages-made-visible'
      | 'engagement-practice'
      | 'attachment-and-trauma-practice'
      | 'training-for-education-settings'
      | 'attachment-training'
      | 'trauma-training'
      | 'emotion-coaching-training'
      | 'training-for-social-care'
      | 'data-on-barriers'
      | 'advice-to-professionals'
      | 'advice-on-working-together'
      | 'signposting'
      | 'challenge-to-partners'
      | 'best-place-of-education'
      | 'pep-coordination'
      | 'prompt-action-on-concerns'
      | 'progress-tracking'
      | 'pupil-premium-plus'
      | 'celebration-of-achievements'
      | 'advice-for-families-and-professionals'
      | 'training-for-partners'
      | 'roll-of-looked-after-children'
      | 'pep-roles-explained'
      | 'no-drift-or-delay'
      | 'pep-meetings-led'
      | 'advice-on-attainment'
      | 'advice-on-target-setting'
      | 'advice-on-attendance'
      | 'advice-on-curriculum'
      | 'advice-on-assessment'
      | 'advice-on-grading'
      | 'advice-on-exclusions'
      | 'advice-on-behaviour'
      | 'advice-on-wellbeing'
      | 'advice-on-interventions'
      | 'advice-on-special-educational-needs'
      | 'advice-on-home-education'
      | 'social-worker-drop-in'
      | 'neet-panel-support'
      | 'social-work-induction'
      | 'governor-training'
      | 'mapping-of-provision'
      | 'sharing-of-best-practice'
      | 'work-with-other-virtual-schools'
      | 'keeping-school-places'
    readonly verb: never
  }
}

/** What is due by some day. */
export type PublishedVocabularyDeadline =
  | 'first-review'
  | 'second-review'
  | 'pep-initiated'
  | 'pep-sections-complete'
  | 'education-in-place'
  | 'area-authority-notified'
  | 'board-considers-reinstatement'
  | 'education-from-sixth-day'
  | 'education-from-first-day'
  | 'placement-plan'
  | 'placement-notice'
  | 'ending-notice'
  | 'out-of-area-steps'

/** What can be known of a child. Left out or undefined: not asked. Null: asked, and not known. */
export type PublishedVocabularyFacts = {
  /**
   * What is the child’s date of birth?
   *
   * Used only to work out the child’s age and whether the child is of compulsory school age on the day of the decision. It is never kept.
   */
  readonly dateOfBirth?: string | null | undefined
  /**
   * How old is the child, in full years?
   *
   * The age on the day of the decision. A child reaches a new age at the very start of the birthday.
   */
  readonly ageYears?: number | null | undefined
  /**
   * Which school year is the child taught in?
   *
   * Reception is 0 and nursery is −1 or −2. Give the year of the class that the child is taught in, even where most children of that age are in another year.
   */
  readonly yearGroup?: number | null | undefined
  /**
   * Is the child in key stage 4?
   *
   * Key stage 4 is usually years 10 and 11. What counts is the class that the child is taught in, not the child’s age.
   */
  readonly inKeyStage4?: boolean | null | undefined
  /**
   * Is the child of compulsory school age?
   *
   * It starts on the first 31 August, 31 December or 31 March that is on or after the 5th birthday. It ends on the last Friday in June of the school year in which the child turns 16.
   */
  readonly compulsorySchoolAge?: boolean | null | undefined
  /**
   * Is the child looked after, or was the child ever, by a council or the state of any country?
   *
   * A child is looked after when a council has a care order for the child, or gives the child somewhere to live for more than 24 hours without a break. Exactly 24 hours, or less, does not count. Somewhere to live under section 17 of the Children Act 1989, as some disabled children have for a weekend, is not being looked after. It does not matter which council it is. Care in another country, or state care abroad, counts: a child adopted from it was looked after and no longer is.
   *
   * `looked-after`: the child is looked after.
   *
   * `ceased`: the child was looked after and no longer is.
   *
   * `never`: the child has never been looked after.
   */
  readonly careStatus?: 'looked-after' | 'ceased' | 'never' | null | undefined
  /**
   * On what date did the child become looked after?
   *
   * The first day of this time in care, not the day on which the child moved to the latest placement.
   */
  readonly lookedAfterSince?: string | null | undefined
  /** On what date is, or was, the first review of the child’s care plan? */
  readonly firstReviewOn?: string | null | undefined
  /**
   * Is this council the one that looks after the child?
   *
   * “This council” is the one that is being asked. A child may live or go to school here and be looked after by another council.
   */
  readonly lookedAfterByThisAuthority?: boolean | null | undefined
  /**
   * How did the child stop being looked after?
   *
   * In law a child is “previously looked after” only when care ended by one of these orders or by adoption. Going home to a parent does not count, and nor does going to a relative without an order. If care ended in a way that is not listed, say so.
   *
   * `special-guardianship-order`: the child left care under a special guardianship order.
   *
   * `child-arrangements-order`: the child left care under a child arrangements order.
   *
   * `adoption`: the child left care by adoption.
   *
   * `adoption-from-state-care-abroad`: the child was adopted from state care outside England and Wales.
   *
   * `returned-home`: the child left care to go home to a parent.
   *
   * `informal-relative`: the child left care to live with a relative or friend without an order.
   *
   * `aged-out`: the child left care on becoming an adult.
   *
   * `other`: the child left care in another way.
   */
  readonly careExitRoute?:
    | 'special-guardianship-order'
    | 'child-arrangements-order'
    | 'adoption'
    | 'adoption-from-state-care-abroad'
    | 'returned-home'
    | 'informal-relative'
    | 'aged-out'
    | 'other' | null | undefined
  /**
   * In which country is, or was, the child in care?
   *
   * The country whose council or state looked after the child. After more than one time in care, give the one that ended last. For a child who is looked after now, England is presumed and nobody asks. If it is another country, choose that: an answer that is given wins.
   *
   * `england`: the child’s time in care was in England.
   *
   * `wales`: the child’s time in care was in Wales.
   *
   * `scotland`: the child’s time in care was in Scotland.
   *
   * `northern-ireland`: the child’s time in care was in Northern Ireland.
   *
   * `elsewhere`: the child’s time in care was outside the United Kingdom.
   */
  readonly careJurisdiction?: 'england' | 'wales' | 'scotland' | 'northern-ireland' | 'elsewhere' | null | undefined
  /**
   * Is the child placed for adoption?
   *
   * Living with the people who want to adopt, before the adoption order is made. The child is still looked after then, by other rules on plans and placements. Without an answer, “no” is presumed and nobody asks. If the child is placed for adoption, answer yes: an answer that is given wins.
   */
  readonly placedForAdoption?: boolean | null | undefined
  /**
   * Has a court remanded the child?
   *
   * A remanded child is looked after. Youth detention is a secure children’s home, a secure school or a young offender institution. Without an answer, “not on remand” is presumed and nobody asks. If a court remanded the child, say where to: an answer that is given wins.
   *
   * `none`: the child is not on remand.
   *
   * `local-authority`: the child is remanded to accommodation of a council.
   *
   * `youth-detention`: the child is remanded to youth detention.
   */
  readonly remand?: 'none' | 'local-authority' | 'youth-detention' | null | undefined
  /**
   * Is the child looked after only because of the remand?
   *
   * Answer no if the child was looked after before, or would be without the remand.
   */
  readonly lookedAfterOnlyByRemand?: boolean | null | undefined
  /**
   * Did the child come into care in an emergency?
   *
   * This is about the first placement, on becoming looked after, and not about a later change of placement.
   */
  readonly careBeganInEmergency?: boolean | null | undefined
  /**
   * On what date did the child’s first placement of this time in care start?
   *
   * The first night away from home, not a later change of placement. For short breaks, the first stay of the series.
   */
  readonly firstPlacementOn?: string | null | undefined
  /**
   * Was the care plan made before the first placement started?
   *
   * The law asks for it before, if that is practicable.
   */
  readonly carePlanMadeBeforePlacement?: boolean | null | undefined
  /**
   * Is the care plan made for care proceedings in court?
   *
   * Then the court’s timetable counts for the plan (section 31A of the Children Act 1989).
   */
  readonly inCareProceedings?: boolean | null | undefined
  /**
   * Is the child looked after only in a series of short breaks?
   *
   * Answer no for a child who simply lives in care. Short breaks are a series of stays, all with the same carer or all in the same place. None is meant to last more than 17 days, all together they are at most 75 days in any 12 months, the child goes home to a parent after each one, and there is no care order. One single stay is no series.
   */
  readonly shortBreaksOnly?: boolean | null | undefined
  /**
   * Is the child under a care order?
   *
   * An interim care order counts. Living away from home by agreement with a parent (section 20) is not a care order.
   */
  readonly underCareOrder?: boolean | null | undefined
  /**
   * How many days is the longest single stay away from home meant to last?
   *
   * Count every stay that the council arranges, not only short breaks. A child who lives in care all the time has one long stay, not none.
   */
  readonly shortBreakLongestDays?: number | null | undefined
  /**
   * How many days in all is the child away from home in 12 months?
   *
   * Add up every stay that the council arranges. If the number differs, take the 12 months that have the most.
   */
  readonly shortBreakDaysInYear?: number | null | undefined
  /**
   * Is the child educated in this council’s area?
   *
   * Where the school or other place of education is, not where the child lives. “This council” is the one that is being asked.
   */
  readonly educatedInThisAuthority?: boolean | null | undefined
  /**
   * Does the child live in this council’s area?
   *
   * “This council” is the one that is being asked.
   */
  readonly livesInThisAuthority?: boolean | null | undefined
  /**
   * Does the child or the family get early help?
   *
   * Early help is support that several services plan with a family, often in a “team around the family”. Councils now often call it family help. Family help under a child in need plan is asked about by its plan. It is not the same as having a social worker.
   */
  readonly earlyHelp?: boolean | null | undefined
  /**
   * Has a council ever assessed the child as in need?
   *
   * In need under section 17 of the Children Act 1989, now or at any time before. An assessment that ended in no further action does not count.
   */
  readonly assessedInNeed?: boolean | null | undefined
  /**
   * Is a disability the only reason why the child is in need?
   *
   * The law has three reasons, in section 17(10) of the Children Act 1989. Answer yes where only the third, limb (c), was given.
   */
  readonly needIsDisabilityOnly?: boolean | null | undefined
  /**
   * Does the child have a social worker to keep the child safe and well, or did the child ever?
   *
   * A social worker who came only for something else, such as support after adoption, does not count here. A child in need plan does not prove that there is a social worker.
   *
   * `current`: the child has a social worker for safety or welfare.
   *
   * `previous`: the child had a social worker for safety or welfare and no longer has one.
   *
   * `never`: the child has never had a social worker for safety or welfare.
   */
  readonly socialWorker?: 'current' | 'previous' | 'never' | null | undefined
  /**
   * Does the child have any social worker now?
   *
   * For any reason. One whom the child had before does not count.
   */
  readonly socialWorkerAssigned?: boolean | null | undefined
  /**
   * How many full years ago did the child last have a social worker?
   *
   * Less than one year is 0.
   */
  readonly yearsSinceSocialWorker?: number | null | undefined
  /**
   * Is the child on a child in need plan or a child protection plan?
   *
   * If the child is on both, choose child protection. If the family has a family help plan, ask whether it is a child in need plan (section 17): if so, choose that. Early help and care plans are not asked about here.
   *
   * `none`: the child is on neither a child in need plan nor a child protection plan.
   *
   * `child-in-need`: the child is on a child in need plan.
   *
   * `child-protection`: the child is on a child protection plan.
   */
  readonly plan?: 'none' | 'child-in-need' | 'child-protection' | null | undefined
  /**
   * Is the child’s case open to children’s social care?
   *
   * It is open while the child is looked after, is on a plan or has any social worker. That holds during an assessment and for a disability too. Early help alone does not make it open.
   */
  readonly openToSocialCare?: boolean | null | undefined
  /**
   * Does a relative or friend bring the child up instead of the parents?
   *
   * This is called kinship care. It counts with or without a court order, and whether or not the child was ever looked after.
   */
  readonly kinshipCare?: boolean | null | undefined
  /**
   * Which court order does the kinship carer have?
   *
   * `special-guardianship-order`: the kinship carer has a special guardianship order.
   *
   * `child-arrangements-order`: the kinship carer has a child arrangements order.
   *
   * `none`: the kinship carer has neither a special guardianship order nor a child arrangements order.
   */
  readonly kinshipOrder?: 'special-guardianship-order' | 'child-arrangements-order' | 'none' | null | undefined
  /**
   * Does the child get support for special educational needs or a disability?
   *
   * EHC means education, health and care. If a plan has been asked for but not yet made, choose the support that the child gets today.
   *
   * `none`: the child gets no special educational needs support.
   *
   * `sen-support`: the child gets special educational needs (SEN) support.
   *
   * `ehc-plan`: the child has an EHC plan.
   */
  readonly send?: 'none' | 'sen-support' | 'ehc-plan' | null | undefined
  /**
   * Where is the child educated?
   *
   * The place where the child is on the roll. A free school is an academy. For a 16 to 19 academy or a sixth-form college choose college or other further education. For a special school, choose the kind of school that it is: maintained, academy or independent.
   *
   * `early-years`: the child goes to a nursery or other early-years setting.
   *
   * `maintained-school`: the child goes to a school that a council maintains.
   *
   * `academy`: the child goes to an academy.
   *
   * `pupil-referral-unit`: the child goes to a pupil referral unit.
   *
   * `alternative-provision`: the child goes to other alternative provision.
   *
   * `independent-school`: the child goes to an independent school.
   *
   * `further-education`: the child goes to a college or other further education.
   *
   * `home-education`: the child is educated at home.
   *
   * `none`: the child has no place of education.
   */
  readonly setting?:
    | 'early-years'
    | 'maintained-school'
    | 'academy'
    | 'pupil-referral-unit'
    | 'alternative-provision'
    | 'independent-school'
    | 'further-education'
    | 'home-education'
    | 'none' | null | undefined
  /**
   * Is the young person out of education, work and training?
   *
   * This is often written “NEET”.
   */
  readonly notInEducationEmploymentOrTraining?: boolean | null | undefined
  /**
   * What is the main reason for the reduced timetable?
   *
   * If its aim is to manage the child’s behaviour, choose that, whatever else is planned.
   *
   * `medical`: the reduced timetable is for a medical need.
   *
   * `mental-health`: the reduced timetable is for the child’s mental health.
   *
   * `reintegration`: the reduced timetable is to help the child back into full-time education.
   *
   * `behaviour`: the reduced timetable is to manage the child’s behaviour.
   *
   * `other`: the reduced timetable is for another reason.
   */
  readonly timetableReason?: 'medical' | 'mental-health' | 'reintegration' | 'behaviour' | 'other' | null | undefined
  /**
   * Is what is proposed in the child’s best interests?
   *
   * Best for this child, not easiest for the school or the council.
   */
  readonly inBestInterests?: boolean | null | undefined
  /**
   * Are the circumstances exceptional?
   *
   * The guidance’s example for a reduced timetable is a medical need that keeps a child from full days. The texts use other words too, such as “very limited” or “most exceptional”. They are one question here, and none is taken to be stricter than another.
   */
  readonly exceptionalCircumstances?: boolean | null | undefined
  /**
   * Has everything else that could help been tried?
   *
   * Answer yes only if you know that all of it has been tried. If you do not know, say that you do not know.
   */
  readonly otherInterventionsTried?: boolean | null | undefined
  /**
   * Is there a date on which the reduced timetable will end?
   *
   * The date after which the child is to be in full-time education. It may be moved later, at a review.
   */
  readonly endDateSet?: boolean | null | undefined
  /**
   * Are there dates on which the reduced timetable will be looked at again?
   *
   * Regular reviews in which the child and the parents take part.
   */
  readonly reviewDatesSet?: boolean | null | undefined
  /**
   * Has the child’s social worker been told about this, and are they involved in it?
   *
   * Both are needed. Being told afterwards is not being involved.
   */
  readonly socialWorkerInvolved?: boolean | null | undefined
  /**
   * Has the council responsible for the child’s EHC plan been consulted about this?
   *
   * So that the council can look again at the support in the plan as soon as possible.
   */
  readonly authorityConsultedOnEhcPlan?: boolean | null | undefined
  /**
   * Do all parents agree who have to?
   *
   * Start with the parent with whom the child normally lives. For a looked-after child the texts do not say who agrees, so ask everyone with parental responsibility. Under a care order that is the council, and the birth parents share it. If the child is looked after by agreement (section 20), the birth parents alone have it. A foster carer’s agreement alone is not enough. For an adopted child it is the adoptive parents, and never the virtual school in their place.
   */
  readonly parentAgrees?: boolean | null | undefined
  /**
   * What part has the virtual school head had in this?
   *
   * For a looked-after child, the virtual school head of the council that looks after the child. Being told is less than being consulted, and being consulted is less than being a partner.
   *
   * `none`: the virtual school head has had no part in it.
   *
   * `notified`: the virtual school head has only been told of it.
   *
   * `consulted`: the virtual school head has been consulted on it.
   *
   * `in-partnership`: it is planned in partnership with the virtual school head.
   */
  readonly virtualSchoolHeadInvolvement?: 'none' | 'notified' | 'consulted' | 'in-partnership' | null | undefined
  /**
   * Which meeting of several agencies has talked about this proposal?
   *
   * A meeting of only the school and the parents is not multi-agency, and a meeting that talked about other things does not count. A review of an EHC plan, or a panel, is another multi-agency meeting. If there was more than one, choose one that was before the start. A review of a family help plan is a team around the family meeting, or a child in need meeting if the plan is one under section 17.
   *
   * `none`: no multi-agency meeting has considered the proposal.
   *
   * `team-around-the-family`: a team around the family meeting considered the proposal.
   *
   * `child-in-need-meeting`: a child in need meeting considered the proposal.
   *
   * `core-group`: a core group considered the proposal.
   *
   * `child-protection-conference`: a child protection conference considered the proposal.
   *
   * `pep-review`: a review of the personal education plan considered the proposal.
   *
   * `looked-after-review`: a review of the looked-after child’s care plan considered the proposal.
   *
   * `other-multi-agency`: another multi-agency meeting considered the proposal.
   */
  readonly multiAgencyMeeting?:
    | 'none'
    | 'team-around-the-family'
    | 'child-in-need-meeting'
    | 'core-group'
    | 'child-protection-conference'
    | 'pep-review'
    | 'looked-after-review'
    | 'other-multi-agency' | null | undefined
  /**
   * On what date did that meeting take place?
   *
   * It must be before the day on which the reduced timetable starts.
   */
  readonly multiAgencyMeetingOn?: string | null | undefined
  /** On what date does, or did, the reduced timetable start? */
  readonly timetableStartsOn?: string | null | undefined
  /**
   * What is proposed, or has happened?
   *
   * A reduced timetable is fewer hours than a full school week, for a time. Alternative provision, being sent elsewhere to improve behaviour, a gradual start in Reception and flexi-schooling are not. Sending a child home without recording it is not a reduced timetable but an unlawful exclusion. If home and school would both change, choose the care placement move.
   *
   * `reduced-timetable`: a reduced timetable is proposed.
   *
   * `care-placement-move`: a change of care placement is proposed.
   *
   * `school-move`: a change of school, with no change of care placement, is proposed.
   *
   * `suspension`: a suspension is proposed or has happened.
   *
   * `permanent-exclusion`: a permanent exclusion is proposed or has happened.
   *
   * `pep`: a personal education plan (PEP) is to be made or reviewed.
   *
   * `none`: none of these is proposed.
   */
  readonly proposedAction?:
    | 'reduced-timetable'
    | 'care-placement-move'
    | 'school-move'
    | 'suspension'
    | 'permanent-exclusion'
    | 'pep'
    | 'none' | null | undefined
  /**
   * Would the child’s care placement change, or only the school?
   *
   * `care-placement`: the child’s care placement would change.
   *
   * `school`: only the child’s school would change.
   */
  readonly moveType?: 'care-placement' | 'school' | null | undefined
  /**
   * Is the move needed in an emergency?
   *
   * Answer yes too if the placement ends at once because someone is in danger.
   */
  readonly moveIsEmergency?: boolean | null | undefined
  /**
   * Does the placement end at once because someone is in danger?
   *
   * Two dangers count: serious harm to the child, and serious injury to others. They are those of regulation 14(3). Another emergency, such as a carer who falls ill, does not count.
   */
  readonly placementEndedForDanger?: boolean | null | undefined
  /**
   * Does the placement end because a short-term approval has run out?
   *
   * There are three such cases. An emergency foster placement reaches its limit. A relative’s temporary approval ends. A stay with a parent, begun before the assessment, turns out badly in it. These are regulations 23(2), 25(6) and 19(c).
   */
  readonly placementTimeLimitReached?: boolean | null | undefined
  /** On what date does, or did, the new placement start? */
  readonly placementStartsOn?: string | null | undefined
  /** On what date does, or did, the present placement end? */
  readonly placementEndsOn?: string | null | undefined
  /**
   * On what date was the placement outside the area approved?
   *
   * By the nominated officer or the director. In an emergency some steps follow within five working days of it.
   */
  readonly placementApprovedOn?: string | null | undefined
  /**
   * Would the move disrupt the child’s education?
   *
   * Think of what would really happen. A move can disrupt education even where the school stays the same, as when the journey becomes too long.
   */
  readonly disruptsEducation?: boolean | null | undefined
  /**
   * Can the child stay at the present school?
   *
   * Or at the present college or other place of education.
   */
  readonly canStayAtCurrentSchool?: boolean | null | undefined
  /**
   * Is the child’s education arranged at the same time as the placement?
   *
   * Not later, and not only looked into.
   */
  readonly educationArranged?: boolean | null | undefined
  /**
   * Has the nominated officer approved the move?
   *
   * A senior officer of the council that looks after the child, named in writing by its director of children’s services. National law does not say that this is the virtual school head.
   */
  readonly nominatedOfficerApproves?: boolean | null | undefined
  /**
   * Has the child been asked for their wishes and feelings, and have these been thought about?
   *
   * With regard to the child’s age and understanding: for a child too young to say, think of what the child shows. The child’s wishes are weighed with everything else; they do not decide by themselves.
   */
  readonly childWishesConsidered?: boolean | null | undefined
  /**
   * Will the education at the new placement help the child achieve, and does it fit the child’s PEP?
   *
   * Both are needed. PEP means personal education plan.
   */
  readonly provisionConsistentWithPep?: boolean | null | undefined
  /**
   * Has the designated teacher at the child’s school been consulted?
   *
   * The teacher at the school who leads on children who are or were looked after.
   */
  readonly designatedTeacherConsulted?: boolean | null | undefined
  /**
   * Has the child’s independent reviewing officer been consulted?
   *
   * The person who checks the care plan of a looked-after child and leads its reviews.
   */
  readonly independentReviewingOfficerConsulted?: boolean | null | undefined
  /**
   * Has the child’s independent reviewing officer been told of the placement?
   *
   * Before the placement is arranged. Whoever is consulted has been told.
   */
  readonly independentReviewingOfficerInformed?: boolean | null | undefined
  /**
   * Has a review of the child’s care plan considered this before it was decided?
   *
   * A meeting that the independent reviewing officer leads. The last regular review does not count if it did not talk about this.
   */
  readonly carePlanReviewedForThis?: boolean | null | undefined
  /**
   * Is there time for a review of the care plan before the change?
   *
   * The law asks for a review first, unless that cannot reasonably be done.
   */
  readonly reviewPracticable?: boolean | null | undefined
  /**
   * Has a review of the child’s PEP considered this before it was decided?
   *
   * PEP means personal education plan. The last termly review does not count if it did not talk about this.
   */
  readonly pepReviewedForThis?: boolean | null | undefined
  /**
   * Is this the most suitable placement that is available, and does it fit the child’s care plan?
   *
   * Both are needed.
   */
  readonly mostAppropriatePlacement?: boolean | null | undefined
  /**
   * Have the child’s relatives been consulted, if that is right for this child?
   *
   * Answer yes too if it would not be right to consult them. Answer no only if it would be right and has not been done.
   */
  readonly relativesConsulted?: boolean | null | undefined
  /**
   * Has the director of children’s services approved the placement?
   *
   * The director of the council that looks after the child. This is for a placement at a distance.
   */
  readonly directorApproves?: boolean | null | undefined
  /** Has the council for the placement’s area been told in writing? */
  readonly areaAuthorityNotified?: boolean | null | undefined
  /**
   * Has the council for the placement’s area been consulted and given the child’s care plan?
   *
   * Being told is not enough. This is for a placement at a distance.
   */
  readonly areaAuthorityConsulted?: boolean | null | undefined
  /**
   * Where is the new placement?
   *
   * Seen from the council that looks after the child. A placement in the area of a council next to it is not at a distance. Wales counts like another council’s area. For Scotland, Northern Ireland and other countries choose outside England and Wales.
   *
   * `in-area`: the placement is in the area of the council that looks after the child.
   *
   * `adjoining`: the placement is in the area of a council next to the one that looks after the child.
   *
   * `at-a-distance`: the placement is outside the area of the council that looks after the child and of every council next to it.
   *
   * `outside-england-and-wales`: the placement is outside England and Wales.
   */
  readonly placementArea?: 'in-area' | 'adjoining' | 'at-a-distance' | 'outside-england-and-wales' | null | undefined
  /**
   * With whom would the child live?
   *
   * A connected person is a relative, a friend or someone else who knows the child, and is a foster carer too. An own foster carer was approved by the council that looks after the child. Agency carers are other foster carers. A children’s home, and supported accommodation, are registered ones: if a place that must be registered is not, choose another kind. From age 16 a college with rooms is a residential school here.
   *
   * `connected-person`: the child would live with a connected person who is a foster carer.
   *
   * `own-foster-carer`: the child would live with a foster carer of the council that looks after the child.
   *
   * `other-foster-carer`: the child would live with another foster carer.
   *
   * `childrens-home`: the child would live in a children’s home.
   *
   * `parent`: the child would live with a parent.
   *
   * `residential-establishment`: the child would live in a residential school, a hospital, a care home or a residential family centre.
   *
   * `supported-accommodation`: the child would live in registered supported accommodation.
   *
   * `other`: the child would live in arrangements of another kind.
   */
  readonly placementWith?:
    | 'connected-person'
    | 'own-foster-carer'
    | 'other-foster-carer'
    | 'childrens-home'
    | 'parent'
    | 'residential-establishment'
    | 'supported-accommodation'
    | 'other' | null | undefined
  /**
   * On what date is the PEP meeting?
   *
   * PEP means personal education plan.
   */
  readonly pepMeetingOn?: string | null | undefined
  /**
   * On what date did the suspension or exclusion happen?
   *
   * The day on which it happened, not the day on which somebody was told of it.
   */
  readonly exclusionOn?: string | null | undefined
  /** Has the suspension or exclusion been cancelled? */
  readonly exclusionCancelled?: boolean | null | undefined
  /**
   * Who is asking for support?
   *
   * An adoptive parent is a parent. A foster carer is a carer. A relative or friend with a special guardianship order is a special guardian, and without one is a carer.
   *
   * `parent`: a parent is asking.
   *
   * `carer`: a carer is asking.
   *
   * `special-guardian`: a special guardian is asking.
   *
   * `child`: the child is asking.
   *
   * `social-worker`: a social worker is asking.
   *
   * `school`: a school is asking.
   *
   * `early-years-setting`: an early-years setting is asking.
   *
   * `college`: a college is asking.
   *
   * `alternative-provider`: a provider of alternative provision is asking.
   *
   * `school-governor`: a school governor is asking.
   *
   * `other-professional`: another professional is asking.
   */
  readonly requester?:
    | 'parent'
    | 'carer'
    | 'special-guardian'
    | 'child'
    | 'social-worker'
    | 'school'
    | 'early-years-setting'
    | 'college'
    | 'alternative-provider'
    | 'school-governor'
    | 'other-professional' | null | undefined
  /**
   * What is the request about?
   *
   * `individual-child`: the request is about one child.
   *
   * `cohort`: the request is about a group of children.
   *
   * `training`: the request is for training.
   */
  readonly requestAbout?: 'individual-child' | 'cohort' | 'training' | null | undefined
  /**
   * How many school days does this suspension last?
   *
   * Part of a day counts as a day here. Leave it open for a permanent exclusion.
   */
  readonly suspensionSchoolDays?: number | null | undefined
  /**
   * For how many school days in all is the pupil suspended in this term, this time included?
   *
   * The term of the law, not the school’s own: it runs to 31 December, to Easter Monday or to 31 July. From 6 days on, the governing body must be told; beyond 15 it must meet.
   */
  readonly suspendedSchoolDaysInTerm?: number | null | undefined
  /**
   * Would the pupil miss a public examination or a national curriculum test because of it?
   *
   * A GCSE or A level paper, for example. A mock or a school’s own test does not count.
   */
  readonly examinationMissed?: boolean | null | undefined
  /**
   * Does the pupil live in the area of the council that the school belongs to?
   *
   * If not, the council where the pupil lives has duties of its own after a permanent exclusion.
   */
  readonly livesInSchoolArea?: boolean | null | undefined
  /**
   * Does this council’s social care help the child or the family, or did it ever?
   *
   * An assessment that found the child in need, a plan or a social worker of this council. “This council” is the one that is being asked.
   */
  readonly servedByThisAuthority?: boolean | null | undefined
  /**
   * Does the state pay for the child’s place of education, in part or in full?
   *
   * Free hours at a nursery count, and a place that a council pays for at an independent school.
   */
  readonly placeStateFunded?: boolean | null | undefined
}
