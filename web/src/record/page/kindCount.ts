import { m } from '@/locales/gen/messages.js'

const counts: Record<string, (p: { count: number }) => string> = {
  product: m.record_count_product, pillar: m.record_count_pillar, objective: m.record_count_objective, opportunity: m.record_count_opportunity, insight: m.record_count_insight, feedback: m.record_count_feedback,
  initiative: m.record_count_initiative, feature: m.record_count_feature, story: m.record_count_story, bug: m.record_count_bug, task: m.record_count_task, spike: m.record_count_spike,
  sprint: m.record_count_sprint, release: m.record_count_release, verdict: m.record_count_verdict, metric: m.record_count_metric,
}

/** "2 features". */
export const kindCount = (kind: string, count: number): string => (counts[kind] ?? m.record_count_other)({ count })
