/**
 * Of `docs/running.md`: what is kept, and how to look after it.
 * @param {string} grants SQL, with the roles named as in the text
 */
export const recordsSection = grants => `## Records

What is decided is on disk before it is given out: the request (facts by the vocabulary, a date of birth replaced by the age that it makes), the answer, the trace packed, and every event after it. The line \`started\` of the log says where: \`"records":"sqlite"\`, \`"postgres"\` or \`"off"\`; with \`RECORDS=off\` the command says so too when it starts. At the start, and at each reload, the rules are kept whole and recorded as active before the first decision by them; a reload for which that fails keeps the old rules.

| What | Where | In clear text |
|---|---|---|
| envelopes, rulebooks, the tree and its head | \`records.sqlite\` in \`DATA_DIR\`, or the tables of \`DATABASE_URL\` | yes: who, when, which question, which rules; no fact |
| facts, answers, traces, reasons | the same, sealed | no |
| answer, status and rules that bore on it, for filters | the same, table \`record_index\`; erased with what it is about | yes |
| keys of those who may call | the same, table \`api_keys\`; see [Who may call](access.md) | yes, but for the key itself: a SHA-256 of chance |
| which requests with an \`Idempotency-Key\` were answered, for a day | the same, table \`once\`; blanked by erasure | no: keyed hashes |
| keys of children and decisions | \`keys.sqlite\` beside it, or the schema \`keys\` | no: wrapped by the root secret |
| root secret | \`RECORDS_SECRET\`, or the file \`records-secret\` in \`DATA_DIR\` | yes: look after it as after a password |

Nobody can read anything that is kept without the root secret, and nobody can go on with the log under another: the service then does not start. \`RECORDS_NAME\` cannot change either.

### When the records cannot be written

The answer is 503, \`/problems/records-unavailable\`, with \`Retry-After\`; nothing was decided. The catalogue and health go on. \`GET /health/ready\` says 503 while the last attempt failed; the service tries every second, and is ready again by itself. The log has \`records-unavailable\` and \`records-available\`, and \`records_failures_total\` counts. Where the database cannot be reached at the start, the service does not start, and says so.

### Checkpoints in a second place

A checkpoint says how many records there are and what they are, signed, in about 200 bytes, with nothing about anybody. Whoever holds the root secret and can write the database could write another history; a checkpoint kept where they cannot reach it shows that. \`CHECKPOINT_DIR\` gets a file for each size, \`000000001234.checkpoint\`, never overwritten; \`CHECKPOINT_COMMAND\` gets it on its standard input, without \`RECORDS_SECRET\` and \`DATABASE_URL\` in its environment, and has five seconds. Both at most once a second while the log grows, and once more when the service stops. What fails is logged as \`checkpoint-not-copied\`, counted in \`checkpoint_failures_total\` and tried again; another checkpoint of the same size in the directory counts as failed, and is an alarm: the log was put back and went on otherwise. \`GET /checkpoint\` and \`GET /checkpoint/key\` give the latest and the key to anybody.

### Backups

- Back up records and keys apart. Of the keys (\`keys.sqlite\`, the schema \`keys\`) keep backups for a short time, days rather than months: what was erased can be read again from a backup of both for as long as the backup of the keys lives.
- Keep the root secret apart from both, and never in the same backup.
- SQLite: copy with \`sqlite3 records.sqlite ".backup …"\`, not by copying the file while the service runs; records first, then keys, so that no record lacks its key. PostgreSQL: \`pg_dump --exclude-schema=keys\` and \`pg_dump --schema=keys\`, or its own continuous archive with a short retention.
- Restoring: stop the service, put both back, start it. Before it answers it destroys again every key that the log says was erased. Then hold the log against a checkpoint kept elsewhere (\`virtual-school records verify\`): what was recorded after the backup is gone, and only that checkpoint shows it.

### Several instances

Any number may share one PostgreSQL, each with the same \`RECORDS_SECRET\` and \`RECORDS_NAME\` and a \`DATA_DIR\` of its own; \`--cluster\` on one machine may share the SQLite files too. They take turns by a lock on one row, once a batch; numbers have no gaps. A process writes in a thread of its own, over one connection, and reads over ten at most. (Whoever bundles the service takes \`dist/node/writer.js\` of \`@virtual-school/records\` along; without it the thread that answers writes too, which is slower and no different.) SQLite files must lie on a local disk, never on a network share.

They also share who may call, and what was answered. A key of a caller that is made or revoked at one counts for all within a second, since keys lie with the records. A request that comes again with its \`Idempotency-Key\`, to whichever instance or process and also after one was killed, gets the answer of the first and leaves no second record. What is not recorded is not shared: refusals (422), and with \`RECORDS=off\` every answer, are remembered in the memory of the process that gave them. So are limits (\`RATE_LIMIT\`): each process counts for itself.

### PostgreSQL: who may do what

Let the owner of the tables start the service once, so that they are made; then give the service a role that can add and never change, and auditors one that never sees a key. With the roles \`vs_service\` and \`vs_auditor\`:

\`\`\`sql
${grants.trimEnd()}
\`\`\`

Whoever owns the database can undo this, which is what checkpoints in a second place are for.
`
