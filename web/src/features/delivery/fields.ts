/** What the registry does not say of the fields of sprints and of classes of service. */
import { m } from '@/locales/gen/messages.js'
import { describe } from '@/record/fields/fields'

// What was agreed on and carried on, the demo and the key result are shown by parts of the sprint's screens.
describe('sprint', {
  goal: { width: 360 }, startOn: { width: 108 }, endOn: { width: 108 }, capacity: { width: 88 },
  committed: { hidden: true }, carried: { hidden: true }, demo: { hidden: true }, keyResult: { hidden: true },
  goalMet: { values: [{ value: 'met', label: m.delivery_met() }, { value: 'partly', label: m.delivery_partly() }, { value: 'missed', label: m.delivery_missed() }] },
})

for (const kind of ['story', 'bug', 'task', 'spike'] as const)
  describe(kind, {
    serviceClass: {
      none: m.delivery_class_standard(),
      values: [{ value: 'expedite', label: m.delivery_class_expedite() }, { value: 'fixed_date', label: m.delivery_class_fixed() }, { value: 'intangible', label: m.delivery_class_intangible() }],
    },
  })
