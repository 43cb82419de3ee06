import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'

export function ContactsScreen({ product }: { product: string }) {
  return (
    <RecordList
      screen="contacts"
      name={m.screens_contacts()}
      product={product}
      kinds={['contact']}
      base="type:contact"
      views={['table']}
      defaults={{ sort: 'title', cols: 'key,title,role,account,email' }}
      empty={{ icon: 'contact', title: m.screens_contacts_empty(), text: m.screens_contacts_empty_text() }}
    />
  )
}
