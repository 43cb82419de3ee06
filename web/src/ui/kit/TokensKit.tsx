import { iconNames, Icon, KindIcon, kindIcons, StateIcon } from '../icon'
import { Part, Sample } from './Sample'

const grounds = ['bg', 'bg-raised', 'bg-sunken', 'bg-hover', 'bg-selected', 'accent-soft', 'green-soft', 'amber-soft', 'red-soft', 'blue-soft', 'violet-soft']
const solids = ['text', 'text-muted', 'text-faint', 'line', 'line-strong', 'line-control', 'accent', 'green', 'amber', 'red', 'blue', 'violet', 'focus']
const sizes = [12, 13, 14, 16, 20, 24, 32]

function Swatch({ name }: { name: string }) {
  return (
    <div className="w-20">
      <div className="h-8 rounded border border-line" style={{ background: `var(--color-${name})` }} />
      <div className="mt-1 truncate text-12 text-text-faint">{name}</div>
    </div>
  )
}

export function TokensKit() {
  return (
    <Part id="tokens" title="Tokens">
      <Sample name="Grounds">
        {grounds.map((name) => (
          <Swatch key={name} name={name} />
        ))}
      </Sample>
      <Sample name="Text, lines, states">
        {solids.map((name) => (
          <Swatch key={name} name={name} />
        ))}
      </Sample>
      <Sample name="Charts">
        {[1, 2, 3, 4, 5, 6, 7, 8].map((n) => (
          <Swatch key={n} name={`chart-${n}`} />
        ))}
        {[1, 2, 3, 4, 5, 6].map((n) => (
          <Swatch key={n} name={`seq-${n}`} />
        ))}
      </Sample>
      <Sample name="Type" wide>
        {sizes.map((size) => (
          <p key={size} className="truncate" style={{ fontSize: `var(--text-${size})`, lineHeight: `var(--text-${size}--line-height)`, letterSpacing: `var(--text-${size}--letter-spacing, 0)` }}>
            {size} The work is the interface <span className="tabular">0123456789</span> <span className="keyed">LEND-1042</span>
          </p>
        ))}
      </Sample>
      <Sample name="Kinds">
        {Object.keys(kindIcons).map((kind) => (
          <span key={kind} className="inline-flex w-28 items-center gap-2">
            <KindIcon kind={kind} />
            {kind}
          </span>
        ))}
      </Sample>
      <Sample name="Categories of state">
        {['', 'todo', 'doing', 'done', 'closed'].map((category) => (
          <span key={category} className="inline-flex w-28 items-center gap-2">
            <StateIcon category={category} />
            {category || 'none'}
          </span>
        ))}
      </Sample>
      <Sample name="Icons">
        {iconNames.map((name) => (
          <span key={name} title={name} className="text-text-muted">
            <Icon name={name} />
          </span>
        ))}
      </Sample>
    </Part>
  )
}
