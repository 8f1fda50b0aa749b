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
| keys of children and decisions | \`keys.sqlite\` beside it, or the schema \`keys\` | no: wrapped by the root secret |
| root secret | \`RECORDS_SECRET\`, or the file \`records-secret\` in \`DATA_DIR\` | yes: look after it as after a password |

Nobody can read anything that is kept without the root secret, and nobody can go on with the log under another: the service then does not start. \`RECORDS_NAME\` cannot change either.

### When the records cannot be written

The answer is 503, \`/problems/records-unavailable\`, with \`Retry-After\`; nothing was decided. The catalogue and health go on. \`GET /health/ready\` says 503 while the last attempt failed; the service tries every second, and is ready again by itself. The log has \`records-unavailable\` and \`records-available\`, and \`records_failures_total\` counts. Where the database cannot be reached at the start, the service does not start, and says so.

### Checkpoints in a second place

A checkpoint says how many records there are and what they are, signed, in about 200 bytes, with nothing about anybody. Whoever holds the root secret and can write the database could write another history; a checkpoint kept where they cannot reach it shows that. \`CHECKPOINT_DIR\` gets a file for each size, \`000000001234.checkpoint\`, never overwritten; \`CHECKPOINT_COMMAND\` gets it on its standard input, without \`RECORDS_SECRET\` and \`DATABASE_URL\` in its environment, and has five seconds.

Whatever adds to the log is followed by a copy: decisions, events, readings, exports, erasures, rules, by the service or by the command, which reads the same settings. The service copies at most once a second while the log grows, looks every ten seconds whether another has added to it, and copies once more when it stops, so that the last record is covered. What fails is logged as \`checkpoint-not-copied\`, counted in \`checkpoint_failures_total\` and tried again. \`GET /checkpoint\` and \`GET /checkpoint/key\` give the latest and the key to anybody, and \`GET /checkpoint/consistency\` the proof that one size begins with another.

**Before anything is added, the log is held to the newest checkpoint in \`CHECKPOINT_DIR\`**: the log’s key must have signed it, and the log must begin with the records that it was signed over. If the log is shorter or another, neither the service nor the command starts, and both sizes and roots are said. So a database that was rolled back is found, a backup that was restored, a wrong \`DATA_DIR\`, and a volume that is not mounted, where an empty log would be begun. While the service runs the log is held to it again with each copy (where the directory is so large that this takes long, in a twentieth of the time); a difference is logged as \`checkpoint-differs\`, an error, and counted in \`checkpoint_conflicts_total\`: raise an alarm for any.

To let a log go on all the same, as after a restore that you meant, set \`CHECKPOINT_OVERRIDE\` to the size of that checkpoint, which the message names. It holds for that size alone. The log gets a record of the type \`checkpoint-overridden\`, \`verify\` tells of it, and from then on checkpoints go into \`after-000000001234\` in \`CHECKPOINT_DIR\`; those from before stay. Then take the setting away.

The line \`started\` has \`recordsSize\`, how many records there are, and \`recordsKey\`, name and id of the log’s key, so that an empty log or another one can be told at a glance. \`records-remark\`, a warning, says what somebody should know: that the log has the name that all have, that \`CHECKPOINT_DIR\` is empty beside records, that somebody has rights that nobody should have, or that something lies beside the tables.

### What guards the tables

Triggers keep records, tree, rules and head from being changed by anybody, as long as the triggers are there. So the service and the command hold them, and the tables, columns, indexes and constraints, to what this version makes before they add anything, and \`virtual-school records verify\` does too. If something is missing, was changed, or hangs on a table that is not ours, nothing starts, and it is named with the statement that makes it. It is not put back by itself: whoever dropped a guard may have changed records, and some tools that copy databases leave guards out or switched off (\`pg_restore --disable-triggers\` leaves them on, and no longer \`ALWAYS\`). Verify first, against a checkpoint kept elsewhere; then let the owner run the statement that was named, on PostgreSQL followed by \`ALTER TABLE … ENABLE ALWAYS TRIGGER …\`. Tables and indexes of others beside ours do no harm, and are named only.

### Backups

- Back up records and keys apart. Of the keys (\`keys.sqlite\`, the schema \`keys\`) keep backups for a short time, days rather than months: what was erased can be read again from a backup of both for as long as the backup of the keys lives.
- Keep the root secret apart from both, and never in the same backup.
- SQLite: copy with \`sqlite3 records.sqlite ".backup …"\`, not by copying the file while the service runs; records first, then keys, so that no record lacks its key. PostgreSQL: \`pg_dump --exclude-schema=keys\` and \`pg_dump --schema=keys\`, or its own continuous archive with a short retention.
- Restoring: stop the service, put both back, start it. Before it answers it destroys again every key that the log says was erased. With \`CHECKPOINT_DIR\` it does not start, since what was recorded after the backup is gone: see above. Without, hold the log against a checkpoint kept elsewhere (\`virtual-school records verify\`); only that shows it.

### Several instances

Any number may share one PostgreSQL, each with the same \`RECORDS_SECRET\` and \`RECORDS_NAME\`; \`--cluster\` on one machine may share the SQLite files too. They take turns by a lock on one row, once a batch; numbers have no gaps. A process writes in a thread of its own, over one connection, and reads over ten at most. (Whoever bundles the service takes \`dist/node/writer.js\` of \`@virtual-school/records\` along; without it the thread that answers writes too, which is slower and no different.) SQLite files must lie on a local disk, never on a network share.

### PostgreSQL: who may do what

Let the owner of the tables start the service once, so that they are made; then give the service a role that can add and never change, and auditors one that never sees a key. With the roles \`vs_service\` and \`vs_auditor\`:

\`\`\`sql
${grants.trimEnd()}
\`\`\`

As \`vs_auditor\`, \`virtual-school records verify --key log.pub\`, \`records report\` and \`records checkpoint\` work, without the root secret. Rights beyond these are named when the service starts and by \`verify\`. Whoever owns the database can undo all of this, which is what checkpoints in a second place are for.
`
