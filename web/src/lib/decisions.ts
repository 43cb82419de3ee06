/** Decisions (area.verb) in words: what one who decides them may do, and what belongs together. */
import { m } from '@/locales/gen/messages.js'

const WORDS: Record<string, () => string> = {
  'approval.ask': m.settings_decision_approval_ask,
  'backlog.rank': m.settings_decision_backlog_rank,
  'budget.set': m.settings_decision_budget_set,
  'code.connect': m.settings_decision_code_connect,
  'cost.record': m.settings_decision_cost_record,
  'criteria.set': m.settings_decision_criteria_set,
  'decision.record': m.settings_decision_decision_record,
  'feature.define': m.settings_decision_feature_define,
  'feature.score': m.settings_decision_feature_score,
  'feedback.take': m.settings_decision_feedback_take,
  'field.set': m.settings_decision_field_set,
  'import.run': m.settings_decision_import_run,
  'insight.draw': m.settings_decision_insight_draw,
  'launch.plan': m.settings_decision_launch_plan,
  'link.make': m.settings_decision_link_make,
  'market.record': m.settings_decision_market_record,
  'metric.set': m.settings_decision_metric_set,
  'money.see': m.settings_decision_money_see,
  'objective.set': m.settings_decision_objective_set,
  'people.set': m.settings_decision_people_set,
  'price.see': m.settings_decision_price_see,
  'price.set': m.settings_decision_price_set,
  'product.make': m.settings_decision_product_make,
  'refinement.run': m.settings_decision_refinement_run,
  'promise.give': m.promise_decision,
  'release.content': m.settings_decision_release_content,
  'release.date': m.settings_decision_release_date,
  'rights.set': m.settings_decision_rights_set,
  'risk.set:compliance': m.settings_decision_risk_set_compliance,
  'risk.set:delivery': m.settings_decision_risk_set_delivery,
  'risk.set:market': m.settings_decision_risk_set_market,
  'risk.set:strategy': m.settings_decision_risk_set_strategy,
  'risk.set:technical': m.settings_decision_risk_set_technical,
  'roadmap.place': m.settings_decision_roadmap_place,
  'roadmap.share': m.settings_decision_roadmap_share,
  'role.assign': m.settings_decision_role_assign,
  'scope.change': m.settings_decision_scope_change,
  'sprint.close': m.settings_decision_sprint_close,
  'sprint.plan': m.settings_decision_sprint_plan,
  'sprint.start': m.settings_decision_sprint_start,
  'stakeholder.see': m.settings_decision_stakeholder_see,
  'stakeholder.set': m.settings_decision_stakeholder_set,
  'story.estimate': m.settings_decision_story_estimate,
  'story.write': m.settings_decision_story_write,
  'strategy.set': m.settings_decision_strategy_set,
  'tradeoff.answer:manager': m.settings_decision_tradeoff_answer_manager,
  'tradeoff.answer:owner': m.settings_decision_tradeoff_answer_owner,
  'tradeoff.ask': m.settings_decision_tradeoff_ask,
  'work.accept': m.settings_decision_work_accept,
  'work.move': m.settings_decision_work_move,
  'work.reject': m.settings_decision_work_reject,
  'workflow.set': m.settings_decision_workflow_set,
  'workspace.set': m.settings_decision_workspace_set,
}

/** What one may do who decides this: "rank the backlog". One that is not known keeps its name. */
export const decisionWords = (decision: string): string => WORDS[decision]?.() ?? decision

export interface DecisionArea {
  title: () => string
  decisions: readonly string[]
}

/** Decisions in the order in which people look for them. */
export const AREAS: readonly DecisionArea[] = [
  { title: m.settings_area_strategy, decisions: ['strategy.set', 'objective.set', 'metric.set'] },
  { title: m.settings_area_roadmap, decisions: ['roadmap.place', 'roadmap.share', 'feature.define', 'feature.score', 'scope.change'] },
  { title: m.settings_area_market, decisions: ['market.record', 'insight.draw', 'feedback.take', 'promise.give', 'stakeholder.see', 'stakeholder.set'] },
  { title: m.settings_area_backlog, decisions: ['backlog.rank', 'story.write', 'criteria.set', 'story.estimate', 'refinement.run', 'work.move', 'work.accept', 'work.reject', 'link.make'] },
  { title: m.settings_area_delivery, decisions: ['sprint.plan', 'sprint.start', 'sprint.close', 'release.content', 'release.date'] },
  { title: m.settings_area_money, decisions: ['launch.plan', 'price.see', 'price.set', 'money.see', 'budget.set', 'cost.record'] },
  { title: m.settings_area_risk, decisions: ['risk.set:market', 'risk.set:compliance', 'risk.set:strategy', 'risk.set:delivery', 'risk.set:technical', 'decision.record', 'approval.ask', 'tradeoff.ask', 'tradeoff.answer:manager', 'tradeoff.answer:owner'] },
  { title: m.settings_area_tools, decisions: ['workflow.set', 'field.set', 'import.run', 'code.connect'] },
  { title: m.settings_area_people, decisions: ['role.assign', 'rights.set', 'people.set', 'product.make', 'workspace.set'] },
]

/** The areas of what a server knows; what no area has stands in the last. */
export function byArea<T extends { decision: string }>(rules: readonly T[]): { title: string; rules: T[] }[] {
  const known = new Set(AREAS.flatMap((a) => a.decisions))
  const stray = rules.filter((r) => !known.has(r.decision))
  return AREAS.map((a, i) => ({
    title: a.title(),
    rules: [...a.decisions.flatMap((d) => rules.filter((r) => r.decision === d)), ...(i === AREAS.length - 1 ? stray : [])],
  })).filter((a) => a.rules.length > 0)
}

const ORDER = AREAS.flatMap((a) => a.decisions)
const place = (d: string) => (ORDER.includes(d) ? ORDER.indexOf(d) : ORDER.length)

/** Decisions in the order of their areas. */
export const inOrder = (decisions: readonly string[]): string[] => [...decisions].sort((a, b) => place(a) - place(b))
