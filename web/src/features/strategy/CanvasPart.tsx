import type { ReactNode } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Part } from '@/record/screen/Screen'

import { type CanvasField, canvasFields, fieldNames } from './page'

/** Where the boxes of a lean canvas stand: five columns above, two below. */
const places: Record<CanvasField, string> = {
  problem: 'md:col-span-2 md:row-span-2', solution: 'md:col-span-2', measures: 'md:col-start-3 md:col-span-2 md:row-start-2', proposition: 'md:col-start-5 md:col-span-2 md:row-start-1 md:row-span-2',
  advantage: 'md:col-start-7 md:col-span-2 md:row-start-1', channels: 'md:col-start-7 md:col-span-2 md:row-start-2', segments: 'md:col-start-9 md:col-span-2 md:row-start-1 md:row-span-2',
  costs: 'md:col-span-5', revenue: 'md:col-span-5',
}

/** The business model as a lean canvas; what stands in a box is up to who shows it. */
export function CanvasGrid({ box }: { box: (field: CanvasField) => ReactNode }) {
  return (
    <dl className="grid grid-cols-1 gap-px overflow-hidden rounded border bg-line sm:grid-cols-2 md:grid-cols-10">
      {canvasFields.map((f) => (
        <div key={f} className={`flex min-w-0 flex-col gap-1 bg-bg p-2.5 ${places[f]}`}>
          <dt className="text-12 font-medium text-text-muted">{fieldNames[f]()}</dt>
          <dd className="min-w-0 text-13">{box(f)}</dd>
        </div>
      ))}
    </dl>
  )
}

export function CanvasPart({ box }: { box: (field: CanvasField) => ReactNode }) {
  return (
    <Part title={m.onepage_canvas()}>
      <CanvasGrid box={box} />
    </Part>
  )
}
