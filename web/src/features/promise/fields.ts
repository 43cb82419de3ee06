/** What the registry does not say of the fields of promises: what stands in parts of its own, and how wide the days are. */
import { m } from '@/locales/gen/messages.js'
import { describe } from '@/record/fields/fields'

describe('promise', {
  words: { hidden: true }, endedWhy: { hidden: true }, handling: { hidden: true }, handledBy: { hidden: true }, handledAt: { hidden: true }, riskOdds: { hidden: true }, riskAt: { hidden: true }, escalatedAt: { hidden: true },
  dueOn: { label: m.promise_by_when(), width: 108 }, saidOn: { label: m.promise_said_on(), width: 108 },
})
