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
| root secret | \`RECORDS_SECRET\`, the file that \`RECORDS_SECRET_FILE\` names, or \`records-secret\` in \`DATA_DIR\` | yes: look after it as after a password |

Nobody can read anything that is kept without the root secret, and nobody can go on with the log under another: the service then does not start. \`RECORDS_NAME\` cannot change either: under another name no service starts and no command opens the log, also after a key was replaced, and nothing is added to it.

### The root secret

Left alone, the service makes the secret in \`DATA_DIR\`, beside the records. Whoever gets a copy of that directory can then read all of them, and forge them. So each start says it: a line \`secret-beside-records\` of level \`warning\` in the log. To put it right, stop the service, move the file to another disk or a store of secrets, and name it:

\`\`\`text
mv data/records-secret /etc/virtual-school/records-secret
RECORDS_SECRET_FILE=/etc/virtual-school/records-secret virtual-school serve
\`\`\`

A file that others than its owner may read or write is refused, as ssh refuses one; the message has the \`chmod\` to run. (Docker mounts secrets with mode 0444: give \`mode: 0400\`.) \`RECORDS_SECRET\` and \`RECORDS_SECRET_FILE\` together are refused. A secret is made only while there are no records yet: if there are and the file is gone, the service does not start, and makes no other. \`DATA_DIR\` is made for its owner alone (0700), with PostgreSQL too.

### When the records cannot be written

The answer is 503, \`/problems/records-unavailable\`, with \`Retry-After\`; nothing was decided. The catalogue and health go on. The log has \`records-unavailable\`, with what failed in words (\`what\`), its code (an errno, a code of SQLite or a SQLSTATE) and what to do, and later \`records-available\`; \`records_failures_total\` counts. Never set \`RECORDS=off\` to be rid of the error: decisions that nobody can account for are worse than none.

\`GET /health/ready\` says 503 while decisions could not be kept. That is found while nobody asks for anything too: every five seconds in which nothing was kept, and every second while it fails, the service tries the way that decisions take. It takes the lock of the head, compares the signature there with its own key, writes every row that a decision writes in the place that comes next and takes them back, then writes something small to the disk, and compares the rules in use with those that are recorded. With SQLite it also looks at its files, its locks and the room on the disk (8 MiB at least). The failure is over once a decision was kept, or all of that went well.

If the database cannot be opened at the start, the service does not start, and says what failed and where: a wrong password, missing rights, a closed port, an unknown host, a database that is not there, a folder that can only be read, a full disk, a newer schema, a damaged file. It never repeats a password. The commands under \`virtual-school records\` say the same.

### A log that is not sound

Before anything is added to a log, its end is checked: that one row says where it ends, that its checkpoint is signed by this key over what the last records (256 at most) and the stored hashes lead to, that these records are what was kept, and that nothing stands after them. That takes some milliseconds, however long the log is. If something is wrong the service does not start, and says what. \`virtual-school records verify\` opens such a log all the same, changes nothing, and tells all that is wrong. Then put a sound copy in its place (see Backups), or keep the log as evidence and begin another in a new \`DATA_DIR\`. The same goes for keys without any records, and for one of SQLite’s two files without the other.

### The clock

No record is dated before the one that it follows. If the clock of a machine was ahead once, all records after that bear its time until it has been caught up with; each then has the machine’s own time beside it (\`clock\` in the envelope). A clock more than a minute behind the last record is an error in the log, \`clock-behind-log\`, at the start and each hour while it lasts, and \`clock_behind_log_seconds\` says by how much. Have the machines keep time (NTP), and raise an alarm on that metric.

### Checkpoints in a second place

A checkpoint says how many records there are and what they are, signed, in about 200 bytes, with nothing about anybody. Whoever holds the root secret and can write the database could write another history; a checkpoint kept where they cannot reach it shows that. \`CHECKPOINT_DIR\` gets a file for each size, \`000000001234.checkpoint\`, never overwritten; \`CHECKPOINT_COMMAND\` gets it on its standard input, without \`RECORDS_SECRET\` and \`DATABASE_URL\` in its environment, and has five seconds.

Whatever adds to the log is followed by a copy: decisions, events, readings, exports, erasures, rules, by the service or by the command, which reads the same settings. The service copies at most once a second while the log grows, looks every ten seconds whether another has added to it, and copies once more when it stops, so that the last record is covered. What fails is logged as \`checkpoint-not-copied\`, counted in \`checkpoint_failures_total\` and tried again. \`GET /checkpoint\` and \`GET /checkpoint/key\` give the latest and the key to anybody, and \`GET /checkpoint/consistency\` the proof that one size begins with another.

**Before anything is added, the log is held to the newest checkpoint in \`CHECKPOINT_DIR\`**: the log’s key must have signed it, and the log must begin with the records that it was signed over. If the log is shorter or another, neither the service nor the command starts, and both sizes and roots are said. So a database that was rolled back is found, a backup that was restored, a wrong \`DATA_DIR\`, and a volume that is not mounted, where an empty log would be begun. If \`CHECKPOINT_DIR\` itself is not there and the log has records, neither starts: most likely its volume is not mounted. A new log makes the directory; for a log that has records make it yourself. While the service runs the log is held to it again with each copy (where the directory is so large that this takes long, in a twentieth of the time); a difference is logged as \`checkpoint-differs\`, an error, and counted in \`checkpoint_conflicts_total\`: raise an alarm for any.

To let a log go on all the same, as after a restore that you meant, set \`CHECKPOINT_OVERRIDE\` to the size of that checkpoint, which the message names. It holds for that size alone. The log gets a record of the type \`checkpoint-overridden\`, \`verify\` tells of it, and from then on checkpoints go into \`after-000000001234\` in \`CHECKPOINT_DIR\`; those from before stay. Then take the setting away.

The line \`started\` has \`recordsSize\`, how many records there are, and \`recordsKey\`, name and id of the key that signs the log now, so that an empty log or another one can be told at a glance. \`records-remark\`, a warning, says what somebody should know: that the log has the name that all have, that \`CHECKPOINT_DIR\` is empty beside records, that \`CHECKPOINT_OVERRIDE\` let the log go on just now, that somebody has rights that nobody should have, that something lies beside the tables, or that records of version 1.0 were brought up to date just now and are of the realm \`default\`.

### What guards the tables

Triggers keep records, tree, rules and head from being changed by anybody, as long as the triggers are there. So the service and the command hold them, and the tables, columns, indexes and constraints, to what this version makes before they add anything, and \`virtual-school records verify\` does too. If something is missing, was changed, or hangs on a table that is not ours, nothing starts, and it is named with the statement that makes it. It is not put back by itself: whoever dropped a guard may have changed records, and some tools that copy databases leave guards out or switched off (\`pg_restore --disable-triggers\` leaves them on, and no longer \`ALWAYS\`). Verify first, against a checkpoint kept elsewhere; then let the owner run the statement that was named, on PostgreSQL followed by \`ALTER TABLE … ENABLE ALWAYS TRIGGER …\`. Tables and indexes of others beside ours do no harm, and are named only.

### Backups

- Back up records and keys apart. Of the keys (\`keys.sqlite\`, the schema \`keys\`) keep backups for a short time, days rather than months: what was erased can be read again from a backup of both for as long as the backup of the keys lives.
- Keep the root secret apart from both, and never in the same backup.
- SQLite: copy with \`sqlite3 records.sqlite ".backup …"\`, not by copying the file while the service runs; records first, then keys, so that no record lacks its key. PostgreSQL: \`pg_dump --exclude-schema=keys\` and \`pg_dump --schema=keys\`, or its own continuous archive with a short retention.
- Restoring: stop the service and everything else that uses the files. On SQLite delete \`records.sqlite\`, \`keys.sqlite\` and those beside them that end in \`-wal\` and \`-shm\`, which a crash leaves behind: they would bring back what was there. Then put both back, and start it. Before it answers it destroys again every key that the log says was erased, and every key of before a move, once what that key alone opens is sealed again for the child whose it is. With \`CHECKPOINT_DIR\` it does not start, since what was recorded after the backup is gone: see above. Without, hold the log against a checkpoint kept elsewhere (\`virtual-school records verify\`); only that shows it.

### Several instances

Any number may share one PostgreSQL, each with the same root secret and \`RECORDS_NAME\`. On one machine any number may share the SQLite files too: the processes of a \`--cluster\`, a second \`serve\` (as while one version takes over from another), the commands, and others who read or back up the files. They take turns by a lock on one row, once a batch; numbers have no gaps. A process writes in a thread of its own, over one connection, and reads over ten at most. (Whoever bundles the service takes \`dist/node/writer.js\` of \`@virtual-school/records\` along; without it the thread that answers writes too, which is slower and no different.) SQLite files must lie on a local disk, never on a network share.

Never delete, move or replace the SQLite files (\`records.sqlite\`, \`keys.sqlite\` and those beside them that end in \`-wal\` and \`-shm\`) while something uses them. A process that finds that done stops answering (503, not ready), says which file in its log, and writes nothing more until it is started again. If you extend the software: open these files by SQLite alone. A process that opens and closes one of them in another way, if only to read or copy it, loses every lock that it has on it, and the next process that comes and goes takes the log of changes away (SQLite, “How To Corrupt An SQLite Database File”, 2.2).

They also share who may call, and what was answered. A key of a caller that is made or revoked at one counts for all within a second, since keys lie with the records. A request that comes again with its \`Idempotency-Key\`, to whichever instance or process and also after one was killed, gets the answer of the first and leaves no second record. What is not recorded is not shared: refusals (422), and with \`RECORDS=off\` every answer, are remembered in the memory of the process that gave them. So are limits (\`RATE_LIMIT\`): each process counts for itself.

### PostgreSQL: who may do what

Let the owner of the tables start the service once, so that they are made; then give the service a role that can add and never change, and auditors one that never sees a key. With the roles \`vs_service\` and \`vs_auditor\`:

\`\`\`sql
${grants.trimEnd()}
\`\`\`

As \`vs_auditor\`, \`virtual-school records verify --key log.pub\`, \`records report\` and \`records checkpoint\` work, without the root secret and without \`--actor\`. They leave no record. Rights beyond these are named when the service starts and by \`verify\`. Whoever owns the database can undo all of this, which is what checkpoints in a second place are for.
`
