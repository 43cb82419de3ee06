/** What the registry does not say of the fields of risks: how they read, and how wide they stand in a table. */
import { m } from '@/locales/gen/messages.js'
import { describe } from '@/record/fields/fields'
import { cameTrue } from '@/record/risk/register'

describe('risk', {
  state: { width: 188, says: cameTrue },
  type: { width: 96 },
  likelihood: { width: 92 },
  probability: { label: m.risks_probability() },
  impact: { width: 72 },
  severity: { width: 104 },
  loss: { type: 'money' },
  exposure: { type: 'money', width: 124, label: m.risks_exposure_money() },
  exposureDays: { width: 112, label: m.risks_exposure_days() },
  cost: { type: 'money' },
  response: { width: 96 },
  reviewOn: { width: 104 },
})
