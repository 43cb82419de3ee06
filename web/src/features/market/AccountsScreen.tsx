import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'

export function AccountsScreen({ product }: { product: string }) {
  return (
    <RecordList
      screen="accounts"
      name={m.screens_accounts()}
      product={product}
      kinds={['account']}
      base="type:account"
      views={['table', 'board']}
      defaults={{ sort: '-revenue', cols: 'key,title,segment,plan,revenue,owner' }}
      empty={{ icon: 'building-2', title: m.screens_accounts_empty(), text: m.screens_accounts_empty_text() }}
    />
  )
}
