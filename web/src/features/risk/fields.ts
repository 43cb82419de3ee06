/** What the registry does not say of the fields of risks: how wide they stand in a table. */
import { describe } from '@/record/fields/fields'

describe('risk', { likelihood: { width: 108 }, impact: { width: 92 }, reviewOn: { width: 108 } })
