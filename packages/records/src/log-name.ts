/** What every log is called whose owner gave it no name. */
export const defaultLogName = 'virtual-school'

/** What is to be known of a log’s name, a sentence; nothing of one that was chosen. */
export const nameRemarks = (name: string): readonly string[] =>
  name === defaultLogName
    ? [
        `The log is called “${defaultLogName}”, as every log is whose owner gave it no name, so its checkpoints and receipts do not say whose they are. Before the first record set RECORDS_NAME to a name of your own, as records.example.org; afterwards it cannot be changed.`,
      ]
    : []
