/** What an approval is asked about: a record, or what was kept of a product's roadmap or strategy. */
import { m } from '@/locales/gen/messages.js'
import { recordAddress, screenAddress } from '@/record/screen/address'

export interface AskedAbout {
  key: string
  title: string
  about: '' | 'roadmap_snapshot' | 'strategy_snapshot'
  aboutId: string
  aboutName: string
}

/** Where it is read: the kept one itself, as it was when it was asked about. */
export function aboutAddress(a: AskedAbout, product: string): string {
  switch (a.about) {
    case 'roadmap_snapshot':
      return screenAddress(product, 'plan', { snapshot: a.aboutId })
    case 'strategy_snapshot':
      return screenAddress(product, 'strategy', { at: a.aboutId })
    default:
      return recordAddress(a.key)
  }
}

export function aboutName(a: AskedAbout): string {
  switch (a.about) {
    case 'roadmap_snapshot':
      return m.stake_approvals_roadmap({ name: a.aboutName })
    case 'strategy_snapshot':
      return m.stake_approvals_strategy({ name: a.aboutName })
    default:
      return `${a.key} ${a.title}`
  }
}
