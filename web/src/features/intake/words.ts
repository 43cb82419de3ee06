/** Words of the import: formats, kinds, what a report counts. */
import { KINDS, type KindName } from '@/data/kinds.gen'
import { m } from '@/locales/gen/messages.js'

import type { Meaning } from './columns'
import type { Format } from './format'
import type { Category } from './mapping'

export const FORMAT_NAMES: Record<Format, () => string> = {
  trello: m.settings_format_trello,
  'jira-csv': m.settings_format_jira_csv,
  'jira-json': m.settings_format_jira_json,
  github: m.settings_format_github,
  csv: m.settings_format_csv,
}

/** The kinds that items can become. */
export const ITEM_KINDS: readonly KindName[] = ['story', 'bug', 'task', 'spike', 'feature']

const KIND_COUNTS: Partial<Record<KindName, (i: { count: number }) => string>> = {
  story: m.settings_count_story,
  bug: m.settings_count_bug,
  task: m.settings_count_task,
  spike: m.settings_count_spike,
  feature: m.settings_count_feature,
}

/** "3 stories". */
export const kindCount = (kind: string, count: number): string => KIND_COUNTS[kind as KindName]?.({ count }) ?? `${count} ${KINDS[kind as KindName]?.plural ?? kind}`

const KIND_NAMES: Partial<Record<KindName, () => string>> = {
  story: m.settings_one_story,
  bug: m.settings_one_bug,
  task: m.settings_one_task,
  spike: m.settings_one_spike,
  feature: m.settings_one_feature,
}

export const kindName = (kind: string): string => KIND_NAMES[kind as KindName]?.() ?? kind

export const CATEGORY_NAMES: Record<Category, () => string> = {
  todo: m.settings_category_todo,
  doing: m.settings_category_doing,
  done: m.settings_category_done,
  closed: m.settings_category_closed,
}

const WORDS: Record<string, () => string> = {
  products: m.settings_word_products,
  records: m.settings_word_records,
  states: m.settings_word_states,
  members: m.settings_word_members,
  sprints: m.settings_word_sprints,
  releases: m.settings_word_releases,
  comments: m.settings_word_comments,
  attachments: m.settings_word_attachments,
  links: m.settings_word_links,
  changes: m.settings_word_changes,
  watchers: m.settings_word_watchers,
}

/** What a line of a report counts. */
export const countWord = (word: string): string => WORDS[word]?.() ?? word

export const MEANING_NAMES: Record<Meaning, () => string> = {
  title: m.settings_meaning_title,
  body: m.settings_meaning_body,
  id: m.settings_meaning_id,
  type: m.settings_meaning_type,
  state: m.settings_meaning_state,
  owner: m.settings_meaning_owner,
  ownerName: m.settings_meaning_owner_name,
  others: m.settings_meaning_others,
  reporter: m.settings_meaning_reporter,
  labels: m.settings_meaning_labels,
  priority: m.settings_meaning_priority,
  estimate: m.settings_meaning_estimate,
  dueOn: m.settings_meaning_due_on,
  createdAt: m.settings_meaning_created_at,
  updatedAt: m.settings_meaning_updated_at,
  doneAt: m.settings_meaning_done_at,
  archived: m.settings_meaning_archived,
  parent: m.settings_meaning_parent,
  parentTitle: m.settings_meaning_parent_title,
  sprint: m.settings_meaning_sprint,
  releases: m.settings_meaning_releases,
  blocks: m.settings_meaning_blocks,
  blockedBy: m.settings_meaning_blocked_by,
  relates: m.settings_meaning_relates,
  checklists: m.settings_meaning_checklists,
  comments: m.settings_meaning_comments,
  aliases: m.settings_meaning_aliases,
  url: m.settings_meaning_url,
}

const STAGES: Record<string, () => string> = {
  items: m.settings_stage_items,
  links: m.settings_stage_links,
  comments: m.settings_stage_comments,
  history: m.settings_stage_history,
}

export const stageName = (stage: string): string => STAGES[stage]?.() ?? stage
