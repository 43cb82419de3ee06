import { useState } from 'react'

import { useAsk, useData, useMe } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import { problemOf } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { IconButton } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Menu, type MenuItem } from '@/ui/menu'
import { Select } from '@/ui/select'
import { Tabs } from '@/ui/tabs'
import { toast } from '@/ui/toast'

import type { Address } from './address'
import { NameDialog } from './NameDialog'
import { addressOf, bodyOf, isChanged, type SavedView, viewsOf } from './saved'

interface Props {
  address: Address
  base: string
  sort: string | undefined
  /** The settings of the view that the screen has anyway. */
  usual: Readonly<Record<string, string | undefined>>
  product: string | undefined
  kinds: readonly KindName[]
  layouts: readonly Address['view'][]
}

const EVERYTHING = ''

/** The views of a screen as tabs, and what can be done with the one that is shown. */
export function SavedViews({ address, base, sort, usual, product, kinds, layouts }: Props) {
  const data = useData()
  const me = useMe().member
  const [naming, setNaming] = useState<'new' | 'rename'>()
  const asked = useAsk<SavedView[]>(`/views${product ? `?product=${product}` : ''}`, ['saved_view', 'view'])
  const views = viewsOf(asked.value ?? [], kinds, layouts)
  const current = views.find((v) => v.id === address.saved)
  const changed = current ? isChanged(current, address, { base, sort, options: usual }) : false
  const mine = current !== undefined && (current.createdBy === me.id || me.role === 'admin' || me.role === 'owner')

  const send = async <T,>(method: string, path: string, body?: unknown): Promise<T | undefined> => {
    try {
      const answer = await data.call<T>(method, path, body)
      asked.retry()
      return answer
    } catch (e) {
      toast({ text: whyRefused(problemOf(e)), tone: 'red' })
      return undefined
    }
  }
  const create = async (name: string, shared: boolean) => {
    const made = await send<SavedView>('POST', '/views', { ...bodyOf(address, base, sort), name, shared, product })
    if (made) address.set({ saved: made.id }, 'replace')
    return made !== undefined
  }
  const update = async (change: Partial<SavedView>) => current !== undefined && (await send('PATCH', `/views/${current.id}`, change)) !== undefined
  const drop = async () => {
    if (!current || !(await confirm({ title: m.views_list_view_delete_title({ name: current.name }), text: m.views_list_view_delete_text(), action: m.views_list_view_delete(), danger: true }))) return
    if (await send('DELETE', `/views/${current.id}`)) address.reset({})
  }
  const items: MenuItem[] = [
    ...(current && mine ? [{ label: m.views_list_view_save(), icon: 'save', disabled: !changed, onSelect: () => void update(bodyOf(address, base, sort)) }] : []),
    { label: m.views_list_view_save_as(), icon: 'plus', onSelect: () => setNaming('new') },
    ...(current && changed ? [{ label: m.views_list_view_discard(), icon: 'rotate-ccw', onSelect: () => address.reset(addressOf(current, base)) }] : []),
    ...(current && mine
      ? ([
          'separator',
          { label: m.views_list_view_rename(), icon: 'pencil', onSelect: () => setNaming('rename') },
          { label: m.views_list_view_shared(), icon: 'users', checked: current.shared, onSelect: () => void update({ shared: !current.shared }) },
          { label: m.views_list_view_delete(), icon: 'trash-2', danger: true, onSelect: () => void drop() },
        ] as MenuItem[])
      : []),
  ]
  const show = (id: string) => {
    const view = views.find((v) => v.id === id)
    if (view) address.reset(addressOf(view, base))
    else address.reset({})
  }
  const label = (v: SavedView) => (v === current && changed ? m.views_list_view_changed({ name: v.name }) : v.name)
  const tabs = [{ value: EVERYTHING, label: m.views_list_all() }, ...views.map((v) => ({ value: v.id, label: label(v), icon: v.shared ? undefined : 'lock' }))]
  const shown = current?.id ?? EVERYTHING
  return (
    <div className="@container flex min-w-32 flex-1 items-center gap-1">
      <Tabs label={m.views_list_views()} value={shown} onChange={show} tabs={tabs} className="border-b-0 [scrollbar-width:none] @max-sm:hidden" />
      {/* Where there is no room for tabs they stand in a list. */}
      <span className="@sm:hidden">
        <Select label={m.views_list_views()} value={shown} onChange={show} options={tabs} bare size="sm" />
      </span>
      <Menu trigger={<IconButton icon="ellipsis" size="sm" label={m.views_list_view_menu()} />} items={items} />
      {naming && (
        <NameDialog
          title={naming === 'new' ? m.views_list_view_save_as() : m.views_list_view_rename()}
          name={naming === 'rename' ? (current?.name ?? '') : ''}
          shared={naming === 'new' ? false : undefined}
          onSave={(name, shared) => (naming === 'new' ? create(name, shared) : update({ name }))}
          onClose={() => setNaming(undefined)}
        />
      )}
    </div>
  )
}
