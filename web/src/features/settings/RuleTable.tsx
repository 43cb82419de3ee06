import type { MyProduct } from '@/data/types'
import { listed, type Rule } from '@/lib/deciders'
import { decisionWords } from '@/lib/decisions'
import { m } from '@/locales/gen/messages.js'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'

import { usePress } from './send'
import { roleName } from './words'

interface RuleTableProps {
  areas: readonly { title: string; rules: readonly Rule[] }[]
  product: MyProduct | undefined
  right: 'act' | 'propose' | 'no'
  onEdit: (rule: Rule) => void
}

/** The decisions by area: who decides, who is told, and where that is not the default. */
export function RuleTable({ areas, product, right, onEdit }: RuleTableProps) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-180 table-fixed">
        <thead>
          <tr className="border-b text-left text-12 text-text-muted [&>th]:h-7 [&>th]:font-medium">
            <th className="w-[32%]">{m.settings_rule_decision()}</th>
            <th className="w-[34%]">{m.settings_rule_decides()}</th>
            <th>{m.settings_rule_told()}</th>
            <th className="w-28">
              <span className="sr-only">{m.settings_actions()}</span>
            </th>
          </tr>
        </thead>
        {areas.map((a) => (
          <tbody key={a.title}>
            <tr>
              <th colSpan={4} scope="rowgroup" className="h-10 pb-1 text-left align-bottom text-13 font-semibold">
                {a.title}
              </th>
            </tr>
            {a.rules.map((r) => (
              <Row key={r.decision} rule={r} product={product} right={right} onEdit={onEdit} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

/** "product manager or product owner", "product manager and product owner". */
export const decidersOf = (rule: Pick<Rule, 'roles' | 'all'>): string => listed(rule.roles.map((r) => (r === 'admin' ? m.settings_role_admins() : r)), rule.all ? 'conjunction' : 'disjunction')

function Row({ rule, product, right, onEdit }: { rule: Rule } & Omit<RuleTableProps, 'areas'>) {
  const press = usePress()
  const words = decisionWords(rule.decision)
  // A rule of the workspace is taken back there, not on a product that only follows it.
  const here = rule.from === (product ? 'product' : 'workspace')
  const reset = () => press('POST', '/rights/reset', { decision: rule.decision, ...(product && { product: product.id }) }, m.settings_rule_reset_done())
  const was = decidersOf(rule.default)
  return (
    <tr className="group h-row border-b hover:bg-bg-hover [&>td]:py-1 [&>td]:pr-3">
      <td className="first-letter:uppercase" title={rule.decision}>
        {words}
      </td>
      <td>
        <span className="block font-medium first-letter:uppercase">{decidersOf(rule)}</span>
        {rule.from !== 'default' && (
          <span className="flex items-center gap-2 text-12 text-text-muted">
            <Badge tone="violet" icon="pencil">
              {rule.from === 'product' ? m.settings_rule_here() : m.settings_rule_workspace()}
            </Badge>
            {m.settings_rule_default({ roles: was })}
          </span>
        )}
      </td>
      <td className="text-text-muted first-letter:uppercase">{listed(rule.heard.map((h) => (h === 'admin' ? roleName(h) : h)))}</td>
      <td className="!pr-0">
        <span className="flex items-center justify-end gap-1">
          {here && right !== 'no' && (
            <Button size="sm" variant="ghost" onClick={() => void reset()}>
              {m.settings_rule_reset()}
            </Button>
          )}
          {right !== 'no' && <IconButton icon="pencil" size="sm" label={m.settings_rule_edit({ what: words })} onClick={() => onEdit(rule)} />}
        </span>
      </td>
    </tr>
  )
}
