/** Of `docs/running.md`: what becomes of records that version 1.0 kept. */
export const upgradeSection = `## Upgrading from 1.0

[Upgrading and going back](operating.md#upgrading-and-going-back) has the steps. This is what is particular to records of version 1.0.

**Before.** Let version 1.0 verify its log, since it could damage its own SQLite files, and put a checkpoint aside. Stop everything of version 1.0 that uses the records, then back up records and keys. A service of 1.0 that still runs damages nothing, but keeps no decision any more about a child that is new to it (503), and what it does keep counts as not bound. Say who may call: without keys or tokens the service starts with \`ACCESS=open\` alone. On PostgreSQL let the owner of the tables do the first start, then give the roles their rights again.

**At the first start** tables are added and changed, and each reference of a child is bound to the child that it leads to. The log gets a signed record, \`subjects-bound\`, with a digest of all of them. No record of before is changed: receipts and checkpoints stay genuine by the same key, and every decision is decided again as it was. A thousand decisions about 25 children were brought up to date in about a second on both databases; it grows with the number of children. If it is cut short, the next start goes on with it. With another root secret or another \`RECORDS_NAME\` nothing is touched. \`keys.json\` is taken over ([Who may call](access.md#keys)).

**What cannot be proved of before.** Since that record, a reference that somebody made lead to another child is found. Whether that was done before, nobody can tell from the log. So \`virtual-school records verify\` says since which record references are bound, and for how many older decisions the child rests on the keys alone; \`records export\` and \`records erase\` say how many those are of a child.

**Realms.** All keys and records are of the realm \`default\`, so everybody sees what they saw. [Realms](access.md#realms) shows how to split them.

**The way back** is the backup: version 1.0 does not start over records that were brought up to date, and says that they cannot be opened. What was decided since is lost with it.

In a checkout with its whole history, \`npm run upgrade\` has version 1.0 write a thousand decisions over all questions and councils, and tries all of this on both databases.

`
