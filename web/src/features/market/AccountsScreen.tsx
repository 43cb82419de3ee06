import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'
import { NewButton } from '@/record/screen/NewButton'

/** Accounts belong to the workspace, so every product shows the same. */
export function AccountsScreen({ product }: { product: string }) {
  return (
    <RecordList
      screen="accounts"
      name={m.screens_accounts()}
      kinds={['account']}
      base="type:account"
      views={['table', 'board']}
      defaults={{ sort: '-revenue', cols: 'segment,plan,revenue,owner' }}
      actions={<NewButton kind="account" product={product} />}
      empty={{ icon: 'building-2', title: m.screens_accounts_empty(), text: m.screens_accounts_empty_text(), action: <NewButton kind="account" product={product} primary /> }}
    />
  )
}
