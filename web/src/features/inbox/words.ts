import { percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'

import type { Notice } from './entries'

/** What happened, as the end of a sentence that begins with who did it. */
export function did(n: Pick<Notice, 'reason' | 'kind' | 'act' | 'odds'>): string {
  switch (n.reason) {
    case 'mention':
      return m.screens_did_mention()
    case 'question':
      return m.story_did_ask()
    case 'answer':
      return m.story_did_answer()
    case 'alarm':
      return m.metric_did_cross()
    case 'assigned':
      return m.screens_did_assign()
    case 'decide':
      return n.kind === 'approval' ? m.accept_did_ask() : m.screens_did_propose()
    case 'decided':
      return m.screens_did_decide()
  }
  switch (n.kind) {
    case 'comment':
      return m.screens_did_comment()
    case 'link':
      return n.act === 'delete' ? m.screens_did_unlink() : m.screens_did_link()
    case 'approval':
      return m.accept_did_answer()
    case 'verdict':
      return m.screens_did_judge()
    case 'metric_point':
      return m.screens_did_enter()
    case 'trade':
      return typeof n.odds?.before === 'number' && typeof n.odds.after === 'number' ? m.delivery_did_trade_odds({ before: percent(n.odds.before), after: percent(n.odds.after) }) : m.delivery_did_trade()
    case 'pin':
      return m.story_did_pin()
    case 'attachment':
      return m.screens_did_attach()
    case 'proposal':
      return m.screens_did_propose()
  }
  return n.act === 'create' ? m.screens_did_create() : n.act === 'delete' ? m.screens_did_delete() : m.screens_did_change()
}
