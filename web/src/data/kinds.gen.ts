// Generated. Do not change by hand.
export interface KindField { type: string; enum?: readonly string[]; ref?: string; doc: string; decisions: readonly string[]; editable: boolean; query?: string }
export interface KindInfo { name: KindName; plural: string; path: string; doc: string; fields: Record<string, KindField>; states: readonly { name: string; category: string }[] }
export type KindName = 'account' | 'bug' | 'contact' | 'decision' | 'feature' | 'feedback' | 'initiative' | 'insight' | 'metric' | 'objective' | 'opportunity' | 'pillar' | 'portfolio' | 'product' | 'release' | 'risk' | 'spike' | 'sprint' | 'story' | 'task' | 'verdict'
export const KINDS: Record<KindName, KindInfo> = {
 "account": {
  "name": "account",
  "plural": "ccounts",
  "path": "accounts",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "market.record"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "market.record"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "market.record"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "market.record"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "market.record"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "market.record"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "revenue": {
    "type": "number",
    "doc": "What it brings in a year, in minor units of the currency.",
    "decisions": [
     "market.record"
    ],
    "editable": true,
    "query": "revenue"
   },
   "currency": {
    "type": "text",
    "doc": "Of the revenue, as ISO 4217 says it.",
    "decisions": [
     "market.record"
    ],
    "editable": true,
    "query": "currency"
   },
   "segment": {
    "type": "text",
    "doc": "The group of customers it belongs to.",
    "decisions": [
     "market.record"
    ],
    "editable": true,
    "query": "segment"
   },
   "plan": {
    "type": "text",
    "doc": "What it has bought.",
    "decisions": [
     "market.record"
    ],
    "editable": true,
    "query": "plan"
   },
   "externalId": {
    "type": "text",
    "doc": "Its id in the system where accounts are kept.",
    "decisions": [
     "market.record"
    ],
    "editable": true,
    "query": "externalid"
   }
  },
  "states": []
 },
 "bug": {
  "name": "bug",
  "plural": "ugs",
  "path": "bugs",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "story.write"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "story.write",
     "work.move",
     "work.reject"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "story.write"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "story.write"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "asA": {
    "type": "text",
    "doc": "Who wants it.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "asa"
   },
   "iWant": {
    "type": "text",
    "doc": "What is wanted.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "iwant"
   },
   "soThat": {
    "type": "text",
    "doc": "What it is good for.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "sothat"
   },
   "criteria": {
    "type": "list",
    "doc": "What must hold for it to be accepted.",
    "decisions": [
     "criteria.set"
    ],
    "editable": true
   },
   "estimate": {
    "type": "number",
    "doc": "Size, in the team's points.",
    "decisions": [
     "story.estimate"
    ],
    "editable": true,
    "query": "estimate"
   },
   "sprint": {
    "type": "ref",
    "ref": "sprint",
    "doc": "The sprint it is planned for.",
    "decisions": [
     "sprint.plan"
    ],
    "editable": true,
    "query": "sprint"
   },
   "priority": {
    "type": "text",
    "doc": "The team's own word for how pressing it is.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "priority"
   },
   "dueOn": {
    "type": "day",
    "doc": "The day by which it is needed.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "dueon"
   },
   "parent": {
    "type": "ref",
    "ref": "record",
    "doc": "The item that it is a sub-task of.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "parent"
   },
   "doneAt": {
    "type": "instant",
    "doc": "Since when it awaits, or has had, its verdict.",
    "decisions": [],
    "editable": false,
    "query": "doneat"
   }
  },
  "states": [
   {
    "name": "new",
    "category": "todo"
   },
   {
    "name": "refining",
    "category": "todo"
   },
   {
    "name": "ready",
    "category": "todo"
   },
   {
    "name": "in progress",
    "category": "doing"
   },
   {
    "name": "in review",
    "category": "doing"
   },
   {
    "name": "done",
    "category": "done"
   },
   {
    "name": "accepted",
    "category": "closed"
   },
   {
    "name": "dropped",
    "category": "closed"
   }
  ]
 },
 "contact": {
  "name": "contact",
  "plural": "ontacts",
  "path": "contacts",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "market.record"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "market.record"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "market.record"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "market.record"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "market.record"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "market.record"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "account": {
    "type": "ref",
    "ref": "account",
    "doc": "The account the person belongs to.",
    "decisions": [
     "market.record"
    ],
    "editable": true,
    "query": "account"
   },
   "email": {
    "type": "text",
    "doc": "",
    "decisions": [
     "market.record"
    ],
    "editable": true,
    "query": "email"
   },
   "role": {
    "type": "text",
    "doc": "What the person does there.",
    "decisions": [
     "market.record"
    ],
    "editable": true,
    "query": "role"
   }
  },
  "states": []
 },
 "decision": {
  "name": "decision",
  "plural": "ecisions",
  "path": "decisions",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "decision.record"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "decision.record"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "decision.record"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "decision.record"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "decision.record"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "decision.record"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "context": {
    "type": "text",
    "doc": "What made it necessary, in Markdown.",
    "decisions": [
     "decision.record"
    ],
    "editable": true,
    "query": "context"
   },
   "options": {
    "type": "list",
    "doc": "What there was to choose from.",
    "decisions": [
     "decision.record"
    ],
    "editable": true
   },
   "outcome": {
    "type": "text",
    "doc": "What was chosen, and why, in Markdown.",
    "decisions": [
     "decision.record"
    ],
    "editable": true,
    "query": "outcome"
   },
   "decidedOn": {
    "type": "day",
    "doc": "When it was decided.",
    "decisions": [
     "decision.record"
    ],
    "editable": true,
    "query": "decidedon"
   },
   "reviewOn": {
    "type": "day",
    "doc": "When it is looked at again.",
    "decisions": [
     "decision.record"
    ],
    "editable": true,
    "query": "reviewon"
   }
  },
  "states": [
   {
    "name": "proposed",
    "category": "todo"
   },
   {
    "name": "decided",
    "category": "done"
   },
   {
    "name": "superseded",
    "category": "closed"
   }
  ]
 },
 "feature": {
  "name": "feature",
  "plural": "eatures",
  "path": "features",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "feature.define"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "feature.define"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "feature.define"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "feature.define",
     "release.content",
     "roadmap.place",
     "scope.change"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "feature.define"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "feature.define"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "horizon": {
    "type": "choice",
    "enum": [
     "now",
     "next",
     "later"
    ],
    "doc": "How far away it is, where no dates are promised.",
    "decisions": [
     "roadmap.place"
    ],
    "editable": true,
    "query": "horizon"
   },
   "startOn": {
    "type": "day",
    "doc": "When work on it begins.",
    "decisions": [
     "roadmap.place"
    ],
    "editable": true,
    "query": "starton"
   },
   "endOn": {
    "type": "day",
    "doc": "When it is promised.",
    "decisions": [
     "roadmap.place"
    ],
    "editable": true,
    "query": "endon"
   },
   "hypothesis": {
    "type": "text",
    "doc": "The bet: what will change for whom, and which number will show it.",
    "decisions": [
     "feature.define"
    ],
    "editable": true,
    "query": "hypothesis"
   },
   "reach": {
    "type": "number",
    "doc": "People or events per quarter.",
    "decisions": [
     "feature.score"
    ],
    "editable": true,
    "query": "reach"
   },
   "impact": {
    "type": "number",
    "doc": "Per person reached: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal.",
    "decisions": [
     "feature.score"
    ],
    "editable": true,
    "query": "impact"
   },
   "confidence": {
    "type": "number",
    "doc": "In percent: 100 high, 80 medium, 50 low; below that it is a shot at the moon.",
    "decisions": [
     "feature.score"
    ],
    "editable": true,
    "query": "confidence"
   },
   "effort": {
    "type": "number",
    "doc": "Person-months of the whole team.",
    "decisions": [
     "feature.score"
    ],
    "editable": true,
    "query": "effort"
   }
  },
  "states": [
   {
    "name": "idea",
    "category": "todo"
   },
   {
    "name": "candidate",
    "category": "todo"
   },
   {
    "name": "planned",
    "category": "todo"
   },
   {
    "name": "in progress",
    "category": "doing"
   },
   {
    "name": "released",
    "category": "done"
   },
   {
    "name": "settled",
    "category": "closed"
   },
   {
    "name": "dropped",
    "category": "closed"
   }
  ]
 },
 "feedback": {
  "name": "feedback",
  "plural": "eedback",
  "path": "feedback",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "feedback.take"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "feedback.take"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "feedback.take"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "feedback.take"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "feedback.take"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "contact": {
    "type": "ref",
    "ref": "contact",
    "doc": "Who said it.",
    "decisions": [
     "feedback.take"
    ],
    "editable": true,
    "query": "contact"
   },
   "account": {
    "type": "ref",
    "ref": "account",
    "doc": "For whom; the contact's account when left out.",
    "decisions": [
     "feedback.take"
    ],
    "editable": true,
    "query": "account"
   },
   "source": {
    "type": "text",
    "doc": "Where it was said: call, mail, survey, support, review.",
    "decisions": [
     "feedback.take"
    ],
    "editable": true,
    "query": "source"
   },
   "url": {
    "type": "text",
    "doc": "Where it can be read.",
    "decisions": [
     "feedback.take"
    ],
    "editable": true,
    "query": "url"
   },
   "saidOn": {
    "type": "day",
    "doc": "When it was said.",
    "decisions": [
     "feedback.take"
    ],
    "editable": true,
    "query": "saidon"
   },
   "sentiment": {
    "type": "choice",
    "enum": [
     "positive",
     "neutral",
     "negative"
    ],
    "doc": "How it was meant.",
    "decisions": [
     "feedback.take"
    ],
    "editable": true,
    "query": "sentiment"
   },
   "importance": {
    "type": "number",
    "doc": "To the one who said it: 0 not important, 1 nice, 2 important, 3 critical.",
    "decisions": [
     "feedback.take"
    ],
    "editable": true,
    "query": "importance"
   },
   "answer": {
    "type": "text",
    "doc": "What the customer was told.",
    "decisions": [],
    "editable": false,
    "query": "answer"
   },
   "reason": {
    "type": "text",
    "doc": "Why it was set aside.",
    "decisions": [],
    "editable": false,
    "query": "reason"
   }
  },
  "states": [
   {
    "name": "new",
    "category": "todo"
   },
   {
    "name": "linked",
    "category": "doing"
   },
   {
    "name": "answered",
    "category": "done"
   },
   {
    "name": "set aside",
    "category": "closed"
   }
  ]
 },
 "initiative": {
  "name": "initiative",
  "plural": "nitiatives",
  "path": "initiatives",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "feature.define"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "feature.define"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "feature.define"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "feature.define"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "feature.define"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "feature.define"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "startOn": {
    "type": "day",
    "doc": "When work on it begins.",
    "decisions": [
     "roadmap.place"
    ],
    "editable": true,
    "query": "starton"
   },
   "endOn": {
    "type": "day",
    "doc": "When it is to be finished.",
    "decisions": [
     "roadmap.place"
    ],
    "editable": true,
    "query": "endon"
   }
  },
  "states": [
   {
    "name": "proposed",
    "category": "todo"
   },
   {
    "name": "in progress",
    "category": "doing"
   },
   {
    "name": "finished",
    "category": "done"
   },
   {
    "name": "dropped",
    "category": "closed"
   }
  ]
 },
 "insight": {
  "name": "insight",
  "plural": "nsights",
  "path": "insights",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "confidence": {
    "type": "choice",
    "enum": [
     "low",
     "medium",
     "high"
    ],
    "doc": "How far the evidence carries it.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true,
    "query": "confidence"
   },
   "drawnOn": {
    "type": "day",
    "doc": "When it was learnt.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true,
    "query": "drawnon"
   }
  },
  "states": [
   {
    "name": "draft",
    "category": "todo"
   },
   {
    "name": "drawn",
    "category": "done"
   },
   {
    "name": "outdated",
    "category": "closed"
   }
  ]
 },
 "metric": {
  "name": "metric",
  "plural": "etrics",
  "path": "metrics",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "metric.set"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "metric.set"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "metric.set"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "metric.set"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "metric.set"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "metric.set"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "definition": {
    "type": "text",
    "doc": "What is counted, how, and what is left out.",
    "decisions": [
     "metric.set"
    ],
    "editable": true,
    "query": "definition"
   },
   "unit": {
    "type": "text",
    "doc": "What it is counted in: %, days, EUR.",
    "decisions": [
     "metric.set"
    ],
    "editable": true,
    "query": "unit"
   },
   "direction": {
    "type": "choice",
    "enum": [
     "up",
     "down"
    ],
    "doc": "Which way is good.",
    "decisions": [
     "metric.set"
    ],
    "editable": true,
    "query": "direction"
   },
   "source": {
    "type": "choice",
    "enum": [
     "entered",
     "pushed",
     "events"
    ],
    "doc": "Where its points come from: people, another system, usage events.",
    "decisions": [
     "metric.set"
    ],
    "editable": true,
    "query": "source"
   },
   "target": {
    "type": "number",
    "doc": "The value it shall reach.",
    "decisions": [
     "metric.set"
    ],
    "editable": true,
    "query": "target"
   },
   "targetOn": {
    "type": "day",
    "doc": "When it shall have reached the target.",
    "decisions": [
     "metric.set"
    ],
    "editable": true,
    "query": "targeton"
   }
  },
  "states": []
 },
 "objective": {
  "name": "objective",
  "plural": "bjectives",
  "path": "objectives",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "objective.set"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "objective.set"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "objective.set"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "objective.set"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "objective.set"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "objective.set"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "ambition": {
    "type": "choice",
    "enum": [
     "committed",
     "aspirational"
    ],
    "doc": "Committed: all of it is expected. Aspirational: two thirds are a success.",
    "decisions": [
     "objective.set"
    ],
    "editable": true,
    "query": "ambition"
   },
   "startOn": {
    "type": "day",
    "doc": "First day of its period.",
    "decisions": [
     "objective.set"
    ],
    "editable": true,
    "query": "starton"
   },
   "endOn": {
    "type": "day",
    "doc": "Last day of its period.",
    "decisions": [
     "objective.set"
    ],
    "editable": true,
    "query": "endon"
   },
   "keyResults": {
    "type": "list",
    "doc": "By what one will know that it is true.",
    "decisions": [
     "objective.set"
    ],
    "editable": true
   }
  },
  "states": [
   {
    "name": "planned",
    "category": "todo"
   },
   {
    "name": "active",
    "category": "doing"
   },
   {
    "name": "settled",
    "category": "closed"
   },
   {
    "name": "dropped",
    "category": "closed"
   }
  ]
 },
 "opportunity": {
  "name": "opportunity",
  "plural": "pportunities",
  "path": "opportunities",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "parent": {
    "type": "ref",
    "ref": "opportunity",
    "doc": "The larger need that it is part of; a node of the tree has one parent.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true,
    "query": "parent"
   },
   "segment": {
    "type": "text",
    "doc": "Whose need it is.",
    "decisions": [
     "insight.draw"
    ],
    "editable": true,
    "query": "segment"
   }
  },
  "states": [
   {
    "name": "open",
    "category": "todo"
   },
   {
    "name": "explored",
    "category": "doing"
   },
   {
    "name": "served",
    "category": "done"
   },
   {
    "name": "dropped",
    "category": "closed"
   }
  ]
 },
 "pillar": {
  "name": "pillar",
  "plural": "illars",
  "path": "pillars",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   }
  },
  "states": []
 },
 "portfolio": {
  "name": "portfolio",
  "plural": "ortfolios",
  "path": "portfolios",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "parent": {
    "type": "ref",
    "ref": "portfolio",
    "doc": "The portfolio it is part of.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true,
    "query": "parent"
   }
  },
  "states": []
 },
 "product": {
  "name": "product",
  "plural": "roducts",
  "path": "products",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "product.make"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "product.make"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "product.make"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "product.make"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "product.make"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "product.make"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "stage": {
    "type": "choice",
    "enum": [
     "idea",
     "discovery",
     "development",
     "launch",
     "growth",
     "maturity",
     "sunset"
    ],
    "doc": "Where it is in its life.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true,
    "query": "stage"
   },
   "vision": {
    "type": "text",
    "doc": "What it is for in the end; the upper end of every thread.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true,
    "query": "vision"
   },
   "visibility": {
    "type": "choice",
    "enum": [
     "workspace",
     "private"
    ],
    "doc": "Who may see it: every member, or only those with a role on it.",
    "decisions": [
     "role.assign"
    ],
    "editable": true,
    "query": "visibility"
   },
   "portfolio": {
    "type": "ref",
    "ref": "portfolio",
    "doc": "The portfolio it belongs to.",
    "decisions": [
     "strategy.set"
    ],
    "editable": true,
    "query": "portfolio"
   },
   "currency": {
    "type": "text",
    "doc": "Of its money, as ISO 4217 says it.",
    "decisions": [
     "budget.set"
    ],
    "editable": true,
    "query": "currency"
   }
  },
  "states": []
 },
 "release": {
  "name": "release",
  "plural": "eleases",
  "path": "releases",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "release.date"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "release.date"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "release.date"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "release.content",
     "release.date",
     "scope.change"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "release.date"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "release.date"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "dueOn": {
    "type": "day",
    "doc": "The day it is promised for.",
    "decisions": [
     "release.date"
    ],
    "editable": true,
    "query": "dueon"
   },
   "releasedOn": {
    "type": "day",
    "doc": "The day it went out.",
    "decisions": [],
    "editable": false,
    "query": "releasedon"
   },
   "notes": {
    "type": "markdown",
    "doc": "What is new, for those who use it, in Markdown.",
    "decisions": [
     "release.content"
    ],
    "editable": true,
    "query": "notes"
   }
  },
  "states": [
   {
    "name": "planned",
    "category": "todo"
   },
   {
    "name": "in progress",
    "category": "doing"
   },
   {
    "name": "released",
    "category": "done"
   },
   {
    "name": "dropped",
    "category": "closed"
   }
  ]
 },
 "risk": {
  "name": "risk",
  "plural": "isks",
  "path": "risks",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "risk.set:compliance",
     "risk.set:delivery",
     "risk.set:market",
     "risk.set:strategy",
     "risk.set:technical"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "risk.set:compliance",
     "risk.set:delivery",
     "risk.set:market",
     "risk.set:strategy",
     "risk.set:technical"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "risk.set:compliance",
     "risk.set:delivery",
     "risk.set:market",
     "risk.set:strategy",
     "risk.set:technical"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "risk.set:compliance",
     "risk.set:delivery",
     "risk.set:market",
     "risk.set:strategy",
     "risk.set:technical"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "risk.set:compliance",
     "risk.set:delivery",
     "risk.set:market",
     "risk.set:strategy",
     "risk.set:technical"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "risk.set:compliance",
     "risk.set:delivery",
     "risk.set:market",
     "risk.set:strategy",
     "risk.set:technical"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "type": {
    "type": "choice",
    "enum": [
     "market",
     "compliance",
     "strategy",
     "delivery",
     "technical"
    ],
    "doc": "Says whose it is: the first three are the product manager's, the others the product owner's.",
    "decisions": [
     "risk.set:compliance",
     "risk.set:delivery",
     "risk.set:market",
     "risk.set:strategy",
     "risk.set:technical"
    ],
    "editable": true,
    "query": "risk-type"
   },
   "likelihood": {
    "type": "number",
    "doc": "From 1, rare, to 5, almost certain.",
    "decisions": [
     "risk.set:compliance",
     "risk.set:delivery",
     "risk.set:market",
     "risk.set:strategy",
     "risk.set:technical"
    ],
    "editable": true,
    "query": "likelihood"
   },
   "impact": {
    "type": "number",
    "doc": "From 1, hardly felt, to 5, severe.",
    "decisions": [
     "risk.set:compliance",
     "risk.set:delivery",
     "risk.set:market",
     "risk.set:strategy",
     "risk.set:technical"
    ],
    "editable": true,
    "query": "impact"
   },
   "response": {
    "type": "choice",
    "enum": [
     "avoid",
     "reduce",
     "transfer",
     "accept"
    ],
    "doc": "What is done about it.",
    "decisions": [
     "risk.set:compliance",
     "risk.set:delivery",
     "risk.set:market",
     "risk.set:strategy",
     "risk.set:technical"
    ],
    "editable": true,
    "query": "response"
   },
   "reviewOn": {
    "type": "day",
    "doc": "When it is looked at again.",
    "decisions": [
     "risk.set:compliance",
     "risk.set:delivery",
     "risk.set:market",
     "risk.set:strategy",
     "risk.set:technical"
    ],
    "editable": true,
    "query": "reviewon"
   }
  },
  "states": [
   {
    "name": "open",
    "category": "todo"
   },
   {
    "name": "mitigating",
    "category": "doing"
   },
   {
    "name": "closed",
    "category": "closed"
   },
   {
    "name": "occurred",
    "category": "closed"
   }
  ]
 },
 "spike": {
  "name": "spike",
  "plural": "pikes",
  "path": "spikes",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "story.write"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "story.write",
     "work.move",
     "work.reject"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "story.write"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "story.write"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "asA": {
    "type": "text",
    "doc": "Who wants it.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "asa"
   },
   "iWant": {
    "type": "text",
    "doc": "What is wanted.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "iwant"
   },
   "soThat": {
    "type": "text",
    "doc": "What it is good for.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "sothat"
   },
   "criteria": {
    "type": "list",
    "doc": "What must hold for it to be accepted.",
    "decisions": [
     "criteria.set"
    ],
    "editable": true
   },
   "estimate": {
    "type": "number",
    "doc": "Size, in the team's points.",
    "decisions": [
     "story.estimate"
    ],
    "editable": true,
    "query": "estimate"
   },
   "sprint": {
    "type": "ref",
    "ref": "sprint",
    "doc": "The sprint it is planned for.",
    "decisions": [
     "sprint.plan"
    ],
    "editable": true,
    "query": "sprint"
   },
   "priority": {
    "type": "text",
    "doc": "The team's own word for how pressing it is.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "priority"
   },
   "dueOn": {
    "type": "day",
    "doc": "The day by which it is needed.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "dueon"
   },
   "parent": {
    "type": "ref",
    "ref": "record",
    "doc": "The item that it is a sub-task of.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "parent"
   },
   "doneAt": {
    "type": "instant",
    "doc": "Since when it awaits, or has had, its verdict.",
    "decisions": [],
    "editable": false,
    "query": "doneat"
   }
  },
  "states": [
   {
    "name": "new",
    "category": "todo"
   },
   {
    "name": "refining",
    "category": "todo"
   },
   {
    "name": "ready",
    "category": "todo"
   },
   {
    "name": "in progress",
    "category": "doing"
   },
   {
    "name": "in review",
    "category": "doing"
   },
   {
    "name": "done",
    "category": "done"
   },
   {
    "name": "accepted",
    "category": "closed"
   },
   {
    "name": "dropped",
    "category": "closed"
   }
  ]
 },
 "sprint": {
  "name": "sprint",
  "plural": "prints",
  "path": "sprints",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "sprint.plan"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "sprint.plan"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "sprint.plan"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "sprint.plan"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "sprint.plan"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "goal": {
    "type": "text",
    "doc": "What shall be true at its end.",
    "decisions": [
     "sprint.plan"
    ],
    "editable": true,
    "query": "goal"
   },
   "startOn": {
    "type": "day",
    "doc": "Its first day.",
    "decisions": [
     "sprint.plan"
    ],
    "editable": true,
    "query": "starton"
   },
   "endOn": {
    "type": "day",
    "doc": "Its last day.",
    "decisions": [
     "sprint.plan"
    ],
    "editable": true,
    "query": "endon"
   },
   "capacity": {
    "type": "number",
    "doc": "How much the team can take on, in its points.",
    "decisions": [
     "sprint.plan"
    ],
    "editable": true,
    "query": "capacity"
   },
   "startedAt": {
    "type": "instant",
    "doc": "When it was started.",
    "decisions": [],
    "editable": false,
    "query": "startedat"
   },
   "closedAt": {
    "type": "instant",
    "doc": "When it was closed.",
    "decisions": [],
    "editable": false,
    "query": "closedat"
   }
  },
  "states": [
   {
    "name": "planned",
    "category": "todo"
   },
   {
    "name": "active",
    "category": "doing"
   },
   {
    "name": "closed",
    "category": "closed"
   }
  ]
 },
 "story": {
  "name": "story",
  "plural": "tories",
  "path": "stories",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "story.write"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "story.write",
     "work.move",
     "work.reject"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "story.write"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "story.write"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "asA": {
    "type": "text",
    "doc": "Who wants it.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "asa"
   },
   "iWant": {
    "type": "text",
    "doc": "What is wanted.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "iwant"
   },
   "soThat": {
    "type": "text",
    "doc": "What it is good for.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "sothat"
   },
   "criteria": {
    "type": "list",
    "doc": "What must hold for it to be accepted.",
    "decisions": [
     "criteria.set"
    ],
    "editable": true
   },
   "estimate": {
    "type": "number",
    "doc": "Size, in the team's points.",
    "decisions": [
     "story.estimate"
    ],
    "editable": true,
    "query": "estimate"
   },
   "sprint": {
    "type": "ref",
    "ref": "sprint",
    "doc": "The sprint it is planned for.",
    "decisions": [
     "sprint.plan"
    ],
    "editable": true,
    "query": "sprint"
   },
   "priority": {
    "type": "text",
    "doc": "The team's own word for how pressing it is.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "priority"
   },
   "dueOn": {
    "type": "day",
    "doc": "The day by which it is needed.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "dueon"
   },
   "parent": {
    "type": "ref",
    "ref": "record",
    "doc": "The item that it is a sub-task of.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "parent"
   },
   "doneAt": {
    "type": "instant",
    "doc": "Since when it awaits, or has had, its verdict.",
    "decisions": [],
    "editable": false,
    "query": "doneat"
   }
  },
  "states": [
   {
    "name": "new",
    "category": "todo"
   },
   {
    "name": "refining",
    "category": "todo"
   },
   {
    "name": "ready",
    "category": "todo"
   },
   {
    "name": "in progress",
    "category": "doing"
   },
   {
    "name": "in review",
    "category": "doing"
   },
   {
    "name": "done",
    "category": "done"
   },
   {
    "name": "accepted",
    "category": "closed"
   },
   {
    "name": "dropped",
    "category": "closed"
   }
  ]
 },
 "task": {
  "name": "task",
  "plural": "asks",
  "path": "tasks",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "story.write"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "story.write",
     "work.move",
     "work.reject"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "story.write"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "story.write"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "asA": {
    "type": "text",
    "doc": "Who wants it.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "asa"
   },
   "iWant": {
    "type": "text",
    "doc": "What is wanted.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "iwant"
   },
   "soThat": {
    "type": "text",
    "doc": "What it is good for.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "sothat"
   },
   "criteria": {
    "type": "list",
    "doc": "What must hold for it to be accepted.",
    "decisions": [
     "criteria.set"
    ],
    "editable": true
   },
   "estimate": {
    "type": "number",
    "doc": "Size, in the team's points.",
    "decisions": [
     "story.estimate"
    ],
    "editable": true,
    "query": "estimate"
   },
   "sprint": {
    "type": "ref",
    "ref": "sprint",
    "doc": "The sprint it is planned for.",
    "decisions": [
     "sprint.plan"
    ],
    "editable": true,
    "query": "sprint"
   },
   "priority": {
    "type": "text",
    "doc": "The team's own word for how pressing it is.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "priority"
   },
   "dueOn": {
    "type": "day",
    "doc": "The day by which it is needed.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "dueon"
   },
   "parent": {
    "type": "ref",
    "ref": "record",
    "doc": "The item that it is a sub-task of.",
    "decisions": [
     "story.write"
    ],
    "editable": true,
    "query": "parent"
   },
   "doneAt": {
    "type": "instant",
    "doc": "Since when it awaits, or has had, its verdict.",
    "decisions": [],
    "editable": false,
    "query": "doneat"
   }
  },
  "states": [
   {
    "name": "new",
    "category": "todo"
   },
   {
    "name": "refining",
    "category": "todo"
   },
   {
    "name": "ready",
    "category": "todo"
   },
   {
    "name": "in progress",
    "category": "doing"
   },
   {
    "name": "in review",
    "category": "doing"
   },
   {
    "name": "done",
    "category": "done"
   },
   {
    "name": "accepted",
    "category": "closed"
   },
   {
    "name": "dropped",
    "category": "closed"
   }
  ]
 },
 "verdict": {
  "name": "verdict",
  "plural": "erdicts",
  "path": "verdicts",
  "doc": "",
  "fields": {
   "id": {
    "type": "text",
    "doc": "Made by whoever creates it.",
    "decisions": [],
    "editable": false
   },
   "product": {
    "type": "ref",
    "ref": "product",
    "doc": "The product it belongs to; null for what belongs to the whole workspace.",
    "decisions": [],
    "editable": false,
    "query": "product"
   },
   "createdAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "createdBy": {
    "type": "ref",
    "ref": "member",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "version": {
    "type": "number",
    "doc": "The number of its last ledger row; send it back as If-Match.",
    "decisions": [],
    "editable": false
   },
   "kind": {
    "type": "text",
    "doc": "What sort of record it is.",
    "decisions": [],
    "editable": false,
    "query": "kind"
   },
   "key": {
    "type": "text",
    "doc": "What people call it: LEND-123.",
    "decisions": [],
    "editable": false,
    "query": "key"
   },
   "title": {
    "type": "text",
    "doc": "One line.",
    "decisions": [
     "work.accept"
    ],
    "editable": true,
    "query": "title"
   },
   "body": {
    "type": "markdown",
    "doc": "Description in Markdown.",
    "decisions": [
     "work.accept"
    ],
    "editable": true
   },
   "owner": {
    "type": "ref",
    "ref": "member",
    "doc": "Who looks after it.",
    "decisions": [
     "work.accept"
    ],
    "editable": true,
    "query": "owner"
   },
   "state": {
    "type": "state",
    "doc": "A state of the kind's workflow in this product.",
    "decisions": [
     "work.accept"
    ],
    "editable": true,
    "query": "state"
   },
   "category": {
    "type": "choice",
    "enum": [
     "todo",
     "doing",
     "done",
     "closed"
    ],
    "doc": "Of the state: todo, doing, done or closed.",
    "decisions": [],
    "editable": false,
    "query": "category"
   },
   "rank": {
    "type": "text",
    "doc": "Its place in the order; sorts as text.",
    "decisions": [],
    "editable": false,
    "query": "rank"
   },
   "tags": {
    "type": "tags",
    "doc": "Words to find it by.",
    "decisions": [
     "work.accept"
    ],
    "editable": true
   },
   "aliases": {
    "type": "list",
    "doc": "Other names it goes by: old keys, keys in the tool it was imported from.",
    "decisions": [],
    "editable": false
   },
   "custom": {
    "type": "map",
    "doc": "Custom fields, by their name.",
    "decisions": [
     "work.accept"
    ],
    "editable": true
   },
   "updatedAt": {
    "type": "instant",
    "doc": "",
    "decisions": [],
    "editable": false
   },
   "archivedAt": {
    "type": "instant",
    "doc": "Null while it is in use.",
    "decisions": [],
    "editable": false
   },
   "item": {
    "type": "ref",
    "ref": "record",
    "doc": "The item that it is about.",
    "decisions": [],
    "editable": false,
    "query": "item"
   },
   "outcome": {
    "type": "choice",
    "enum": [
     "accepted",
     "rejected"
    ],
    "doc": "",
    "decisions": [],
    "editable": false,
    "query": "outcome"
   },
   "results": {
    "type": "list",
    "doc": "What was found of each criterion.",
    "decisions": [],
    "editable": false
   },
   "reasonKind": {
    "type": "choice",
    "enum": [
     "criterion",
     "defect",
     "misunderstanding",
     "quality",
     "other"
    ],
    "doc": "Of a rejection: what sort of reason.",
    "decisions": [],
    "editable": false,
    "query": "reasonkind"
   },
   "reason": {
    "type": "text",
    "doc": "Of a rejection: why.",
    "decisions": [],
    "editable": false,
    "query": "reason"
   }
  },
  "states": []
 }
}
export const LINKS: readonly { type: string }[] = [{"type":"serves"},{"type":"evidence"},{"type":"addresses"},{"type":"delivers"},{"type":"ships in"},{"type":"measures"},{"type":"blocks"},{"type":"duplicates"},{"type":"relates"}]
export const DECISIONS: readonly string[] = ["budget.set","criteria.set","decision.record","feature.define","feature.score","feedback.take","insight.draw","market.record","metric.set","objective.set","product.make","release.content","release.date","risk.set:compliance","risk.set:delivery","risk.set:market","risk.set:strategy","risk.set:technical","roadmap.place","role.assign","scope.change","sprint.plan","story.estimate","story.write","strategy.set","work.accept","work.move","work.reject"]
