import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useSyncExternalStore, type ReactNode } from 'react'

import { useData, useMe } from '@/data/hooks'
import type { MyProduct } from '@/data/types'
import { useInboxCount } from '@/features/inbox/count'
import { followed } from '@/lib/follow'
import { m } from '@/locales/gen/messages.js'
import type { Context } from '@/record/commands'
import { screens, type Group } from '@/routes/screens'
import { Avatar } from '@/ui/avatar'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { Kbd } from '@/ui/kbd'
import { Menu, type MenuItem } from '@/ui/menu'
import { tip } from '@/ui/tooltip'

import { showDialog } from './dialogs'
import { collapsed, folded, followCollapsed, setCollapsed, setFolded } from './preference'
import { nextTheme, setTheme, theme } from './theme'

const groupNames: Record<Group, () => string> = { manager: m.app_group_manager, owner: m.app_group_owner, customers: m.app_group_customers, shared: m.app_group_shared }

interface SidebarProps {
  context: () => Context
  /** On a narrow screen the navigation lies over the content when it is asked for. */
  open: boolean
  onClose: () => void
}

export function Sidebar({ context, open, onClose }: SidebarProps) {
  const me = useMe()
  const small = useSyncExternalStore(followCollapsed, collapsed)
  const { product: shown } = useParams({ strict: false }) as { product?: string }
  const product = me.products.find((p) => p.key === (shown ?? localStorage.getItem('throughline.product'))) ?? me.products[0]
  const unread = useInboxCount()
  const thin = small && !open
  return (
    <>
      {open && <button type="button" aria-label={m.app_close()} className="fixed inset-0 z-30 bg-veil md:hidden" onClick={onClose} />}
      <nav
        aria-label={m.app_navigation()}
        onClick={(e) => (e.target as Element).closest('a') && onClose()}
        className={cx(
          'z-30 min-h-0 flex-col border-r border-line bg-bg-sunken text-13',
          thin ? 'w-13' : 'w-57',
          open ? 'fixed inset-y-0 left-0 flex shadow-float' : 'hidden md:flex',
        )}
      >
        <div className={cx('flex items-center gap-1 p-2', thin && 'flex-col')}>
          <Switcher product={product} thin={thin} />
          <IconButton icon="plus" size="sm" label={m.app_create()} kbd="C" onClick={() => showDialog('create')} />
        </div>
        <div className="flex min-h-0 flex-1 flex-col gap-px overflow-y-auto px-2 pb-2">
          <Item to="/inbox" icon="inbox" name={m.app_inbox()} thin={thin} keys="g i" count={unread} />
          <Item to="/search" icon="search" name={m.app_search()} thin={thin} keys="/" />
          {product && <Groups product={product} thin={thin} />}
        </div>
        <Foot context={context} thin={thin} />
      </nav>
    </>
  )
}

/** The desk of the role held comes first. */
export function orderOf(product: Pick<MyProduct, 'roles'>): Group[] {
  return notMine(product) === 'manager' ? ['owner', 'manager', 'customers', 'shared'] : ['manager', 'owner', 'customers', 'shared']
}

/** The other one's desk, for whoever holds one of the two roles. */
function notMine({ roles }: Pick<MyProduct, 'roles'>): Group | undefined {
  const manages = roles.includes('product manager')
  if (manages === roles.includes('product owner')) return undefined
  return manages ? 'owner' : 'manager'
}

/** Until one says otherwise, the other one's desk is folded. */
function Groups({ product, thin }: { product: MyProduct; thin: boolean }) {
  const said = useSyncExternalStore(followCollapsed, folded)
  const closed = said === null ? [notMine(product)].filter((g) => g !== undefined) : said.split(' ').filter(Boolean)
  const fold = (group: Group) => setFolded(closed.includes(group) ? closed.filter((g) => g !== group) : [...closed, group])
  return orderOf(product).map((g) => <GroupOf key={g} group={g} product={product.key} thin={thin} closed={!thin && closed.includes(g)} onFold={fold} />)
}

interface GroupProps {
  group: Group
  product: string
  thin: boolean
  closed: boolean
  onFold: (group: Group) => void
}

/** Folded, a group still shows where one is. */
function GroupOf({ group, product, thin, closed, onFold }: GroupProps) {
  const here = useLocation({ select: (l) => l.pathname.slice(`/p/${product}/`.length) })
  const name = groupNames[group]()
  return (
    <section aria-label={name} className="mt-3 flex flex-col gap-px">
      {thin ? (
        <hr className="mx-2 mb-1 border-line" />
      ) : (
        <h2 className="pb-1 text-12 font-medium text-text-faint">
          <button type="button" aria-expanded={!closed} onClick={() => onFold(group)} className="group/fold flex w-full items-center gap-1 rounded px-2 text-left hover:text-text focus-visible:outline-2 focus-visible:outline-focus">
            <span className="flex-1">{name}</span>
            <Icon name={closed ? 'chevron-right' : 'chevron-down'} size={12} className={cx(!closed && 'opacity-0 group-hover/fold:opacity-100 group-focus-visible/fold:opacity-100')} />
          </button>
        </h2>
      )}
      {screens
        .filter((s) => s.group === group && (!closed || s.path === here))
        .map((s) => (
          <Item key={s.path} to={`/p/${product}/${s.path}`} icon={s.icon} name={s.name()} keys={s.keys} thin={thin} apart={s.apart && !closed} />
        ))}
    </section>
  )
}

interface ItemProps {
  to: string
  icon: string
  name: string
  thin: boolean
  keys?: string | undefined
  count?: number
  apart?: boolean | undefined
}

function Item({ to, icon, name, thin, keys, count, apart }: ItemProps) {
  const go = useNavigate()
  const here = useLocation({ select: (l) => l.pathname === to || l.pathname.startsWith(`${to}/`) })
  return (
    <a
      {...followed(to, (href) => void go({ to: href as never }))}
      {...(thin ? tip(name, keys) : {})}
      aria-current={here ? 'page' : undefined}
      aria-label={thin ? name : undefined}
      className={cx(
        'group flex h-7 shrink-0 items-center gap-2 rounded px-2 outline-offset-[-2px] focus-visible:outline-2 focus-visible:outline-focus',
        here ? 'bg-bg-selected font-medium text-text' : 'text-text-muted hover:bg-bg-hover hover:text-text',
        thin && 'relative justify-center px-0',
        apart && 'mt-2',
      )}
    >
      <Icon name={icon} />
      {!thin && <span className="min-w-0 flex-1 truncate">{name}</span>}
      {!thin && keys && (
        <span className="hidden group-hover:block group-focus-visible:block">
          <Kbd keys={keys} />
        </span>
      )}
      {!!count && (
        <span className={cx('rounded-full bg-accent px-1.5 text-12 leading-4 font-medium text-on-accent tabular-nums', thin && 'absolute top-0 right-0 px-1')}>
          {count > 99 ? '99+' : count}
        </span>
      )}
    </a>
  )
}

function Switcher({ product, thin }: { product: MyProduct | undefined; thin: boolean }) {
  const me = useMe()
  const data = useData()
  const go = useNavigate()
  const path = useLocation({ select: (l) => /^\/p\/[^/]+\/(.*)$/.exec(l.pathname)?.[1] })
  const items = (): MenuItem[] => [
    { heading: me.workspace.name },
    ...me.products.map((p) => ({
      label: p.title,
      hint: p.key,
      checked: p.key === product?.key,
      onSelect: () => void go({ to: `/p/${p.key}/${path && !path.includes('/') ? path : 'backlog'}` as never }),
    })),
    { label: m.app_new_product(), icon: 'plus', onSelect: () => void go({ to: '/settings/products' as never }) },
    ...(me.workspaces.length > 1
      ? (['separator', { heading: m.app_switch_workspace() }] as MenuItem[]).concat(
          me.workspaces.map((w) => ({ label: w.name, checked: w.current, onSelect: () => void data.call('POST', '/sessions/switch', { workspace: w.id }).then(() => location.assign('/')) })),
        )
      : []),
  ]
  return (
    <Menu
      items={items}
      trigger={
        <button
          type="button"
          aria-label={thin ? (product?.title ?? me.workspace.name) : undefined}
          className={cx('flex h-8 min-w-0 flex-1 items-center gap-2 rounded px-1.5 text-left hover:bg-bg-hover focus-visible:outline-2 focus-visible:outline-focus', thin && 'w-8 flex-none justify-center')}
        >
          <Mark />
          {!thin && <span className="min-w-0 flex-1 truncate font-semibold">{product?.title ?? me.workspace.name}</span>}
          {!thin && <Icon name="chevrons-up-down" size={14} className="text-text-faint" />}
        </button>
      }
    />
  )
}

/** The sign of Throughline: one line through three points. */
export function Mark({ size = 20 }: { size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden className="shrink-0 text-accent">
      <rect width="32" height="32" rx="7" fill="currentColor" />
      <g className="text-on-accent" stroke="currentColor" fill="currentColor">
        <path d="M5 22c6 0 6-12 11-12s5 12 11 12" fill="none" strokeWidth="2.6" strokeLinecap="round" />
        <circle cx="5.6" cy="22" r="1.6" />
        <circle cx="16" cy="10" r="1.6" />
        <circle cx="26.4" cy="22" r="1.6" />
      </g>
    </svg>
  )
}

const themeNames = { light: m.app_theme_light, dark: m.app_theme_dark, system: m.app_theme_system }

function Foot({ context, thin }: { context: () => Context; thin: boolean }) {
  const me = useMe()
  const data = useData()
  const go = useNavigate()
  const items = (): MenuItem[] => [
    { heading: me.member.email || me.member.name },
    { label: m.app_settings(), icon: 'settings', kbd: 'g ,', onSelect: () => void go({ to: '/settings' as never }) },
    { label: m.app_import(), icon: 'upload', onSelect: () => void go({ to: '/import' as never }) },
    { label: m.app_help(), icon: 'command', kbd: '?', onSelect: () => context().show('help') },
    { label: m.app_theme({ theme: themeNames[theme()]() }), icon: 'moon', keepOpen: true, onSelect: () => setTheme(nextTheme()) },
    'separator',
    { label: m.app_sign_out(), icon: 'log-out', onSelect: () => void data.session.signOut().then(() => location.assign('/signin')) },
  ]
  return (
    <div className={cx('flex items-center gap-1 border-t border-line p-2', thin && 'flex-col')}>
      <Menu
        side="top"
        items={items}
        trigger={
          <button
            type="button"
            aria-label={thin ? me.member.name : undefined}
            className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded px-1.5 text-left hover:bg-bg-hover focus-visible:outline-2 focus-visible:outline-focus"
          >
            <Avatar name={me.member.name} id={me.member.id} plain />
            {!thin && <span className="min-w-0 flex-1 truncate">{me.member.name}</span>}
          </button>
        }
      />
      <IconButton
        icon="panel-left"
        size="sm"
        label={thin ? m.app_expand() : m.app_collapse()}
        kbd="["
        onClick={() => setCollapsed(!collapsed())}
      />
    </div>
  )
}
