/** What the areas add to the shell when it starts: their commands, and the dialogs of these. */
import { lazy } from 'react'

import { backlogCommands, pasteDialog, splitDialog, templateDialog } from '@/features/backlog/commands'
import { askDialog, bridgeCommands } from '@/features/bridge/commands'
import { blockDialog, deliveryCommands } from '@/features/delivery/commands'
import { feedbackCommands } from '@/features/feedback/commands'
import { beginDialog, launchCommands } from '@/features/launch/commands'
import { moneyCommands } from '@/features/money/commands'
import { giveDialog, promiseCommands } from '@/features/promise/commands'
import { refinementCommands } from '@/features/refinement/commands'
import { releaseCommands } from '@/features/release/commands'
import { riskCommands } from '@/features/risk/commands'
import { roadmapCommands } from '@/features/roadmap/commands'
import { checkInDialog, strategyCommands } from '@/features/strategy/commands'
import { addCommands } from '@/record/commands'
import { pageCommands } from '@/record/page/commands'
import { setFieldDialog, standardCommands } from '@/record/standard-commands'

import { addDialog } from './dialogs'

// What they say of their fields.
import '@/features/decision/fields'
import '@/features/delivery/fields'
import '@/features/discovery/fields'
import '@/features/market/fields'
import '@/features/promise/fields'
import '@/features/release/fields'
import '@/features/risk/fields'
import '@/features/roadmap/fields'

export function addAreas(): void {
  addCommands(...standardCommands(), ...pageCommands(), ...backlogCommands(), ...bridgeCommands(), ...deliveryCommands(), ...feedbackCommands(), ...launchCommands(), ...moneyCommands(), ...refinementCommands(), ...promiseCommands(), ...releaseCommands(), ...riskCommands(), ...roadmapCommands(), ...strategyCommands())
  addDialog(blockDialog, lazy(() => import('@/features/delivery/BlockItem').then((x) => ({ default: x.BlockItem }))))
  addDialog(askDialog, lazy(() => import('@/features/bridge/AskAny').then((x) => ({ default: x.AskAny }))))
  addDialog(beginDialog, lazy(() => import('@/features/launch/BeginAny').then((x) => ({ default: x.BeginAny }))))
  addDialog(giveDialog, lazy(() => import('@/features/promise/GiveDialog').then((x) => ({ default: x.GiveDialog }))))
  addDialog(checkInDialog, lazy(() => import('@/features/strategy/CheckInAny').then((x) => ({ default: x.CheckInAny }))))
  addDialog(splitDialog, lazy(() => import('@/record/story/SplitDialog').then((x) => ({ default: x.SplitDialog }))))
  addDialog(pasteDialog, lazy(() => import('@/record/story/PasteDialog').then((x) => ({ default: x.PasteDialog }))))
  addDialog(templateDialog, lazy(() => import('@/record/story/TemplateDialog').then((x) => ({ default: x.TemplateDialog }))))
  addDialog(setFieldDialog, lazy(() => import('@/record/screen/SetField').then((x) => ({ default: x.SetField }))))
}
