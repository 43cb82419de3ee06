/** What the registry does not say of the fields of decisions: how wide they stand in a table. */
import { describe } from '@/record/fields/fields'

describe('decision', { decidedOn: { width: 108 }, reviewOn: { width: 108 }, dueOn: { width: 108 } })
