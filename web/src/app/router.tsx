/**
 * Addresses and what they show. Each screen is a chunk of its own; the shell
 * stays, and what one may want to share stands in the address.
 */
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect, useParams } from '@tanstack/react-router'
import { createElement } from 'react'

import type { Data } from '@/data/data'
import { screens } from '@/routes/screens'

import { parseSearch, printSearch, type Search } from './address'
import { Missing, NoProduct } from './Missing'
import { Shell } from './Shell'

export interface RouterContext {
  data: Data
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: () => createElement(Missing, {}),
  validateSearch: (s: Record<string, unknown>) => s as Search,
})

const page = <P extends string>(path: P, load: () => Promise<{ default: React.ComponentType }>) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) })

// Without a session.
const outside = [
  page('/signin', () => import('@/routes/signin')),
  page('/reset', () => import('@/routes/reset')),
  page('/join', () => import('@/routes/join')),
  page('/setup', () => import('@/routes/setup')),
  page('/changelog/$token', () => import('@/routes/changelog')),
]

let begun: Promise<void> | undefined

/** Starts the data layer once; later it knows by itself whether one is still signed in. */
async function begin(data: Data) {
  await (begun ??= data.start())
  if (data.session.status !== 'in') await data.session.load()
  return data.session.status
}

// With one: the shell around it asks who it is, once.
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  notFoundComponent: () => createElement(Missing, {}),
  beforeLoad: async ({ context, location }) => {
    const status = await begin(context.data)
    if (status === 'error') throw context.data.session.error
    if (status !== 'out' && status !== 'homeless') return
    const { open } = await context.data.client.get<{ open: boolean }>('/setup')
    if (open) throw redirect({ to: '/setup' as never })
    throw redirect({ to: '/signin' as never, search: { to: location.href === '/' ? undefined : location.href } as never })
  },
})

const within = <P extends string>(path: P, load: () => Promise<{ default: React.ComponentType }>) =>
  createRoute({ getParentRoute: () => inside, path, component: lazyRouteComponent(load) })

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: NoProduct,
  beforeLoad: ({ context }) => {
    const start = startOf(context.data)
    if (start) throw redirect({ to: start as never })
  },
})

/** Where a person begins: the desk of the role held, in the product last used. */
export function startOf(data: Data): string | undefined {
  const me = data.session.me
  if (!me || me.products.length === 0) return undefined
  const last = localStorage.getItem('throughline.product')
  const product = me.products.find((p) => p.key === last) ?? me.products.find((p) => p.roles.length > 0) ?? me.products[0]!
  const owner = product.roles.includes('product owner') && !product.roles.includes('product manager')
  const manager = product.roles.includes('product manager')
  return `/p/${product.key}/${manager ? 'desk/manager' : owner ? 'desk/owner' : 'backlog'}`
}

const product = createRoute({ getParentRoute: () => inside, path: '/p/$product', component: Product })

/** Knows whether the product is one that the person may see. */
function Product() {
  const { product: key } = useParams({ strict: false }) as { product: string }
  const data: Data = root.useRouteContext().data
  if (!data.session.me?.products.some((p) => p.key === key)) return createElement(Missing, { product: key })
  return createElement(Outlet)
}

const productScreens = screens.map((s) =>
  createRoute({
    getParentRoute: () => product,
    path: s.path,
    component: lazyRouteComponent(async () => {
      const Screen = await s.load()
      return {
        default: function InProduct() {
          const { product: key } = useParams({ strict: false }) as { product: string }
          return createElement(Screen, { product: key, key })
        },
      }
    }),
  }),
)

const ofProduct = <P extends string>(path: P, load: () => Promise<{ default: React.ComponentType }>) =>
  createRoute({ getParentRoute: () => product, path, component: lazyRouteComponent(load) })

const tree = root.addChildren([
  ...outside,
  ...(import.meta.env.DEV ? [page('/kit', () => import('@/routes/kit'))] : []),
  inside.addChildren([
    home,
    within('/inbox', () => import('@/routes/inbox')),
    within('/search', () => import('@/routes/search')),
    within('/import', () => import('@/routes/import')),
    within('/settings', () => import('@/routes/settings')),
    within('/settings/$section', () => import('@/routes/settings')),
    within('/r/$key', () => import('@/routes/record')),
    product.addChildren([
      createRoute({
        getParentRoute: () => product,
        path: '/',
        beforeLoad: ({ params }) => {
          throw redirect({ to: `/p/${(params as { product: string }).product}/backlog` as never })
        },
      }),
      ...productScreens,
      ofProduct('sprints/$key', () => import('@/routes/sprint')),
      ofProduct('sprints/$key/$step', () => import('@/routes/sprint')),
      ofProduct('releases/$key', () => import('@/routes/release')),
      ofProduct('launches/$key', () => import('@/routes/launch')),
    ]),
  ]),
])

export function makeRouter(data: Data) {
  return createRouter({
    routeTree: tree,
    context: { data },
    parseSearch: (text) => parseSearch(text.startsWith('?') ? text.slice(1) : text),
    stringifySearch: printSearch,
    defaultPreload: 'intent',
    defaultPreloadDelay: 40,
    defaultPendingMs: 150,
    scrollRestoration: true,
  })
}
