/** What the registry does not say of the fields of insights and opportunities: how wide they stand in a table. */
import { describe } from '@/record/fields/fields'

describe('insight', { drawnOn: { width: 108 } })
describe('opportunity', { segment: { width: 140 } })
