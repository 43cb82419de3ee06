import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useLink } from '@/record/screen/address'
import { Button } from '@/ui/button'
import { SearchInput } from '@/ui/input'
import { EmptyState } from '@/ui/state'

import { useListAddress } from './lists'
import { Loaded, Section } from './Section'
import { type Tag, TagDialog } from './TagDialog'

interface Tags {
  items: Tag[]
  next: string | null
}

/** The tags in use, with how often each is; renaming one, or joining it with another. */
export default function TagsSection() {
  const [prefix, setPrefix] = useState('')
  const search = new URLSearchParams({ limit: '200' })
  if (prefix.trim()) search.set('prefix', prefix.trim())
  const ask = useAsk<Tags>(`/tags?${search}`, [])
  const [renaming, setRenaming] = useState<Tag>()
  return (
    <Section title={m.settings_tags()} text={m.settings_tags_text()}>
      <SearchInput label={m.settings_tags_search()} value={prefix} onChange={setPrefix} className="max-w-72" />
      <Loaded ask={ask}>
        {({ items, next }) =>
          items.length === 0 ? (
            <EmptyState icon="tag" title={prefix ? m.settings_tags_not_found({ prefix }) : m.settings_tags_none()} text={prefix ? undefined : m.settings_tags_none_text()} />
          ) : (
            <>
              <ul className="divide-y border-y">
                {items.map((t) => (
                  <Line key={t.name} tag={t} onRename={() => setRenaming(t)} />
                ))}
              </ul>
              {next && <p className="text-text-muted">{m.settings_tags_more()}</p>}
            </>
          )
        }
      </Loaded>
      {renaming && <TagDialog tag={renaming} onClose={() => setRenaming(undefined)} onDone={ask.retry} />}
    </Section>
  )
}

function Line({ tag, onRename }: { tag: Tag; onRename: () => void }) {
  const link = useLink()
  const list = useListAddress()(`tag:"${tag.name}"`, [])
  return (
    <li className="flex h-row items-center gap-3">
      <span className="min-w-0 flex-1 truncate font-medium">{tag.name}</span>
      <a {...(list && link(list))} className="tabular text-accent-text hover:underline">
        {m.settings_tag_count({ count: tag.count })}
      </a>
      <Button size="sm" variant="ghost" onClick={onRename}>
        {m.settings_tag_rename()}
      </Button>
    </li>
  )
}
