import { memo, useState } from 'react'

import { useData, useMember } from '@/data/hooks'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Composer } from '@/record/editor/Composer'
import type { Upload } from '@/record/editor/files'
import { Text } from '@/record/editor/Reading'
import { Avatar } from '@/ui/avatar'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { confirm } from '@/ui/dialog'
import { Menu } from '@/ui/menu'
import { Popover } from '@/ui/popover'
import { tip } from '@/ui/tooltip'

import { useCall } from './call'
import { offered, signsUnder, type Comment, type Reaction } from './comments'
import { exactly } from './exactly'

interface CommentItemProps {
  comment: Comment
  me: string
  reactions: readonly Reaction[]
  upload: Upload
  onReply: () => void
  onChanged: () => void
}

export const CommentItem = memo(function CommentItem({ comment: c, me, reactions, upload, onReply, onChanged }: CommentItemProps) {
  const [editing, setEditing] = useState(false)
  const who = useMember(c.createdBy)
  const call = useCall()
  const change = async (body: string) => {
    if ('refused' in (await call('PATCH', `/comments/${c.id}`, { body }))) return false
    onChanged()
    return true
  }
  const remove = async () => {
    if (!(await confirm({ title: m.record_comments_delete_ask(), text: m.record_comments_delete_text(), action: m.record_delete(), danger: true }))) return
    await call('DELETE', `/comments/${c.id}`)
    onChanged()
  }
  const react = async (sign: string, off: boolean) => {
    await call('POST', `/comments/${c.id}/react`, { sign, off })
    onChanged()
  }
  return (
    <div className="group/row flex gap-2.5">
      <Avatar id={c.createdBy ?? undefined} name={who?.name ?? m.record_nobody()} size={24} plain className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <div className="flex min-h-6 items-center gap-2 text-13">
          <span className="font-medium">{who?.name ?? m.record_nobody()}</span>
          <time dateTime={c.createdAt} {...tip(exactly(c.createdAt))} className="text-12 text-text-faint">
            {sayAge(c.createdAt)}
          </time>
          {c.editedAt && (
            <span {...tip(exactly(c.editedAt))} className="text-12 text-text-faint">
              {m.record_comments_edited()}
            </span>
          )}
          <span className="ml-auto flex opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 has-data-popup-open:opacity-100">
            <ReactionPick onPick={(sign) => void react(sign, false)} />
            <IconButton size="sm" icon="corner-down-left" label={m.record_comments_reply()} onClick={onReply} />
            {c.createdBy === me && (
              <Menu
                align="end"
                trigger={<IconButton size="sm" icon="ellipsis" label={m.record_comments_menu()} />}
                items={[
                  { label: m.record_edit(), icon: 'pencil', onSelect: () => setEditing(true) },
                  { label: m.record_delete(), icon: 'trash-2', danger: true, onSelect: () => void remove() },
                ]}
              />
            )}
          </span>
        </div>
        {editing ? (
          <Composer draft={`edit.${c.id}`} label={m.record_comments_edit()} placeholder={m.record_comments_hint()} action={m.record_save()} start={c.body} send={change} upload={upload} onCancel={() => setEditing(false)} />
        ) : (
          <Text text={c.body} dense />
        )}
        <Signs comment={c.id} reactions={reactions} me={me} onSign={(sign, off) => void react(sign, off)} />
      </div>
    </div>
  )
})

/** The signs one can set with a press. */
function ReactionPick({ onPick }: { onPick: (sign: string) => void }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover open={open} onOpenChange={setOpen} align="end" label={m.record_comments_react()} className="p-1" trigger={<IconButton size="sm" icon="thumbs-up" label={m.record_comments_react()} />}>
      <div className="flex">
        {offered.map((sign) => (
          <button
            key={sign}
            type="button"
            aria-label={m.record_comments_react_with({ sign })}
            onClick={() => {
              setOpen(false)
              onPick(sign)
            }}
            className="grid size-8 place-items-center rounded-sm text-16 hover:bg-bg-hover"
          >
            {sign}
          </button>
        ))}
      </div>
    </Popover>
  )
}

function Signs({ comment, reactions, me, onSign }: { comment: string; reactions: readonly Reaction[]; me: string; onSign: (sign: string, off: boolean) => void }) {
  const { session } = useData()
  const signs = signsUnder(reactions, comment, me)
  if (signs.length === 0) return null
  return (
    <div className="mt-1 flex flex-wrap gap-1">
      {signs.map((s) => (
        <button
          key={s.sign}
          type="button"
          aria-pressed={s.mine}
          onClick={() => onSign(s.sign, s.mine)}
          {...tip(s.by.map((id) => session.member(id)?.name ?? m.record_nobody()).join(', '))}
          className={cx('tabular inline-flex h-6 items-center gap-1 rounded-full border px-2 text-12', s.mine ? 'border-accent bg-accent-soft text-accent-text' : 'border-line text-text-muted hover:bg-bg-hover')}
        >
          <span aria-hidden>{s.sign}</span>
          <span className="sr-only">{s.sign} </span>
          {s.by.length}
        </button>
      ))}
    </div>
  )
}
