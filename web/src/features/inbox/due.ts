/** What launches and products' ends wait for from oneself: it follows from the day, and is gone when it is done. */
import { m } from '@/locales/gen/messages.js'
import { departmentName, type DepartmentName } from '@/record/launch/launch'
import { screenAddress } from '@/record/screen/address'

interface OfLaunch {
  launch: string
  key: string
  name: string
  product: string
}

/** As the server lists what launches wait for. */
export interface LaunchesWait {
  tasks: { id: string; title: string; owner: string | null; late: number; due: string | null; department: DepartmentName; of: OfLaunch }[]
  approvals: { id: string; title: string; of: OfLaunch }[]
  answers: { gate: string; department: DepartmentName; needBy: string | null; of: OfLaunch }[]
}

/** A step of a product's end. */
export interface EndsWait {
  product: string
  key: string
  name: string
  step: { id: string; title: string; dueOn: string | null }
  late: number
}

/** One thing that waits. */
export interface Due {
  id: string
  /** What is told of it in the news, too; empty where nothing is. */
  entity: string
  title: string
  key: string
  record: string
  on: string | null
  says: string
  /** Where it is done. */
  to: string
  open: string
  /** What calls it done, where that is all it takes. */
  done?: { method: 'PATCH' | 'POST'; path: string; body: Record<string, unknown> }
}

const late = (count: number) => m.launch_n_days_late({ count })

/** Late tasks and steps, and whatever waits for one's word; what is longest late comes first. */
export function duesOf(launches: LaunchesWait | undefined, ends: readonly EndsWait[], keyOf: (product: string) => string | undefined, today: string): Due[] {
  const plan = (of: OfLaunch, tab?: string) => screenAddress(keyOf(of.product) ?? '', `launches/${of.key}`, { tab })
  const on = (of: OfLaunch) => ({ key: of.key, record: of.launch, open: m.launch_open_plan() })
  const tasks: Due[] = (launches?.tasks ?? [])
    .filter((t) => t.late > 0)
    .map((t) => ({ ...on(t.of), id: t.id, entity: t.id, done: { method: 'PATCH', path: `/launchtasks/${t.id}`, body: { state: 'done' } }, title: t.title, on: t.due, to: plan(t.of), says: t.owner ? m.launch_inbox_task({ launch: t.of.name, late: late(t.late) }) : m.launch_inbox_task_open({ launch: t.of.name, late: late(t.late), department: departmentName(t.department) }) }))
  const steps: Due[] = ends.filter((e) => e.late > 0).map((e) => ({ id: `${e.product} ${e.step.id}`, entity: '', done: { method: 'POST', path: '/sunset/steps', body: { product: e.key, step: e.step.id, doneOn: today } }, title: e.step.title, key: e.key, record: e.product, on: e.step.dueOn, to: screenAddress(e.key, 'strategy', { view: 'lifecycle' }), open: m.life_inbox_open(), says: m.life_inbox_step({ product: e.name, late: late(e.late) }) }))
  const answers: Due[] = (launches?.answers ?? []).map((a) => ({ ...on(a.of), id: `${a.gate} ${a.department}`, entity: a.gate, title: a.of.name, on: a.needBy, to: plan(a.of, 'gate'), says: m.launch_inbox_answer({ department: departmentName(a.department) }) }))
  const words: Due[] = (launches?.approvals ?? []).map((a) => ({ ...on(a.of), id: a.id, entity: a.id, title: a.title, on: null, to: plan(a.of, 'words'), says: m.launch_inbox_approve({ launch: a.of.name }) }))
  const byDay = (a: Due, b: Due) => (a.on ?? '9999').localeCompare(b.on ?? '9999')
  return [...[...answers, ...words].sort(byDay), ...[...tasks, ...steps].sort(byDay)]
}
