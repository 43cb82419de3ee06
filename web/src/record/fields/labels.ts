/** What fields are called, where their names do not read well by themselves. */
import { m } from '@/locales/gen/messages.js'

export const labels: Record<string, () => string> = {
  asA: m.record_field_as_a,
  iWant: m.record_field_i_want,
  soThat: m.record_field_so_that,
  body: m.record_field_body,
  createdAt: m.record_field_created_at,
  createdBy: m.record_field_created_by,
  updatedAt: m.record_field_updated_at,
  doneAt: m.record_field_done_at,
  dueOn: m.record_field_due_on,
  startOn: m.record_field_start_on,
  endOn: m.record_field_end_on,
  saidOn: m.record_field_said_on,
  reviewOn: m.record_field_review_on,
  decidedOn: m.record_field_decided_on,
  releasedOn: m.record_field_released_on,
  blockedby: m.record_field_blocked_by,
  keyResults: m.record_field_key_results,
}
