import { useData } from '@/data/hooks'
import type { Data } from '@/data/data'
import type { KindName } from '@/data/kinds.gen'
import { mayCreate, mayLink, rightToField, type Right } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'
import { useFind } from '@/record/screen/find'
import { Picker } from '@/ui/combobox'
import { cx } from '@/ui/cx'
import { Icon, KindIcon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import type { Fill, Step } from './thread'

type Gap = Extract<Step, { what: 'gap' }>

/** What needs more than a name to begin with is not made from a gap. */
const namedOnly = (kind: KindName): boolean => kind !== 'sprint' && kind !== 'release' && kind !== 'metric'

const isId = (text: string): boolean => /^[0-9a-hjkmnp-tv-z]{26}$/.test(text)

/** Fills a gap with a record that is there, or with a new one of that title. */
export async function fillGap(data: Data, fill: Fill, product: string | null, picked: string): Promise<void> {
  let id = picked
  if (!isId(picked)) id = data.create(fill.kinds[0]!, { product, title: picked }).id
  else if (!data.cache.get(picked)) await data.loader.some([picked])
  const kind = data.cache.get(id)?.kind ?? fill.kinds[0]!
  if (fill.field) {
    await data.change(fill.at, { [fill.field]: id })
    return
  }
  const way = fill.linkOf?.(kind)
  if (way) await (way.direction === 'out' ? data.link(way.type, fill.at, id) : data.link(way.type, id, fill.at))
}

/** What one may do about a gap: set the field, or make the link, that closes it. */
function rightToFill(data: Data, fill: Fill): Right | undefined {
  const at = data.cache.get(fill.at)
  if (!at) return undefined
  if (fill.field) return rightToField(data, at, fill.field)
  const other = { kind: fill.kinds[0]!, product: at.product }
  const way = fill.linkOf?.(other.kind)
  return way && (way.direction === 'out' ? mayLink(data, way.type, at, other) : mayLink(data, way.type, other, at))
}

/** A step of the thread that is missing: pressed, it is filled where it stands. */
export function FillGap({ step, product, compact }: { step: Gap; product: string | null; compact?: boolean }) {
  const data = useData()
  const inProduct = step.name === 'sprint' || step.name === 'release' || step.name === 'item'
  const search = useFind(step.fill.kinds, inProduct ? (product ?? undefined) : undefined)
  const kind = step.fill.kinds[0]!
  const names = step.fill.kinds.map((k) => kindName(k).toLowerCase())
  const right = mayCreate(data, kind, product)
  const makes = namedOnly(kind) && right.may !== 'no'
  const fills = rightToFill(data, step.fill)
  const proposes = fills?.may === 'propose' ? m.screens_proposes_to({ who: fills.decides?.join(', ') ?? '' }) : undefined
  const hint = makes ? m.record_gap_make({ kind: names[0]! }) : undefined
  return (
    <Picker
      label={m.record_gap_find({ kinds: names.join(', ') })}
      search={search}
      value={null}
      creatable={makes}
      onPick={(picked) => picked && void fillGap(data, step.fill, product, picked)}
      footer={proposes ? <span className="text-blue-text">{proposes}</span> : hint}
      className="w-80"
      trigger={
        <button
          type="button"
          data-step
          tabIndex={-1}
          aria-label={step.why ?? m.record_gap_none({ kind: names[0]! })}
          {...tip(step.why ?? m.record_gap_none({ kind: names[0]! }))}
          className={cx(
            'flex h-6 min-w-6 items-center gap-1 rounded border border-dashed px-1.5 text-12 whitespace-nowrap transition-colors hover:border-solid hover:bg-bg-hover data-popup-open:bg-bg-hover',
            step.why ? 'border-amber text-amber-text' : 'border-line-control text-text-faint',
          )}
        >
          {step.why ? <Icon name="unlink" size={12} /> : <KindIcon kind={kind} size={12} className="!text-text-faint" />}
          {!compact && <span className="truncate">{names[0]}</span>}
        </button>
      }
    />
  )
}
