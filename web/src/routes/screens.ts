/**
 * The screens of a product: one line for each address under /p/KEY. From it come
 * the routes, the navigation, the entries "Go to …" of the palette and their keys.
 */
import type { ComponentType } from 'react'

import { m } from '@/locales/gen/messages.js'
import { listViews, loadView } from '@/record/list/views'

export type Group = 'manager' | 'owner' | 'customers' | 'shared'

export interface Screen {
  path: string
  name: () => string
  icon: string
  group: Group
  /** Begins another subject within its group: the navigation leaves a little room before it. */
  apart?: true
  keys?: string
  load: () => Promise<ComponentType<{ product: string }>>
}

const files = import.meta.glob<Record<string, ComponentType<{ product: string }>>>('/src/features/*/*Screen.tsx')

/** A screen by its file, which exports one component of the same name; each is a chunk of its own. */
const screen = (file: string) => async () => {
  const load = files[`/src/features/${file}.tsx`]
  if (!load) throw new Error(`there is no screen ${file}`)
  return (await load())[file.split('/')[1]!]!
}

export const screens: readonly Screen[] = [
  { path: 'desk/manager', name: () => m.app_go_manager_desk(), icon: 'gauge', group: 'manager', keys: 'g m', load: screen('desk/ManagerDeskScreen') },
  { path: 'summary', name: () => m.summary_go(), icon: 'layout-dashboard', group: 'manager', load: screen('summary/SummaryScreen') },
  { path: 'strategy', name: () => m.app_go_strategy(), icon: 'compass', group: 'manager', apart: true, load: screen('strategy/StrategyScreen') },
  { path: 'objectives', name: () => m.app_go_objectives(), icon: 'target', group: 'manager', keys: 'g o', load: screen('strategy/ObjectivesScreen') },
  { path: 'metrics', name: () => m.app_go_metrics(), icon: 'chart-line', group: 'manager', load: screen('metric/MetricsScreen') },
  { path: 'money', name: () => m.money_go(), icon: 'coins', group: 'manager', keys: 'g e', load: screen('money/MoneyScreen') },
  { path: 'prioritisation', name: () => m.bets_go_ranking(), icon: 'list-ordered', group: 'manager', apart: true, keys: 'g z', load: screen('ranking/RankingScreen') },
  { path: 'bets', name: () => m.bets_go(), icon: 'flask-conical', group: 'manager', keys: 'g h', load: screen('bet/BetsScreen') },
  { path: 'roadmap', name: () => m.app_go_roadmap(), icon: 'chart-gantt', group: 'manager', keys: 'g r', load: screen('roadmap/RoadmapScreen') },
  { path: 'plan', name: () => m.plan_title(), icon: 'git-branch', group: 'manager', keys: 'g w', load: screen('roadmap/PlanScreen') },
  { path: 'cuts', name: () => m.share_go(), icon: 'share-2', group: 'manager', load: screen('share/CutsScreen') },
  { path: 'launches', name: () => m.launch_screen(), icon: 'megaphone', group: 'manager', apart: true, keys: 'g u', load: screen('launch/LaunchesScreen') },
  { path: 'stakeholders', name: () => m.stake_go(), icon: 'handshake', group: 'manager', load: screen('stakeholder/StakeholdersScreen') },
  { path: 'desk/owner', name: () => m.app_go_owner_desk(), icon: 'gauge', group: 'owner', keys: 'g p', load: screen('desk/OwnerDeskScreen') },
  { path: 'backlog', name: () => m.app_go_backlog(), icon: 'list-ordered', group: 'owner', apart: true, keys: 'g b', load: screen('backlog/BacklogScreen') },
  { path: 'suggested', name: () => m.story_suggest(), icon: 'list-filter', group: 'owner', keys: 'g y', load: screen('backlog/SuggestedScreen') },
  { path: 'refinement', name: () => m.app_go_refinement(), icon: 'list-checks', group: 'owner', keys: 'g n', load: screen('refinement/RefinementScreen') },
  { path: 'poker', name: () => m.app_go_poker(), icon: 'users', group: 'owner', load: screen('refinement/PokerScreen') },
  { path: 'sizing', name: () => m.app_go_sizing(), icon: 'scale', group: 'owner', load: screen('refinement/SizingScreen') },
  { path: 'storymap', name: () => m.app_go_storymap(), icon: 'map', group: 'owner', load: screen('storymap/StoryMapScreen') },
  { path: 'board', name: () => m.app_go_board(), icon: 'square-kanban', group: 'owner', apart: true, keys: 'g a', load: screen('delivery/SprintBoardScreen') },
  { path: 'sprints', name: () => m.app_go_sprints(), icon: 'refresh-cw', group: 'owner', keys: 'g s', load: screen('delivery/SprintsScreen') },
  { path: 'acceptance', name: () => m.app_go_acceptance(), icon: 'badge-check', group: 'owner', keys: 'g v', load: screen('acceptance/AcceptanceScreen') },
  { path: 'releases', name: () => m.app_go_releases(), icon: 'package', group: 'owner', keys: 'g l', load: screen('release/ReleasesScreen') },
  { path: 'reports', name: () => m.flow_reports(), icon: 'chart-column', group: 'owner', apart: true, keys: 'g t', load: screen('flow/ReportsScreen') },
  { path: 'forecast', name: () => m.flow_forecast(), icon: 'telescope', group: 'owner', keys: 'g c', load: screen('flow/ForecastScreen') },
  { path: 'feedback', name: () => m.app_go_feedback(), icon: 'message-square-quote', group: 'customers', keys: 'g f', load: screen('feedback/FeedbackScreen') },
  { path: 'insights', name: () => m.app_go_insights(), icon: 'lightbulb', group: 'customers', load: screen('discovery/InsightsScreen') },
  { path: 'opportunities', name: () => m.app_go_opportunities(), icon: 'telescope', group: 'customers', load: screen('discovery/OpportunitiesScreen') },
  { path: 'promises', name: () => m.promise_go(), icon: 'handshake', group: 'customers', apart: true, keys: 'g q', load: screen('promise/PromisesScreen') },
  { path: 'accounts', name: () => m.app_go_accounts(), icon: 'building-2', group: 'customers', load: screen('market/AccountsScreen') },
  { path: 'contacts', name: () => m.app_go_contacts(), icon: 'user', group: 'customers', load: screen('market/ContactsScreen') },
  { path: 'bridge', name: () => m.app_go_bridge(), icon: 'arrow-left-right', group: 'shared', keys: 'g k', load: screen('bridge/BridgeScreen') },
  { path: 'gaps', name: () => m.app_go_gaps(), icon: 'unlink', group: 'shared', keys: 'g g', load: screen('desk/GapsScreen') },
  { path: 'decisions', name: () => m.app_go_decisions(), icon: 'scale', group: 'shared', keys: 'g d', load: screen('decision/DecisionsScreen') },
  { path: 'risks', name: () => m.app_go_risks(), icon: 'triangle-alert', group: 'shared', load: screen('risk/RisksScreen') },
  { path: 'approvals', name: () => m.stake_approvals_go(), icon: 'badge-check', group: 'shared', apart: true, load: screen('stakeholder/ApprovalsScreen') },
  { path: 'updates', name: () => m.stake_mine_go(), icon: 'mail', group: 'shared', load: screen('stakeholder/UpdatesScreen') },
  { path: 'sessions', name: () => m.accept_go_sessions(), icon: 'users', group: 'shared', load: screen('acceptance/TestSessionsScreen') },
  { path: 'changelog', name: () => m.accept_go_changelog(), icon: 'rss', group: 'shared', load: screen('release/ChangelogScreen') },
  { path: 'people', name: () => m.app_go_people(), icon: 'users', group: 'shared', apart: true, load: screen('people/PeopleScreen') },
  { path: 'growth', name: () => m.growth_go(), icon: 'contact', group: 'shared', load: screen('growth/GrowthScreen') },
]

/** Begins to load the screen of an address, and the view that it most likely opens with, while it is still asked who is there. */
export function startLoading(path: string, search: string): void {
  const screen = screens.find((s) => path.match(/^\/p\/[^/]+\/(.+?)\/?$/)?.[1] === s.path)
  if (!screen) return
  const view = new URLSearchParams(search).get('view') ?? 'table'
  const quietly = (load: Promise<unknown>) => void load.catch(() => undefined) // the screen itself says so
  quietly(screen.load())
  if (view in listViews) quietly(loadView(view as keyof typeof listViews))
}
