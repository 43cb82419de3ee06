/** Kinds as the settings name them. */
import { KINDS, type KindName } from '@/data/kinds.gen'
import { m } from '@/locales/gen/messages.js'

const NAMES: Partial<Record<KindName, () => string>> = {
  account: m.settings_kind_account,
  bug: m.settings_kind_bug,
  contact: m.settings_kind_contact,
  decision: m.settings_kind_decision,
  feature: m.settings_kind_feature,
  feedback: m.settings_kind_feedback,
  initiative: m.settings_kind_initiative,
  insight: m.settings_kind_insight,
  metric: m.settings_kind_metric,
  objective: m.settings_kind_objective,
  opportunity: m.settings_kind_opportunity,
  pillar: m.settings_kind_pillar,
  promise: m.promise_kinds,
  release: m.settings_kind_release,
  risk: m.settings_kind_risk,
  spike: m.settings_kind_spike,
  sprint: m.settings_kind_sprint,
  story: m.settings_kind_story,
  task: m.settings_kind_task,
  tradeoff: m.settings_kind_tradeoff,
  launch: m.launch_screen,
}

/** A kind in the plural: "Stories". */
export const kindsName = (kind: string): string => NAMES[kind as KindName]?.() ?? kind

/** The kinds that can have custom fields, the work first. */
export const FIELD_KINDS: readonly string[] = [
  'story', 'bug', 'task', 'spike', 'feature', 'initiative', 'objective', 'metric', 'release', 'sprint', 'feedback', 'insight', 'opportunity', 'risk', 'decision', 'tradeoff', 'promise', 'launch', 'pillar', 'account', 'contact',
].filter((k) => k in KINDS)
