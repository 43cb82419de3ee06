import { percent } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'

import type { Entry, Notice, Review } from './entries'

/** What waits for one's word, by the kind of thing that asks for it. */
const asked: Record<string, () => string> = { approval: m.accept_did_ask, decision: m.daci_did_approve, announcement: m.launch_did_ask, launch_gate: m.launch_did_ask_go, growth_lead: m.growth_did_ask }

/** What became one's own. */
const given: Record<string, () => string> = { launch_task: m.launch_did_assign, sunset_plan: m.life_did_assign, growth_lead: m.growth_did_name }

/** What happened, as the end of a sentence that begins with who did it. */
export function did(n: Pick<Notice, 'reason' | 'kind' | 'act' | 'odds'>): string {
  switch (n.reason) {
    case 'mention':
      return m.screens_did_mention()
    case 'question':
      return m.story_did_ask()
    case 'answer':
      return n.kind === 'growth_lead' ? m.growth_did_agree() : m.story_did_answer()
    case 'alarm':
      return n.kind === 'promise' ? m.promise_did_risk() : m.metric_did_cross()
    case 'told':
      return m.stake_did_tell()
    case 'assigned':
      return given[n.kind]?.() ?? m.screens_did_assign()
    case 'decide':
      return asked[n.kind]?.() ?? m.screens_did_propose()
    case 'informed':
      return m.daci_did_inform()
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
    case 'launch_task':
      return m.launch_did_add()
    case 'launch_gate':
      return m.launch_did_decide()
    case 'announcement':
      return m.launch_did_answer()
    case 'enablement':
      return m.launch_did_enable()
    case 'sunset_plan':
      return m.life_did_change()
    case 'growth_lead':
      return m.growth_did_end()
    case 'pin':
      return m.story_did_pin()
    case 'attachment':
      return m.screens_did_attach()
    case 'proposal':
      return m.screens_did_propose()
  }
  return n.act === 'create' ? m.screens_did_create() : n.act === 'delete' ? m.screens_did_delete() : m.screens_did_change()
}

/** Why something waits for one, and since when. */
export function sayReview(r: Pick<Review, 'why' | 'on'>, today: string): string {
  const day = sayDay(r.on, today)
  if (r.why === 'drive') return m.daci_inbox_drive({ day })
  if (r.why === 'review') return m.daci_inbox_review({ day })
  if (r.why === 'settle') return m.bets_inbox_due({ day })
  return r.on ? m.daci_inbox_decide_by({ day }) : m.daci_inbox_decide()
}

/** What an entry is called; some things that are told have no name of their own. */
export function titleOf(e: Entry): string {
  if (e.title) return e.title
  return e.notices[0]?.kind === 'growth_lead' ? m.growth_inbox_title() : m.screens_inbox_settled()
}
