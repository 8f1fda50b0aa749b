import { table } from './markdown-table.mjs'

/** What could go wrong, what the software does about it, what the council has to do, and what stays. */
const risks = [
  [
    'A wrong finding is acted on',
    'Each finding names its rules, their force and their source. What is not known stays open and never permits. Wordings that can be read in two ways, and sources not read at first hand, are said beside the answer. Two evaluators can be compared on every decision (`CROSS_CHECK`). The rules are proved against invariants and tried on worked cases.',
    'Have the rules checked by somebody who knows the law; see that staff read more than the answer.',
    'The rules may say something other than the law does, and both evaluators would agree on it. Some sources were read only as restated by others: each finding says so.',
  ],
  [
    'The facts are wrong or out of date',
    'Facts that contradict one another are refused. The account says in words what the computer was told.',
    'Send facts from the system that holds them, and show the account to those who know the child.',
    'The software cannot tell a wrong fact from a right one.',
  ],
  [
    'A person agrees without looking',
    'Agreeing and deciding otherwise are events with who and when; deciding otherwise needs a reason. Rates are reported by rule.',
    'Train staff, give them time, and look at the rates.',
    'High: nothing in software makes involvement meaningful.',
  ],
  [
    'Somebody reads what is none of their business',
    'Contents are encrypted. Reading takes a key or token with its own scope, and each reading is itself recorded. Away from its own machine the service does not start until something says who may call.',
    'Keep the root secret apart from the database; revoke keys; read the records of access.',
    'Whoever has the root secret and the database reads everything. Answers and names of rules stand in clear text in the index, beside a random number for the child.',
  ],
  [
    'A copy for one child tells of somebody else',
    'Facts are words from lists. Reasons, which people write themselves, are listed beside the copy for a person to read; the letter shows none of them until the code of that list is given back, and each can be left out of the whole copy.',
    'Have somebody read the list who knows the family; hand over the folder, and not the list.',
    'A person may overlook something. The copy holds references of members of staff.',
  ],
  [
    'A child is recognised from what is not encrypted',
    'Facts are not in the log. What is signed is a hash of encrypted data, from which facts cannot be guessed. The number for a child is random.',
    'Treat the database as personal data all the same. Do not publish counts of few children: `records report --suppress-small` makes a report that can be published.',
    'In a small council, the question, the day and the system that asked may be enough for somebody who knows the family. The length of what is encrypted is not hidden. Metrics count answers, and small counts can tell.',
  ],
  [
    'Records are changed, added or taken away',
    'The database refuses changes; the log is a signed Merkle tree, and each caller can keep a receipt. See [auditing](auditing.md).',
    'Keep checkpoints where those who run the database cannot reach them.',
    'Without a checkpoint or receipts kept elsewhere, a tail that was cut off, an old copy put back, or a log rebuilt whole by somebody with the signing secret is not detected.',
  ],
  [
    'Records are lost, or an answer is given and not kept',
    'The answer is sent only after the record is on disk. Where it cannot be written, none is given.',
    'Back up, and try restoring.',
    'A lost root secret is the loss of all contents.',
  ],
  [
    'Erased data comes back',
    'Erased keys that a backup brought back are destroyed before the service serves.',
    'Keep backups of keys for a short time; clear exported copies.',
    'Backups that lie unrestored, archives of PostgreSQL’s write-ahead log, and copies outside.',
  ],
  [
    'Data is kept too long, or not long enough',
    'How long can be set for each question; legal holds.',
    'Set it: by default nothing is pruned. Export to the case system what the law wants kept for longer.',
    'Until it is set, everything stays.',
  ],
  [
    'Some children are treated worse than others',
    'Equal facts get equal findings. Ethnicity, religion, sex and nationality are not in the vocabulary. What a disability or special educational need changes is written in a rule that can be read.',
    'Look at outcomes by group in the council’s own data; an equality impact assessment.',
    'Not recording a characteristic also means that the software cannot show whether a rule falls harder on some.',
  ],
]

export const dataProtectionRisks = () =>
  table(['Risk', 'What the software does', 'What the council has to do', 'What stays'], risks)
