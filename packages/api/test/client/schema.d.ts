/** Generated from openapi.json by openapi-typescript; “npm run generate” writes it. */
export interface paths {
    "/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide one case
         * @description Answers from what is known. If that does not settle the answer, the status is still 200: `status` is `undetermined`, `possibleAnswers` lists what is left and `missing` what to ask next, the most telling first.
         *
         *     The body is at most 64 KiB of UTF-8, not compressed, with no member twice. `result` is byte for byte what the library gives.
         *
         *     If records are on, the answer comes once the decision is on disk, with the record’s `id`, its time and a `receipt` that proves it; what cannot be kept is not given out (503).
         */
        post: operations["decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decide/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide many cases
         * @description Answers one line of JSON a request, in order, as it goes; or one JSON array of the same, to a caller whose Accept header takes application/json and no lines. A request that is refused answers with its line and its issues, and the batch goes on. If records are on, each decision is on disk before its line goes out, with its id, time and receipt. `trace` is `none` if a request does not ask for it.
         *
         *     Send lines (application/x-ndjson), of at most 64 KiB each, or one JSON array of at most 1,000 requests and 1 MiB. An array is one document: if its JSON is malformed, nothing of it is answered.
         *
         *     Send the whole batch within ten seconds. Up to 8 MiB of it may be sent before you begin to read; beyond that, read while you send. For more, use the command `virtual-school batch`.
         *
         *     A batch takes no `Idempotency-Key` and refuses one (400): each decision has a record of its own, and sent again it has new ones.
         */
        post: operations["decideBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was decided, and what was recorded about it
         * @description The newest first, a page at a time; `next`, and the header Link, hold the address of the next page, which stays the same however many records are added meanwhile. Envelopes hold no fact. A reference in the address may stand in the logs of proxies in between, so it is deprecated there: POST /records/search takes it in its body. That the list was read is recorded first: what was looked for, and what was shown, sealed.
         */
        get: operations["listRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The same list, for a query that must not stand in an address
         * @description Takes the filters of GET /records in its body, so that the reference of a child stands in no log of a proxy. For the next page, send the same body with `next` as its `cursor`. That the list was read is recorded first: what was looked for, and what was shown, sealed.
         */
        post: operations["searchRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One record, opened
         * @description What was asked and answered, and everything that was recorded about it afterwards. That it was read is recorded first.
         */
        get: operations["getRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The account of one decision, for a person
         * @description As data, as Markdown, or as a page for print, by the Accept header. It has its full trace, made again from the rules that decided, which are kept. That it was read is recorded first.
         */
        get: operations["explainRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A new receipt of one record, against the log as it stands now
         * @description It holds the envelope and no fact, and is checked with the key at GET /checkpoint/key.
         */
        get: operations["getReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record what a person did about a decision
         * @description The service gives findings; a person decides, and the record shows who, when and why. A reason is sealed under the key of the decision, and goes when the decision is erased. Nothing that was recorded is ever changed: what comes later stands beside it. `held` and `released` are of the child whom the decision is about.
         */
        post: operations["addEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The signed checkpoint of the log
         * @description How many records there are and the root of the tree over them, signed: a C2SP signed note. It says nothing of anybody. Keep one elsewhere now and then: with it anybody can see whether the log was cut short, put back or rewritten since.
         */
        get: operations["getCheckpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/checkpoint/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The key that checkpoints and receipts are checked with
         * @description A C2SP verifier key: name, key id and key, with “+” between. If the key was replaced, a line for each, the oldest first: what an old one signed stays good. They are no secret; keep them elsewhere, since anybody who can change them here can change the log too.
         */
        get: operations["getCheckpointKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/checkpoint/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The proof that the log of one size begins with the log of another
         * @description For anybody who has a checkpoint of each size, such as one that was kept elsewhere and that of a receipt: with it both can be shown to be of one log, without anybody being trusted. `virtual-school records verify --consistency` reads it. It says nothing of anybody.
         */
        get: operations["getConsistencyProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every decision
         * @description The questions that can be asked, with their answers, requirements and lists.
         */
        get: operations["listDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One decision, and a JSON Schema of the facts that matter to it
         * @description The schema has each fact with the question to ask a person and the words that it may be. Facts that do not matter may be sent all the same.
         */
        get: operations["getDecision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The vocabulary: every fact, what it may be and how to ask for it
         * @description Facts are about a child, one value each. Which of them matter to a question GET /decisions/{id} says.
         */
        get: operations["listFacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/authorities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every authority whose rules are held, the national one first
         * @description A decision that names none is by the national rules alone.
         */
        get: operations["listAuthorities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every edition of every rule
         * @description In short: its name, what follows from it and the days on which it is in force. GET /rules/{name} has the rest.
         */
        get: operations["listRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One rule: its editions, what each changed, its exceptions and the sources that it cites
         * @description With the conditions as the rule files have them, and every definition that they lead to.
         */
        get: operations["getRule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every source that a rule cites
         * @description Acts, regulations, guidance and councils’ own texts, as they are cited.
         */
        get: operations["listSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a problem means, and what to do about it
         * @description The page that the `type` of a problem is the address of, for people.
         */
        get: operations["getProblem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document
         * @description An OpenAPI 3.1 document of every route, typed by the rules that are held: each question with its facts, their words and its answers. It changes with the rules.
         */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document as pages to read and try out
         * @description Leads to /docs/, which loads nothing from other hosts.
         */
        get: operations["getDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process answers
         * @description For whoever restarts a process that does not. It says nothing of records or rules.
         */
        get: operations["isLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether decisions can be asked for, and from which rules
         * @description For a load balancer: 503 while the service is stopping, and while what it decides could not be kept.
         */
        get: operations["isReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the service has counted, for Prometheus
         * @description Decisions by what they say, how long routes take, refusals by problem, requests turned away, which rules are in use, and how late the event loop is. Nothing about a person. Of a cluster: all its processes together.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        DecisionRequest: components["schemas"]["RemitRequest"] | components["schemas"]["ReducedTimetableRequest"] | components["schemas"]["MultiAgencyMeetingRequest"] | components["schemas"]["SignOffRequest"] | components["schemas"]["PlacementMoveRequest"] | components["schemas"]["PersonalEducationPlanRequest"] | components["schemas"]["ExclusionNoticeRequest"] | components["schemas"]["SupportRequestRequest"];
        /** @description What a list is narrowed to. What is left out narrows nothing. */
        SearchRequest: {
            /** @description The question, as reduced-timetable. */
            decision?: string;
            /** @description Whose rules, as luton. */
            authority?: string;
            /** @description The answer found, as not-permitted; finds nothing that was erased. */
            answer?: string;
            /**
             * @description What kind of record, as evaluated or overridden.
             * @enum {string}
             */
            type?: "evaluated" | "reviewed" | "overridden" | "communicated" | "challenged" | "contested" | "corrected" | "moved" | "resealed" | "accessed" | "exported" | "held" | "released" | "erased" | "rules-activated" | "rules-approved" | "keys-rotated" | "subjects-bound" | "realm-split" | "checkpoint-overridden" | "key-created" | "key-revoked";
            /** @description Recorded on this day (UTC) or later, or at this time. */
            from?: string;
            /** @description Recorded on this day (UTC) or earlier, or before this time. */
            to?: string;
            /** @description The name of a rule that bore on the decision. */
            rule?: string;
            /** @description A caution that it came with, as rests-on-unverified-source. */
            caution?: string;
            /** @description A reading that it depended on. */
            reading?: string;
            /** @description The version or the digest of the rules that decided. */
            rules?: string;
            /** @description The random number of a child, as records show it. */
            subject?: string;
            /** @description The reference of a child, as it was sent with the request. */
            subjectRef?: string;
            /**
             * Format: uuid
             * @description The id of the decision that events are about.
             */
            about?: string;
            /** @description The system that asked. */
            client?: string;
            /** @description The realm whose records they are; another than one’s own takes the right to read all. */
            realm?: string;
            /** @description The page that follows: “next” of the page before. */
            cursor?: string;
            /** @description How many; 50 if this is left out. */
            limit?: number;
        };
        EventRequest: {
            /** @constant */
            type: "reviewed";
            reason?: string;
            /** @description Your reference for the person who did it; X-Actor may say it instead. Required if a person decides. */
            actor?: string;
        } | {
            /** @constant */
            type: "overridden";
            reason: string;
            outcome: string;
            /** @description Your reference for the person who did it; X-Actor may say it instead. Required if a person decides. */
            actor?: string;
        } | {
            /** @constant */
            type: "communicated";
            /** @enum {string} */
            to: "child" | "parent-or-carer" | "foster-carer" | "social-worker" | "designated-teacher" | "school" | "independent-reviewing-officer" | "other-authority";
            /** @enum {string} */
            way: "in-person" | "telephone" | "letter" | "email" | "meeting" | "portal";
            reason?: string;
            /** @description Your reference for the person who did it; X-Actor may say it instead. Required if a person decides. */
            actor?: string;
        } | {
            /** @constant */
            type: "challenged";
            reason: string;
            /** @description Your reference for the person who did it; X-Actor may say it instead. Required if a person decides. */
            actor?: string;
        } | {
            /** @constant */
            type: "contested";
            /** @description The name of the fact that was wrong, as GET /facts lists it. */
            fact: string;
            /** @description What it should be; null: it is not known. */
            shouldBe: string | number | boolean | null;
            reason?: string;
            /** @description Your reference for the person who did it; X-Actor may say it instead. Required if a person decides. */
            actor?: string;
        } | {
            /** @constant */
            type: "corrected";
            /** @description What was wrong. */
            reason: string;
            /**
             * Format: uuid
             * @description The id of the decision that stands in its place.
             */
            replacedBy?: string;
            /** @description Your reference for the person who did it; X-Actor may say it instead. Required if a person decides. */
            actor?: string;
        } | {
            /** @constant */
            type: "held";
            reason: string;
            /** @description Your reference for the person who did it; X-Actor may say it instead. Required if a person decides. */
            actor?: string;
        } | {
            /** @constant */
            type: "released";
            reason: string;
            /** @description Your reference for the person who did it; X-Actor may say it instead. Required if a person decides. */
            actor?: string;
        };
        /** @description A decision, and what proves that it was kept; without that if records are off. */
        Decided: {
            /**
             * Format: uuid
             * @description The record’s id, a UUID of version 7.
             */
            id?: string;
            /**
             * Format: date-time
             * @description When it was put on disk, in UTC.
             */
            recordedAt?: string;
            receipt?: components["schemas"]["Receipt"];
            result: components["schemas"]["Decision"];
        };
        /** @description Proves, to anybody and without this service, that the record stands in the log. It holds no fact. It is canonical JSON (RFC 8785); `virtual-school records verify` reads it in any layout, and the whole answer too. */
        Receipt: {
            /** @constant */
            v: 1;
            envelope: components["schemas"]["Envelope"];
            /** @description The leaf’s place in the tree, from 0. */
            index: number;
            /** @description The inclusion proof of RFC 6962, from the leaf up. */
            proof: string[];
            /** @description The signed checkpoint of the tree, a C2SP signed note. */
            checkpoint: string;
        };
        /** @description The part of a record that stands in clear text. It holds no fact. */
        Envelope: {
            /** @constant */
            v: 1;
            /** @description The name of the log. */
            log: string;
            /** @description Its place in the log, from 0. */
            seq: number;
            /**
             * Format: uuid
             * @description The record’s id, a UUID of version 7.
             */
            id: string;
            /** @description `evaluated` of a decision; other words of what happened to one. */
            type: string;
            /**
             * Format: date-time
             * @description When it was put on disk, in UTC.
             */
            recordedAt: string;
            /** @description The system that asked. */
            client: string;
            /** @description The version of the software that decided. */
            engine: string;
        } & {
            [key: string]: unknown;
        };
        /** @description The answer, what it rests on, and what is not known. Equal requests give equal bytes. */
        Decision: components["schemas"]["RemitDecision"] | components["schemas"]["ReducedTimetableDecision"] | components["schemas"]["MultiAgencyMeetingDecision"] | components["schemas"]["SignOffDecision"] | components["schemas"]["PlacementMoveDecision"] | components["schemas"]["PersonalEducationPlanDecision"] | components["schemas"]["ExclusionNoticeDecision"] | components["schemas"]["SupportRequestDecision"];
        /**
         * @description How binding a text is; the strongest first.
         * @enum {string}
         */
        Force: "law" | "statutory-guidance" | "regard-guidance" | "non-statutory-guidance" | "local-policy" | "local-offer";
        Deadline: {
            action: components["schemas"]["DeadlineAction"];
            /** @enum {string} */
            status: "applies" | "possible";
            /** @description null if it cannot be known; “basis” says why. */
            date: string | null;
            role: string;
            basis: string;
            /** @description The names of the rules that it rests on, sorted. */
            because: string[];
        };
        /** @description A fact worth asking for; the most telling first. */
        MissingFact: {
            fact: components["schemas"]["FactName"];
            question: string;
            /** @enum {string} */
            state: "not-asked" | "not-known";
            /** @enum {string} */
            for: "answer" | "detail";
            /** @description Whatever its value, the answer would then be determined. */
            settles: boolean;
        };
        /** @description An ambiguous wording that something here hangs on. */
        Reading: {
            id: string;
            taken: string;
            alternative: string;
            answerWouldBe: string | null;
            changes: string[];
        };
        Caution: {
            /**
             * @description What to be careful of. Others may come. attribution-inferred: A document relied on does not itself say whose it is. before-first-edition: The law of this day is not held whole: the day lies before the first for which it is. council-rules-not-held: No rule of this council’s own could change the answer: England’s rules answered. Ask its virtual school. edition-not-held: A text that was in force on this day is not held, and could change the answer. responsible-authority-not-stated: No text says which authority the duty falls to. rests-on-unread-text: A text bears on this whose words were not read. rests-on-restated-source: A text relied on was read only as another publisher restates it. rests-on-unverified-source: A text relied on has not been seen; the rule is from memory. text-damaged: Words are missing from a text relied on. texts-differ: The texts relied on do not say the same. unusual-facts: Hardly any child has these facts together. Check them.
             * @example attribution-inferred
             * @example before-first-edition
             * @example council-rules-not-held
             * @example edition-not-held
             * @example responsible-authority-not-stated
             * @example rests-on-unread-text
             * @example rests-on-restated-source
             * @example rests-on-unverified-source
             * @example text-damaged
             * @example texts-differ
             * @example unusual-facts
             */
            code: string;
            /** @description The names of the rules that it rests on, sorted. */
            because: string[];
        };
        /** @description A text that bears on the question, of which no rule is made. */
        NotWeighed: {
            id: string;
            title: string;
            reason: string;
            force: components["schemas"]["Force"];
            /** @enum {string} */
            bears: "bar" | "adds" | "detail";
            source: string;
            locator: string;
        };
        /** @description The evaluation itself: every rule considered and every condition, with its truth. */
        Trace: {
            facts: {
                [key: string]: components["schemas"]["TraceFact"];
            };
            definitions: {
                [key: string]: {
                    statement: string;
                    truth: components["schemas"]["Truth"];
                    conditions: components["schemas"]["TraceCondition"];
                };
            };
            requirements: {
                [key: string]: {
                    truth: components["schemas"]["Truth"];
                    test: components["schemas"]["TraceCondition"];
                };
            };
            rules: components["schemas"]["TraceRule"][];
            notWeighed?: {
                id: string;
                truth: components["schemas"]["Truth"];
                conditions?: components["schemas"]["TraceCondition"];
            }[];
            sources: {
                [key: string]: {
                    title: string;
                    publisher: string;
                    /** @enum {string} */
                    attribution: "stated" | "inferred";
                };
            };
        };
        TraceFact: {
            value: boolean | number | string | null;
            /** @enum {string} */
            from: "given" | "derived" | "not-asked" | "not-known";
            derivation?: {
                value: boolean | number | string;
                when: components["schemas"]["TraceCondition"];
            }[];
        };
        /** @description A condition as it came out. */
        TraceCondition: {
            truth: components["schemas"]["Truth"];
            all?: components["schemas"]["TraceCondition"][];
            any?: components["schemas"]["TraceCondition"][];
            not?: components["schemas"]["TraceCondition"];
            /** @description A definition, which stands once under “definitions”. */
            condition?: string;
            fact?: string;
            operator?: string;
            value?: (boolean | number | string) | (boolean | number | string)[] | {
                fact: string;
            };
            reading?: string;
            /** @description The value that the fact had; null if it is unknown. */
            found?: boolean | number | string | null;
        };
        /**
         * @description What is known of it. Unknown is never taken for false.
         * @enum {string}
         */
        Truth: "false" | "unknown" | "true";
        TraceRule: {
            name: string;
            title: string;
            layer: string;
            /** @enum {string} */
            force: "law" | "statutory-guidance" | "regard-guidance" | "non-statutory-guidance" | "local-policy" | "local-offer";
            effective: {
                from: string | null;
                to?: string;
                clock?: string;
                inferred?: boolean;
            };
            inForce: components["schemas"]["Truth"];
            truth: components["schemas"]["Truth"];
            /** @description Left out if the rule was not in force, so that they were not tried. */
            conditions?: components["schemas"]["TraceCondition"];
            exceptedBy?: {
                rule: string;
                truth: components["schemas"]["Truth"];
            }[];
            event: {
                type: string;
                params: {
                    [key: string]: (boolean | number | string) | {
                        [key: string]: boolean | number | string;
                    }[];
                };
            };
            citations: components["schemas"]["Citation"][];
        };
        Citation: {
            source: string;
            /** @description Where in the source. */
            locator: string;
            /** @enum {string} */
            evidence: "primary" | "superseded-version" | "restated" | "unverified";
            /** @description The fingerprint of the words that are cited. */
            passage?: {
                words: number;
                sha256: string;
            };
            damaged?: boolean;
        };
        Issue: {
            /**
             * @description What kind of refusal it is. Others may come. not-json: The text is not JSON. not-text: The bytes are not UTF-8 text, or hold a NUL or half of a surrogate pair. duplicate-key: The same key stands twice in one object; only one of them could be kept. forbidden-key: The key is reserved by JavaScript (`__proto__`, `constructor`, `prototype`). too-large: The text is longer than the limit. too-deep: Objects and arrays are nested deeper than the limit. too-many: There are more entries than the limit. wrong-type: A value of another type was expected here. missing-member: A member that is required is absent. actor-required: Nobody is named who asks, and these records are not shown to nobody in particular. unknown-member: The member is not part of this object. unknown-word: The word is not one of those permitted here. out-of-range: The number is outside the permitted range. malformed: The text does not have the form that is expected here. impossible-date: There is no such day in the calendar. unknown-decision: There is no decision of that name. unknown-authority: No rules are held for an authority of that name. unknown-fact: The vocabulary has no fact of that name. personal-identifier: Names, addresses, references and free text are not facts and are refused. contradiction: Two facts cannot both be so. death-recorded: A return records that the child died. Nothing is asked or answered. unplaced-file: The file does not lie where a file of its kind belongs. missing-file: A file that every rule directory needs is absent. unreadable: The file, directory or member could not be read. duplicate-name: The name is already taken. unknown-name: The name refers to nothing. not-allowed-here: The member is known but cannot stand here. kind-mismatch: The operator, the fact and the value do not fit one another. circle: The names refer to one another in a circle. overlapping-editions: Two editions of one rule are in force on the same day. local-loosens-national: A council’s rule would switch off or redefine a national one. unreachable-limit: The rules need more room than one decision has. not-proved: A signature or a proof does not fit what it is said to prove.
             * @example not-json
             * @example not-text
             * @example duplicate-key
             * @example forbidden-key
             * @example too-large
             * @example too-deep
             * @example too-many
             * @example wrong-type
             * @example missing-member
             * @example actor-required
             * @example unknown-member
             * @example unknown-word
             * @example out-of-range
             * @example malformed
             * @example impossible-date
             * @example unknown-decision
             * @example unknown-authority
             * @example unknown-fact
             * @example personal-identifier
             * @example contradiction
             * @example death-recorded
             * @example unplaced-file
             * @example missing-file
             * @example unreadable
             * @example duplicate-name
             * @example unknown-name
             * @example not-allowed-here
             * @example kind-mismatch
             * @example circle
             * @example overlapping-editions
             * @example local-loosens-national
             * @example unreachable-limit
             * @example not-proved
             */
            code: string;
            /** @description JSON Pointer to the place in what was sent, as far as its names are known: others are not repeated. */
            pointer: string;
            /** @description What was expected. Never what was sent. */
            message: string;
            /** @description The nearest right word. */
            suggestion?: string;
            line?: number;
            column?: number;
        };
        /** @description A problem as RFC 9457 has it. */
        Problem: {
            /**
             * Format: uri-reference
             * @description The address of a page about this problem, on this service; a whole one, if the service knows its public address. Its last part names the problem: branch on that. Others may come.
             * @example /problems/malformed-request
             * @example /problems/malformed-address
             * @example /problems/malformed-body
             * @example /problems/malformed-idempotency-key
             * @example /problems/malformed-actor
             * @example /problems/incomplete-body
             * @example /problems/query-refused
             * @example /problems/actor-required
             * @example /problems/not-authenticated
             * @example /problems/not-allowed
             * @example /problems/not-from-here
             * @example /problems/not-this-host
             * @example /problems/not-through-a-proxy
             * @example /problems/not-found
             * @example /problems/records-off
             * @example /problems/method-not-allowed
             * @example /problems/too-slow
             * @example /problems/not-acceptable
             * @example /problems/rules-not-on-offer
             * @example /problems/idempotency-key-in-flight
             * @example /problems/erased
             * @example /problems/body-too-large
             * @example /problems/unsupported-media-type
             * @example /problems/encoded-body
             * @example /problems/expectation-failed
             * @example /problems/request-refused
             * @example /problems/too-many-requests
             * @example /problems/idempotency-key-reused
             * @example /problems/header-too-large
             * @example /problems/internal-error
             * @example /problems/evaluators-disagree
             * @example /problems/cannot-authenticate
             * @example /problems/overloaded
             * @example /problems/records-unavailable
             * @example /problems/not-ready
             */
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @description This occurrence, under which the service’s log says more. */
            instance?: string;
            /** @description Every reason at once. */
            issues: components["schemas"]["Issue"][];
            /** @description The rules that can be insisted on. */
            offers?: {
                /**
                 * @description The version of the rules.
                 * @example 1.0.0
                 */
                version: string;
                /** @description The fingerprint of everything in the rules that an evaluation reads. */
                digest: string;
            }[];
        };
        RecordsPage: {
            /** @description The newest first. */
            records: {
                envelope: components["schemas"]["Envelope"];
                /** @description What was decided; null of an event, and of a decision that was erased. */
                found: {
                    answer: string | null;
                    status: string;
                    /** @description The rules that bore on it. */
                    rules: string[];
                    cautions: string[];
                    readings: string[];
                } | null;
                /** @description A person recorded that this decision was recorded in error. */
                isCorrected: boolean;
            }[];
            /** @description The address of the next page, whole if the service knows its public one (PUBLIC_URL); null: this was the last. */
            next: string | null;
            /** @description If nobody is known by the `subjectRef` that was asked for: the same in other letter case, by which somebody is. References are told apart by capital letters. */
            suggestion?: string;
        };
        SearchPage: {
            /** @description The newest first. */
            records: {
                envelope: components["schemas"]["Envelope"];
                /** @description What was decided; null of an event, and of a decision that was erased. */
                found: {
                    answer: string | null;
                    status: string;
                    /** @description The rules that bore on it. */
                    rules: string[];
                    cautions: string[];
                    readings: string[];
                } | null;
                /** @description A person recorded that this decision was recorded in error. */
                isCorrected: boolean;
            }[];
            /** @description `cursor` of the next page, to be sent with the same body; null: this was the last. */
            next: string | null;
            /** @description If nobody is known by the `subjectRef` that was asked for: the same in other letter case, by which somebody is. References are told apart by capital letters. */
            suggestion?: string;
        };
        Record: {
            /**
             * @description What was sealed in it; `none`: nothing. `erased`: it can never be read again.
             * @enum {string}
             */
            state: "decision" | "event" | "none" | "erased" | "damaged";
            envelope: components["schemas"]["Envelope"] | null;
            /** @description Of a decision: what was asked, a date of birth replaced by the age that it makes. */
            request: {
                decision: string;
                authority: string;
                /**
                 * Format: date
                 * @description A day, as 2026-11-22.
                 */
                asOf: string;
                facts: {
                    [key: string]: boolean | number | string | null;
                };
            } | null;
            /** @description Of a decision: what was answered, without its trace. */
            result: components["schemas"]["Decision"] | null;
            /** @description Of an event: what was said. */
            event: {
                [key: string]: boolean | number | string | null;
            } | null;
            events: components["schemas"]["LaterEvent"][];
            /** @description If it is damaged: why. */
            issues: components["schemas"]["Issue"][];
        };
        /** @description Something that was recorded about a decision afterwards. */
        LaterEvent: {
            seq: number;
            /**
             * Format: uuid
             * @description The record’s id, a UUID of version 7.
             */
            id: string;
            type: string;
            /**
             * Format: date-time
             * @description When it was put on disk, in UTC.
             */
            recordedAt: string;
            client: string;
            actor?: string;
            /** @description The second person, who approved, if two were named. */
            approver?: string;
            /** @description In the words of the person who recorded it. */
            reason?: string;
            /** @description If a person decided otherwise: the answer that they gave. */
            answer?: string;
            details?: {
                [key: string]: boolean | number | string | null;
            };
        };
        /** @description What is known of one decision: as data, and in the words that a person reads. */
        Account: {
            /** @constant */
            format: "virtual-school-account";
            /** @constant */
            v: 1;
            /** @enum {string} */
            state: "whole" | "erased" | "sealed";
            record: components["schemas"]["Envelope"];
            asked: ({
                decision: string;
                question: string;
                /**
                 * Format: date
                 * @description A day, as 2026-11-22.
                 */
                asOf: string;
            } & {
                [key: string]: unknown;
            }) | null;
            found: ({
                status: string;
                answer: string | null;
                summary: string;
            } & {
                [key: string]: unknown;
            }) | null;
            trace: {
                [key: string]: unknown;
            } | null;
            events: components["schemas"]["LaterEvent"][];
            checks: {
                rules: string;
                receipt: string;
                replay: string;
            };
            safeguards: {
                id: string;
                text: string;
            }[];
            page: {
                title: string;
                about: string;
                brief: string[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        KeptEvent: {
            /**
             * Format: uuid
             * @description The record’s id, a UUID of version 7.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was put on disk, in UTC.
             */
            recordedAt: string;
            receipt: components["schemas"]["Receipt"];
        };
        /** @description That the log of `to` records begins with all of the log of `from`. */
        ConsistencyProof: {
            /** @description The smaller size. */
            from: number;
            /** @description The larger size. */
            to: number;
            /** @description The consistency proof of RFC 6962. */
            proof: string[];
        };
        DecisionDefinition: {
            id: string;
            question: string;
            /** @enum {string} */
            form: "permit" | "collect" | "classify";
            /** @description In order. For classify the last is the answer if no other holds. */
            answers: {
                id: string;
                /** @description A clause that says the answer: “a reduced timetable may go ahead”. */
                summary: string;
                /**
                 * @description It is given because nothing that is held says otherwise, so a law that is not held could overturn it.
                 * @constant
                 */
                restsOnAbsence?: true;
            }[];
            /** @description A clause that follows “It cannot yet be said”: “whether a reduced timetable may go ahead”. */
            unknownSummary: string;
            /** @description For collect: the list whose items make the first answer. */
            collects?: string;
            requirements: {
                id: string;
                /** @description A clause that is true when it is met: “the parent agrees”. */
                title: string;
                test: components["schemas"]["Condition"];
            }[];
            /**
             * @description Every list that the decision carries.
             * @default []
             */
            lists: string[];
            /** @description The first day for which all law that could answer is held. Before it, no answer that rests on absence is determined. */
            completeFrom?: {
                day: string;
                /** @description The sources that make it complete from then on. */
                texts: string[];
                note?: string;
            };
            /** @description The values of `proposedAction` that the question is about: another is refused, and an only one is taken as given. */
            proposes?: string[];
        };
        /** @description A condition in json-rules-engine’s own notation. It has exactly one of all, any, not, condition and fact; beside fact stand operator and value. */
        Condition: {
            all?: components["schemas"]["Condition"][];
            any?: components["schemas"]["Condition"][];
            not?: components["schemas"]["Condition"];
            /** @description The definition of this name holds. */
            condition?: string;
            fact?: string;
            /** @enum {string} */
            operator?: "equal" | "notEqual" | "in" | "notIn" | "lessThan" | "lessThanInclusive" | "greaterThan" | "greaterThanInclusive" | "dateBefore" | "dateOnOrBefore" | "dateAfter" | "dateOnOrAfter";
            value?: (boolean | number | string) | (boolean | number | string)[] | {
                fact: string;
            };
            /** @description The reading that this test rests on. */
            reading?: string;
        };
        Fact: {
            name: string;
            /** @enum {string} */
            type: "boolean" | "integer" | "enum" | "date";
            /** @description A noun phrase, as “the child’s care status”. */
            label: string;
            /** @description Plain English, asked of the person who knows. */
            question: string;
            help?: string;
            /** @description For a boolean: a clause that is true when it is true. */
            whenTrue?: string;
            /** @description For a boolean: a clause that is true when it is false. */
            whenFalse?: string;
            /** @description For an enum: every permitted value. */
            values?: {
                value: string;
                /** @description A clause that is true when the fact has this value, as “the child is looked after”. */
                statement: string;
            }[];
            /** @description For an integer: the least permitted. */
            min?: number;
            /** @description For an integer: the greatest permitted. */
            max?: number;
            relevantWhen?: components["schemas"]["Condition"];
            /**
             * @description Data protection: what kind of data the value is about a child.
             * @enum {string}
             */
            classification: "none" | "personal" | "special" | "criminal" | "identifier";
            /** @description Whether it can truthfully be changed by acting: a meeting can be held, an age cannot. */
            changeable: boolean;
            /**
             * @description False for a fact that is only used to derive others and is never stored.
             * @default true
             */
            kept: boolean;
            derived?: {
                from?: components["schemas"]["Condition"];
                cases?: {
                    value: boolean | string;
                    when: components["schemas"]["Condition"];
                }[];
                citations: components["schemas"]["Citation"][];
                note?: string;
            };
            /** @description Nobody is asked, it follows from the day of the decision. A period: true on its days, the first and the last included · calendar: true between two school years. */
            given?: "calendar" | {
                from: string;
                to: string;
            };
        };
        RuleSummary: {
            name: string;
            /** @description One plain sentence: what the rule says. */
            title: string;
            /** @description The question that it bears on. */
            decision?: string;
            /** @description The questions that it bears on, if several. */
            decisions?: string[];
            /** @description The authority whose rule it is. */
            layer: string;
            /** @enum {string} */
            force: "law" | "statutory-guidance" | "regard-guidance" | "non-statutory-guidance" | "local-policy" | "local-offer";
            effective: {
                /** @description First day in force, or the month that holds it; null: enacted or published but never yet in force. */
                from: string | null;
                /** @description Last day in force. Absent: still in force. */
                to?: string;
                /** @description The date fact that selects the law, if that is not the day of the decision. */
                clock?: string;
                /** @description The source gives no date; this one is that of the latest thing it cites. */
                inferred?: boolean;
            };
            event: components["schemas"]["RuleEvent"];
        };
        /** @description What follows if the rule holds. */
        RuleEvent: {
            /** @enum {string} */
            type: "conclude" | "require" | "include" | "deadline" | "none" | "outcomes";
            answer?: string;
            requirement?: string;
            list?: string;
            item?: string;
            verb?: string;
            /** @enum {string} */
            when?: "before" | "always" | "after";
            action?: string;
            role?: string;
            count?: number;
            unit?: string;
            /** @enum {string} */
            direction?: "after" | "before";
            of?: string;
            reading?: string;
            /** @description Of the event “outcomes”: what follows, one by one, and for which questions if not for all. */
            outcomes?: ({
                type: string;
                decisions?: string[];
            } & {
                [key: string]: unknown;
            })[];
        };
        RuleChange: {
            firstDay: string | null;
            lastDay: string | null;
            inWords: string;
            changes: {
                member: string;
                before: unknown;
                after: unknown;
            }[];
        };
        RuleEdition: {
            name: string;
            /** @description One plain sentence: what the rule says. */
            title: string;
            /** @description The question that it bears on. */
            decision?: string;
            /** @description The questions that it bears on, if several. */
            decisions?: string[];
            /** @enum {string} */
            force: "law" | "statutory-guidance" | "regard-guidance" | "non-statutory-guidance" | "local-policy" | "local-offer";
            effective: {
                /** @description First day in force, or the month that holds it; null: enacted or published but never yet in force. */
                from: string | null;
                /** @description Last day in force. Absent: still in force. */
                to?: string;
                /** @description The date fact that selects the law, if that is not the day of the decision. */
                clock?: string;
                /** @description The source gives no date; this one is that of the latest thing it cites. */
                inferred?: boolean;
            };
            /**
             * @description Rules that do not hold while this one does.
             * @default []
             */
            exceptionTo: string[];
            conditions: components["schemas"]["Condition"];
            event: components["schemas"]["RuleEvent"];
            citations: {
                source: components["schemas"]["Source"];
                /** @description Where in the source. */
                locator: string;
                /** @enum {string} */
                evidence: "primary" | "superseded-version" | "restated" | "unverified";
                /** @description The fingerprint of the words that are cited. */
                passage?: {
                    words: number;
                    sha256: string;
                };
                damaged?: boolean;
            }[];
            /** @default [] */
            cautions: ("texts-differ" | "responsible-authority-not-stated")[];
            /** @description Why it is read this way, if that is a judgement. */
            note?: string;
            /** @description The authority whose rule it is. */
            layer: string;
            /** @description Where it stands in the directory of rules. */
            file: string;
            pointer: string;
            /** @description null: never in force. */
            firstDay: string | null;
            /** @description null: still in force. */
            lastDay: string | null;
            exceptedBy: string[];
        };
        Source: {
            id: string;
            title: string;
            publisher: string;
            /**
             * @description The force that its words have by themselves.
             * @enum {string}
             */
            kind: "law" | "statutory-guidance" | "regard-guidance" | "non-statutory-guidance" | "local-policy" | "local-offer";
            published?: string;
            /** Format: uri */
            address?: string;
            retrieved?: string;
            /** @description The file name under which a holder keeps it, for checking passages. */
            document?: string;
            /**
             * @description Whether the document itself says whose it is.
             * @default stated
             * @enum {string}
             */
            attribution: "stated" | "inferred";
            note?: string;
        };
        Definition: {
            name: string;
            /** @description A clause that is true when it holds: “the child is looked after”. */
            statement: string;
            /** @description A clause that is true when it does not hold: “the child is not looked after”. */
            otherwise: string;
            conditions: components["schemas"]["Condition"];
            citations: components["schemas"]["Citation"][];
            note?: string;
        };
        /** @description One line of the answer: a decision; or, of a request that was refused, where it stands and why. */
        BatchAnswer: components["schemas"]["Decided"] | {
            /** @description The line of the body, or the place in the array, from 1. */
            line: number;
            issues: components["schemas"]["Issue"][];
        } | {
            /** @description The line of the body, or the place in the array, from 1. */
            line: number;
            problem: {
                /**
                 * Format: uri-reference
                 * @description The address of a page about this problem, on this service; a whole one, if the service knows its public address. Its last part names the problem: branch on that. Others may come.
                 * @example /problems/malformed-request
                 * @example /problems/malformed-address
                 * @example /problems/malformed-body
                 * @example /problems/malformed-idempotency-key
                 * @example /problems/malformed-actor
                 * @example /problems/incomplete-body
                 * @example /problems/query-refused
                 * @example /problems/actor-required
                 * @example /problems/not-authenticated
                 * @example /problems/not-allowed
                 * @example /problems/not-from-here
                 * @example /problems/not-this-host
                 * @example /problems/not-through-a-proxy
                 * @example /problems/not-found
                 * @example /problems/records-off
                 * @example /problems/method-not-allowed
                 * @example /problems/too-slow
                 * @example /problems/not-acceptable
                 * @example /problems/rules-not-on-offer
                 * @example /problems/idempotency-key-in-flight
                 * @example /problems/erased
                 * @example /problems/body-too-large
                 * @example /problems/unsupported-media-type
                 * @example /problems/encoded-body
                 * @example /problems/expectation-failed
                 * @example /problems/request-refused
                 * @example /problems/too-many-requests
                 * @example /problems/idempotency-key-reused
                 * @example /problems/header-too-large
                 * @example /problems/internal-error
                 * @example /problems/evaluators-disagree
                 * @example /problems/cannot-authenticate
                 * @example /problems/overloaded
                 * @example /problems/records-unavailable
                 * @example /problems/not-ready
                 */
                type: string;
                title: string;
                status: number;
            };
        };
        Requirement: {
            id: string;
            /** @enum {string} */
            status: "met" | "unmet" | "unknown";
            /** @enum {string} */
            applies: "yes" | "unknown";
            force: components["schemas"]["Force"];
            title: string;
            /** @description The names of the rules that it rests on, sorted. */
            because: string[];
        };
        /** @description What is known of the child. null: asked, and not known. Left out: not asked. Names, addresses, references and free text are refused. Whatever is known may stand here, whichever question is asked: GET /decisions/{id} says which facts matter to it. */
        Facts: {
            /**
             * What is the child’s date of birth?
             * Format: date
             * @description Used only to work out the child’s age and whether the child is of compulsory school age on the day of the decision. It is never kept.
             */
            dateOfBirth?: string | null;
            /**
             * How old is the child, in full years?
             * @description The age on the day of the decision. A child reaches a new age at the very start of the birthday.
             */
            ageYears?: number | null;
            /**
             * Which school year is the child taught in?
             * @description Reception is 0 and nursery is −1 or −2. Give the year of the class that the child is taught in, even where most children of that age are in another year.
             */
            yearGroup?: number | null;
            /**
             * Is the child in key stage 4?
             * @description Key stage 4 is usually years 10 and 11. What counts is the class that the child is taught in, not the child’s age.
             */
            inKeyStage4?: boolean | null;
            /**
             * Is the child of compulsory school age?
             * @description It starts on the first 31 August, 31 December or 31 March that is on or after the 5th birthday. It ends on the last Friday in June of the school year in which the child turns 16.
             */
            compulsorySchoolAge?: boolean | null;
            /**
             * Is the child looked after, or was the child ever, by a council or the state of any country?
             * @description A child is looked after when a council has a care order for the child, or gives the child somewhere to live for more than 24 hours without a break. Exactly 24 hours, or less, does not count. Somewhere to live under section 17 of the Children Act 1989, as some disabled children have for a weekend, is not being looked after. It does not matter which council it is. Care in another country, or state care abroad, counts: a child adopted from it was looked after and no longer is.
             */
            careStatus?: "looked-after" | "ceased" | "never" | null;
            /**
             * On what date did the child become looked after?
             * Format: date
             * @description The first day of this time in care, not the day on which the child moved to the latest placement.
             */
            lookedAfterSince?: string | null;
            /**
             * On what date is, or was, the first review of the child’s care plan?
             * Format: date
             */
            firstReviewOn?: string | null;
            /**
             * Is this council the one that looks after the child?
             * @description “This council” is the one that is being asked. A child may live or go to school here and be looked after by another council.
             */
            lookedAfterByThisAuthority?: boolean | null;
            /**
             * How did the child stop being looked after?
             * @description In law a child is “previously looked after” only when care ended by one of these orders or by adoption. Going home to a parent does not count, and nor does going to a relative without an order. If care ended in a way that is not listed, say so.
             */
            careExitRoute?: "special-guardianship-order" | "child-arrangements-order" | "adoption" | "adoption-from-state-care-abroad" | "returned-home" | "informal-relative" | "aged-out" | "other" | null;
            /**
             * In which country is, or was, the child in care?
             * @description The country whose council or state looked after the child. After more than one time in care, give the one that ended last. For a child who is looked after now, England is presumed and nobody asks. If it is another country, choose that: an answer that is given wins.
             */
            careJurisdiction?: "england" | "wales" | "scotland" | "northern-ireland" | "elsewhere" | null;
            /**
             * Is the child placed for adoption?
             * @description Living with the people who want to adopt, before the adoption order is made. The child is still looked after then, by other rules on plans and placements. Without an answer, “no” is presumed and nobody asks. If the child is placed for adoption, answer yes: an answer that is given wins.
             */
            placedForAdoption?: boolean | null;
            /**
             * Has a court remanded the child?
             * @description A remanded child is looked after. Youth detention is a secure children’s home, a secure school or a young offender institution. Without an answer, “not on remand” is presumed and nobody asks. If a court remanded the child, say where to: an answer that is given wins.
             */
            remand?: "none" | "local-authority" | "youth-detention" | null;
            /**
             * Is the child looked after only because of the remand?
             * @description Answer no if the child was looked after before, or would be without the remand.
             */
            lookedAfterOnlyByRemand?: boolean | null;
            /**
             * Did the child come into care in an emergency?
             * @description This is about the first placement, on becoming looked after, and not about a later change of placement.
             */
            careBeganInEmergency?: boolean | null;
            /**
             * On what date did the child’s first placement of this time in care start?
             * Format: date
             * @description The first night away from home, not a later change of placement. For short breaks, the first stay of the series.
             */
            firstPlacementOn?: string | null;
            /**
             * Was the care plan made before the first placement started?
             * @description The law asks for it before, if that is practicable.
             */
            carePlanMadeBeforePlacement?: boolean | null;
            /**
             * Is the care plan made for care proceedings in court?
             * @description Then the court’s timetable counts for the plan (section 31A of the Children Act 1989).
             */
            inCareProceedings?: boolean | null;
            /**
             * Is the child looked after only in a series of short breaks?
             * @description Answer no for a child who simply lives in care. Short breaks are a series of stays, all with the same carer or all in the same place. None is meant to last more than 17 days, all together they are at most 75 days in any 12 months, the child goes home to a parent after each one, and there is no care order. One single stay is no series.
             */
            shortBreaksOnly?: boolean | null;
            /**
             * Is the child under a care order?
             * @description An interim care order counts. Living away from home by agreement with a parent (section 20) is not a care order.
             */
            underCareOrder?: boolean | null;
            /**
             * How many days is the longest single stay away from home meant to last?
             * @description Count every stay that the council arranges, not only short breaks. A child who lives in care all the time has one long stay, not none.
             */
            shortBreakLongestDays?: number | null;
            /**
             * How many days in all is the child away from home in 12 months?
             * @description Add up every stay that the council arranges. If the number differs, take the 12 months that have the most.
             */
            shortBreakDaysInYear?: number | null;
            /**
             * Is the child educated in this council’s area?
             * @description Where the school or other place of education is, not where the child lives. “This council” is the one that is being asked.
             */
            educatedInThisAuthority?: boolean | null;
            /**
             * Does the child live in this council’s area?
             * @description “This council” is the one that is being asked.
             */
            livesInThisAuthority?: boolean | null;
            /**
             * Does the child or the family get early help?
             * @description Early help is support that several services plan with a family, often in a “team around the family”. Councils now often call it family help. Family help under a child in need plan is asked about by its plan. It is not the same as having a social worker.
             */
            earlyHelp?: boolean | null;
            /**
             * Has a council ever assessed the child as in need?
             * @description In need under section 17 of the Children Act 1989, now or at any time before. An assessment that ended in no further action does not count.
             */
            assessedInNeed?: boolean | null;
            /**
             * Is a disability the only reason why the child is in need?
             * @description The law has three reasons, in section 17(10) of the Children Act 1989. Answer yes where only the third, limb (c), was given.
             */
            needIsDisabilityOnly?: boolean | null;
            /**
             * Does the child have a social worker to keep the child safe and well, or did the child ever?
             * @description A social worker who came only for something else, such as support after adoption, does not count here. A child in need plan does not prove that there is a social worker.
             */
            socialWorker?: "current" | "previous" | "never" | null;
            /**
             * Does the child have any social worker now?
             * @description For any reason. One whom the child had before does not count.
             */
            socialWorkerAssigned?: boolean | null;
            /**
             * How many full years ago did the child last have a social worker?
             * @description Less than one year is 0.
             */
            yearsSinceSocialWorker?: number | null;
            /**
             * Is the child on a child in need plan or a child protection plan?
             * @description If the child is on both, choose child protection. If the family has a family help plan, ask whether it is a child in need plan (section 17): if so, choose that. Early help and care plans are not asked about here.
             */
            plan?: "none" | "child-in-need" | "child-protection" | null;
            /**
             * Is the child’s case open to children’s social care?
             * @description It is open while the child is looked after, is on a plan or has any social worker. That holds during an assessment and for a disability too. Early help alone does not make it open.
             */
            openToSocialCare?: boolean | null;
            /**
             * Does a relative or friend bring the child up instead of the parents?
             * @description This is called kinship care. It counts with or without a court order, and whether or not the child was ever looked after.
             */
            kinshipCare?: boolean | null;
            /** Which court order does the kinship carer have? */
            kinshipOrder?: "special-guardianship-order" | "child-arrangements-order" | "none" | null;
            /**
             * Does the child get support for special educational needs or a disability?
             * @description EHC means education, health and care. If a plan has been asked for but not yet made, choose the support that the child gets today.
             */
            send?: "none" | "sen-support" | "ehc-plan" | null;
            /**
             * Where is the child educated?
             * @description The place where the child is on the roll. A free school is an academy. For a 16 to 19 academy or a sixth-form college choose college or other further education. For a special school, choose the kind of school that it is: maintained, academy or independent.
             */
            setting?: "early-years" | "maintained-school" | "academy" | "pupil-referral-unit" | "alternative-provision" | "independent-school" | "further-education" | "home-education" | "none" | null;
            /**
             * Is the young person out of education, work and training?
             * @description This is often written “NEET”.
             */
            notInEducationEmploymentOrTraining?: boolean | null;
            /**
             * What is the main reason for the reduced timetable?
             * @description If its aim is to manage the child’s behaviour, choose that, whatever else is planned.
             */
            timetableReason?: "medical" | "mental-health" | "reintegration" | "behaviour" | "other" | null;
            /**
             * Is what is proposed in the child’s best interests?
             * @description Best for this child, not easiest for the school or the council.
             */
            inBestInterests?: boolean | null;
            /**
             * Are the circumstances exceptional?
             * @description The guidance’s example for a reduced timetable is a medical need that keeps a child from full days. The texts use other words too, such as “very limited” or “most exceptional”. They are one question here, and none is taken to be stricter than another.
             */
            exceptionalCircumstances?: boolean | null;
            /**
             * Has everything else that could help been tried?
             * @description Answer yes only if you know that all of it has been tried. If you do not know, say that you do not know.
             */
            otherInterventionsTried?: boolean | null;
            /**
             * Is there a date on which the reduced timetable will end?
             * @description The date after which the child is to be in full-time education. It may be moved later, at a review.
             */
            endDateSet?: boolean | null;
            /**
             * Are there dates on which the reduced timetable will be looked at again?
             * @description Regular reviews in which the child and the parents take part.
             */
            reviewDatesSet?: boolean | null;
            /**
             * Has the child’s social worker been told about this, and are they involved in it?
             * @description Both are needed. Being told afterwards is not being involved.
             */
            socialWorkerInvolved?: boolean | null;
            /**
             * Has the council responsible for the child’s EHC plan been consulted about this?
             * @description So that the council can look again at the support in the plan as soon as possible.
             */
            authorityConsultedOnEhcPlan?: boolean | null;
            /**
             * Do all parents agree who have to?
             * @description Start with the parent with whom the child normally lives. For a looked-after child the texts do not say who agrees, so ask everyone with parental responsibility. Under a care order that is the council, and the birth parents share it. If the child is looked after by agreement (section 20), the birth parents alone have it. A foster carer’s agreement alone is not enough. For an adopted child it is the adoptive parents, and never the virtual school in their place.
             */
            parentAgrees?: boolean | null;
            /**
             * What part has the virtual school head had in this?
             * @description For a looked-after child, the virtual school head of the council that looks after the child. Being told is less than being consulted, and being consulted is less than being a partner.
             */
            virtualSchoolHeadInvolvement?: "none" | "notified" | "consulted" | "in-partnership" | null;
            /**
             * Which meeting of several agencies has talked about this proposal?
             * @description A meeting of only the school and the parents is not multi-agency, and a meeting that talked about other things does not count. A review of an EHC plan, or a panel, is another multi-agency meeting. If there was more than one, choose one that was before the start. A review of a family help plan is a team around the family meeting, or a child in need meeting if the plan is one under section 17.
             */
            multiAgencyMeeting?: "none" | "team-around-the-family" | "child-in-need-meeting" | "core-group" | "child-protection-conference" | "pep-review" | "looked-after-review" | "other-multi-agency" | null;
            /**
             * On what date did that meeting take place?
             * Format: date
             * @description It must be before the day on which the reduced timetable starts.
             */
            multiAgencyMeetingOn?: string | null;
            /**
             * On what date does, or did, the reduced timetable start?
             * Format: date
             */
            timetableStartsOn?: string | null;
            /**
             * What is proposed, or has happened?
             * @description A reduced timetable is fewer hours than a full school week, for a time. Alternative provision, being sent elsewhere to improve behaviour, a gradual start in Reception and flexi-schooling are not. Sending a child home without recording it is not a reduced timetable but an unlawful exclusion. If home and school would both change, choose the care placement move.
             */
            proposedAction?: "reduced-timetable" | "care-placement-move" | "school-move" | "suspension" | "permanent-exclusion" | "pep" | "none" | null;
            /** Would the child’s care placement change, or only the school? */
            moveType?: "care-placement" | "school" | null;
            /**
             * Is the move needed in an emergency?
             * @description Answer yes too if the placement ends at once because someone is in danger.
             */
            moveIsEmergency?: boolean | null;
            /**
             * Does the placement end at once because someone is in danger?
             * @description Two dangers count: serious harm to the child, and serious injury to others. They are those of regulation 14(3). Another emergency, such as a carer who falls ill, does not count.
             */
            placementEndedForDanger?: boolean | null;
            /**
             * Does the placement end because a short-term approval has run out?
             * @description There are three such cases. An emergency foster placement reaches its limit. A relative’s temporary approval ends. A stay with a parent, begun before the assessment, turns out badly in it. These are regulations 23(2), 25(6) and 19(c).
             */
            placementTimeLimitReached?: boolean | null;
            /**
             * On what date does, or did, the new placement start?
             * Format: date
             */
            placementStartsOn?: string | null;
            /**
             * On what date does, or did, the present placement end?
             * Format: date
             */
            placementEndsOn?: string | null;
            /**
             * On what date was the placement outside the area approved?
             * Format: date
             * @description By the nominated officer or the director. In an emergency some steps follow within five working days of it.
             */
            placementApprovedOn?: string | null;
            /**
             * Would the move disrupt the child’s education?
             * @description Think of what would really happen. A move can disrupt education even where the school stays the same, as when the journey becomes too long.
             */
            disruptsEducation?: boolean | null;
            /**
             * Can the child stay at the present school?
             * @description Or at the present college or other place of education.
             */
            canStayAtCurrentSchool?: boolean | null;
            /**
             * Is the child’s education arranged at the same time as the placement?
             * @description Not later, and not only looked into.
             */
            educationArranged?: boolean | null;
            /**
             * Has the nominated officer approved the move?
             * @description A senior officer of the council that looks after the child, named in writing by its director of children’s services. National law does not say that this is the virtual school head.
             */
            nominatedOfficerApproves?: boolean | null;
            /**
             * Has the child been asked for their wishes and feelings, and have these been thought about?
             * @description With regard to the child’s age and understanding: for a child too young to say, think of what the child shows. The child’s wishes are weighed with everything else; they do not decide by themselves.
             */
            childWishesConsidered?: boolean | null;
            /**
             * Will the education at the new placement help the child achieve, and does it fit the child’s PEP?
             * @description Both are needed. PEP means personal education plan.
             */
            provisionConsistentWithPep?: boolean | null;
            /**
             * Has the designated teacher at the child’s school been consulted?
             * @description The teacher at the school who leads on children who are or were looked after.
             */
            designatedTeacherConsulted?: boolean | null;
            /**
             * Has the child’s independent reviewing officer been consulted?
             * @description The person who checks the care plan of a looked-after child and leads its reviews.
             */
            independentReviewingOfficerConsulted?: boolean | null;
            /**
             * Has the child’s independent reviewing officer been told of the placement?
             * @description Before the placement is arranged. Whoever is consulted has been told.
             */
            independentReviewingOfficerInformed?: boolean | null;
            /**
             * Has a review of the child’s care plan considered this before it was decided?
             * @description A meeting that the independent reviewing officer leads. The last regular review does not count if it did not talk about this.
             */
            carePlanReviewedForThis?: boolean | null;
            /**
             * Is there time for a review of the care plan before the change?
             * @description The law asks for a review first, unless that cannot reasonably be done.
             */
            reviewPracticable?: boolean | null;
            /**
             * Has a review of the child’s PEP considered this before it was decided?
             * @description PEP means personal education plan. The last termly review does not count if it did not talk about this.
             */
            pepReviewedForThis?: boolean | null;
            /**
             * Is this the most suitable placement that is available, and does it fit the child’s care plan?
             * @description Both are needed.
             */
            mostAppropriatePlacement?: boolean | null;
            /**
             * Have the child’s relatives been consulted, if that is right for this child?
             * @description Answer yes too if it would not be right to consult them. Answer no only if it would be right and has not been done.
             */
            relativesConsulted?: boolean | null;
            /**
             * Has the director of children’s services approved the placement?
             * @description The director of the council that looks after the child. This is for a placement at a distance.
             */
            directorApproves?: boolean | null;
            /** Has the council for the placement’s area been told in writing? */
            areaAuthorityNotified?: boolean | null;
            /**
             * Has the council for the placement’s area been consulted and given the child’s care plan?
             * @description Being told is not enough. This is for a placement at a distance.
             */
            areaAuthorityConsulted?: boolean | null;
            /**
             * Where is the new placement?
             * @description Seen from the council that looks after the child. A placement in the area of a council next to it is not at a distance. Wales counts like another council’s area. For Scotland, Northern Ireland and other countries choose outside England and Wales.
             */
            placementArea?: "in-area" | "adjoining" | "at-a-distance" | "outside-england-and-wales" | null;
            /**
             * With whom would the child live?
             * @description A connected person is a relative, a friend or someone else who knows the child, and is a foster carer too. An own foster carer was approved by the council that looks after the child. Agency carers are other foster carers. A children’s home, and supported accommodation, are registered ones: if a place that must be registered is not, choose another kind. From age 16 a college with rooms is a residential school here.
             */
            placementWith?: "connected-person" | "own-foster-carer" | "other-foster-carer" | "childrens-home" | "parent" | "residential-establishment" | "supported-accommodation" | "other" | null;
            /**
             * On what date is the PEP meeting?
             * Format: date
             * @description PEP means personal education plan.
             */
            pepMeetingOn?: string | null;
            /**
             * On what date did the suspension or exclusion happen?
             * Format: date
             * @description The day on which it happened, not the day on which somebody was told of it.
             */
            exclusionOn?: string | null;
            /** Has the suspension or exclusion been cancelled? */
            exclusionCancelled?: boolean | null;
            /**
             * Who is asking for support?
             * @description An adoptive parent is a parent. A foster carer is a carer. A relative or friend with a special guardianship order is a special guardian, and without one is a carer.
             */
            requester?: "parent" | "carer" | "special-guardian" | "child" | "social-worker" | "school" | "early-years-setting" | "college" | "alternative-provider" | "school-governor" | "other-professional" | null;
            /** What is the request about? */
            requestAbout?: "individual-child" | "cohort" | "training" | null;
            /**
             * How many school days does this suspension last?
             * @description Part of a day counts as a day here. Leave it open for a permanent exclusion.
             */
            suspensionSchoolDays?: number | null;
            /**
             * For how many school days in all is the pupil suspended in this term, this time included?
             * @description The term of the law, not the school’s own: it runs to 31 December, to Easter Monday or to 31 July. From 6 days on, the governing body must be told; beyond 15 it must meet.
             */
            suspendedSchoolDaysInTerm?: number | null;
            /**
             * Would the pupil miss a public examination or a national curriculum test because of it?
             * @description A GCSE or A level paper, for example. A mock or a school’s own test does not count.
             */
            examinationMissed?: boolean | null;
            /**
             * Does the pupil live in the area of the council that the school belongs to?
             * @description If not, the council where the pupil lives has duties of its own after a permanent exclusion.
             */
            livesInSchoolArea?: boolean | null;
            /**
             * Does this council’s social care help the child or the family, or did it ever?
             * @description An assessment that found the child in need, a plan or a social worker of this council. “This council” is the one that is being asked.
             */
            servedByThisAuthority?: boolean | null;
            /**
             * Does the state pay for the child’s place of education, in part or in full?
             * @description Free hours at a nursery count, and a place that a council pays for at an independent school.
             */
            placeStateFunded?: boolean | null;
        };
        Authority: "england" | "central-bedfordshire" | "lambeth" | "luton" | "norfolk" | "worcestershire";
        /** @enum {unknown} */
        FactName: "dateOfBirth" | "ageYears" | "yearGroup" | "inKeyStage4" | "compulsorySchoolAge" | "careStatus" | "lookedAfterSince" | "firstReviewOn" | "lookedAfterByThisAuthority" | "careExitRoute" | "careJurisdiction" | "placedForAdoption" | "remand" | "lookedAfterOnlyByRemand" | "careBeganInEmergency" | "firstPlacementOn" | "carePlanMadeBeforePlacement" | "inCareProceedings" | "shortBreaksOnly" | "underCareOrder" | "shortBreakLongestDays" | "shortBreakDaysInYear" | "educatedInThisAuthority" | "livesInThisAuthority" | "earlyHelp" | "assessedInNeed" | "needIsDisabilityOnly" | "socialWorker" | "socialWorkerAssigned" | "yearsSinceSocialWorker" | "plan" | "openToSocialCare" | "kinshipCare" | "kinshipOrder" | "send" | "setting" | "notInEducationEmploymentOrTraining" | "timetableReason" | "inBestInterests" | "exceptionalCircumstances" | "otherInterventionsTried" | "endDateSet" | "reviewDatesSet" | "socialWorkerInvolved" | "authorityConsultedOnEhcPlan" | "parentAgrees" | "virtualSchoolHeadInvolvement" | "multiAgencyMeeting" | "multiAgencyMeetingOn" | "timetableStartsOn" | "proposedAction" | "moveType" | "moveIsEmergency" | "placementEndedForDanger" | "placementTimeLimitReached" | "placementStartsOn" | "placementEndsOn" | "placementApprovedOn" | "disruptsEducation" | "canStayAtCurrentSchool" | "educationArranged" | "nominatedOfficerApproves" | "childWishesConsidered" | "provisionConsistentWithPep" | "designatedTeacherConsulted" | "independentReviewingOfficerConsulted" | "independentReviewingOfficerInformed" | "carePlanReviewedForThis" | "reviewPracticable" | "pepReviewedForThis" | "mostAppropriatePlacement" | "relativesConsulted" | "directorApproves" | "areaAuthorityNotified" | "areaAuthorityConsulted" | "placementArea" | "placementWith" | "pepMeetingOn" | "exclusionOn" | "exclusionCancelled" | "requester" | "requestAbout" | "suspensionSchoolDays" | "suspendedSchoolDaysInTerm" | "examinationMissed" | "livesInSchoolArea" | "servedByThisAuthority" | "placeStateFunded";
        DeadlineAction: "first-review" | "second-review" | "pep-initiated" | "pep-sections-complete" | "education-in-place" | "area-authority-notified" | "board-considers-reinstatement" | "education-from-sixth-day" | "education-from-first-day" | "placement-plan" | "placement-notice" | "ending-notice" | "out-of-area-steps";
        /** @description Duties and roles that bring the child into the virtual school’s remit */
        DutiesItem: {
            item: "looked-after" | "previously-looked-after" | "child-with-social-worker" | "kinship-care" | "local-service" | "child-in-need-or-kinship-statutory";
            /**
             * @description Before the action goes ahead, at any time, or after it. Left out by rules of semantics 1.
             * @enum {string}
             */
            when?: "before" | "always" | "after";
            /** @enum {string} */
            status: "applies" | "possible";
            force: components["schemas"]["Force"];
            title: string;
            /** @description The names of the rules that it rests on, sorted. */
            because: string[];
        };
        /** @description Meetings */
        MeetingsItem: {
            item: "team-around-the-family" | "child-in-need-meeting" | "core-group" | "child-protection-conference" | "pep-review" | "looked-after-review" | "other-multi-agency" | "ehc-plan-review" | "post-16-neet-panel";
            /**
             * @description Before the action goes ahead, at any time, or after it. Left out by rules of semantics 1.
             * @enum {string}
             */
            when?: "before" | "always" | "after";
            /** @enum {string} */
            status: "applies" | "possible";
            force: components["schemas"]["Force"];
            title: string;
            /** @description The names of the rules that it rests on, sorted. */
            because: string[];
        };
        /** @description People and bodies who have a part */
        PartiesItem: {
            item: "virtual-school-head" | "social-worker" | "parent" | "child" | "designated-teacher" | "independent-reviewing-officer" | "nominated-officer" | "director-of-childrens-services" | "area-authority" | "local-authority" | "governing-body" | "school" | "virtual-school" | "home-authority" | "carer" | "previous-carer" | "relatives" | "health-body";
            verb?: "approve" | "agree" | "partner" | "consult" | "notify" | "advise";
            /**
             * @description Before the action goes ahead, at any time, or after it. Left out by rules of semantics 1.
             * @enum {string}
             */
            when?: "before" | "always" | "after";
            /** @enum {string} */
            status: "applies" | "possible";
            force: components["schemas"]["Force"];
            title: string;
            /** @description The names of the rules that it rests on, sorted. */
            because: string[];
        };
        /** @description Where to turn */
        ChannelsItem: {
            item: "virtual-school" | "advisory-teacher" | "drop-in" | "post-16-neet-panel" | "training" | "school-designated-lead" | "social-worker" | "send-services" | "admissions" | "kinship-advice" | "looking-after-authority-virtual-school" | "education-authority-virtual-school" | "participation-service";
            /**
             * @description Before the action goes ahead, at any time, or after it. Left out by rules of semantics 1.
             * @enum {string}
             */
            when?: "before" | "always" | "after";
            /** @enum {string} */
            status: "applies" | "possible";
            force: components["schemas"]["Force"];
            title: string;
            /** @description The names of the rules that it rests on, sorted. */
            because: string[];
        };
        /** @description What the council’s page offers */
        OffersItem: {
            item: "lunchtime-learning-sessions" | "attendance-resources" | "exclusion-resources" | "access-arrangements-resources" | "elsa-training" | "therapeutic-intervention-training" | "collaborative-approaches" | "barriers-understood" | "championing-education" | "attainment-support" | "partnerships-with-settings" | "disadvantages-made-visible" | "engagement-practice" | "attachment-and-trauma-practice" | "training-for-education-settings" | "attachment-training" | "trauma-training" | "emotion-coaching-training" | "training-for-social-care" | "data-on-barriers" | "advice-to-professionals" | "advice-on-working-together" | "signposting" | "challenge-to-partners" | "best-place-of-education" | "pep-coordination" | "prompt-action-on-concerns" | "progress-tracking" | "pupil-premium-plus" | "celebration-of-achievements" | "advice-for-families-and-professionals" | "training-for-partners" | "roll-of-looked-after-children" | "pep-roles-explained" | "no-drift-or-delay" | "pep-meetings-led" | "advice-on-attainment" | "advice-on-target-setting" | "advice-on-attendance" | "advice-on-curriculum" | "advice-on-assessment" | "advice-on-grading" | "advice-on-exclusions" | "advice-on-behaviour" | "advice-on-wellbeing" | "advice-on-interventions" | "advice-on-special-educational-needs" | "advice-on-home-education" | "social-worker-drop-in" | "neet-panel-support" | "social-work-induction" | "governor-training" | "mapping-of-provision" | "sharing-of-best-practice" | "work-with-other-virtual-schools" | "keeping-school-places";
            /**
             * @description Before the action goes ahead, at any time, or after it. Left out by rules of semantics 1.
             * @enum {string}
             */
            when?: "before" | "always" | "after";
            /** @enum {string} */
            status: "applies" | "possible";
            force: components["schemas"]["Force"];
            title: string;
            /** @description The names of the rules that it rests on, sorted. */
            because: string[];
        };
        RemitAnswer: "in-remit" | "not-in-remit";
        /** Is the child in the virtual school’s remit, and under which duty? */
        RemitRequest: {
            /**
             * @description Is the child in the virtual school’s remit, and under which duty? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "remit";
            authority?: components["schemas"]["Authority"];
            /**
             * Format: date
             * @description The day whose law applies. Left out: today in England.
             */
            asOf?: string;
            /**
             * @description Whether every rule and condition is accounted for. Left out: full; in a batch none.
             * @enum {string}
             */
            trace?: "full" | "none";
            facts: components["schemas"]["Facts"];
            /** @description A version or digest of the rules to insist on; if others are held, nothing is decided (409). */
            rules?: string;
            /** @description Your own reference for whom this is about, which must mean nothing to anybody else. Kept as a keyed hash, by which what is about one child can be found and erased; not used while records are off, and never echoed. */
            subjectRef?: string;
        };
        /**
         * Is the child in the virtual school’s remit, and under which duty?
         * @description The answer, what it rests on, and what is not known. Equal requests give equal bytes.
         */
        RemitDecision: {
            /**
             * @description Is the child in the virtual school’s remit, and under which duty? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "remit";
            authority: string;
            /**
             * Format: date
             * @description A day, as 2026-11-22.
             */
            asOf: string;
            /** @enum {string} */
            status: "determined" | "undetermined";
            /** @description null while it is undetermined. */
            answer: components["schemas"]["RemitAnswer"] | null;
            possibleAnswers: components["schemas"]["RemitAnswer"][];
            /** @description The answer in one sentence. */
            summary: string;
            requirements: components["schemas"]["Requirement"][];
            lists: {
                duties: components["schemas"]["DutiesItem"][];
                channels: components["schemas"]["ChannelsItem"][];
                offers: components["schemas"]["OffersItem"][];
            };
            deadlines: components["schemas"]["Deadline"][];
            missing: components["schemas"]["MissingFact"][];
            readings: components["schemas"]["Reading"][];
            cautions: components["schemas"]["Caution"][];
            /** @description Left out by rules of semantics 1. */
            notWeighed?: components["schemas"]["NotWeighed"][];
            rules: {
                /**
                 * @description The version of the rules.
                 * @example 1.0.0
                 */
                version: string;
                /** @description The fingerprint of everything in the rules that an evaluation reads. */
                digest: string;
                layers: string[];
            };
            /** @description null if it was not asked for. */
            trace: components["schemas"]["Trace"] | null;
        };
        ReducedTimetableAnswer: "permitted" | "not-permitted" | "unrestricted";
        ReducedTimetableRequirement: {
            id: "exceptional-circumstances" | "best-interests" | "not-for-behaviour" | "parent-agreement" | "end-date" | "review-dates" | "social-worker-involved" | "authority-consulted-on-ehc-plan" | "other-interventions-tried" | "virtual-school-head-partnership" | "multi-agency-review-meeting" | "pep-reviewed";
            /** @enum {string} */
            status: "met" | "unmet" | "unknown";
            /** @enum {string} */
            applies: "yes" | "unknown";
            force: components["schemas"]["Force"];
            title: string;
            /** @description The names of the rules that it rests on, sorted. */
            because: string[];
        };
        /** May a reduced timetable go ahead? */
        ReducedTimetableRequest: {
            /**
             * @description May a reduced timetable go ahead? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "reduced-timetable";
            authority?: components["schemas"]["Authority"];
            /**
             * Format: date
             * @description The day whose law applies. Left out: today in England.
             */
            asOf?: string;
            /**
             * @description Whether every rule and condition is accounted for. Left out: full; in a batch none.
             * @enum {string}
             */
            trace?: "full" | "none";
            facts: components["schemas"]["Facts"];
            /** @description A version or digest of the rules to insist on; if others are held, nothing is decided (409). */
            rules?: string;
            /** @description Your own reference for whom this is about, which must mean nothing to anybody else. Kept as a keyed hash, by which what is about one child can be found and erased; not used while records are off, and never echoed. */
            subjectRef?: string;
        };
        /**
         * May a reduced timetable go ahead?
         * @description The answer, what it rests on, and what is not known. Equal requests give equal bytes.
         */
        ReducedTimetableDecision: {
            /**
             * @description May a reduced timetable go ahead? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "reduced-timetable";
            authority: string;
            /**
             * Format: date
             * @description A day, as 2026-11-22.
             */
            asOf: string;
            /** @enum {string} */
            status: "determined" | "undetermined";
            /** @description null while it is undetermined. */
            answer: components["schemas"]["ReducedTimetableAnswer"] | null;
            possibleAnswers: components["schemas"]["ReducedTimetableAnswer"][];
            /** @description The answer in one sentence. */
            summary: string;
            requirements: components["schemas"]["ReducedTimetableRequirement"][];
            lists: {
                parties: components["schemas"]["PartiesItem"][];
            };
            deadlines: components["schemas"]["Deadline"][];
            missing: components["schemas"]["MissingFact"][];
            readings: components["schemas"]["Reading"][];
            cautions: components["schemas"]["Caution"][];
            /** @description Left out by rules of semantics 1. */
            notWeighed?: components["schemas"]["NotWeighed"][];
            rules: {
                /**
                 * @description The version of the rules.
                 * @example 1.0.0
                 */
                version: string;
                /** @description The fingerprint of everything in the rules that an evaluation reads. */
                digest: string;
                layers: string[];
            };
            /** @description null if it was not asked for. */
            trace: components["schemas"]["Trace"] | null;
        };
        MultiAgencyMeetingAnswer: "meeting-required" | "no-meeting-required";
        /** Which multi-agency meeting is required? */
        MultiAgencyMeetingRequest: {
            /**
             * @description Which multi-agency meeting is required? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "multi-agency-meeting";
            authority?: components["schemas"]["Authority"];
            /**
             * Format: date
             * @description The day whose law applies. Left out: today in England.
             */
            asOf?: string;
            /**
             * @description Whether every rule and condition is accounted for. Left out: full; in a batch none.
             * @enum {string}
             */
            trace?: "full" | "none";
            facts: components["schemas"]["Facts"];
            /** @description A version or digest of the rules to insist on; if others are held, nothing is decided (409). */
            rules?: string;
            /** @description Your own reference for whom this is about, which must mean nothing to anybody else. Kept as a keyed hash, by which what is about one child can be found and erased; not used while records are off, and never echoed. */
            subjectRef?: string;
        };
        /**
         * Which multi-agency meeting is required?
         * @description The answer, what it rests on, and what is not known. Equal requests give equal bytes.
         */
        MultiAgencyMeetingDecision: {
            /**
             * @description Which multi-agency meeting is required? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "multi-agency-meeting";
            authority: string;
            /**
             * Format: date
             * @description A day, as 2026-11-22.
             */
            asOf: string;
            /** @enum {string} */
            status: "determined" | "undetermined";
            /** @description null while it is undetermined. */
            answer: components["schemas"]["MultiAgencyMeetingAnswer"] | null;
            possibleAnswers: components["schemas"]["MultiAgencyMeetingAnswer"][];
            /** @description The answer in one sentence. */
            summary: string;
            requirements: components["schemas"]["Requirement"][];
            lists: {
                meetings: components["schemas"]["MeetingsItem"][];
            };
            deadlines: components["schemas"]["Deadline"][];
            missing: components["schemas"]["MissingFact"][];
            readings: components["schemas"]["Reading"][];
            cautions: components["schemas"]["Caution"][];
            /** @description Left out by rules of semantics 1. */
            notWeighed?: components["schemas"]["NotWeighed"][];
            rules: {
                /**
                 * @description The version of the rules.
                 * @example 1.0.0
                 */
                version: string;
                /** @description The fingerprint of everything in the rules that an evaluation reads. */
                digest: string;
                layers: string[];
            };
            /** @description null if it was not asked for. */
            trace: components["schemas"]["Trace"] | null;
        };
        SignOffAnswer: "sign-off-required" | "no-sign-off-required";
        /** Who must approve, agree, be partner to, be consulted, be told or may advise? */
        SignOffRequest: {
            /**
             * @description Who must approve, agree, be partner to, be consulted, be told or may advise? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "sign-off";
            authority?: components["schemas"]["Authority"];
            /**
             * Format: date
             * @description The day whose law applies. Left out: today in England.
             */
            asOf?: string;
            /**
             * @description Whether every rule and condition is accounted for. Left out: full; in a batch none.
             * @enum {string}
             */
            trace?: "full" | "none";
            facts: components["schemas"]["Facts"];
            /** @description A version or digest of the rules to insist on; if others are held, nothing is decided (409). */
            rules?: string;
            /** @description Your own reference for whom this is about, which must mean nothing to anybody else. Kept as a keyed hash, by which what is about one child can be found and erased; not used while records are off, and never echoed. */
            subjectRef?: string;
        };
        /**
         * Who must approve, agree, be partner to, be consulted, be told or may advise?
         * @description The answer, what it rests on, and what is not known. Equal requests give equal bytes.
         */
        SignOffDecision: {
            /**
             * @description Who must approve, agree, be partner to, be consulted, be told or may advise? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "sign-off";
            authority: string;
            /**
             * Format: date
             * @description A day, as 2026-11-22.
             */
            asOf: string;
            /** @enum {string} */
            status: "determined" | "undetermined";
            /** @description null while it is undetermined. */
            answer: components["schemas"]["SignOffAnswer"] | null;
            possibleAnswers: components["schemas"]["SignOffAnswer"][];
            /** @description The answer in one sentence. */
            summary: string;
            requirements: components["schemas"]["Requirement"][];
            lists: {
                parties: components["schemas"]["PartiesItem"][];
            };
            deadlines: components["schemas"]["Deadline"][];
            missing: components["schemas"]["MissingFact"][];
            readings: components["schemas"]["Reading"][];
            cautions: components["schemas"]["Caution"][];
            /** @description Left out by rules of semantics 1. */
            notWeighed?: components["schemas"]["NotWeighed"][];
            rules: {
                /**
                 * @description The version of the rules.
                 * @example 1.0.0
                 */
                version: string;
                /** @description The fingerprint of everything in the rules that an evaluation reads. */
                digest: string;
                layers: string[];
            };
            /** @description null if it was not asked for. */
            trace: components["schemas"]["Trace"] | null;
        };
        PlacementMoveAnswer: "permitted" | "not-permitted" | "unrestricted";
        PlacementMoveRequirement: {
            id: "nominated-officer-approval" | "child-wishes" | "provision-consistent-with-pep" | "designated-teacher-consulted" | "independent-reviewing-officer-consulted" | "exceptional-circumstances" | "education-arranged-at-same-time" | "director-approval" | "area-authority-notified" | "area-authority-consulted" | "virtual-school-head-consulted" | "independent-reviewing-officer-informed" | "most-appropriate-placement" | "relatives-consulted" | "care-plan-reviewed" | "pep-reviewed" | "lawful-placement-under-16" | "lawful-placement-at-16-and-17";
            /** @enum {string} */
            status: "met" | "unmet" | "unknown";
            /** @enum {string} */
            applies: "yes" | "unknown";
            force: components["schemas"]["Force"];
            title: string;
            /** @description The names of the rules that it rests on, sorted. */
            because: string[];
        };
        /** May a placement or school move go ahead? */
        PlacementMoveRequest: {
            /**
             * @description May a placement or school move go ahead? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "placement-move";
            authority?: components["schemas"]["Authority"];
            /**
             * Format: date
             * @description The day whose law applies. Left out: today in England.
             */
            asOf?: string;
            /**
             * @description Whether every rule and condition is accounted for. Left out: full; in a batch none.
             * @enum {string}
             */
            trace?: "full" | "none";
            facts: components["schemas"]["Facts"];
            /** @description A version or digest of the rules to insist on; if others are held, nothing is decided (409). */
            rules?: string;
            /** @description Your own reference for whom this is about, which must mean nothing to anybody else. Kept as a keyed hash, by which what is about one child can be found and erased; not used while records are off, and never echoed. */
            subjectRef?: string;
        };
        /**
         * May a placement or school move go ahead?
         * @description The answer, what it rests on, and what is not known. Equal requests give equal bytes.
         */
        PlacementMoveDecision: {
            /**
             * @description May a placement or school move go ahead? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "placement-move";
            authority: string;
            /**
             * Format: date
             * @description A day, as 2026-11-22.
             */
            asOf: string;
            /** @enum {string} */
            status: "determined" | "undetermined";
            /** @description null while it is undetermined. */
            answer: components["schemas"]["PlacementMoveAnswer"] | null;
            possibleAnswers: components["schemas"]["PlacementMoveAnswer"][];
            /** @description The answer in one sentence. */
            summary: string;
            requirements: components["schemas"]["PlacementMoveRequirement"][];
            lists: {
                parties: components["schemas"]["PartiesItem"][];
            };
            deadlines: components["schemas"]["Deadline"][];
            missing: components["schemas"]["MissingFact"][];
            readings: components["schemas"]["Reading"][];
            cautions: components["schemas"]["Caution"][];
            /** @description Left out by rules of semantics 1. */
            notWeighed?: components["schemas"]["NotWeighed"][];
            rules: {
                /**
                 * @description The version of the rules.
                 * @example 1.0.0
                 */
                version: string;
                /** @description The fingerprint of everything in the rules that an evaluation reads. */
                digest: string;
                layers: string[];
            };
            /** @description null if it was not asked for. */
            trace: components["schemas"]["Trace"] | null;
        };
        PersonalEducationPlanAnswer: "required" | "not-required";
        /** Is a PEP required, who does what, and by when? */
        PersonalEducationPlanRequest: {
            /**
             * @description Is a PEP required, who does what, and by when? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "personal-education-plan";
            authority?: components["schemas"]["Authority"];
            /**
             * Format: date
             * @description The day whose law applies. Left out: today in England.
             */
            asOf?: string;
            /**
             * @description Whether every rule and condition is accounted for. Left out: full; in a batch none.
             * @enum {string}
             */
            trace?: "full" | "none";
            facts: components["schemas"]["Facts"];
            /** @description A version or digest of the rules to insist on; if others are held, nothing is decided (409). */
            rules?: string;
            /** @description Your own reference for whom this is about, which must mean nothing to anybody else. Kept as a keyed hash, by which what is about one child can be found and erased; not used while records are off, and never echoed. */
            subjectRef?: string;
        };
        /**
         * Is a PEP required, who does what, and by when?
         * @description The answer, what it rests on, and what is not known. Equal requests give equal bytes.
         */
        PersonalEducationPlanDecision: {
            /**
             * @description Is a PEP required, who does what, and by when? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "personal-education-plan";
            authority: string;
            /**
             * Format: date
             * @description A day, as 2026-11-22.
             */
            asOf: string;
            /** @enum {string} */
            status: "determined" | "undetermined";
            /** @description null while it is undetermined. */
            answer: components["schemas"]["PersonalEducationPlanAnswer"] | null;
            possibleAnswers: components["schemas"]["PersonalEducationPlanAnswer"][];
            /** @description The answer in one sentence. */
            summary: string;
            requirements: components["schemas"]["Requirement"][];
            lists: {
                parties: components["schemas"]["PartiesItem"][];
            };
            deadlines: components["schemas"]["Deadline"][];
            missing: components["schemas"]["MissingFact"][];
            readings: components["schemas"]["Reading"][];
            cautions: components["schemas"]["Caution"][];
            /** @description Left out by rules of semantics 1. */
            notWeighed?: components["schemas"]["NotWeighed"][];
            rules: {
                /**
                 * @description The version of the rules.
                 * @example 1.0.0
                 */
                version: string;
                /** @description The fingerprint of everything in the rules that an evaluation reads. */
                digest: string;
                layers: string[];
            };
            /** @description null if it was not asked for. */
            trace: components["schemas"]["Trace"] | null;
        };
        ExclusionNoticeAnswer: "notice-required" | "no-notice-required";
        /** Who must be told of a suspension or exclusion? */
        ExclusionNoticeRequest: {
            /**
             * @description Who must be told of a suspension or exclusion? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "exclusion-notice";
            authority?: components["schemas"]["Authority"];
            /**
             * Format: date
             * @description The day whose law applies. Left out: today in England.
             */
            asOf?: string;
            /**
             * @description Whether every rule and condition is accounted for. Left out: full; in a batch none.
             * @enum {string}
             */
            trace?: "full" | "none";
            facts: components["schemas"]["Facts"];
            /** @description A version or digest of the rules to insist on; if others are held, nothing is decided (409). */
            rules?: string;
            /** @description Your own reference for whom this is about, which must mean nothing to anybody else. Kept as a keyed hash, by which what is about one child can be found and erased; not used while records are off, and never echoed. */
            subjectRef?: string;
        };
        /**
         * Who must be told of a suspension or exclusion?
         * @description The answer, what it rests on, and what is not known. Equal requests give equal bytes.
         */
        ExclusionNoticeDecision: {
            /**
             * @description Who must be told of a suspension or exclusion? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "exclusion-notice";
            authority: string;
            /**
             * Format: date
             * @description A day, as 2026-11-22.
             */
            asOf: string;
            /** @enum {string} */
            status: "determined" | "undetermined";
            /** @description null while it is undetermined. */
            answer: components["schemas"]["ExclusionNoticeAnswer"] | null;
            possibleAnswers: components["schemas"]["ExclusionNoticeAnswer"][];
            /** @description The answer in one sentence. */
            summary: string;
            requirements: components["schemas"]["Requirement"][];
            lists: {
                parties: components["schemas"]["PartiesItem"][];
            };
            deadlines: components["schemas"]["Deadline"][];
            missing: components["schemas"]["MissingFact"][];
            readings: components["schemas"]["Reading"][];
            cautions: components["schemas"]["Caution"][];
            /** @description Left out by rules of semantics 1. */
            notWeighed?: components["schemas"]["NotWeighed"][];
            rules: {
                /**
                 * @description The version of the rules.
                 * @example 1.0.0
                 */
                version: string;
                /** @description The fingerprint of everything in the rules that an evaluation reads. */
                digest: string;
                layers: string[];
            };
            /** @description null if it was not asked for. */
            trace: components["schemas"]["Trace"] | null;
        };
        SupportRequestAnswer: "accept" | "not-expected" | "signpost";
        /** Where does a request for support go? */
        SupportRequestRequest: {
            /**
             * @description Where does a request for support go? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "support-request";
            authority?: components["schemas"]["Authority"];
            /**
             * Format: date
             * @description The day whose law applies. Left out: today in England.
             */
            asOf?: string;
            /**
             * @description Whether every rule and condition is accounted for. Left out: full; in a batch none.
             * @enum {string}
             */
            trace?: "full" | "none";
            facts: components["schemas"]["Facts"];
            /** @description A version or digest of the rules to insist on; if others are held, nothing is decided (409). */
            rules?: string;
            /** @description Your own reference for whom this is about, which must mean nothing to anybody else. Kept as a keyed hash, by which what is about one child can be found and erased; not used while records are off, and never echoed. */
            subjectRef?: string;
        };
        /**
         * Where does a request for support go?
         * @description The answer, what it rests on, and what is not known. Equal requests give equal bytes.
         */
        SupportRequestDecision: {
            /**
             * @description Where does a request for support go? (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            decision: "support-request";
            authority: string;
            /**
             * Format: date
             * @description A day, as 2026-11-22.
             */
            asOf: string;
            /** @enum {string} */
            status: "determined" | "undetermined";
            /** @description null while it is undetermined. */
            answer: components["schemas"]["SupportRequestAnswer"] | null;
            possibleAnswers: components["schemas"]["SupportRequestAnswer"][];
            /** @description The answer in one sentence. */
            summary: string;
            requirements: components["schemas"]["Requirement"][];
            lists: {
                channels: components["schemas"]["ChannelsItem"][];
                offers: components["schemas"]["OffersItem"][];
            };
            deadlines: components["schemas"]["Deadline"][];
            missing: components["schemas"]["MissingFact"][];
            readings: components["schemas"]["Reading"][];
            cautions: components["schemas"]["Caution"][];
            /** @description Left out by rules of semantics 1. */
            notWeighed?: components["schemas"]["NotWeighed"][];
            rules: {
                /**
                 * @description The version of the rules.
                 * @example 1.0.0
                 */
                version: string;
                /** @description The fingerprint of everything in the rules that an evaluation reads. */
                digest: string;
                layers: string[];
            };
            /** @description null if it was not asked for. */
            trace: components["schemas"]["Trace"] | null;
        };
    };
    responses: {
        /**
         * @description The body is not JSON that can be relied on: The body is not UTF-8 text, is not JSON, names a member twice, names one that JavaScript reserves, is nested too deeply or has too many members. Nothing of it was used.
         *
         *     The Idempotency-Key cannot be used: The header Idempotency-Key is empty, stands twice, is too long or holds more than one text; or it came with a batch, which takes none. Nothing was decided.
         *
         *     The reference of the person cannot be used: The header X-Actor is no reference of 1 to 200 letters, digits, “.”, “_”, “:” and “-”, or it looks like a name, an e-mail address or a national number. Nothing was done.
         *
         *     The body did not arrive whole: The connection ended, or the body is not as long as Content-Length says.
         *
         *     The query cannot be used: A parameter of the query is unknown, stands twice or names something that is not held.
         *
         *     The request cannot be read: What arrived is not HTTP/1.1: its first line, a header or the lengths of its pieces. Nothing of it was used.
         */
        MalformedBodyOrMalformedIdempotencyKeyOrMalformedActorOrIncompleteBodyOrQueryRefusedOrMalformedRequest: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service does not know who is calling: No key or token was sent, or the one that was sent is unknown, has expired or was revoked. */
        NotAuthenticated: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The caller may not do this: The key or token is good, and has not the scope that this route takes.
         *
         *     A page of another site must not ask for this: The headers Sec-Fetch-Site, Origin or Referer say that a page of another site made the browser send this request. Nothing was done.
         *
         *     The service answers to the names of its own machine alone: The service asks nobody for a key (ACCESS=open), and the Host header names something other than localhost, an address of 127.0.0.0/8 or [::1]. Nothing was done.
         *
         *     The service is not to be reached through a proxy: The service asks nobody for a key (ACCESS=open), and the request came through a proxy, as its headers (X-Forwarded-For, Forwarded, Via and the like) or HTTP/1.0 show. Nothing was done.
         */
        NotAllowedOrNotFromHereOrNotThisHostOrNotThroughAProxy: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request took too long to arrive: The header has five seconds to arrive, and the whole request ten, unless the service was set otherwise. */
        TooSlow: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The rules that were insisted on are not the ones held: The request named a version or digest of the rules in “rules”, and this service answers from others. Nothing was decided.
         *
         *     A request with this Idempotency-Key is still being answered: The same request with the same Idempotency-Key arrived before and has no answer yet.
         */
        RulesNotOnOfferOrIdempotencyKeyInFlight: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What was answered has been erased: A request with this Idempotency-Key was answered and recorded, and the record has been erased since, so the answer cannot be given again. Nothing was decided. */
        Erased: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large: A request may have 64 KiB, and a batch that is one JSON array 1 MiB. */
        BodyTooLarge: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The body is of a kind that is not read here: The Content-Type is missing, is another than the route takes, or names a character set other than UTF-8.
         *
         *     The body is compressed: The request has a Content-Encoding. Compressed bodies are not read, since their true size is hidden.
         */
        UnsupportedMediaTypeOrEncodedBody: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                Accept: components["headers"]["Accept"];
                "Accept-Encoding": components["headers"]["Accept-Encoding"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request expects what is not done here: The Expect header asks for something other than 100-continue. */
        ExpectationFailed: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The request cannot be decided: The body is sound JSON, and something in it is unknown, of the wrong type, impossible or contradictory. Nothing was decided.
         *
         *     The Idempotency-Key belongs to another request: A request with this Idempotency-Key and another body, or from another person (X-Actor), was answered before. Nothing was decided.
         */
        RequestRefusedOrIdempotencyKeyReused: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There were too many requests: The caller has sent more requests in a minute than it may, or read the records of one child more often, or its address has sent more wrong keys. */
        TooManyRequests: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The header is too large: The address and the headers may have 8 KiB together. */
        HeaderTooLarge: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The rules engine disagrees with itself: Two evaluators that must always agree gave different decisions, so neither was given out.
         *
         *     Something went wrong in the service: This is a fault of the service, not of the request. Nothing was decided.
         */
        EvaluatorsDisagreeOrInternalError: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description It cannot be found out who is calling: The token may be good, but the keys of its issuer cannot be fetched, so that nothing can be checked with them.
         *
         *     The service has too much to do: More is asked than can be answered in time, so this was turned away unread. Nothing was decided.
         *
         *     What was decided cannot be kept: The records cannot be written or read just now. A decision that is not on disk is not given out, so nothing was decided.
         */
        CannotAuthenticateOrOverloadedOrRecordsUnavailable: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Any other refusal. An address that is asked with a method that it does not have answers 405, with the header Allow. */
        AnyOtherProblem: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                Allow: components["headers"]["Allow"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such form of this: The Accept header names no form that this address has. */
        NotAcceptable: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request cannot be decided: The body is sound JSON, and something in it is unknown, of the wrong type, impossible or contradictory. Nothing was decided. */
        RequestRefused: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something went wrong in the service: This is a fault of the service, not of the request. Nothing was decided. */
        InternalError: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description It cannot be found out who is calling: The token may be good, but the keys of its issuer cannot be fetched, so that nothing can be checked with them.
         *
         *     The service has too much to do: More is asked than can be answered in time, so this was turned away unread. Nothing was decided.
         */
        CannotAuthenticateOrOverloaded: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The query cannot be used: A parameter of the query is unknown, stands twice or names something that is not held.
         *
         *     The reference of the person cannot be used: The header X-Actor is no reference of 1 to 200 letters, digits, “.”, “_”, “:” and “-”, or it looks like a name, an e-mail address or a national number. Nothing was done.
         *
         *     Nobody is named who asks: Records are shown to a person, who is recorded, and the request names none. Nothing was shown.
         *
         *     The request cannot be read: What arrived is not HTTP/1.1: its first line, a header or the lengths of its pieces. Nothing of it was used.
         */
        QueryRefusedOrMalformedActorOrActorRequiredOrMalformedRequest: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This service keeps no records: The service was started with RECORDS=off, so there is nothing to read and nowhere to keep an event. */
        RecordsOff: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description It cannot be found out who is calling: The token may be good, but the keys of its issuer cannot be fetched, so that nothing can be checked with them.
         *
         *     What was decided cannot be kept: The records cannot be written or read just now. A decision that is not on disk is not given out, so nothing was decided.
         */
        CannotAuthenticateOrRecordsUnavailable: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The body is not JSON that can be relied on: The body is not UTF-8 text, is not JSON, names a member twice, names one that JavaScript reserves, is nested too deeply or has too many members. Nothing of it was used.
         *
         *     The reference of the person cannot be used: The header X-Actor is no reference of 1 to 200 letters, digits, “.”, “_”, “:” and “-”, or it looks like a name, an e-mail address or a national number. Nothing was done.
         *
         *     The body did not arrive whole: The connection ended, or the body is not as long as Content-Length says.
         *
         *     The query cannot be used: A parameter of the query is unknown, stands twice or names something that is not held.
         *
         *     Nobody is named who asks: Records are shown to a person, who is recorded, and the request names none. Nothing was shown.
         *
         *     The request cannot be read: What arrived is not HTTP/1.1: its first line, a header or the lengths of its pieces. Nothing of it was used.
         */
        MalformedBodyOrMalformedActorOrIncompleteBodyOrQueryRefusedOrActorRequiredOrMalformedRequest: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The query cannot be used: A parameter of the query is unknown, stands twice or names something that is not held.
         *
         *     The reference of the person cannot be used: The header X-Actor is no reference of 1 to 200 letters, digits, “.”, “_”, “:” and “-”, or it looks like a name, an e-mail address or a national number. Nothing was done.
         *
         *     Nobody is named who asks: Records are shown to a person, who is recorded, and the request names none. Nothing was shown.
         *
         *     The address cannot be read: A part of the address is not percent-encoded UTF-8.
         *
         *     The request cannot be read: What arrived is not HTTP/1.1: its first line, a header or the lengths of its pieces. Nothing of it was used.
         */
        QueryRefusedOrMalformedActorOrActorRequiredOrMalformedAddressOrMalformedRequest: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description This service keeps no records: The service was started with RECORDS=off, so there is nothing to read and nowhere to keep an event.
         *
         *     There is no such address, name or id: No route has this path, or the thing that it names is not held.
         */
        RecordsOffOrNotFound: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The address cannot be read: A part of the address is not percent-encoded UTF-8.
         *
         *     The body is not JSON that can be relied on: The body is not UTF-8 text, is not JSON, names a member twice, names one that JavaScript reserves, is nested too deeply or has too many members. Nothing of it was used.
         *
         *     The reference of the person cannot be used: The header X-Actor is no reference of 1 to 200 letters, digits, “.”, “_”, “:” and “-”, or it looks like a name, an e-mail address or a national number. Nothing was done.
         *
         *     The Idempotency-Key cannot be used: The header Idempotency-Key is empty, stands twice, is too long or holds more than one text; or it came with a batch, which takes none. Nothing was decided.
         *
         *     The body did not arrive whole: The connection ended, or the body is not as long as Content-Length says.
         *
         *     The query cannot be used: A parameter of the query is unknown, stands twice or names something that is not held.
         *
         *     The request cannot be read: What arrived is not HTTP/1.1: its first line, a header or the lengths of its pieces. Nothing of it was used.
         */
        MalformedAddressOrMalformedBodyOrMalformedActorOrMalformedIdempotencyKeyOrIncompleteBodyOrQueryRefusedOrMalformedRequest: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description There is no such address, name or id: No route has this path, or the thing that it names is not held.
         *
         *     This service keeps no records: The service was started with RECORDS=off, so there is nothing to read and nowhere to keep an event.
         */
        NotFoundOrRecordsOff: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A request with this Idempotency-Key is still being answered: The same request with the same Idempotency-Key arrived before and has no answer yet. */
        IdempotencyKeyInFlight: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The query cannot be used: A parameter of the query is unknown, stands twice or names something that is not held.
         *
         *     The request cannot be read: What arrived is not HTTP/1.1: its first line, a header or the lengths of its pieces. Nothing of it was used.
         */
        QueryRefusedOrMalformedRequest: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The service answers to the names of its own machine alone: The service asks nobody for a key (ACCESS=open), and the Host header names something other than localhost, an address of 127.0.0.0/8 or [::1]. Nothing was done.
         *
         *     The service is not to be reached through a proxy: The service asks nobody for a key (ACCESS=open), and the request came through a proxy, as its headers (X-Forwarded-For, Forwarded, Via and the like) or HTTP/1.0 show. Nothing was done.
         */
        NotThisHostOrNotThroughAProxy: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What was decided cannot be kept: The records cannot be written or read just now. A decision that is not on disk is not given out, so nothing was decided. */
        RecordsUnavailable: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It is still what If-None-Match names. There is no body. */
        NotChanged: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                ETag: components["headers"]["ETag"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /**
         * @description The query cannot be used: A parameter of the query is unknown, stands twice or names something that is not held.
         *
         *     The address cannot be read: A part of the address is not percent-encoded UTF-8.
         *
         *     The request cannot be read: What arrived is not HTTP/1.1: its first line, a header or the lengths of its pieces. Nothing of it was used.
         */
        QueryRefusedOrMalformedAddressOrMalformedRequest: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such address, name or id: No route has this path, or the thing that it names is not held. */
        NotFound: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The address cannot be read: A part of the address is not percent-encoded UTF-8.
         *
         *     The request cannot be read: What arrived is not HTTP/1.1: its first line, a header or the lengths of its pieces. Nothing of it was used.
         */
        MalformedAddressOrMalformedRequest: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request cannot be read: What arrived is not HTTP/1.1: its first line, a header or the lengths of its pieces. Nothing of it was used. */
        MalformedRequest: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service is not ready: The service is stopping, or what it decides cannot be kept just now. */
        NotReady: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It cannot be found out who is calling: The token may be good, but the keys of its issuer cannot be fetched, so that nothing can be checked with them. */
        CannotAuthenticate: {
            headers: {
                "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                "Cache-Control": components["headers"]["Cache-Control"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
        "X-Correlation-ID": string;
        /** @description The ETag of an answer that you have. If it is still the same, the answer is 304 and has no body. */
        "If-None-Match": string;
    };
    requestBodies: never;
    headers: {
        /** @description Names this request in the log of the service: the id that came with it, or a new one. Report it if something is wrong. Absent only if what arrived could not be read as a request. */
        "X-Correlation-ID": string;
        /** @description How many requests a caller may send (q) in how many seconds (w). Where a key or token is needed. */
        "RateLimit-Policy": string;
        /** @description How many requests are left (r), and in how many seconds there are more (t). Where a key or token is needed. */
        RateLimit: string;
        /** @description How many seconds to wait before the same is sent again. */
        "Retry-After": number;
        /** @description The methods that the address has, if it was asked with another (405). */
        Allow: string;
        /** @description How to say who is calling (RFC 6750), and what the key or token lacked. */
        "WWW-Authenticate": string;
        /** @description The media types that a body may have here. */
        Accept: string;
        /** @description How a body may be encoded here: not at all. */
        "Accept-Encoding": string;
        /** @description The address of the next page, as `next` in the body. */
        Link: string;
        /** @description Where the pages are, from this address. */
        Location: string;
        /** @description Since when what was asked for is deprecated, in seconds since 1970 (RFC 9745). */
        Deprecation: string;
        /** @description Names what is answered. Send it as If-None-Match to be told only whether it changed. */
        ETag: string;
        /** @description `no-store` of whatever may be about a child; `public, no-cache` of what is the same for everybody: it may be kept, if the service is asked each time whether it changed. */
        "Cache-Control": string;
        /** @description The headers of a request that the answer turns on. */
        Vary: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    decide: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that it can be sent again: for a day the same key with the same body, from the same person (`X-Actor`), gets the same bytes, and nothing is decided twice. What is recorded is known to every process and instance that shares the records, also after a crash; once it is erased, the answer is 410. What is not recorded (a refusal with 422, and every answer with RECORDS=off) is remembered by the one process that answered, in memory. A text of up to 255 characters in double quotes, such as a new UUID. */
                "Idempotency-Key"?: string;
                /** @description Your own reference for the person who asks, such as a staff number, which goes into the record. Names, e-mail addresses and national numbers are refused. A login that is made of a name, as smithj, is taken, stays in the record in clear and is warned of in the log of the service. */
                "X-Actor"?: string;
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            /** @description The decision. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            400: components["responses"]["MalformedBodyOrMalformedIdempotencyKeyOrMalformedActorOrIncompleteBodyOrQueryRefusedOrMalformedRequest"];
            401: components["responses"]["NotAuthenticated"];
            403: components["responses"]["NotAllowedOrNotFromHereOrNotThisHostOrNotThroughAProxy"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RulesNotOnOfferOrIdempotencyKeyInFlight"];
            410: components["responses"]["Erased"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaTypeOrEncodedBody"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["RequestRefusedOrIdempotencyKeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["EvaluatorsDisagreeOrInternalError"];
            503: components["responses"]["CannotAuthenticateOrOverloadedOrRecordsUnavailable"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    decideBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own reference for the person who asks, such as a staff number, which goes into the record. Names, e-mail addresses and national numbers are refused. A login that is made of a name, as smithj, is taken, stays in the record in clear and is warned of in the log of the service. */
                "X-Actor"?: string;
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "decision": "reduced-timetable",
                 *         "authority": "luton",
                 *         "asOf": "2026-11-22",
                 *         "facts": {
                 *           "careStatus": "looked-after",
                 *           "ageYears": 14,
                 *           "compulsorySchoolAge": true,
                 *           "timetableReason": "medical",
                 *           "parentAgrees": false
                 *         }
                 *       },
                 *       {
                 *         "decision": "reduced-timetable",
                 *         "authority": "luton",
                 *         "asOf": "2026-11-22",
                 *         "facts": {
                 *           "careStatus": "looked-after",
                 *           "parentAgrees": null
                 *         }
                 *       },
                 *       {
                 *         "decision": "remit",
                 *         "asOf": "2026-11-22",
                 *         "facts": {
                 *           "careStatus": "never",
                 *           "socialWorker": "current"
                 *         }
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["DecisionRequest"][];
                /**
                 * @example {"decision":"reduced-timetable","authority":"luton","asOf":"2026-11-22","facts":{"careStatus":"looked-after","ageYears":14,"compulsorySchoolAge":true,"timetableReason":"medical","parentAgrees":false}}
                 *     {"decision":"reduced-timetable","authority":"luton","asOf":"2026-11-22","facts":{"careStatus":"looked-after","parentAgrees":null}}
                 *     {"decision":"remit","asOf":"2026-11-22","facts":{"careStatus":"never","socialWorker":"current"}}
                 */
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description An answer to each request, in order. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "application/json": components["schemas"]["BatchAnswer"][];
                };
            };
            400: components["responses"]["MalformedBodyOrMalformedIdempotencyKeyOrMalformedActorOrIncompleteBodyOrQueryRefusedOrMalformedRequest"];
            401: components["responses"]["NotAuthenticated"];
            403: components["responses"]["NotAllowedOrNotFromHereOrNotThisHostOrNotThroughAProxy"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaTypeOrEncodedBody"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["RequestRefused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["CannotAuthenticateOrOverloaded"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    listRecords: {
        parameters: {
            query?: {
                /** @description The question, as reduced-timetable. */
                decision?: string;
                /** @description Whose rules, as luton. */
                authority?: string;
                /** @description The answer found, as not-permitted; finds nothing that was erased. */
                answer?: string;
                /** @description What kind of record, as evaluated or overridden. */
                type?: "evaluated" | "reviewed" | "overridden" | "communicated" | "challenged" | "contested" | "corrected" | "moved" | "resealed" | "accessed" | "exported" | "held" | "released" | "erased" | "rules-activated" | "rules-approved" | "keys-rotated" | "subjects-bound" | "realm-split" | "checkpoint-overridden" | "key-created" | "key-revoked";
                /** @description Recorded on this day (UTC) or later, or at this time. */
                from?: string;
                /** @description Recorded on this day (UTC) or earlier, or before this time. */
                to?: string;
                /** @description The name of a rule that bore on the decision. */
                rule?: string;
                /** @description A caution that it came with, as rests-on-unverified-source. */
                caution?: string;
                /** @description A reading that it depended on. */
                reading?: string;
                /** @description The version or the digest of the rules that decided. */
                rules?: string;
                /** @description The random number of a child, as records show it. */
                subject?: string;
                /**
                 * @deprecated
                 * @description The reference of a child, as it was sent with the request. Deprecated: it stands in the address, and so in the logs of proxies in between. Send it in the body of POST /records/search.
                 */
                subjectRef?: string;
                /** @description The id of the decision that events are about. */
                about?: string;
                /** @description The system that asked. */
                client?: string;
                /** @description The realm whose records they are; another than one’s own takes the right to read all. */
                realm?: string;
                /** @description How many; 50 unless told otherwise, 200 at most. */
                limit?: string;
                /** @description The page that follows: “next” of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description Your own reference for the person who asks, such as a staff number, which goes into the record. Names, e-mail addresses and national numbers are refused. A login that is made of a name, as smithj, is taken, stays in the record in clear and is warned of in the log of the service. */
                "X-Actor"?: string;
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of records. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    Link: components["headers"]["Link"];
                    Deprecation: components["headers"]["Deprecation"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordsPage"];
                };
            };
            400: components["responses"]["QueryRefusedOrMalformedActorOrActorRequiredOrMalformedRequest"];
            401: components["responses"]["NotAuthenticated"];
            403: components["responses"]["NotAllowedOrNotFromHereOrNotThisHostOrNotThroughAProxy"];
            404: components["responses"]["RecordsOff"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["CannotAuthenticateOrRecordsUnavailable"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    searchRecords: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own reference for the person who asks, such as a staff number, which goes into the record. Names, e-mail addresses and national numbers are refused. A login that is made of a name, as smithj, is taken, stays in the record in clear and is warned of in the log of the service. */
                "X-Actor"?: string;
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchRequest"];
            };
        };
        responses: {
            /** @description A page of records. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchPage"];
                };
            };
            400: components["responses"]["MalformedBodyOrMalformedActorOrIncompleteBodyOrQueryRefusedOrActorRequiredOrMalformedRequest"];
            401: components["responses"]["NotAuthenticated"];
            403: components["responses"]["NotAllowedOrNotFromHereOrNotThisHostOrNotThroughAProxy"];
            404: components["responses"]["RecordsOff"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaTypeOrEncodedBody"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["CannotAuthenticateOrOverloadedOrRecordsUnavailable"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    getRecord: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own reference for the person who asks, such as a staff number, which goes into the record. Names, e-mail addresses and national numbers are refused. A login that is made of a name, as smithj, is taken, stays in the record in clear and is warned of in the log of the service. */
                "X-Actor"?: string;
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path: {
                /** @description The id that the decision came with. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Record"];
                };
            };
            400: components["responses"]["QueryRefusedOrMalformedActorOrActorRequiredOrMalformedAddressOrMalformedRequest"];
            401: components["responses"]["NotAuthenticated"];
            403: components["responses"]["NotAllowedOrNotFromHereOrNotThisHostOrNotThroughAProxy"];
            404: components["responses"]["RecordsOffOrNotFound"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["CannotAuthenticateOrRecordsUnavailable"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    explainRecord: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own reference for the person who asks, such as a staff number, which goes into the record. Names, e-mail addresses and national numbers are refused. A login that is made of a name, as smithj, is taken, stays in the record in clear and is warned of in the log of the service. */
                "X-Actor"?: string;
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path: {
                /** @description The id that the decision came with. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                    "text/markdown": string;
                    "text/html": string;
                };
            };
            400: components["responses"]["QueryRefusedOrMalformedActorOrActorRequiredOrMalformedAddressOrMalformedRequest"];
            401: components["responses"]["NotAuthenticated"];
            403: components["responses"]["NotAllowedOrNotFromHereOrNotThisHostOrNotThroughAProxy"];
            404: components["responses"]["RecordsOffOrNotFound"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["CannotAuthenticateOrRecordsUnavailable"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    getReceipt: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own reference for the person who asks, such as a staff number, which goes into the record. Names, e-mail addresses and national numbers are refused. A login that is made of a name, as smithj, is taken, stays in the record in clear and is warned of in the log of the service. */
                "X-Actor"?: string;
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path: {
                /** @description The id that the decision came with. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt, in canonical JSON. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["QueryRefusedOrMalformedActorOrActorRequiredOrMalformedAddressOrMalformedRequest"];
            401: components["responses"]["NotAuthenticated"];
            403: components["responses"]["NotAllowedOrNotFromHereOrNotThisHostOrNotThroughAProxy"];
            404: components["responses"]["RecordsOffOrNotFound"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["CannotAuthenticateOrRecordsUnavailable"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    addEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that it can be sent again: for a day the same key with the same body, from the same person (`X-Actor`), gets the same bytes, and nothing is decided twice. What is recorded is known to every process and instance that shares the records, also after a crash; once it is erased, the answer is 410. What is not recorded (a refusal with 422, and every answer with RECORDS=off) is remembered by the one process that answered, in memory. A text of up to 255 characters in double quotes, such as a new UUID. */
                "Idempotency-Key"?: string;
                /** @description Your own reference for the person who asks, such as a staff number, which goes into the record. Names, e-mail addresses and national numbers are refused. A login that is made of a name, as smithj, is taken, stays in the record in clear and is warned of in the log of the service. */
                "X-Actor"?: string;
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path: {
                /** @description The id that the decision came with. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventRequest"];
            };
        };
        responses: {
            /** @description It is on disk. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptEvent"];
                };
            };
            400: components["responses"]["MalformedAddressOrMalformedBodyOrMalformedActorOrMalformedIdempotencyKeyOrIncompleteBodyOrQueryRefusedOrMalformedRequest"];
            401: components["responses"]["NotAuthenticated"];
            403: components["responses"]["NotAllowedOrNotFromHereOrNotThisHostOrNotThroughAProxy"];
            404: components["responses"]["NotFoundOrRecordsOff"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["IdempotencyKeyInFlight"];
            410: components["responses"]["Erased"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaTypeOrEncodedBody"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["RequestRefusedOrIdempotencyKeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["CannotAuthenticateOrOverloadedOrRecordsUnavailable"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    getCheckpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A signed note. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["QueryRefusedOrMalformedRequest"];
            403: components["responses"]["NotThisHostOrNotThroughAProxy"];
            404: components["responses"]["RecordsOff"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["RecordsUnavailable"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    getCheckpointKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A line for each key. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["QueryRefusedOrMalformedRequest"];
            403: components["responses"]["NotThisHostOrNotThroughAProxy"];
            404: components["responses"]["RecordsOff"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["RecordsUnavailable"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    getConsistencyProof: {
        parameters: {
            query: {
                /** @description The smaller size, as the second line of a checkpoint has it. */
                from: string;
                /** @description The larger size; left out: the log as it stands. */
                to?: string;
            };
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proof. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsistencyProof"];
                };
            };
            400: components["responses"]["QueryRefusedOrMalformedRequest"];
            403: components["responses"]["NotThisHostOrNotThroughAProxy"];
            404: components["responses"]["RecordsOff"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["RecordsUnavailable"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    listDecisions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
                /** @description The ETag of an answer that you have. If it is still the same, the answer is 304 and has no body. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every decision */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The version of the rules.
                         * @example 1.0.0
                         */
                        version: string;
                        /** @description The fingerprint of everything in the rules that an evaluation reads. */
                        digest: string;
                        decisions: components["schemas"]["DecisionDefinition"][];
                    };
                };
            };
            304: components["responses"]["NotChanged"];
            400: components["responses"]["QueryRefusedOrMalformedRequest"];
            403: components["responses"]["NotThisHostOrNotThroughAProxy"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    getDecision: {
        parameters: {
            query?: {
                /** @description Only the facts that matter there. Left out: to any authority. */
                authority?: string;
            };
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
                /** @description The ETag of an answer that you have. If it is still the same, the answer is 304 and has no body. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /** @description As GET /decisions lists it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One decision, and a JSON Schema of the facts that matter to it */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The version of the rules.
                         * @example 1.0.0
                         */
                        version: string;
                        /** @description The fingerprint of everything in the rules that an evaluation reads. */
                        digest: string;
                        decision: components["schemas"]["DecisionDefinition"];
                        /** @description Whose rules were asked for; null: any. */
                        authority: string | null;
                        /** @description A JSON Schema of the facts that those rules read: what may stand under “facts” and matters. */
                        factsSchema: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            304: components["responses"]["NotChanged"];
            400: components["responses"]["QueryRefusedOrMalformedAddressOrMalformedRequest"];
            403: components["responses"]["NotThisHostOrNotThroughAProxy"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    listFacts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
                /** @description The ETag of an answer that you have. If it is still the same, the answer is 304 and has no body. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The vocabulary: every fact, what it may be and how to ask for it */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The version of the rules.
                         * @example 1.0.0
                         */
                        version: string;
                        /** @description The fingerprint of everything in the rules that an evaluation reads. */
                        digest: string;
                        facts: components["schemas"]["Fact"][];
                    };
                };
            };
            304: components["responses"]["NotChanged"];
            400: components["responses"]["QueryRefusedOrMalformedRequest"];
            403: components["responses"]["NotThisHostOrNotThroughAProxy"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    listAuthorities: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
                /** @description The ETag of an answer that you have. If it is still the same, the answer is 304 and has no body. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every authority whose rules are held, the national one first */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The version of the rules.
                         * @example 1.0.0
                         */
                        version: string;
                        /** @description The fingerprint of everything in the rules that an evaluation reads. */
                        digest: string;
                        authorities: {
                            id: string;
                            name: string;
                        }[];
                    };
                };
            };
            304: components["responses"]["NotChanged"];
            400: components["responses"]["QueryRefusedOrMalformedRequest"];
            403: components["responses"]["NotThisHostOrNotThroughAProxy"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    listRules: {
        parameters: {
            query?: {
                /** @description Only the rules that hold there, the national ones among them. */
                authority?: string;
                /** @description Only the rules of this decision. */
                decision?: string;
            };
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
                /** @description The ETag of an answer that you have. If it is still the same, the answer is 304 and has no body. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every edition of every rule */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The version of the rules.
                         * @example 1.0.0
                         */
                        version: string;
                        /** @description The fingerprint of everything in the rules that an evaluation reads. */
                        digest: string;
                        rules: components["schemas"]["RuleSummary"][];
                    };
                };
            };
            304: components["responses"]["NotChanged"];
            400: components["responses"]["QueryRefusedOrMalformedRequest"];
            403: components["responses"]["NotThisHostOrNotThroughAProxy"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    getRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
                /** @description The ETag of an answer that you have. If it is still the same, the answer is 304 and has no body. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /** @description As GET /rules lists it. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One rule: its editions, what each changed, its exceptions and the sources that it cites */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The version of the rules.
                         * @example 1.0.0
                         */
                        version: string;
                        /** @description The fingerprint of everything in the rules that an evaluation reads. */
                        digest: string;
                        name: string;
                        /** @description The authority whose rule it is. */
                        layer: string;
                        /** @description The authorities whose answers it bears on. */
                        holdsFor: string[];
                        /** @description The rules that make an exception to it: if one of these holds, it does not. */
                        exceptions: {
                            name: string;
                            title: string;
                            /** @description The authority whose rule it is. */
                            layer: string;
                        }[];
                        /** @description Its editions in their order, and what each changed in the one before. */
                        history: components["schemas"]["RuleChange"][];
                        editions: components["schemas"]["RuleEdition"][];
                        /** @description Every definition that its conditions lead to. */
                        definitions: components["schemas"]["Definition"][];
                    };
                };
            };
            304: components["responses"]["NotChanged"];
            400: components["responses"]["QueryRefusedOrMalformedAddressOrMalformedRequest"];
            403: components["responses"]["NotThisHostOrNotThroughAProxy"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    listSources: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
                /** @description The ETag of an answer that you have. If it is still the same, the answer is 304 and has no body. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every source that a rule cites */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The version of the rules.
                         * @example 1.0.0
                         */
                        version: string;
                        /** @description The fingerprint of everything in the rules that an evaluation reads. */
                        digest: string;
                        sources: components["schemas"]["Source"][];
                    };
                };
            };
            304: components["responses"]["NotChanged"];
            400: components["responses"]["QueryRefusedOrMalformedRequest"];
            403: components["responses"]["NotThisHostOrNotThroughAProxy"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    getProblem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path: {
                /** @description The last part of a problem’s “type”. */
                slug: "malformed-request" | "malformed-address" | "malformed-body" | "malformed-idempotency-key" | "malformed-actor" | "incomplete-body" | "query-refused" | "actor-required" | "not-authenticated" | "not-allowed" | "not-from-here" | "not-this-host" | "not-through-a-proxy" | "not-found" | "records-off" | "method-not-allowed" | "too-slow" | "not-acceptable" | "rules-not-on-offer" | "idempotency-key-in-flight" | "erased" | "body-too-large" | "unsupported-media-type" | "encoded-body" | "expectation-failed" | "request-refused" | "too-many-requests" | "idempotency-key-reused" | "header-too-large" | "internal-error" | "evaluators-disagree" | "cannot-authenticate" | "overloaded" | "records-unavailable" | "not-ready";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of plain text. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["MalformedAddressOrMalformedRequest"];
            403: components["responses"]["NotThisHostOrNotThroughAProxy"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
                /** @description The ETag of an answer that you have. If it is still the same, the answer is 304 and has no body. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An OpenAPI 3.1 document. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            304: components["responses"]["NotChanged"];
            400: components["responses"]["MalformedRequest"];
            403: components["responses"]["NotThisHostOrNotThroughAProxy"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    getDocs: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pages are at /docs/. */
            302: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            403: components["responses"]["NotThisHostOrNotThroughAProxy"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    isLive: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "up";
                    };
                };
            };
            400: components["responses"]["MalformedRequest"];
            403: components["responses"]["NotThisHostOrNotThroughAProxy"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    isReady: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They can. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "up";
                        /**
                         * @description The version of the rules.
                         * @example 1.0.0
                         */
                        version: string;
                        /** @description The fingerprint of everything in the rules that an evaluation reads. */
                        digest: string;
                    };
                };
            };
            400: components["responses"]["MalformedRequest"];
            403: components["responses"]["NotThisHostOrNotThroughAProxy"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["NotReady"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too. */
                "X-Correlation-ID"?: components["parameters"]["X-Correlation-ID"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Metrics in Prometheus’s text format. */
            200: {
                headers: {
                    "X-Correlation-ID": components["headers"]["X-Correlation-ID"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["NotAuthenticated"];
            403: components["responses"]["NotAllowedOrNotFromHereOrNotThisHostOrNotThroughAProxy"];
            408: components["responses"]["TooSlow"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["CannotAuthenticate"];
            default: components["responses"]["AnyOtherProblem"];
        };
    };
}
