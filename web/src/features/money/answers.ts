/** What the server answers about money. */
export const sorts = ['cost', 'run', 'revenue', 'value'] as const
export type Sort = (typeof sorts)[number]
export const bases = ['plan', 'forecast', 'actual'] as const
export type Basis = (typeof bases)[number]

export interface Figures {
  plan: number
  planToDate: number
  actual: number
  outlook: number
  left: number
  leftShare: number | null
  atEnd: number
  atEndShare: number | null
}

export interface Month {
  month: string
  planCost: number
  actualCost: number | null
  outlookCost: number
  planRevenue: number
  actualRevenue: number | null
  outlookRevenue: number
}

export interface Row {
  id: string
  key: string
  kind: string
  title: string
  state: string
  cost: Figures
  revenue: Figures
  value: Figures
  limit: number | null
  spent: number | null
}

export interface Summary {
  currency: string
  from: string
  until: string
  now: string
  by: string
  sorts: ({ sort: Sort } & Figures)[]
  profit: Figures
  months: Month[]
  rows: Row[]
  more: number
  work: number | null
  rates: { from: string; to: string; rate: number; on: string; source: string }[]
  left: { currency: string; lines: number }[]
  rule: string
}

export interface Line {
  id: string
  basis: Basis
  sort: Sort
  label: string
  month: string
  amount: number
  currency: string
  note: string
}

export interface DayRate {
  id: string
  from: string
  amount: number
  currency: string
  note: string
}

export interface Exchange {
  id: string
  from: string
  to: string
  on: string
  rate: number
  source: string
}

/** What answers about money follow from. */
export const moneyKinds = ['money_line', 'day_rate', 'exchange_rate', 'sprint', 'sprint_member', 'absence', 'link', 'release', 'product']
