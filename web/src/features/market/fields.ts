/** What the registry does not say of the fields of accounts and contacts: how wide they stand in a table. */
import { describe } from '@/record/fields/fields'

describe('account', { segment: { width: 160 }, plan: { width: 140 }, revenue: { width: 120 } })
describe('contact', { role: { width: 160 }, account: { width: 200 }, email: { width: 240 } })
