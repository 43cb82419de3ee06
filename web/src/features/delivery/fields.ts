/** What the registry does not say of the fields of sprints: how wide they stand in a table. */
import { describe } from '@/record/fields/fields'

describe('sprint', { goal: { width: 360 }, startOn: { width: 108 }, endOn: { width: 108 }, capacity: { width: 88 } })
