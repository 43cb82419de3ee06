/** What one can do on a record's page and panel by key: the same as its buttons do. */
import { m } from '@/locales/gen/messages.js'
import type { Command } from '@/record/commands'

/** Presses the button of that name on the page or, where there is one, in the panel over it. */
function press(act: string): void {
  const found = [...document.querySelectorAll<HTMLElement>(`[data-act="${act}"]`)].at(-1)
  found?.scrollIntoView({ block: 'nearest' })
  found?.click()
}

const on = (act: string): boolean => document.querySelector(`[data-act="${act}"]`) !== null

const command = (id: string, act: string, name: () => string, icon: string, keys?: string): Command => ({ id, name, icon, keys, place: 'record', group: m.screens_cmd_group_record(), when: () => on(act), run: () => press(act) })

export const pageCommands = (): readonly Command[] => [
  command('record.edit', 'edit', m.record_command_edit, 'pencil', 'e'),
  command('record.comment', 'comment', m.record_command_comment, 'message-square', 'm'),
  command('record.watch', 'watch', m.record_command_watch, 'eye', 'w'),
  command('record.link', 'link', m.record_command_link, 'link'),
  command('record.child', 'child', m.record_command_child, 'plus'),
  command('record.criterion', 'criterion', m.record_command_criterion, 'list-checks'),
  command('record.scenarios', 'scenarios', m.story_cmd_scenarios, 'code'),
  command('record.question', 'question', m.story_cmd_question, 'circle-question-mark', 'q'),
  command('record.attach', 'file', m.record_command_attach, 'paperclip'),
]
