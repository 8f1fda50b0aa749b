import { readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { inCheckout, packages } from '../scripts/places.mjs'

/**
 * What other people’s code relies on, written out by hand. A name that is added here is a promise; one that is taken away
 * breaks somebody, and needs a major version.
 */
const surface: Readonly<Record<string, { readonly values: string; readonly types: string }>> = {
  '@virtual-school/rules': {
    values: `
      ageInYears bearings canonicalJson cautionCodes checkRules codesOfFact compareWithRelease coverageLines coverageOf dateInWords didYouMean differenceLines documentKinds escapeMarkdown evidences
      buildExplanation explain factClause factsOfReturn forces formNames forms headingsOfReturn holdsInWords holdsUntil isCivilDate isOfCompulsorySchoolAge issueCodes issueLine itemTimes judgeScenario leafClauses limits listDatedChanges listed listTraceEvents loadCodes loadRules nearest oneLine operatorNames operators packTrace plusDays readJson
      parseSerializedRules readRules registerClasses releaseIssues rulesFrom runScenarios runScenariosSync scenariosOf sectionAsMarkdown serializeRules sentence unpackTrace verifyDocument
      columnsOf dayNumberOf dateOfDayNumber factsOfChild unknownIn
      changeReply giveReply goOnAsking resumeInterview startInterview stepBack vocabularyTypes`,
    types: `
      AcceptedFinding Answer DatedChange DatedChanges AnswerGap Authority Bearing Caution CautionCode Checked CivilDate Clauses CodeSet Condition Definition CoverageReport DeadlineFinding Decision
      DecisionDefinition DecisionForm DecisionForRecord DecisionRequest Difference DocumentKind DocumentReport EditionGap Explanation ExplanationEntry ExplanationFormat ExplanationLength ExplanationSection FactInReturn Force FormName Holds HoldsReason Invariant Issue IssueCode
      ItemFinding ItemTime JsonLimits JsonOutcome Leaf LoadOptions MissingFact NotWeighed OperatorName Outcome PackedTrace PassageFinding PlacedRegister PlacedScenario Reading ReadingFinding Refusal RegisterEntry Relation Release ReleaseState RequirementFinding RequirementGap ReturnHeadings Rule RuleEvent RuleFile
      RuleGap Rulebook Rules RulesRefused Scalar ScenarioCase ScenarioOptions ScenarioReport ScenarioResult
      ScenarioSelection SideGap Source Stretch Tally TestedPart Trace TraceCondition TraceEvent TraceFact TraceParams TraceRule TraceText UncitedSentence UnmodelledText VocabularyFact
      AnswerOf AnyRules AnyVocabulary AuthorityName DecisionName DecisionOn FactName Facts RequestTo Vocabulary
      CaseloadAnswers CaseloadRequest ChildColumns Column Columns DayNumber DeadlineColumn FactRow ItemColumn MissingColumn RequirementColumn TruthColumn WantedPart
      Interview InterviewReply InterviewState InterviewStep KnownFacts QuestionBearing RemovedReply SaidReply`,
  },
  '@virtual-school/rules/words': {
    values: `
      authorityName bearingMeanings citationInWords conditionInWords dateInWords daysInForce deadlineInWords deadlineTitle
      entryMeanings evidenceSentence factClause forceMeanings forceWords itemTitle leafClauses listTitle roleTitle ruleInWords verbPhrase`,
    types: 'AuthorityWordbook CitationWords Clauses ConditionWords LabelledWords RuleWords Wordbook',
  },
  // Promised to nobody: what the packages of this repository share.
  '@virtual-school/rules/internal': {
    values: `
      codeOf contradictionsOf dateOfDayNumber emptyColumn eventsFor firstDayOf fits hasEvent lastDayOf listMissingOfMany listTelling proposedFact schoolYearsHeld summerOf
      checkDocument childOf compareRegister foldChild readDate recogniseTable watchDates directorySchemas draftRegister editJson findingCodes isBlankCell layOutJson listRelocations reasonInWords restingOnGone rulesInNoEntry
      accepted ageFact ageInYears birthFact capital createLineCutter didYouMean errorCode escapeMarkdown listDerivingConditions listFactNames isObject isOfCompulsorySchoolAge limits listed memoize nearest oneLine listParts
      plusDays pointerOf readJson readPublishedFiles refused schoolAgeFact sendableFacts sentence shortAccount stop factValueSchema vocabularyFactsSchema withSuggestion wordSchema wordsSchema yearGroupFact
      anyOf anyWithFactors codeAsFirst dayNumberOf dayNumbersHeld domainsOf isAmong listChangeDates literalsOf op placeIn programFor rangeOf relationOf sourceOf startMaking unknownSet valueOfCode wordName`,
    types: `
      Circuit CivilDate CodeSet Domain Expression Link Making Program ProgramDeadline ProgramFact VocabularyFact
      DateWatch FoldedChild FoldOptions RecognisedTable Remark ReturnRow RowSource TableToRecognise
      AddedEntry CutLine EntryChange FindingCode JsonEdit JsonLimits JsonSchema SaidWord LostEntry MovedEntry RegisterComparison
      Answer CaseloadAnswers DeadlineFinding Decision DecisionRequest ItemFinding JsonOutcome MissingFact RequirementFinding Rules ShortAccount`,
  },
  '@virtual-school/rules/json-rules-engine': {
    values: 'evaluateForRecordWithJsonRulesEngine evaluateToJsonWithJsonRulesEngine evaluateWithJsonRulesEngine',
    types: '',
  },
  '@virtual-school/verify': {
    values: `
      askBoth blankScenarios caseCounter checkFindings directions findingCodes findingInWords mutationReport
      proveInvariants rulesDifference buildWitnessScenario whyNot whyNotLines`,
    types: `
      BlankScenario BlankScenarioFile Breach CaseTally CheckOptions CheckProgress CheckReport DifferenceOptions
      Direction FactStep Finding FindingCode Forcing GivenFact InvariantReport MutantGroup MutantKind MutantText
      MutationOptions MutationReport AnswerChange PairDifference Proof Proposal ProveOptions QuestionName Region
      RulesDifference ScenarioPlace Smallest TextChange Undecided WhyNot WhyNotOptions WhyNotOutcome Witness
      WitnessCase WitnessScenario`,
  },
  '@virtual-school/records': {
    values: `
      accountAsHtml accountAsMarkdown accountContentSecurityPolicy accountOf activateRules addCallerKey addEvent
      addEventOnce answerAgain approveRules callerKeys callerKeysMark communicationRoles communicationWays
      consistencyBetween consistencyOf consistencyParameters currentCheckpoint defaultRealm eraseSubject
      erasureReasons eventSchema eventsOf eventTypes explanationFormats explanationOf exportSubject faultCode
      faultWords forgetRepeats fourEyesActs hasClientsBeside hasRecords importCallerKeys isConsistent isIncluded
      isRepeat isStorageFailed keepDecisionOnce keepDecisions latestCheckpoint leafHash listLimits listOf
      listParameters logFaultCodes logFromEnvironment logReadings logReportLines looksLikeLogin looksPersonal moveDecision
      onceOf openCheckpoint openEach openingIssue openRecord openRecords parseRecordsSettings prune readRecord realmName realmsIn receiptChecks receiptOf
      receiptText receiptVerifier recordLogRead recordsAreThere recordsFromEnvironment recordsSettingsFrom recordsVariables referenceIssues repeatBy
      replay replayLines report reportAsHtml reportSections reportTitle revokeCallerKey rotateSecret
      rotateSigningKey secretBesideRecords splitRealm subjectRead traceOf verifierKeysOf verifyLog verifyReceipt`,
    types: `
      AboutToRead Account AccountInput AccountPage AccountPart ActivityReport Again AgainOptions AnswerCount Appended Approval
      Asked By CallerKey CallerKeys Checkpoint Conflict ConsistencyProof Decided Envelope ErasedSubject Erasure
      ErasureReason EvaluatorName EventCounts EventMember EventRequest EventType ExplanationOfFormat ExportedSubject
      ExportOptions FourEyesAct Kept KeptCheckpoint Keyed LaterEvent ListItem ListParameter LogCounts LogFault
      LogFaultCode LogOwner LogProgress LogReading LogReport LogToRead MovedDecision Moving NamedCount NewEvent Once
      OpenedDecision OpenedRecord Opening Policy Pruned Pruning Reader ReadRecord RealmSplit ReceiptCheck
      ReceiptCheckName ReceiptEvidence ReceiptReport ReceiptVerdict RecordChecks RecordList RecordRange Records RecordsSettings RecordsVariables
      RecordType Repeat ReplayCounts ReplayFinding ReplayOptions ReplayReport ReplaySelection ReportCounts
      ReportOptions ReportRow ReportSection RotatedSecret RotatedSigningKey RulesInUse RulesNotApproved Safeguard
      SecondPlaceEvents SecretRotation SharedChild SplitRealm StorageFailed SubjectNamed ToldFact TreeHead
      VerifyLogOptions WhatIfChange WhatIfRecord WhatIfReport YearOfDecision`,
  },
  '@virtual-school/mcp': {
    values: 'asksForDecision asksLong createMcpServer decideBy findHere findInThread',
    types: 'DecideFunction DecideOutcome FindWhyNot KeptDecision McpParts FoundWhyNot WhyNotPlace WhyNotQuestion',
  },
  '@virtual-school/caseload': {
    values: 'answerForms changesPath createCaseloadWork gatherChildren gatherFile readFile writeAnswers',
    types: `
      AnswerChildren AnsweredChildren AnswerForm AnswerRow CaseloadJob CaseloadPool CaseloadQuestion CaseloadTally ChildDeadline
      FileReaders FileToGather FoundInFile GatheredChildren GatheredFile StoredRows TableHead TableTaker TakeRow WantedParts`,
  },
  '@virtual-school/sql': {
    values: 'dialectNames loadTableMap tableMapNames writeSelfCheck writeSql',
    types: `
      CareTable ColumnAbout ColumnTelling DeathRecord DialectName FactTelling FactTold FactValue PlainKind ResultColumn
      RowPick SelfCheck SelfCheckRequest SqlRequest TableMap TableMapName WrittenSql`,
  },
  '@virtual-school/pages': {
    values: 'builtProgram createPages createWhyNot holdHere holdInThread pageNotFound pageRoutes parseTheme usualTheme',
    types: `
      HoldInterview Identified KeepOutcome KeepRequest OidcSettings PageReply PagesAccess PagesService SearchWhyNot SignInFailure
      Theme Visitor`,
  },
  '@virtual-school/api': {
    values: `
      createApp createKey createLog isScope listKeys problems problemType readSettings revokeKey scopeMeanings
      scopes settingsTable startCluster startServer stopOnSignals`,
    types: `
      Access Claim CrossCheck Idempotency IdempotencyStore KeyedRequest KeyEntry KeysPlace Log LogLevel NewKey
      ProblemSlug Reply Revoking RunningCluster RunningServer Scope ServiceParts SettingRow Settings`,
  },
  '@virtual-school/api/pages': { values: 'pageHandlers', types: 'PagesParts' },
  '@virtual-school/cli': {
    values: 'exitCodes run',
    types: 'ExitCode Prompter PromptQuestion PromptReply Terminal',
  },
}

/** Every name that can be imported from, with the source file behind it; data such as package.json aside. */
const entries = packages.flatMap(name => {
  const { exports } = JSON.parse(readFileSync(inCheckout(`packages/${name}/package.json`), 'utf8')) as {
    exports: Record<string, string | Record<string, string>>
  }
  return Object.entries(exports).flatMap(([entry, target]) =>
    typeof target === 'string'
      ? []
      : [
          {
            name: `@virtual-school/${name}${entry.slice(1)}`,
            file: `packages/${name}/${target['@virtual-school/source']}`,
          },
        ],
  )
})

const namesIn = (file: string) =>
  parseSync(file, readFileSync(inCheckout(file), 'utf8')).module.staticExports.flatMap(one => one.entries)

describe('public names', () => {
  it('are imported from these places', () => {
    expect(entries.map(one => one.name)).toEqual(Object.keys(surface))
  })

  it.each(entries)('of $name', async ({ name, file }) => {
    const found = namesIn(file)
    const listed = (wanted: boolean) =>
      found
        .filter(one => one.isType === wanted)
        .map(one => one.exportName.name ?? '*')
        .sort()
    const words = (text: string) =>
      text
        .split(/\s+/)
        .filter(word => word !== '')
        .sort()
    expect({ values: listed(false), types: listed(true) }).toEqual({
      values: words(surface[name]?.values ?? ''),
      types: words(surface[name]?.types ?? ''),
    })
    expect(Object.keys(await import(name)).sort()).toEqual(listed(false))
  })

  it('none makes a module look like a promise', () => {
    expect(entries.flatMap(one => namesIn(one.file)).filter(one => one.exportName.name === 'then')).toEqual([])
  })
})
