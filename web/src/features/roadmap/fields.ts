/** What the registry does not say of the fields of features and initiatives: how wide they stand in a table. */
import { describe } from '@/record/fields/fields'

describe('feature', { costLimit: { type: 'money' }, horizon: { width: 88 }, startOn: { width: 108 }, endOn: { width: 108 } })
describe('initiative', { startOn: { width: 108 }, endOn: { width: 108 } })
