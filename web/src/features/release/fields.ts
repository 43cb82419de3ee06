/** What the registry does not say of the fields of releases: how wide they stand in a table. */
import { describe } from '@/record/fields/fields'

describe('release', { dueOn: { width: 108 }, releasedOn: { width: 108 } })
