import { useNavigate } from '@tanstack/react-router'

import { useMe } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { EmptyState } from '@/ui/state'

/** An address that leads nowhere, or to a product one may not see. */
export function Missing({ product }: { product?: string }) {
  const go = useNavigate()
  return (
    <EmptyState
      icon="unlink"
      title={product ? m.app_missing_product({ key: product }) : m.app_missing_title()}
      text={m.app_missing_text()}
      action={
        <Button variant="primary" onClick={() => void go({ to: '/' as never })}>
          {m.app_missing_home()}
        </Button>
      }
    />
  )
}

/** The start of somebody who sees no product yet. */
export function NoProduct() {
  const go = useNavigate()
  const me = useMe()
  const mayMake = me.abilities.workspace?.['product.make'] === 'act'
  return (
    <EmptyState
      icon="package"
      title={m.app_no_product_title()}
      text={m.app_no_product_text()}
      action={
        mayMake ? (
          <Button variant="primary" onClick={() => void go({ to: '/settings/products' as never })}>
            {m.app_no_product_make()}
          </Button>
        ) : undefined
      }
      secondary={<Button onClick={() => void go({ to: '/import' as never })}>{m.app_no_product_import()}</Button>}
    />
  )
}
